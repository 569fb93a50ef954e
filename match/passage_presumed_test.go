package match

import (
	"slices"
	"testing"

	"meddlewatch"
)

// Who is only named, and what headline and first sentence tell together.
func TestFeaturesOfLeads(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	for _, tt := range []struct {
		name, title, summary string
		has, hasNot          []string
	}{
		{name: "two everyday verbs", title: "China funds and coaches a candidate in Peru", has: []string{"act-aim", "second-aim"}},
		{name: "one everyday verb", title: "China funds a candidate in Peru", has: []string{"act-aim"}, hasNot: []string{"second-aim"}},
		{
			name: "a state that something else is about", title: "Trade with China splits candidates in Peru",
			hasNot: []string{"actor-agent-usual", "actor-usual"},
		},
		{
			name: "a topic with a state in it", title: "Fear of China shapes vote in Peru",
			hasNot: []string{"actor-agent-usual", "actor-usual"},
		},
		{name: "a leader who is shown", title: "Deepfakes of Putin spread before the vote in Peru", hasNot: []string{"actor-agent-usual", "actor-usual"}},
		{name: "politics at home", title: "Kremlin picks a candidate", has: []string{"act-aim", "at-home"}},
		{name: "politics of another country", title: "Kremlin picks a candidate in Peru", has: []string{"act-aim"}, hasNot: []string{"at-home"}},
		{name: "money from a state", title: "Loans from China split candidates in Peru", has: []string{"act-aim", "actor-agent-usual"}},
		{name: "an everyday verb beside an act adds nothing", title: "Russia funds disinformation about a candidate", hasNot: []string{"second-aim"}},
		{
			name: "a leader who is only named", title: "Forged documents turned up at the customs office of the port last week, days after Putin had left for home",
			has: []string{"actor-agent-usual", "actor-presumed"},
		},
		{name: "a leader beside the act", title: "Forged documents praise Putin", hasNot: []string{"actor-presumed"}},
		{
			name: "a leader of whom a word says that he acts", title: "Forged documents turned up at the customs office of the port last week and were made by the Kremlin",
			has: []string{"actor-agent-usual"}, hasNot: []string{"actor-presumed"},
		},
		{
			name: "the target in the first sentence", title: "Iranian spies at work in Norway", summary: "They read the mail of two senators.",
			has: []string{"spy-office"}, hasNot: []string{"target-apart"},
		},
		{
			name: "the target in the headline", title: "Two senators had no idea", summary: "Iranian spies read their mail in Norway.",
			has: []string{"spy-office"}, hasNot: []string{"target-apart"},
		},
		{
			name: "a target behind the full stop is no object", title: "Norway on how China meddled", summary: "Voters went to the polls.",
			has: []string{"meddle-target"}, hasNot: []string{"object", "target-near"},
		},
		{
			name: "the target in the second sentence", title: "Iranian spies at work in Norway", summary: "They were held on Monday. Two senators asked why.",
			has: []string{"target-apart"}, hasNot: []string{"spy-office"},
		},
		{
			name: "the target at the end of a long first sentence", title: "Iranian spies at work in Norway",
			summary: "They were held on Monday after a long chase through the woods and over the fells of the far north, and two senators asked why.",
			has:     []string{"target-apart"}, hasNot: []string{"spy-office"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := m.Features(meddlewatch.Item{Title: tt.title, Summary: tt.summary})
			for _, f := range tt.has {
				if !slices.Contains(got, f) {
					t.Errorf("%q is missing among %v", f, got)
				}
			}
			for _, f := range tt.hasNot {
				if slices.Contains(got, f) {
					t.Errorf("%q is wrong among %v", f, got)
				}
			}
		})
	}
}
