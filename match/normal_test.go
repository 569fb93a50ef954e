package match

import (
	"testing"
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

func TestSurelyNormal(t *testing.T) {
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
		{"an accent of its own", "inge\u0301rence", false},
		{"a ligature", "ﬁnd", false},
		{"a wide letter", "Ｒ", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := surelyNormal(c.text); got != c.want {
				t.Errorf("surelyNormal(%q) = %v, want %v", c.text, got, c.want)
			}
		})
	}
}
