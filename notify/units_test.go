package notify

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestUnits(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "ä": 1, "选": 1, "😀": 2, "👨‍👩‍👧‍👦": 11, "\ufffd": 1} {
		if got := units(text); got != want {
			t.Errorf("units(%q) = %d, want %d", text, got, want)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.ToValidUTF8(rapid.String().Draw(r, "text"), "")
		if got, want := units(text), len(utf16.Encode([]rune(text))); got != want {
			r.Fatalf("units(%q) = %d, want %d", text, got, want)
		}
	})
}

func TestClip(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int
		at    spot
		want  string
	}{
		{"it fits", "ten units.", 10, inLine, "ten units."},
		{"one too long", "eleven unit", 10, inLine, "eleven u…"},
		{"no space before the ellipsis", "seven u and more", 10, inLine, "seven u…"},
		{"no half family", "ab👨‍👩‍👧‍👦cd👨‍👩‍👧‍👦", 14, inLine, "ab…"},
		{"no half flag", "🇺🇦🇺🇦🇺🇦", 9, inLine, "🇺🇦…"},
		{"no half letter", "eeeeeee\u0301ee", 9, inLine, "eeeeee…"},
		{"backslashes count", "*********", 10, inLine, "****…"},
		{"in a title they are not needed", "*********", 10, inTitle, "*********"},
		{"what parts counts", "|||||||||", 10, inTitle, "||||…"},
		{"a quotation is closed", "say “one two three”", 12, inLine, "say “one t…”"},
		{"one that was closed is not", "“one” two three four", 12, inLine, "“one” two…"},
		{"German ones begin low", "„eins“ zwei drei vier", 12, inLine, "„eins“ zwe…"},
		{"a pile loses its marks", "a" + strings.Repeat("\u0301", 90) + "b", 10, inLine, "ab"},
		{"nothing", "", 10, inLine, ""},
		{"nothing but a long cluster", "👨‍👩‍👧‍👦", 5, inLine, "…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := clip(test.text, test.limit, test.at)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if n := units(markdown(got, test.at)); n > test.limit {
				t.Errorf("written it has %d units", n)
			}
		})
	}
}

// What clip has cut always fits when it is written, and what it has not cut is all
// of it.
func TestClipFits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := plain(rapid.OneOf(rapid.String(), rapid.StringMatching(`[*_|~:/.<@#\[\]() a-c“”é1]*`)).Draw(r, "text"))
		limit := rapid.IntRange(4, 60).Draw(r, "limit")
		at := rapid.SampledFrom([]spot{inLine, atStart, inTitle, inLink}).Draw(r, "place")
		got := clip(text, limit, at)
		if n := units(markdown(got, at)); n > limit {
			r.Fatalf("%q has %d units of %d", markdown(got, at), n, limit)
		}
		tamed, _ := tame(text, len(text))
		if fits := units(markdown(tamed, at)) <= limit; fits != (got == tamed) {
			r.Fatalf("%q becomes %q", text, got)
		}
	})
}
