package match

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text of such letters must be normal whichever of them stand beside each other:
// each must be normal alone, and neither join the letter before nor move behind it.
func TestNormalRunes(t *testing.T) {
	n := 0
	for r := range rune(utf8.MaxRune) {
		if !normalRune(r) {
			continue
		}
		n++
		s := string(r)
		p := norm.NFKC.PropertiesString(s)
		if !norm.NFKC.IsNormalString(s) || p.CCC() != 0 || !p.BoundaryBefore() {
			t.Errorf("%U is called normal and is not", r)
		}
	}
	if n < 30_000 {
		t.Errorf("only %d letters are normal", n)
	}
}

// What is decided by block must be what the tables say.
func TestBlocksOfLetters(t *testing.T) {
	for r := range rune(utf8.MaxRune) {
		if want := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d'; wordRune(r) != want {
			t.Errorf("wordRune(%U) = %v, want %v", r, !want, want)
		}
		want := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
			unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー' || r == '々'
		if want = want && r >= 0x0E00; unspaced(r) != want {
			t.Errorf("unspaced(%U) = %v, want %v", r, !want, want)
		}
	}
}

func TestFoldSimple(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"English", "meddling", true},
		{"French", "ingérence", true},
		{"Russian", "вмешательство", true},
		{"Chinese", "干预选举", true},
		{"Arabic", "الانتخابات", true},
		{"Korean", "선거 개입", true},
		{"wide letters", "Ｒｕｓｓｉａ", true},
		{"an accent of its own", "inge\u0301rence", false},
		{"an accent on a wide letter", "ｅ\u0301", false},
		{"a ligature", "ﬁnd", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := foldSimple(nil, c.text)
			if ok != c.want {
				t.Fatalf("simple: %v, want %v", ok, c.want)
			}
			if ok {
				checkFold(t, c.text, got)
			}
		})
	}
}

// checkFold compares with the plain way: all of the text in NFKC, then each letter.
func checkFold(tb testing.TB, text string, got []byte) {
	tb.Helper()
	var want []byte
	for _, r := range norm.NFKC.String(text) {
		want = foldRune(want, r)
	}
	if !bytes.Equal(got, want) {
		tb.Errorf("fold(%+q) = %+q, want %+q", text, got, want)
	}
}

func FuzzFold(f *testing.F) {
	for _, h := range hostileItems() {
		f.Add(h.title[:60])
	}
	var again folder
	f.Fuzz(func(t *testing.T, word string) {
		word = strings.ToValidUTF8(word, "\uFFFD")
		checkFold(t, word, fold(nil, word))
		checkFold(t, word, again.fold(nil, word))
	})
}
