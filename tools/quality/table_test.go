package main

import (
	"maps"
	"testing"
)

// Of one run the bot's figures hold; those of two sets are made of added counts.
func TestRowOf(t *testing.T) {
	alert := labelledAs(labelNot, "n", "", "1", true)
	alert.Outcome = outcomeAlert
	wild := labelledAs(labelRelevant, "b", "", "1", false)
	wild.set, wild.label.Lang = "wild", "ro"
	results := map[run]*result{
		{set: "calm"}: {
			samples: []sample{labelledAs(labelRelevant, "a", "", "1", true), alert},
			items:   5, summary: map[string]float64{"precision": 0.51, "recall": 1, "f1": 0.6, "story_recall": 1, "alerts": 1},
		},
		{set: "wild"}: {samples: []sample{wild}, items: 7},
	}
	for _, test := range []struct {
		name string
		measurement
		want map[string]float64
	}{
		{
			"one set",
			measurement{Of: []string{"calm"}},
			map[string]float64{"items": 5, "precision": 0.51, "recall": 1, "f1": 0.6, "story_recall": 1, "alerts": 1},
		},
		{
			"two sets",
			measurement{Of: []string{"calm", "wild"}},
			map[string]float64{
				"items": 12, "precision": 0.5, "recall": 0.5, "f1": 0.5, "story_recall": 0.5,
				"alerts": 1, "false_alerts": 0, "borderline_alerts": 0, "unlabelled_alerts": 0,
			},
		},
		{
			"one language",
			measurement{Of: []string{"calm", "wild"}, Languages: []string{"ro"}},
			map[string]float64{"items": 1, "recall": 0, "f1": 0, "story_recall": 0},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := rowOf(test.measurement, results, nil).figures; !maps.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
