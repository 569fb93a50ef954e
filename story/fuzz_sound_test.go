package story

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzSound folds and hears arbitrary bytes: nothing may crash, a letter written twice
// sounds like one, and what follows a sound that is full changes nothing.
func FuzzSound(f *testing.F) {
	for _, word := range []string{"Prigozhin", "Пригожин", "tschtschsch", "\xffth", "łßı", "ttthhh"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		folded := fold(nil, word)
		key, ok := sound(folded)
		if n := len(folded); n > 0 && strings.ContainsRune("bdflmnv", rune(folded[n-1])) {
			twice, okTwice := sound(append(slices.Clone(folded), folded[n-1]))
			if key != twice || ok != okTwice {
				t.Error("a last letter written twice is another sound")
			}
		}
		if ending, okEnding := sound(append(slices.Clone(folded), "aeiouy"...)); utf8.Valid(folded) && len(folded) > 0 && (key != ending || ok != okEnding) {
			t.Error("vowels at the end are another sound")
		}
		if ok && key == 0 {
			t.Error("a sound has no key")
		}
	})
}
