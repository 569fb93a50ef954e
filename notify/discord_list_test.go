package notify_test

import (
	"fmt"
	"strings"
	"testing"

	"meddlewatch"
)

// What one message cannot show follows in the next, so that a reader finds every
// line, once and in order.
func TestListGoesOn(t *testing.T) {
	a := digest(200)
	for i := range a.Lines {
		a.Lines[i].Headline = fmt.Sprintf("Line %03d", i)
		if i%7 == 0 {
			a.Lines[i].Link = "https://wire.example/" + strings.Repeat("x", 1900) // the longest there are
		}
	}
	var all []string
	for messages := 0; len(a.Lines) > 0; messages++ {
		wellFormed(t, a)
		m, n := rendered(t, a)
		if n == 0 || messages > 100 {
			t.Fatalf("%d lines in message %d", n, messages)
		}
		if !strings.HasPrefix(m.Embeds[0].Description, a.Reason+"\n1. ") {
			t.Fatalf("it begins %.120q", m.Embeds[0].Description)
		}
		for _, line := range a.Lines[:n] {
			all = append(all, line.Headline)
		}
		a.Lines = a.Lines[n:]
	}
	for i, headline := range all {
		if headline != fmt.Sprintf("Line %03d", i) {
			t.Fatalf("line %d is %q", i, headline)
		}
	}
}

func TestListFits(t *testing.T) {
	long := strings.Repeat("Long words of a headline ", 12)
	tests := []struct {
		name  string
		alert meddlewatch.Alert
		least int
	}{
		{"ordinary lines", digest(12), 12},
		{"25 lines of ordinary size", digest(25), 25},
		{"25 long headlines are shortened, not left out", with25(func(l *meddlewatch.Line) { l.Headline = long }), 25},
		{"25 long outlets", with25(func(l *meddlewatch.Line) { l.Outlet = long }), 25},
		{"a line without end", meddlewatch.Alert{Kind: meddlewatch.AlertDigest, Reason: long, Lines: []meddlewatch.Line{{
			Headline: strings.Repeat("|", 1<<17), Outlet: strings.Repeat("*", 1<<17), Link: "https://wire.example/" + strings.Repeat("x", 2020),
		}}}, 1},
		{"60 short lines", meddlewatch.Alert{Kind: meddlewatch.AlertDigest, Lines: make([]meddlewatch.Line, 60)}, 60},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wellFormed(t, test.alert)
			if _, n := rendered(t, test.alert); n < test.least {
				t.Errorf("%d of %d lines shown", n, len(test.alert.Lines))
			}
		})
	}
}

// TestListIsShortenedForAReason: where a second message is needed anyway, headlines
// keep more of themselves, such as who says so at their end.
func TestListIsShortenedForAReason(t *testing.T) {
	headline := strings.Repeat("x", 90) + ", says the watchdog"
	for _, test := range []struct {
		name     string
		lines    int
		whole    bool
		messages int
	}{
		{"room", 10, true, 1},
		{"just one message", 27, false, 1},
		{"two messages, not full", 36, true, 2},
		{"two messages, full", 54, false, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := digest(test.lines)
			for i := range a.Lines {
				a.Lines[i].Headline = headline
			}
			messages, whole := 0, true
			for ; len(a.Lines) > 0; messages++ {
				wellFormed(t, a)
				m, n := rendered(t, a)
				whole = whole && strings.Contains(m.Embeds[0].Description, headline)
				a.Lines = a.Lines[n:]
			}
			if messages != test.messages || whole != test.whole {
				t.Errorf("%d messages, whole headlines: %v; want %d, %v", messages, whole, test.messages, test.whole)
			}
		})
	}
}

func with25(change func(*meddlewatch.Line)) meddlewatch.Alert {
	a := digest(25)
	a.Reason = strings.Repeat("A long reason. ", 20)
	for i := range a.Lines {
		change(&a.Lines[i])
	}
	return a
}

func TestListContent(t *testing.T) {
	one := notice()
	one.Lines = one.Lines[:1]
	empty := notice()
	empty.Lines = nil
	secret := notice()
	secret.Feed = "https://feeds.example/private.xml?key=hunter2"
	tests := []struct {
		name  string
		alert meddlewatch.Alert
		want  string
	}{
		{"lines of several outlets", notice(), "HELD: 3 items of archive.example in one message · first: Graustark expels two over leaflets"},
		{"lines of one outlet", one, "HELD: 1 item of Archive in one message · first: Graustark expels two over leaflets"},
		{"no line", empty, "HELD: 0 items of archive.example in one message"},
		{"an address with a key", secret, "HELD: 3 items of feeds.example in one message · first: Graustark expels two over leaflets"},
		{"an address that is none", func() meddlewatch.Alert { a := notice(); a.Feed = "\x00"; return a }(), "HELD: 3 items of one feed in one message · first: Graustark expels two over leaflets"},
		{"a digest", digest(2), "DIGEST: 2 more reports in one message · first: Watchdog describes cluster 01 of accounts that borrow the names of local papers and people"},
		{"more than fits", digest(90), "DIGEST: 25 of 90 more reports in one message, the rest follows · first: Watchdog describes cluster 01 of accounts that borrow the names of local papers and people"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wellFormed(t, test.alert)
			if m, _ := rendered(t, test.alert); m.Content != test.want {
				t.Errorf("got  %s\nwant %s", m.Content, test.want)
			}
		})
	}
}
