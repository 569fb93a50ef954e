package match

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

// FuzzPlainWord wants of a plain word that it is the one that folding finds.
func FuzzPlainWord(f *testing.F) {
	for _, w := range []string{
		"wpływ", "ÉTATS", "État", "ｅtat", "e\u0301tat", "étates\u0301", "straße", "ŻÓŁW", "İstanbul", "выборы", "ёлка’s", "выбор\u0306", "вы干预",
		"ıI", "ß", "a\u00b2", "À1", "a\xc3", "ț", "naïve—so", "É-b", "١٢", "aé\u200dz", "×a", "ǆungla",
	} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if r, _ := utf8.DecodeRuneInString(text); !wordRune(r) || unspaced(r) {
			return
		}
		if _, ok := plainWord(text, 0); !ok {
			return
		}
		quick, folded := scanner{text: text}, scanner{text: text}
		at, want := quick.slowWord(0), folded.foldedWord(0)
		if at != want || !reflect.DeepEqual(quick.words, folded.words) {
			t.Errorf("%+q: %+v up to %d, want %+v up to %d", text, quick.words, at, folded.words, want)
		}
	})
}

// Most letters of the languages that have a lexicon are plain.
func TestPlainWords(t *testing.T) {
	for _, c := range []struct {
		name, word string
		want       bool
	}{
		{"German", "Wählertäuschung", true},
		{"French", "ingérence", true},
		{"Spanish", "campaña", true},
		{"Polish", "źdźbłołąk", true},
		{"Romanian", "știință", true},
		{"Russian", "Вмешательство", true},
		{"an accent of its own", "inge\u0301rence", false},
		{"an accent behind the word", "ingerenc\u0301", false},
		{"a ligature", "\ufb01nd", false},
		{"Arabic", "تدخل", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p, ok := plainWord(c.word, 0); ok != c.want || ok && p.end != len(c.word) {
				t.Errorf("plain: %v up to %d, want %v and the whole word", ok, p.end, c.want)
			}
		})
	}
}
