package match

import (
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

// What the rest of a text says against its best passage.
func TestDoubts(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	const sentence = "Rain fell on the hills and the harvest was late again. "
	for _, tt := range []struct {
		name, title, summary string
		feature              string
		want                 bool
	}{
		{"the state is the place too", "Propaganda of Moscow on prices in Russia", "", "actor-place", true},
		{"the state is the place in the title", "Prices in Russia", "Propaganda of Moscow gets louder.", "actor-place", true},
		{"another state is the place", "Propaganda of Moscow on prices in Norway", "", "actor-place", false},
		{"the state is the place in passing", "Propaganda of Moscow gets louder", "Prices rise in Russia.", "actor-place", false},
		{"an organ of it at home", "Russian court hears of Moscow's fake accounts", "", "actor-place", true},
		{"no state acts", "Fake accounts in Russia", "", "actor-place", false},
		{"an agent and no politics", "Secret agent of Cuba jailed", "", "unpolitical", true},
		{"an agent and politics in the title", "Senator arrested", "He was a secret agent of Cuba.", "unpolitical", false},
		{"politics within the words of the act", "China buys politicians off", "", "unpolitical", false},
		{"those who govern are no politics", "Secret agent of Cuba jailed, government says", "", "unpolitical", true},
		{"meddling with nothing political", "Moscow interfered with the trains", "", "unpolitical", true},
		{"a deception with nothing political", "Moscow made fake profiles of bakers", "", "unpolitical", true},
		{"politics as the target in the next sentence", "Moscow made fake profiles", "They wrote to senators before the vote.", "unpolitical", false},
		{"an operation needs no target", "Russian troll farm grows", "", "unpolitical", false},
		{"a short text", "Russian disinformation", strings.Repeat(sentence, 3), "long", false},
		{"a long text", "Russian disinformation", strings.Repeat(sentence, 4), "long", true},
		{"the third sentence of a summary", "Weather", strings.Repeat(sentence, 2) + "Russian trolls spread fake news.", "late", true},
		{"the second sentence of a summary", "Weather. And more. And more.", sentence + "Russian trolls spread fake news.", "late", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := m.Features(meddlewatch.Item{Title: tt.title, Summary: tt.summary})
			if got := slices.Contains(list, tt.feature); got != tt.want {
				t.Errorf("%q is there: %v, want %v; all: %v", tt.feature, got, tt.want, list)
			}
		})
	}
}
