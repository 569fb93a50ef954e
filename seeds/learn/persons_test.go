package learn_test

import (
	"slices"
	"testing"

	"meddlewatch/seeds/learn"
)

// A title and a family name with a hyphen, printed nowhere in full, was looked up
// among the full names before these were known. The names are invented.
func TestTitleAndHyphenatedName(t *testing.T) {
	l, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Learn([]learn.File{{Name: "a.txt", Data: []byte("Officials met President Al-Quokkad on Monday. Later President Al-Quokkad denied any interference.\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(f.Entities, func(e learn.Entity) bool {
		return e.Name == "Al-Quokkad" && e.Type == "person" && e.Mentions > 0
	}) {
		t.Errorf("no person Al-Quokkad in %+v", f.Entities)
	}
}
