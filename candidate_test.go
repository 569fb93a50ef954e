package meddlewatch

import "testing"

func TestNameKey(t *testing.T) {
	same := [][]string{
		{"Storm-0000", "storm 0000", "STORM–0000", "Storm\u20110000", "“Storm-0000”", " Storm  0000. "},
		{"Paper Crow", "PAPER CROW", "Ｐａｐｅｒ Crow", "paper_crow"},
		{"龙桥"},
		{"Café", "Cafe\u0301"},
	}
	seen := map[Key]string{}
	for _, names := range same {
		for _, name := range names {
			key := NameKey(name)
			if key != NameKey(names[0]) || key == 0 {
				t.Errorf("%q and %q differ", name, names[0])
			}
			if other, taken := seen[key]; taken && other != names[0] {
				t.Errorf("%q and %q are one", name, other)
			}
			seen[key] = names[0]
		}
	}
	for _, name := range []string{"", " ", "–", "“”"} {
		if NameKey(name) != 0 {
			t.Errorf("%q has a key", name)
		}
	}
}
