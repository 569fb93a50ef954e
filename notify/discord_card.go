package notify

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"meddlewatch"
)

// Limits of Discord, in UTF-16 units of the text as it is sent (Discord's API
// documentation, "Embed Limits", "Create Message" and "Button Structure").
const (
	limitContent      = 2000
	limitTitle        = 256
	limitDescription  = 4096
	limitFields       = 25
	limitFieldName    = 256
	limitFieldValue   = 1024
	limitFooter       = 2048
	limitEmbeds       = 10
	limitAllEmbeds    = 6000 // titles, descriptions, fields and footers of a message together
	limitEmbedURL     = 2048
	limitButtonURL    = 512
	limitButtonLabel  = 80
	limitRowOfButtons = 5
)

// Limits of ours, which keep an alert at a size that people read. They leave all
// of Discord's far behind: the embed of a story takes at most
// 256 + 350 + 7 * (256 + 400) + 60 units.
const (
	contentHeadline = 300 // what a phone may show before it is unlocked
	summaryUnits    = 350 // with outlet and quotation marks
	fieldUnits      = 400
	nameUnits       = 100 // an outlet, an actor, who says so
)

// Colours of the bar beside an embed, each readable on Discord's dark and light
// background; the same as the state words on a terminal.
const (
	colorNew    = 0x2E9E5B // green
	colorUpdate = 0xC98A1B // yellow
	colorList   = 0x9B6BD1 // violet
)

// RenderDiscord is the Renderer of both Discord destinations: the JSON body of a
// message, without a nonce. A webhook shows its button only when the request asks
// for components. It reads no clock, as Discord itself shows how long ago
// something was, and never fails for what a feed may hold.
//
// A story always fits. Of a notice or digest as many lines are shown as fit.
func RenderDiscord(a meddlewatch.Alert) (payload []byte, lines int, err error) {
	var m message
	if a.Kind == meddlewatch.AlertStory {
		m = storyMessage(a)
	} else {
		m, lines = listMessage(a)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return nil, 0, fmt.Errorf("the Discord message of story %s cannot be written as JSON: %w", a.Story, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), lines, nil
}

// storyMessage is one line that tells a push notice and a screen reader all that
// matters, and an embed with what is known.
func storyMessage(a meddlewatch.Alert) message {
	color := colorNew
	if a.Change != meddlewatch.ChangeNone {
		color = colorUpdate
	}
	headline := plainHeadline(a.Headline)
	link := safeLink(a.Link)
	card := embed{
		Title:       clipped(headline, limitTitle, inTitle),
		Description: summaryQuote(a),
		Color:       color,
		Footer:      &embedFooter{Text: marker(a.Kind, a.Story, a.Revision)},
	}
	if units(link) <= limitEmbedURL {
		card.URL = link
	}
	named := nameable(a)
	card.field("Claim", clipped(claimLine(named), fieldUnits, atStart), false)
	card.field("Actors", clipped(mentionLine(named.Actors), fieldUnits, atStart), true)
	card.field("Campaigns", clipped(mentionLine(named.Campaigns), fieldUnits, atStart), true)
	// A field over the whole width parts the pairs: four in a row would leave the
	// fourth alone below.
	card.field("Why you see this", clipped(plain(a.Why), fieldUnits, atStart), false)
	card.field("First seen", timestamp(a.FirstSeen, 'f'), true)
	card.field("Outlets", clipped(outletLine(named), fieldUnits, atStart), true)
	if card.URL == "" {
		card.field("Address", clipped(addressText(a.Link), fieldUnits, atStart), false)
	}
	m := message{
		Content: joinParts(
			stateWord(a)+": "+joinParts(
				clipped(changeLine(a), fieldUnits, inLine),
				isolated(clipped(headline, contentHeadline, inLine))),
			sourceCount(a),
			timestamp(published(a), 'R')),
		Embeds:          []embed{card},
		AllowedMentions: nobody(),
	}
	if link != "" && units(link) <= limitButtonURL {
		read := button{Type: componentButton, Style: buttonLink, Label: "Read", URL: link}
		m.Components = []actionRow{{Type: componentRow, Components: []button{read}}}
	}
	return m
}

// field adds a field that has a value.
func (e *embed) field(name, value string, inline bool) {
	if value != "" {
		e.Fields = append(e.Fields, embedField{Name: name, Value: value, Inline: inline})
	}
}

// clipped writes plain text at a spot in at most so many UTF-16 units.
func clipped(s string, limit int, at spot) string { return markdown(clip(s, limit, at), at) }

func plainHeadline(s string) string { return cmp.Or(plain(s), "(no headline)") }

// nameable is the alert with its names short enough for a field, so that what is
// composed of them, with the quotation marks around them, stays whole.
func nameable(a meddlewatch.Alert) meddlewatch.Alert {
	short := func(s string) string { return clip(plain(s), nameUnits, inLine) }
	mentions := func(all []meddlewatch.Mention) []meddlewatch.Mention {
		out := make([]meddlewatch.Mention, len(all))
		for i, m := range all {
			out[i] = meddlewatch.Mention{Name: m.Name, As: m.As, Origin: m.Origin}
			if i < maxMentions {
				out[i].Name, out[i].As = short(m.Name), short(m.As)
			}
		}
		return out
	}
	a.AttributedBy, a.Hedge = short(a.AttributedBy), short(a.Hedge)
	a.Actors, a.Campaigns = mentions(a.Actors), mentions(a.Campaigns)
	outlets := []string{short(a.Outlet)} // the one shown comes first
	for _, o := range a.Outlets {
		if o != a.Outlet {
			outlets = append(outlets, short(o))
		}
	}
	a.Outlet, a.Outlets = "", outlets
	return a
}

// summaryQuote is what the feed says, as the words of the outlet; "" where that is
// nothing but the headline.
func summaryQuote(a meddlewatch.Alert) string {
	summary := plain(a.Summary)
	if summary == "" || repeats(summary, a.Headline, a.Outlet) {
		return ""
	}
	outlet := cmp.Or(clip(plain(a.Outlet), nameUnits, atStart), "Unknown outlet")
	// An outlet named ":x" would read as an emoji code with the colon of ours: two
	// more units.
	room := summaryUnits - units(": “”") - 2 - 2*isolateUnits - atStart.units(outlet, 0, len(outlet))
	quote := isolated(clip(summary, room, inLine))
	return markdown(isolated(outlet)+": “"+quote+"”", atStart)
}

// repeats says whether a summary has no word that the headline has not, but for
// the name of the outlet at its end, as aggregators write it.
func repeats(summary, headline, outlet string) bool {
	s, h := letters(summary), letters(headline)
	return strings.Contains(h, s) || s == h+letters(outlet)
}

// letters is the letters and digits of a text without their case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// published is the time at which the report came out, or was first seen where
// that is unknown, or said to be later.
func published(a meddlewatch.Alert) time.Time {
	if a.Published.IsZero() || !a.FirstSeen.IsZero() && a.Published.After(a.FirstSeen) {
		return a.FirstSeen
	}
	return a.Published
}

// timestamp is Discord's own mark-up for a time, which every reader sees in the
// own language and time zone: 'R' how long ago, 'f' date and time. "" is an
// unknown time.
func timestamp(t time.Time, style rune) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("<t:%d:%c>", t.Unix(), style)
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// joinParts joins the parts of a line that are there.
func joinParts(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
