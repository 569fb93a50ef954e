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
	long := strings.Repeat("Rain fell on the hills and the harvest was late again. ", 12)
	for _, tt := range []struct {
		name, title, summary string
		feature              string
		want                 bool
	}{
		{"the state is the place too", "Propaganda of Moscow gets louder", "Prices in Russia rise.", "actor-place", true},
		{"another state is the place", "Propaganda of Moscow gets louder", "Prices in Norway rise.", "actor-place", false},
		{"its own people are aimed at", "Iranian disinformation", "It is meant for Iranian voters.", "actor-place", true},
		{"no state acts", "Fake accounts in Russia", "", "actor-place", false},
		{"another matter comes again", "Russian propaganda on the football match", "The striker scored twice.", "guard-again", true},
		{"another matter in passing", "Russian propaganda at the football match", "", "guard-again", false},
		{"plain espionage", "Man charged as secret agent of Cuba", "He spied on the navy for decades.", "plain-spying", true},
		{"an agent who does not spy", "Man charged as secret agent of Cuba", "He wrote to the newspapers.", "plain-spying", false},
		{"spying on politicians", "Chinese spies eavesdropped on lawmakers", "", "plain-spying", false},
		{"a spy behind a campaign of lies", "Spy ran a troll farm for Russia", "", "plain-spying", false},
		{"a short text", "Russian disinformation", long[:60], "long", false},
		{"a long text", "Russian disinformation", long, "long", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := m.Features(meddlewatch.Item{Title: tt.title, Summary: tt.summary})
			if got := slices.Contains(list, tt.feature); got != tt.want {
				t.Errorf("%q is there: %v, want %v; all: %v", tt.feature, got, tt.want, list)
			}
		})
	}
}
