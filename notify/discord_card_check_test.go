package notify_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"meddlewatch"
	"meddlewatch/notify"
)

var (
	linkTarget = regexp.MustCompile(`^https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?([/][-A-Za-z0-9._~/?&=+:@!$,;#%]*)?$`)
	masked     = regexp.MustCompile(`^(\d+)\. \[([^\[\]]*)\]\((\S+)\)( · .*)?$`)
	times      = regexp.MustCompile(`^<t:-?\d+:[Rf]>$`)
)

// checker is a test, of package testing or of rapid.
type checker interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// wellFormed fails where the message of an alert breaks a limit of Discord, lets
// foreign text come to life, or does not say what the alert says.
func wellFormed(t checker, a meddlewatch.Alert) {
	t.Helper()
	payload, _, err := notify.RenderDiscord(a)
	if err != nil {
		t.Fatal(err)
	}
	m, lines := rendered(t, a)
	if !utf8.Valid(payload) || !strings.Contains(string(payload), `"allowed_mentions":{"parse":[]}`) {
		t.Fatalf("not UTF-8, or somebody may be mentioned: %s", payload)
	}
	withinLimits(t, m)
	if strings.Contains(m.Content, "\n") {
		t.Fatalf("content of several lines: %q", m.Content)
	}
	for i, e := range m.Embeds {
		if (e.Footer != nil) != (i == len(m.Embeds)-1) {
			t.Fatalf("embed %d of %d: footer %v", i, len(m.Embeds), e.Footer)
		}
	}
	if footer := m.Embeds[len(m.Embeds)-1].Footer.Text; footer != fmt.Sprintf("%s %s · revision %d", a.Kind, a.Story, a.Revision) {
		t.Fatalf("footer %q", footer)
	}
	if a.Kind == meddlewatch.AlertStory {
		storyWellFormed(t, a, m)
		return
	}
	listWellFormed(t, a, m, lines)
}

func storyWellFormed(t checker, a meddlewatch.Alert, m body) {
	t.Helper()
	headline := notify.Plain(a.Headline)
	if headline == "" {
		headline = "(no headline)"
	}
	content := still(t, m.Content)
	word, rest, _ := strings.Cut(content, ": ")
	if want := map[bool]string{false: "NEW", true: "UPDATE"}[a.Change != ""]; word != want {
		t.Fatalf("state %q, want %q", word, want)
	}
	if a.Change != "" {
		change, after, found := strings.Cut(rest, " · ")
		if start := map[meddlewatch.Change]string{"climbed": "Now a", "withdrawn": "Reported as withdrawn, corrected or cleared in court"}[a.Change]; !found || !strings.HasPrefix(change, start) {
			t.Fatalf("what changed is told as %q in %q", change, content)
		}
		if a.Was != "" && !strings.HasSuffix(change, " "+string(a.Was)) {
			t.Fatalf("%q does not say that it was a %s", change, a.Was)
		}
		rest = after
	}
	count := fmt.Sprintf(" · %d source", max(1, len(a.Outlets)))
	switch {
	case 0 < a.Sources && a.Sources < len(a.Outlets):
		count = fmt.Sprintf(" · %d outlets, %d independent source", len(a.Outlets), a.Sources)
	case a.Sources == 0 && len(a.Outlets) > 1:
		count = fmt.Sprintf(" · %d outlets", len(a.Outlets))
	}
	sources := strings.LastIndex(rest, count)
	if sources < 0 {
		t.Fatalf("no number of sources in %q", content)
	}
	says(t, rest[:sources], headline)
	e := m.Embeds[0]
	if len(m.Embeds) != 1 {
		t.Fatalf("%d embeds", len(m.Embeds))
	}
	for _, escapes := range []bool{true, false} {
		title := read(e.Title, escapes)
		if len(title.live) > 0 {
			t.Fatalf("%q lives in the title %q", title.live, e.Title)
		}
		says(t, title.shown, headline)
	}
	if d := still(t, e.Description); d != "" {
		if utf16Len(e.Description) > 350 || !strings.HasSuffix(d, "”") {
			t.Fatalf("description %q", e.Description)
		}
		outlet := notify.Plain(a.Outlet)
		if outlet == "" {
			outlet = "Unknown outlet"
		}
		if by, quoted, found := strings.Cut(d, ": “"); !strings.Contains(outlet, ": “") && found {
			says(t, by, outlet)
			says(t, strings.TrimSuffix(quoted, "”"), notify.Plain(a.Summary))
		} else if !found {
			t.Fatalf("no attribution in %q", d)
		}
	}
	for _, f := range e.Fields {
		value := still(t, f.Value)
		switch f.Name {
		case "Why you see this":
			says(t, value, notify.Plain(a.Why))
		case "First seen":
			if f.Value != fmt.Sprintf("<t:%d:f>", a.FirstSeen.Unix()) {
				t.Fatalf("first seen %q", f.Value)
			}
		}
	}
	if e.URL != "" && !linkTarget.MatchString(e.URL) {
		t.Fatalf("the title links to %q", e.URL)
	}
	for _, row := range m.Components {
		if len(row.Components) != 1 || row.Components[0].URL != e.URL {
			t.Fatalf("buttons %+v", row)
		}
	}
}

func listWellFormed(t checker, a meddlewatch.Alert, m body, shown int) {
	t.Helper()
	still(t, m.Content)
	if len(a.Lines) > 0 && shown == 0 || shown > len(a.Lines) {
		t.Fatalf("%d of %d lines shown", shown, len(a.Lines))
	}
	var all []string
	for _, e := range m.Embeds {
		all = append(all, strings.Split(e.Description, "\n")...)
	}
	n := 0
	for _, line := range all {
		number := fmt.Sprintf("%d. ", n+1)
		if n == shown || !strings.HasPrefix(line, number) {
			still(t, line)
			continue
		}
		want := a.Lines[n]
		n++
		if want.Change != "" {
			change, after, _ := strings.Cut(strings.TrimPrefix(line, number), " · ")
			if change = still(t, change); !strings.HasPrefix(change, "UPDATE: ") || want.Was != "" && !strings.HasSuffix(change, " "+string(want.Was)) {
				t.Fatalf("line %d tells what changed as %q", n, change)
			}
			line = number + after
		}
		headline := notify.Plain(want.Headline)
		if headline == "" {
			headline = "(no headline)"
		}
		parts := masked.FindStringSubmatch(line)
		if parts == nil {
			says(t, still(t, strings.TrimPrefix(line, number)), headline, " · ")
			continue
		}
		if !linkTarget.MatchString(parts[3]) {
			t.Fatalf("line %d links to %q", n, parts[3])
		}
		for _, escapes := range []bool{true, false} {
			words := read("x"+parts[2], escapes)
			if len(words.live) > 0 {
				t.Fatalf("%q lives in the words of a link: %q", words.live, line)
			}
			says(t, words.shown[1:], headline)
		}
		if rest := still(t, "x"+parts[4]); rest != "x" {
			says(t, strings.TrimPrefix(rest, "x · "), notify.Plain(want.Outlet))
		}
	}
	if n != shown {
		t.Fatalf("%d lines are said to be shown, %d are there:\n%s", shown, n, strings.Join(all, "\n"))
	}
	if follows := strings.Contains(all[len(all)-1], "The rest follows"); follows != (shown < len(a.Lines)) {
		t.Fatalf("%d of %d lines, and the last one is %q", shown, len(a.Lines), all[len(all)-1])
	}
}

// still returns what people see of a text in which only times of ours live.
func still(t checker, s string) string {
	t.Helper()
	r := read(s, true)
	r.live = slices.DeleteFunc(r.live, times.MatchString)
	if len(r.live) > 0 {
		t.Fatalf("%q lives in %q", r.live, s)
	}
	if m := rawMarkup.FindString(s); m != "" {
		t.Fatalf("%q stands in %q", m, s)
	}
	return r.shown
}

// says fails where a text is neither the one it should be nor the beginning of
// it, cut between grapheme clusters. What follows after is not looked at.
func says(t checker, got, want string, after ...string) {
	t.Helper()
	got = seen(got)
	var b strings.Builder
	for g := uniseg.NewGraphemes(want); ; {
		begin := strings.TrimRight(b.String(), " ")
		if got == begin+"…" || got == begin+"…”" {
			return
		}
		if len(after) > 0 && (strings.HasPrefix(got, begin+"…"+after[0]) || strings.HasPrefix(got, begin+"…”"+after[0])) {
			return
		}
		if b.Len() > len(got) || !g.Next() {
			break
		}
		cluster := g.Str()
		if len(cluster) > 64 { // a pile of marks
			_, n := utf8.DecodeRuneInString(cluster)
			cluster = cluster[:n]
		}
		b.WriteString(seen(cluster))
	}
	full := b.String()
	if got == full || len(after) > 0 && strings.HasPrefix(got, full+after[0]) {
		return
	}
	t.Fatalf("it says %q, not %q", got, full)
}

func withinLimits(t checker, m body) {
	t.Helper()
	most := func(what, s string, limit int) int {
		n := utf16Len(s)
		if n > limit {
			t.Fatalf("%s has %d UTF-16 units, more than %d: %q", what, n, limit, s)
		}
		return n
	}
	if most("content", m.Content, 2000) == 0 {
		t.Fatal("no content")
	}
	if len(m.Embeds) == 0 || len(m.Embeds) > 10 {
		t.Fatalf("%d embeds", len(m.Embeds))
	}
	total := 0
	for _, e := range m.Embeds {
		total += most("title", e.Title, 256) + most("description", e.Description, 4096)
		most("url", e.URL, 2048)
		if len(e.Fields) > 25 {
			t.Fatalf("%d fields", len(e.Fields))
		}
		for _, f := range e.Fields {
			if f.Name == "" || f.Value == "" {
				t.Fatalf("an empty field: %+v", f)
			}
			total += most("field name", f.Name, 256) + most("field value", f.Value, 1024)
		}
		if e.Footer != nil {
			total += most("footer", e.Footer.Text, 2048)
		}
	}
	if total > 6000 {
		t.Fatalf("%d units in all embeds", total)
	}
	for _, row := range m.Components {
		for _, b := range row.Components {
			most("label", b.Label, 80)
			most("button url", b.URL, 512)
		}
	}
}
