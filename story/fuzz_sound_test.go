package story

import "testing"

// FuzzSound folds and hears arbitrary bytes: nothing may crash, and one
// word has one sound.
func FuzzSound(f *testing.F) {
	for _, word := range []string{"Prigozhin", "Пригожин", "tschtschsch", "\xffth", "łßı", "ttthhh"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		folded := fold(nil, word)
		key, ok := sound(folded)
		again, okAgain := sound(folded)
		if key != again || ok != okAgain {
			t.Error("one word has two sounds")
		}
		if ok && key == 0 {
			t.Error("a sound has no key")
		}
	})
}
