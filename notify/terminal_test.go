package notify_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"meddlewatch"
	"meddlewatch/notify"
)

var update = flag.Bool("update", false, "write the golden files anew")

var _ notify.Sender = (*notify.Terminal)(nil)

func clock() time.Time { return time.Date(2026, 3, 9, 17, 30, 0, 0, time.UTC) }

// story is an invented alert: no such agency, operation or outlet exists.
func story() meddlewatch.Alert {
	return meddlewatch.Alert{
		Kind: meddlewatch.AlertStory, Story: 0x1234567890abcdef, Revision: 1,
		Headline: "Agency links fake-news network to Ruritania weeks before the vote in Graustark",
		Outlet:   "The Graustark Courier",
		Link:     "https://courier.example/2026/03/09/network",
		Claim:    meddlewatch.ClaimAttribution, AttributedBy: "the Graustark Cyber Agency", Hedge: "linked to",
		Actors: []meddlewatch.Mention{
			{Name: "Ruritania", As: "Strelsau", Origin: meddlewatch.OriginLearned},
			{Name: "Ruritania", As: "RURITANIA", Origin: meddlewatch.OriginLearned},
		},
		Campaigns: []meddlewatch.Mention{{Name: "Operation Paper Crow", As: "Paper Crow", Origin: meddlewatch.OriginAdded}},
		Why:       "campaign “Paper Crow” + act “fake-news network” + target “vote”",
		Score:     0.874,
		Published: time.Date(2026, 3, 9, 14, 10, 0, 0, time.UTC),
		FirstSeen: time.Date(2026, 3, 9, 14, 20, 0, 0, time.UTC),
		Outlets:   []string{"The Graustark Courier", "Zenda Wire", "Radio Hentzau"},
		Sources:   3,
	}
}

func notice() meddlewatch.Alert {
	return meddlewatch.Alert{
		Kind: meddlewatch.AlertNotice, Story: 7, Feed: "https://archive.example/feed.xml",
		Reason: "12 unseen items are all older than the newest one known of this feed.",
		Lines: []meddlewatch.Line{
			{Headline: "Graustark expels two over leaflets", Outlet: "Archive", Link: "https://archive.example/1"},
			{Headline: "What we know about Paper Crow, and what nobody has shown so far about its reach", Outlet: "Archive", Link: "https://archive.example/" + strings.Repeat("long-address-", 12)},
			{Headline: "", Outlet: "", Link: ""},
		},
	}
}

func with(change func(*meddlewatch.Alert)) meddlewatch.Alert {
	a := story()
	change(&a)
	return a
}

// climb makes an alert one of a story that people know.
func climb(a *meddlewatch.Alert) {
	a.Revision, a.Change, a.Was = 2, meddlewatch.ChangeClimbed, meddlewatch.ClaimReport
}

func TestRenderGolden(t *testing.T) {
	many := make([]meddlewatch.Mention, 11)
	for i := range many {
		many[i] = meddlewatch.Mention{Name: fmt.Sprintf("Name %d", i), As: fmt.Sprintf("Name %d", i), Origin: meddlewatch.OriginEdited}
	}
	alerts := []struct {
		name  string
		alert meddlewatch.Alert
	}{
		{"story", story()},
		{"update", with(func(a *meddlewatch.Alert) { climb(a); a.Published = clock().Add(-72 * time.Hour) })},
		{"withdrawn", with(func(a *meddlewatch.Alert) { climb(a); a.Change = meddlewatch.ChangeWithdrawn })},
		{"digest", func() meddlewatch.Alert {
			a := digest(3)
			a.Lines[1].Change, a.Lines[1].Was, a.Lines[1].Claim = meddlewatch.ChangeClimbed, meddlewatch.ClaimReport, meddlewatch.ClaimIndictment
			a.Lines[2].Change, a.Lines[2].Was = meddlewatch.ChangeWithdrawn, meddlewatch.ClaimReport
			return a
		}()},
		{"one-source", with(func(a *meddlewatch.Alert) { a.Sources = 1 })},
		{"bare", meddlewatch.Alert{Kind: meddlewatch.AlertStory}},
		{"undated", with(func(a *meddlewatch.Alert) { a.Published = time.Time{}; a.AttributedBy = ""; a.Actors = nil })},
		{"accepted", with(func(a *meddlewatch.Alert) {
			a.Actors = nil
			a.Campaigns = []meddlewatch.Mention{
				{Name: "Paper Crow", As: "Paper Crow", Origin: meddlewatch.OriginAccepted},
				{Name: "Operation Tin Otter", As: "Tin Otter", Origin: meddlewatch.OriginEdited},
			}
		})},
		{"future", with(func(a *meddlewatch.Alert) { a.Published = clock().Add(time.Hour); a.Hedge = "" })},
		{"long-link", with(func(a *meddlewatch.Alert) { a.Link += "?q=" + strings.Repeat("abcdefghij", 20) })},
		{"many-names", with(func(a *meddlewatch.Alert) {
			a.Actors, a.Outlets, a.Sources = many, strings.Fields("a b c d e f g h i"), 9
		})},
		{"chinese", with(func(a *meddlewatch.Alert) {
			a.Headline, a.Outlet = strings.Repeat("选举前发现虚假账号网络，调查仍在继续。", 4), "示例新闻"
		})},
		{"emoji", with(func(a *meddlewatch.Alert) {
			a.Headline = strings.Repeat("👩🏽‍🚀🇺🇦👨‍👩‍👧‍👦", 14) + " vote 🗳️"
		})},
		{"arabic", with(func(a *meddlewatch.Alert) {
			a.Headline, a.Outlet = "شبكة حسابات مزيفة قبل الانتخابات بأسابيع في دولة متخيلة", "مثال"
		})},
		{"persian", with(func(a *meddlewatch.Alert) { a.Headline = "می\u200cخواهند رأی\u200cها را" })},
		{"zalgo", with(func(a *meddlewatch.Alert) { a.Headline = "V" + strings.Repeat("\u0301\u0489", 200) + "ote" })},
		{"megabyte", with(func(a *meddlewatch.Alert) {
			a.Headline = strings.Repeat("Endless headline of a broken feed ", 30000)
			a.Why = strings.Repeat("x", 1<<20)
		})},
		{"hostile", with(func(a *meddlewatch.Alert) {
			a.Headline = "\x1b]0;owned\x07Red \x1b[31malert\x1b[0m\r\nNEW  forged line\u202e gnp.exe\u2066\x9b2J\u009b2J\x00 end\xff"
			a.Outlet = "Out\u200blet\u00ad\tname\n"
			a.Link = "https://evil.example/\x1b[2J\u202eabc d"
			a.Actors[0].As = "Strel\x08\x08sau"
		})},
		{"notice", notice()},
	}
	screens := []struct {
		name    string
		columns int // 0: no limit
		opts    notify.TerminalOptions
	}{
		{"40", 40, notify.TerminalOptions{Width: func() int { return 40 }, Now: clock}},
		{"100", 100, notify.TerminalOptions{Width: func() int { return 100 }, Now: clock}},
		{"color", 80, notify.TerminalOptions{Color: true, Now: clock}},
		{"json", 0, notify.TerminalOptions{JSON: true, Now: clock}},
	}
	for _, al := range alerts {
		for _, sc := range screens {
			if al.name == "megabyte" && sc.name == "json" {
				continue // a golden file of two megabytes; see TestJSONKeepsAll
			}
			t.Run(al.name+"-"+sc.name, func(t *testing.T) {
				got, _, err := notify.NewTerminal(io.Discard, sc.opts).Render(al.alert)
				if err != nil {
					t.Fatal(err)
				}
				harmless(t, got, sc.columns)
				file := filepath.Join("testdata", al.name+"-"+sc.name+".golden")
				if *update {
					if err := os.WriteFile(file, got, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// sgr is the only command of a terminal that a card may hold.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]+m")

// harmless fails where a rendered message can do more than show text.
func harmless(t *testing.T, out []byte, columns int) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Fatalf("not UTF-8: %q", out)
	}
	for line := range strings.Lines(sgr.ReplaceAllString(string(out), "")) {
		line = strings.TrimSuffix(line, "\n")
		for _, r := range line {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("%U stands in %q", r, line)
			}
		}
		if w := uniseg.StringWidth(line); columns > 0 && w > columns && !strings.Contains(line, "://") {
			t.Fatalf("%d columns of %d: %q", w, columns, line)
		}
	}
}

func TestRenderStaysInsideTheScreen(t *testing.T) {
	for _, columns := range []int{24, 33, 40, 59, 60, 80, 100} {
		for _, a := range []meddlewatch.Alert{story(), notice()} {
			term := notify.NewTerminal(io.Discard, notify.TerminalOptions{Color: true, Width: func() int { return columns }, Now: clock})
			out, _, err := term.Render(a)
			if err != nil {
				t.Fatal(err)
			}
			harmless(t, out, columns)
			for _, l := range append(a.Lines, meddlewatch.Line{Link: a.Link}) {
				if !bytes.Contains(out, []byte(l.Link)) {
					t.Errorf("at %d columns the link %s is broken:\n%s", columns, l.Link, out)
				}
			}
		}
	}
}

func TestWidthIsAskedForEveryCard(t *testing.T) {
	columns := 40
	term := notify.NewTerminal(io.Discard, notify.TerminalOptions{Width: func() int { return columns }, Now: clock})
	slim, _, _ := term.Render(story())
	columns = 0 // no terminal any more
	broad, _, _ := term.Render(story())
	if bytes.Count(slim, []byte("\n")) <= bytes.Count(broad, []byte("\n")) {
		t.Errorf("a card of 40 columns is not longer than one of 80:\n%s\n%s", slim, broad)
	}
	columns = 3 // a window nobody can read: the card is made for 24
	if out, _, err := term.Render(story()); err != nil || len(out) == 0 {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestJSONKeepsAll(t *testing.T) {
	a := with(func(a *meddlewatch.Alert) {
		a.Headline = strings.Repeat("Long ", 1<<18) + "end"
		a.Link = "https://courier.example/?a=1&b=<2>"
	})
	term := notify.NewTerminal(io.Discard, notify.TerminalOptions{JSON: true, Now: clock})
	out, _, err := term.Render(a)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out, []byte("\n")); n != 1 || out[len(out)-1] != '\n' {
		t.Errorf("%d line ends", n)
	}
	var got struct {
		Kind, Story, Headline, Link, Outlet, Claim string
		AttributedBy                               string `json:"attributed_by"`
		Actors, Campaigns                          []meddlewatch.Mention
		Why                                        string
		Score                                      float64
		Published                                  time.Time
		FirstSeen                                  time.Time `json:"first_seen"`
		Outlets                                    []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.Headline != a.Headline || got.Link != a.Link || got.Story != a.Story.String() || got.Claim != string(a.Claim) ||
		got.Kind != "story" || got.Outlet != a.Outlet || got.AttributedBy != a.AttributedBy || got.Why != a.Why || got.Score != a.Score ||
		!got.Published.Equal(a.Published) || !got.FirstSeen.Equal(a.FirstSeen) ||
		len(got.Outlets) != 3 || len(got.Actors) != 2 || got.Campaigns[0] != a.Campaigns[0] {
		t.Errorf("got %.500s", out)
	}
}

func TestJSONRefusesWhatItCannotSay(t *testing.T) {
	a := with(func(a *meddlewatch.Alert) { a.Score /= 0 * a.Score }) // +Inf
	_, _, err := notify.NewTerminal(io.Discard, notify.TerminalOptions{JSON: true}).Render(a)
	if err == nil || !strings.Contains(err.Error(), a.Story.String()) {
		t.Errorf("got %v", err)
	}
}

type failing struct {
	n   int
	err error
}

func (f failing) Write(p []byte) (int, error) { return min(f.n, len(p)), f.err }

func TestSend(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name    string
		ctx     context.Context
		w       io.Writer
		payload string
		kind    notify.Failure
		text    string
	}{
		{"sent", t.Context(), io.Discard, "card", "", ""},
		{"ended", ended, io.Discard, "card", notify.Retry, "the alert was not printed: context canceled; it is tried again"},
		{"empty", t.Context(), io.Discard, "", notify.Dead, "the alert has no content to print; it is kept and not tried again"},
		{"torn", t.Context(), failing{2, errors.New("disk full")}, "card", notify.Retry, "the alert could not be printed: disk full; it is tried again"},
		{"short without error", t.Context(), failing{2, nil}, "card", notify.Retry, "the alert could not be printed: short write; it is tried again"},
		{"reader gone", t.Context(), failing{0, syscall.EPIPE}, "card", notify.Held, "the alert could not be printed: broken pipe; the message waits until the destination is mended"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			term := notify.NewTerminal(tc.w, notify.TerminalOptions{})
			_, err := term.Send(tc.ctx, meddlewatch.Outgoing{Payload: []byte(tc.payload)})
			if tc.kind == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var failed *notify.SendError
			if !errors.As(err, &failed) || failed.Kind != tc.kind || err.Error() != tc.text {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestSendStops stops while a card goes into a pipe that nobody empties, and
// while it goes to a screen that is only slow.
func TestSendStops(t *testing.T) {
	for name, tt := range map[string]struct {
		reads  time.Duration // when the reader takes the card, after the stop
		failed bool
	}{
		"nobody reads": {reads: time.Hour, failed: true},
		"slow screen":  {reads: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, w := io.Pipe()
				terminal := notify.NewTerminal(w, notify.TerminalOptions{Now: clock})
				ctx, stop := context.WithCancel(t.Context())
				go func() {
					time.Sleep(time.Minute)
					stop()
					time.Sleep(tt.reads)
					_, _ = io.Copy(io.Discard, r)
				}()
				began := time.Now()
				_, err := terminal.Send(ctx, meddlewatch.Outgoing{Payload: []byte("card")})
				if took := time.Since(began); took > time.Minute+5*time.Second {
					t.Errorf("it took %s", took)
				}
				var failed *notify.SendError
				if errors.As(err, &failed) != tt.failed || tt.failed && failed.Kind != notify.Retry {
					t.Errorf("error %v", err)
				}
				time.Sleep(2 * time.Hour)
				_ = w.Close()
			})
		})
	}
}

func TestSendErrorSaysWhatComesNext(t *testing.T) {
	cause := errors.New("no answer")
	tests := map[string]*notify.SendError{
		"no answer; it is tried again after 5s":          {Kind: notify.Retry, After: 5 * time.Second, Err: cause},
		"no answer; whether it arrived is not known yet": {Kind: notify.Unknown, Err: cause},
	}
	for want, err := range tests {
		if err.Error() != want || !errors.Is(err, cause) {
			t.Errorf("got %q, want %q", err, want)
		}
	}
}

// A card frozen for a screen and printed again into a file keeps its text and
// loses its colours.
func TestSendOfAFrozenCard(t *testing.T) {
	painted, _, err := notify.NewTerminal(io.Discard, notify.TerminalOptions{Color: true, Now: clock}).Render(story())
	if err != nil {
		t.Fatal(err)
	}
	for _, color := range []bool{true, false} {
		var out bytes.Buffer
		plainTerm := notify.NewTerminal(&out, notify.TerminalOptions{Color: color, Now: clock})
		want, _, _ := plainTerm.Render(story())
		if _, err := plainTerm.Send(t.Context(), meddlewatch.Outgoing{Payload: painted}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("color %v: got\n%s\nwant\n%s", color, out.Bytes(), want)
		}
	}
}

func TestSendsDoNotMix(t *testing.T) {
	var out bytes.Buffer // not safe for concurrent use: the race detector watches the lock
	term := notify.NewTerminal(&out, notify.TerminalOptions{})
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if _, err := term.Send(t.Context(), meddlewatch.Outgoing{Payload: []byte("one\ntwo\n")}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := out.String(); got != strings.Repeat("one\ntwo\n", 50) {
		t.Errorf("got %q", got)
	}
}

func FuzzRender(f *testing.F) {
	f.Add("Headline", "Outlet", "https://a.example/", "FBI", "linked to", 40)
	f.Add("\x1b]0;x\x07\u202e\u009b", "\xff\xfe", "https://a.example/\x1b[2J", "選挙\u0301", "👨‍👩‍👧‍👦", 24)
	f.Add(" \u0301 \u0600 \u200d x", "🇺🇦🇺", "", "a\u200db", "\ufe0f", 61)
	f.Fuzz(func(t *testing.T, headline, outlet, link, by, hedge string, columns int) {
		a := story()
		a.Headline, a.Outlet, a.Link, a.AttributedBy, a.Hedge = headline, outlet, link, by, hedge
		a.Actors[0].As, a.Why, a.Outlets = by, headline, []string{hedge, outlet}
		n := notice()
		n.Reason, n.Lines[0].Headline, n.Lines[1].Outlet, n.Lines[2].Link = hedge, headline, outlet, link
		for _, opts := range []notify.TerminalOptions{
			{Now: clock, Width: func() int { return columns }},
			{Now: clock, Width: func() int { return columns }, Color: true},
			{Now: clock, JSON: true},
		} {
			for _, alert := range []meddlewatch.Alert{a, n} {
				out, _, err := notify.NewTerminal(io.Discard, opts).Render(alert)
				if err != nil {
					t.Fatal(err)
				}
				most := 0
				if !opts.JSON && columns >= 24 && columns <= 100 {
					most = columns
				}
				if strings.Contains(link, "://") || most == 0 {
					harmless(t, out, most)
				} else {
					harmless(t, out, 0) // a link line of any width without "://"
				}
				if opts.JSON && (!json.Valid(out) || bytes.Count(out, []byte("\n")) != 1) {
					t.Fatalf("not a line of JSON: %q", out)
				}
			}
		}
	})
}
