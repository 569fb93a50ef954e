package notify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"meddlewatch"
	"meddlewatch/notify"
)

// body is a message as a reader of Discord's documentation would write it down,
// to check the one that is sent: members that are not here are refused.
type body struct {
	Content    string      `json:"content"`
	Embeds     []bodyEmbed `json:"embeds"`
	Components []struct {
		Type       int `json:"type"`
		Components []struct {
			Type  int    `json:"type"`
			Style int    `json:"style"`
			Label string `json:"label"`
			URL   string `json:"url"`
		} `json:"components"`
	} `json:"components"`
	AllowedMentions *struct {
		Parse []string `json:"parse"`
	} `json:"allowed_mentions"`
}

type bodyEmbed struct {
	Title       string `json:"title"`
	URL         string `json:"url"`
	Description string `json:"description"`
	Color       int    `json:"color"`
	Fields      []struct {
		Name   string `json:"name"`
		Value  string `json:"value"`
		Inline bool   `json:"inline"`
	} `json:"fields"`
	Footer *struct {
		Text string `json:"text"`
	} `json:"footer"`
}

func (e bodyEmbed) field(name string) string {
	for _, f := range e.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

func rendered(t checker, a meddlewatch.Alert) (body, int) {
	t.Helper()
	payload, lines, err := notify.RenderDiscord(a)
	if err != nil {
		t.Fatal(err)
	}
	var m body
	d := json.NewDecoder(bytes.NewReader(payload))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		t.Fatalf("%v in %s", err, payload)
	}
	return m, lines
}

func utf16Len(s string) int { return len(utf16.Encode([]rune(s))) }

func summaryOf(a *meddlewatch.Alert) {
	a.Summary = "The agency published 40 pages on accounts that posed as local papers. It calls the money trail “plausible, not proven”."
}

func digest(lines int) meddlewatch.Alert {
	a := meddlewatch.Alert{
		Kind: meddlewatch.AlertDigest, Story: 0xfeed, Revision: 1, FirstSeen: clock(),
		Reason: "More reports in an hour than this channel takes; the others are listed here.",
	}
	for i := range lines {
		headline := fmt.Sprintf("Watchdog describes cluster %02d of accounts that borrow the names of local papers and people", i+1)
		a.Lines = append(a.Lines, meddlewatch.Line{
			Headline: headline, Outlet: "Zenda Wire",
			Link: "https://wire.example/2026/03/09/" + strings.Repeat("slug-", 16) + fmt.Sprintf("%08d", i),
		})
	}
	return a
}

func discordAlerts() map[string]meddlewatch.Alert {
	long := strings.Repeat("Endless words of a broken feed, with *stars* and ||bars||, ", 2000)
	many := make([]meddlewatch.Mention, 30)
	for i := range many {
		many[i] = meddlewatch.Mention{Name: long, As: fmt.Sprint(i, long), Origin: meddlewatch.OriginEdited}
	}
	return map[string]meddlewatch.Alert{
		"story":      with(summaryOf),
		"update":     with(func(a *meddlewatch.Alert) { summaryOf(a); climb(a) }),
		"withdrawn":  with(func(a *meddlewatch.Alert) { climb(a); a.Change = meddlewatch.ChangeWithdrawn }),
		"one-source": with(func(a *meddlewatch.Alert) { a.Sources = 1 }),
		"no-summary": story(),
		"accepted": with(func(a *meddlewatch.Alert) {
			a.Campaigns = []meddlewatch.Mention{{Name: "Paper Crow", As: "Paper Crow", Origin: meddlewatch.OriginAccepted}}
		}),
		"no-date": with(func(a *meddlewatch.Alert) { summaryOf(a); a.Published, a.FirstSeen = time.Time{}, time.Time{} }),
		"bare":    {Kind: meddlewatch.AlertStory, Story: 9, Revision: 1},
		"long": with(func(a *meddlewatch.Alert) {
			a.Headline, a.Outlet, a.Summary, a.AttributedBy, a.Hedge, a.Why = long, long, long, long, long, "name “"+long+"”"
			a.Actors, a.Campaigns, a.Outlets = many, many, []string{long, long + "x", "c", "d", "e", "f", "g", "h", "i"}
			a.Sources = 9
			a.Link = "https://courier.example/" + strings.Repeat("a", 600)
		}),
		"attack": with(func(a *meddlewatch.Alert) {
			a.Headline = "# @everyone **free** [click](https://evil.example) <@1> discord.gg/abc ||x||"
			a.Outlet = "[Courier"
			a.Summary = "x](https://evil.example) https://evil.example/a_b_c `code` \\ <t:1:R> :smile:\n> forged"
			a.AttributedBy, a.Hedge = "*they*", "__said__"
			a.Actors = []meddlewatch.Mention{{Name: "> Name", As: "- As", Origin: meddlewatch.OriginLearned}}
			a.Why = "act “](http://evil.example)”"
			a.Outlets = []string{"[Courier", "1. One", "<#5>"}
			a.Link = "https://user:secret@courier.example/a b(c)[d]<e>\"f\"|*_@here\u202e#x#y"
		}),
		"arabic": with(func(a *meddlewatch.Alert) {
			a.Headline, a.Outlet, a.Lang = "شبكة حسابات مزيفة قبل الانتخابات بأسابيع في دولة متخيلة", "مثال", "ar"
			a.Summary = "ملخص قصير مخترع عن شبكة من الحسابات."
			a.Link = "https://مثال.example/خبر"
		}),
		"chinese": with(func(a *meddlewatch.Alert) {
			a.Headline, a.Outlet = strings.Repeat("选举前发现虚假账号网络，调查仍在继续。", 20), "示例新闻"
			a.Summary = strings.Repeat("这是为测试而写的摘要。", 60)
		}),
		"emoji": with(func(a *meddlewatch.Alert) {
			a.Headline = strings.Repeat("👩🏽‍🚀🇺🇦👨‍👩‍👧‍👦", 30) + " vote 🗳️"
			a.Summary = "V" + strings.Repeat("\u0301\u0489", 200) + "ote 🗳️ now"
		}),
		"unfit-link": with(func(a *meddlewatch.Alert) { summaryOf(a); a.Link = "ftp://user:secret@courier.example/a*b" }),
		"notice": func() meddlewatch.Alert {
			a := notice()
			a.Lines[2].Link = "javascript:alert(1)"
			return a
		}(),
		"digest-12": digest(12),
		"digest-40": digest(40),
		"digest-update": func() meddlewatch.Alert {
			a := digest(3)
			a.Lines[1].Change, a.Lines[1].Was, a.Lines[1].Claim = meddlewatch.ChangeClimbed, meddlewatch.ClaimReport, meddlewatch.ClaimIndictment
			a.Lines[2].Change, a.Lines[2].Was, a.Lines[2].Link = meddlewatch.ChangeWithdrawn, meddlewatch.ClaimReport, ""
			return a
		}(),
	}
}

func TestDiscordGolden(t *testing.T) {
	for name, a := range discordAlerts() {
		t.Run(name, func(t *testing.T) {
			payload, _, err := notify.RenderDiscord(a)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := json.Indent(&got, payload, "", "  "); err != nil {
				t.Fatal(err)
			}
			got.WriteByte('\n')
			file := filepath.Join("testdata", "discord", name+".json")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got\n%s\nwant\n%s", got.Bytes(), want)
			}
			wellFormed(t, a)
		})
	}
}

func TestStoryContent(t *testing.T) {
	published, seen := story().Published, story().FirstSeen
	at := func(t time.Time) string { return fmt.Sprintf(" · <t:%d:R>", t.Unix()) }
	tests := []struct {
		name   string
		change func(*meddlewatch.Alert)
		want   string
	}{
		{"new", func(*meddlewatch.Alert) {}, "NEW: H · 3 sources" + at(published)},
		{"climbed", climb, "UPDATE: Now an official attribution; was a media report · H · 3 sources" + at(published)},
		{"climbed from nothing known", func(a *meddlewatch.Alert) { climb(a); a.Was = "" }, "UPDATE: Now an official attribution · H · 3 sources" + at(published)},
		{"climbed to nothing known", func(a *meddlewatch.Alert) { climb(a); a.Claim = "" }, "UPDATE: Now another claim; was a media report · H · 3 sources" + at(published)},
		{"withdrawn", func(a *meddlewatch.Alert) {
			climb(a)
			a.Change, a.Was = meddlewatch.ChangeWithdrawn, meddlewatch.ClaimIndictment
		}, "UPDATE: Reported as withdrawn, corrected or cleared in court; was an indictment · H · 3 sources" + at(published)},
		{"first alert after a later revision", func(a *meddlewatch.Alert) { a.Revision = 2 }, "NEW: H · 3 sources" + at(published)},
		{"one source told thrice", func(a *meddlewatch.Alert) { a.Sources = 1 }, "NEW: H · 3 outlets, 1 independent source" + at(published)},
		{"two of three sources", func(a *meddlewatch.Alert) { a.Sources = 2 }, "NEW: H · 3 outlets, 2 independent sources" + at(published)},
		{"as many sources as outlets", func(a *meddlewatch.Alert) { a.Sources = 3 }, "NEW: H · 3 sources" + at(published)},
		{"more sources than outlets", func(a *meddlewatch.Alert) { a.Sources = 9 }, "NEW: H · 3 sources" + at(published)},
		{"no source known", func(a *meddlewatch.Alert) { a.Sources = 0 }, "NEW: H · 3 outlets" + at(published)},
		{"one outlet, no source known", func(a *meddlewatch.Alert) { a.Outlets, a.Sources = []string{"A"}, 0 }, "NEW: H · 1 source" + at(published)},
		{"no outlet", func(a *meddlewatch.Alert) { a.Outlets = nil }, "NEW: H · 1 source" + at(published)},
		{"no date", func(a *meddlewatch.Alert) { a.Published = time.Time{} }, "NEW: H · 3 sources" + at(seen)},
		{"a date that had not come yet", func(a *meddlewatch.Alert) { a.Published = seen.Add(time.Hour) }, "NEW: H · 3 sources" + at(seen)},
		{"no time at all", func(a *meddlewatch.Alert) { a.Published, a.FirstSeen = time.Time{}, time.Time{} }, "NEW: H · 3 sources"},
		{"no headline", func(a *meddlewatch.Alert) { a.Headline = "\u200b\n " }, "NEW: (no headline) · 3 sources" + at(published)},
		{"right to left", func(a *meddlewatch.Alert) { a.Headline = "בחירות" }, "NEW: \u2068בחירות\u2069 · 3 sources" + at(published)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := with(func(a *meddlewatch.Alert) { a.Headline = "H"; test.change(a) })
			wellFormed(t, a)
			if m, _ := rendered(t, a); m.Content != test.want {
				t.Errorf("got  %s\nwant %s", m.Content, test.want)
			}
		})
	}
}

func TestSummaryThatSaysNothingNew(t *testing.T) {
	headline := "Agency links network to Ritania’s office, weeks before vote"
	tests := []struct {
		name, summary string
		shown         bool
	}{
		{"the headline", headline, false},
		{"its beginning", "AGENCY links network to Ritania’s office…", false},
		{"with the outlet behind it", headline + "  The Graustark Courier", false},
		{"other marks", "Agency links network to “Ritania’s” office weeks before vote.", false},
		{"marks alone", "…", false},
		{"nothing", "", false},
		{"more words", headline + ". It published 40 pages.", true},
		{"other words", "It published 40 pages.", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, _ := rendered(t, with(func(a *meddlewatch.Alert) { a.Headline, a.Summary = headline, test.summary }))
			if d := m.Embeds[0].Description; (d != "") != test.shown || test.shown && d != "The Graustark Courier: “"+test.summary+"”" {
				t.Errorf("it shows %q", d)
			}
		})
	}
}

// An address that fits a title but no button is still a link.
func TestLongAddress(t *testing.T) {
	for length, want := range map[int][2]bool{512: {true, true}, 513: {true, false}, 2048: {true, false}, 2049: {false, false}} {
		link := "https://courier.example/"
		link += strings.Repeat("x", length-len(link))
		a := with(func(a *meddlewatch.Alert) { a.Link = link })
		wellFormed(t, a)
		m, _ := rendered(t, a)
		if got := [2]bool{m.Embeds[0].URL != "", len(m.Components) == 1}; got != want {
			t.Errorf("%d units: title and button link: %v, want %v", length, got, want)
		}
	}
}
