package background

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		words      []string // a plus in front: in a row with the one before
	}{
		{"nothing", "", nil},
		{"plain", "two words", []string{"two", "+words"}},
		{"comma and full stop", "one, two. Three", []string{"one", "two", "Three"}},
		{"hyphen and quotation marks", `a so-called “grey” zone`, []string{"a", "+so", "+called", "+grey", "+zone"}},
		{"possessive", "Peru's coast, Peru’s", []string{"Peru", "+coast", "Peru"}},
		{"apostrophe within", "it doesn't l’élu", []string{"it", "+doesn't", "+l’élu"}},
		{"abbreviation", "the U.S. vote in the U.N.", []string{"the", "+U.S.", "+vote", "+in", "+the", "+U.N."}},
		{"initial", "J. Doe", []string{"J", "Doe"}},
		{"digits", "group G20 met 3 times", []string{"group", "met", "times"}},
		{"composed", "e\u0301lu", []string{"e\u0301lu"}},
		{"broken bytes", "one\xfftwo", []string{"one", "two"}},
		{"Polish and Russian", "wybory – выборы", []string{"wybory", "выборы"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range Words(tt.text) {
				word := tt.text[s.Start:s.End]
				if s.Joined {
					word = "+" + word
				}
				got = append(got, word)
			}
			if !slices.Equal(got, tt.words) {
				t.Errorf("got %q, want %q", got, tt.words)
			}
		})
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Łódź": "łódź", "U.S.": "us", "Doesn’t": "doesn't", "E\u0301lu": "élu", "": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("The U.S. doesn’t say “no” to 3 so-called G20s.")
	f.Add("a\xff.b.'s")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for i, s := range Words(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("word %d is %d:%d behind %d in %d bytes", i, s.Start, s.End, end, len(text))
			}
			end = s.End
		}
	})
}
