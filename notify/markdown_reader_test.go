package notify_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// reading is what Discord makes of a text: the words that people see, and what
// comes to life in it.
type reading struct {
	shown string
	live  []string
}

// The mark-up of Discord, each found at the place where the reader stands. It is
// wider than Discord's own: a single asterisk counts, though Discord asks for two.
var (
	lineMarkup = regexp.MustCompile(`^ *(#+( |$)|-#|[-+*]( |$)|>|\d+\.( |$))`)
	markup     = regexp.MustCompile("^(?i:" + strings.Join([]string{
		`\[[^\[\]]*\]\([^()\s]*\)`, // a masked link
		`<t:-?\d+:[Rf]>`,           // a time
		`<`,                        // every other thing in angle brackets
		`\*`, `_`, "`", `~~`, `\|\|`,
		`[a-z][a-z0-9+.-]*://`,
		`@everyone`, `@here`, `:[\w+-]+:`,
		`discord(app)?\.\w`,
		`\[[^\[\]]*\]\(`,
	}, "|") + ")")
	// rawMarkup is looked for by servers, which know no backslash.
	rawMarkup = regexp.MustCompile(`@everyone|@here|<@[!&]?\d|<#\d|<a?:\w+:\d|[a-z]://`)
)

// read follows a text as Discord's parser does. With escapes off, as in titles and
// in the words of a link, a backslash is a character like any other.
func read(s string, escapes bool) reading {
	var r reading
	var shown strings.Builder
	start := true
	for s != "" {
		if start {
			if m := lineMarkup.FindString(s); m != "" {
				r.live = append(r.live, m)
				s = s[len(m):]
				start = false
				continue
			}
		}
		if escapes && s[0] == '\\' && len(s) > 1 {
			c, n := utf8.DecodeRuneInString(s[1:])
			if !unescapable(c) {
				shown.WriteString(s[1 : 1+n])
				s, start = s[1+n:], false
				continue
			}
		}
		if m := markup.FindString(s); m != "" {
			r.live = append(r.live, m)
			s, start = s[len(m):], false
			continue
		}
		_, n := utf8.DecodeRuneInString(s)
		shown.WriteString(s[:n])
		start = s[0] == '\n'
		s = s[n:]
	}
	r.shown = shown.String()
	return r
}

// unescapable is before what a backslash stays a backslash.
func unescapable(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || unicode.IsSpace(c)
}

// seen takes from a text what nobody sees, the isolation of what is written from right
// to left, and the difference between a character
// and its twin.
func seen(s string) string { return untwin.Replace(s) }

var untwin = strings.NewReplacer("\u200b", "", "\u2068", "", "\u2069", "", "∖", `\`, "∗", "*", "ˍ", "_", "ˋ", "`", "‹", "<", "›", ">", "[", "(", "]", ")")

func TestReaderFindsMarkup(t *testing.T) {
	for _, c := range constructs(t) {
		if r := read(c.Text, true); len(r.live) == 0 && !rawMarkup.MatchString(c.Text) {
			t.Errorf("%s: the reader finds nothing in %q, so that no test with it can fail", c.Name, c.Text)
		}
	}
	for _, calm := range []string{
		"Ordinary words, a full stop. A hyphen-ated one, 3 > 2, a|b, ~5, 10:30, #one, a@b.example, (x) [y] and discord.",
	} {
		if r := read(calm, true); len(r.live) > 0 || r.shown != calm {
			t.Errorf("%q: %q", calm, r.live)
		}
	}
	if r := read(`\*a\* \\\_ \# b\c`, true); len(r.live) > 0 || r.shown != `*a* \_ # b\c` {
		t.Errorf("%+v", r)
	}
}
