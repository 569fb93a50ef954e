package background

import (
	"slices"
	"testing"
)

func TestPhrasesShowHowAWordIsPrinted(t *testing.T) {
	items := []string{"the storm hits", "a storm hits the coast", "the storm surge", "winter storm, the coast", "storm storm", "the end"}
	c, _ := counts(t, 1, 1, items...)
	// "the" is in more than one item of twenty, as all is of so few items: then what
	// is printed most comes first, and of the same number what comes first in order.
	if got, want := c.Phrases("STORM", 3), []string{"storm hits", "the storm", "storm surge"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := c.Phrases("storm", 0); got != nil {
		t.Errorf("none asked for: %q", got)
	}
	if got := c.Phrases("heron", 3); got != nil {
		t.Errorf("a word that is not counted: %q", got)
	}
	shipped := load(t)
	got := shipped.Phrases("election", 5)
	if len(got) != 5 || !slices.Contains(got, "presidential election") || slices.Contains(got, "the election") {
		t.Errorf("election: %q", got)
	}
}

func TestKnows(t *testing.T) {
	c := load(t)
	for word, want := range map[string]bool{
		"election": true, "Qwzxv": true, "США": true, "U.S.": true, "doesn't": true,
		"": false, "a": false, "G20": false, "2024": false, "水军": false, "two words": false, "a-b": false, "αβγ": false,
	} {
		if c.Knows(word) != want {
			t.Errorf("%q: known %t, want %t", word, !want, want)
		}
	}
}
