package notify

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"meddlewatch"
)

// Limits of a card, so that no feed can fill a screen. JSON has none of them.
const (
	headlineColumns = 320 // eight lines on a phone
	fieldColumns    = 200
	maxMentions     = 8 // names a line
	maxOutlets      = 6
	labelColumns    = 11 // "campaigns" and two spaces
	narrow          = 60 // below, a label does not get a column of its own
)

// card collects the lines of a message for a screen of so many columns.
type card struct {
	columns int
	paint   paint
	b       strings.Builder
}

// storyCard is the card of a story: what somebody published, who is said to have
// acted, who says so, and why it is shown.
func storyCard(a meddlewatch.Alert, columns int, p paint, now time.Time) []byte {
	c := &card{columns: columns, paint: p}
	color := p.fresh
	if a.Change != meddlewatch.ChangeNone {
		color = p.update
	}
	c.head(stateWord(a), color, fmt.Sprintf("score %.2f · story %s", a.Score, a.Story))
	c.block("", "", changeLine(a), color)
	c.headline(a.Headline)
	c.block("", "", sourceLine(a, now), p.dim)
	c.field("claim", claimLine(a))
	c.field("actors", mentionLine(a.Actors))
	c.field("campaigns", mentionLine(a.Campaigns))
	c.field("also in", outletLine(a))
	if dependent(a) {
		c.field("sources", sourceCount(a))
	}
	c.field("why", shorten(plain(a.Why), fieldColumns))
	c.link("", a.Link)
	return c.bytes()
}

// noticeCard lists everything that was held of one feed, or what a digest has.
func noticeCard(a meddlewatch.Alert, columns int, p paint) []byte {
	c := &card{columns: columns, paint: p}
	count := fmt.Sprintf("%d items", len(a.Lines))
	if len(a.Lines) == 1 {
		count = "1 item"
	}
	if a.Kind == meddlewatch.AlertDigest {
		c.head("DIGEST", p.held, count+" in one message")
	} else {
		c.head("HELD", p.held, count+" in one message")
		c.headline(cmp.Or(a.Headline, "Held back: "+cmp.Or(a.Feed, a.Outlet)))
	}
	c.block("", "", shorten(plain(a.Reason), headlineColumns), "")
	indent := strings.Repeat(" ", len(fmt.Sprint(len(a.Lines)))+2)
	for i, line := range a.Lines {
		number := fmt.Sprintf("%*d. ", len(indent)-2, i+1)
		title := cmp.Or(shorten(plain(line.Headline), headlineColumns), "(no headline)")
		c.block(number, indent, joinParts(lineChange(line), title), "")
		c.block(indent, indent, shorten(plain(line.Outlet), fieldColumns), p.dim)
		c.link(indent, line.Link)
	}
	return c.bytes()
}

func (c *card) head(word, color, rest string) {
	c.block(c.paint.in(color, word)+"  ", strings.Repeat(" ", len(word)+2), rest, c.paint.dim)
}

func (c *card) headline(s string) {
	c.block("", "", cmp.Or(shorten(plain(s), headlineColumns), "(no headline)"), c.paint.strong)
}

// block writes wrapped text, its first line after first, all others after indent.
func (c *card) block(first, indent, text, color string) {
	if text == "" {
		return
	}
	for i, line := range wrap(text, c.columns-width(indent)) {
		if i > 0 {
			first = indent
		}
		c.line(first + c.paint.in(color, line))
	}
}

// field writes a label and its text; on a narrow screen the text begins right
// after the label.
func (c *card) field(label, text string) {
	if text == "" {
		return
	}
	indent := strings.Repeat(" ", labelColumns)
	if c.columns >= narrow {
		pad := indent[len(label):]
		c.block(c.paint.in(c.paint.dim, label)+pad, indent, text, "")
		return
	}
	for i, line := range wrap(label+": "+text, c.columns-2) {
		if i > 0 {
			c.line("  " + line)
			continue
		}
		c.line(c.paint.in(c.paint.dim, label+":") + line[len(label)+1:])
	}
}

// link writes an address on a line of its own, whole, however long it is.
func (c *card) link(indent, address string) {
	if address = strings.ReplaceAll(plain(address), " ", "%20"); address != "" {
		c.line(indent + c.paint.in(c.paint.link, address))
	}
}

func (c *card) line(s string) {
	c.b.WriteString(s)
	c.b.WriteByte('\n')
}

// bytes ends the card with an empty line.
func (c *card) bytes() []byte {
	c.b.WriteByte('\n')
	return []byte(c.b.String())
}

// sourceLine says who published it and when. The absolute time always stands
// there: a card may be read, or printed again, long after it was made.
func sourceLine(a meddlewatch.Alert, now time.Time) string {
	when := "date unknown"
	switch {
	case !a.Published.IsZero():
		when = age(now.Sub(a.Published)) + stamp(a.Published)
	case !a.FirstSeen.IsZero():
		when = "date unknown, first seen " + stamp(a.FirstSeen)
	}
	return cmp.Or(shorten(plain(a.Outlet), fieldColumns), "unknown outlet") + " · " + when
}

func stamp(t time.Time) string { return t.UTC().Format("2 Jan 2006 15:04 UTC") }

// age says how long ago something was, while that says more than its date: for a
// week, and not of the future.
func age(d time.Duration) string {
	switch {
	case d < 0 || d >= 7*24*time.Hour:
		return ""
	case d < time.Minute:
		return "just now, "
	case d < time.Hour:
		return fmt.Sprintf("%d min ago, ", d/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h ago, ", d/time.Hour)
	}
	return fmt.Sprintf("%d days ago, ", d/(24*time.Hour))
}

// claimLine is the kind of statement, who makes it, and the word with which it
// is made: it reports a report.
func claimLine(a meddlewatch.Alert) string {
	line := plain(string(a.Claim))
	if by := shorten(plain(a.AttributedBy), fieldColumns); by != "" {
		line += ", by " + by
	}
	if hedge := shorten(plain(a.Hedge), fieldColumns); hedge != "" {
		line += "; “" + hedge + "”"
	}
	return strings.TrimLeft(line, ",; ")
}

// originWords says how a name came onto the watchlist, for readers who know nothing
// of it. An origin that is not known says nothing.
func originWords(o meddlewatch.Origin) string {
	switch o {
	case meddlewatch.OriginLearned:
		return "learned from documents"
	case meddlewatch.OriginAdded:
		return "from public knowledge"
	case meddlewatch.OriginEdited:
		return "entered by hand"
	case meddlewatch.OriginAccepted:
		return "accepted by hand"
	}
	return ""
}

// mentionLine lists names as printed, with the canonical name where it is another
// and where the name is known from.
func mentionLine(mentions []meddlewatch.Mention) string {
	var parts []string
	for i, m := range mentions {
		if i == maxMentions {
			parts = append(parts, fmt.Sprintf("and %d more", len(mentions)-i))
			break
		}
		name, as := shorten(plain(m.Name), fieldColumns), shorten(plain(m.As), fieldColumns)
		var notes []string
		if as != "" && name != "" && !strings.EqualFold(name, as) {
			notes = append(notes, name)
		}
		if from := originWords(m.Origin); from != "" {
			notes = append(notes, from)
		}
		part := cmp.Or(as, name)
		if len(notes) > 0 {
			part += " (" + strings.Join(notes, "; ") + ")"
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// outletLine lists the other outlets of the story.
func outletLine(a meddlewatch.Alert) string {
	var others []string
	for _, o := range a.Outlets {
		if o != a.Outlet && o != "" {
			others = append(others, shorten(plain(o), fieldColumns))
		}
	}
	if more := len(others) - maxOutlets; more > 0 {
		others = append(others[:maxOutlets], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(others, ", ")
}
