package seeds

import (
	"fmt"
	"testing"
)

const placedFile = "\ufeff# a comment\n" + `[[entity]]
name = "Paper Crow"
type = "campaign"
aliases = [ { name = "Paper Crow" }, { name = "Papierkrähe", lang = "de" }, { name = "PC" } ]

[[entity]]
name = "Tin Otter"
type = "campaign"

[[theme]]
name = "words"
phrases = ["paper foxes",
  "tin foxes"]
`

func TestPlaces(t *testing.T) {
	p := FindPlaces([]byte(placedFile))
	for _, tt := range []struct {
		find func(string) (int, int, bool)
		name string
		want string
	}{
		{p.Alias, "paper  crow", "5:22"},
		{p.Alias, "PAPIERKRÄHE", "5:47"},
		{p.Alias, "PC", "5:86"}, // in characters, not in bytes
		{p.Alias, "Tin Otter", "8:8"},
		{p.Entity, "Paper Crow", "3:8"},
		{p.Entity, "Glass Heron", ""},
		{p.Phrase, "paper foxes", "13:12"},
		{p.Phrase, "tin foxes", "14:3"},
		{p.Phrase, "words", ""},
	} {
		got := ""
		if line, col, ok := tt.find(tt.name); ok {
			got = fmt.Sprintf("%d:%d", line, col)
		}
		if got != tt.want {
			t.Errorf("%q at %q, want %q", tt.name, got, tt.want)
		}
	}
	if _, _, ok := FindPlaces(nil).Alias(""); ok {
		t.Error("nothing has a place in an empty file")
	}
}

func FuzzFindPlaces(f *testing.F) {
	f.Add([]byte(placedFile), "Paper Crow")
	f.Add([]byte("[[entity]]\nname = 7\naliases = [{}]"), "")
	f.Add([]byte("[[theme]]\nphrases = [1, [\"a\"]]\n[[entity.aliases]]"), "a")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		p := FindPlaces(data)
		for _, find := range []func(string) (int, int, bool){p.Alias, p.Entity, p.Phrase} {
			if line, col, ok := find(name); ok && (line < 1 || col < 1) {
				t.Errorf("%q at %d:%d", name, line, col)
			}
		}
	})
}
