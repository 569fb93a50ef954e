package main

import (
	"maps"
	"math"
	"slices"
	"testing"
)

// labelledAs makes a sample of an address with its labelled story and ours.
func labelledAs(verdict, url, truth, ours string, found bool) sample {
	return sample{
		line: line{URL: url, Story: ours, Relevant: found}, labelled: true, set: "calm",
		label: label{URL: url, Label: verdict, Story: truth},
	}
}

func TestByStory(t *testing.T) {
	samples := []sample{
		labelledAs(labelRelevant, "a", "s", "x", true),
		labelledAs(labelNot, "n", "", "y", true),
		labelledAs(labelRelevant, "b", "s", "z", false),
		labelledAs(labelBorderline, "m", "", "x", true),
		labelledAs(labelRelevant, "c", "", "x", false),
		labelledAs(labelNot, "o", "", "o", false),
		{line: line{URL: "u", Relevant: true}, set: "calm"},
	}
	got := byStory(samples, nil)
	want := []counts{
		{tp: 1, fn: 1, stories: 1, found: 1, grouped: 2, gp: 2, gr: 1},
		{fp: 1},
		{fn: 1, stories: 1},
		{tn: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	figures := map[string]float64{
		"precision": 0.5, "recall": 0.3333, "f1": 0.4, "story_recall": 0.5,
		"bcubed.precision": 1, "bcubed.recall": 0.5, "bcubed.f1": 0.6667,
	}
	if f := sum(got).figures(); !maps.Equal(f, figures) {
		t.Errorf("got %v, want %v", f, figures)
	}
	kept := byStory(samples, func(s sample) bool { return s.URL != "b" })
	if s := sum(kept); s.fn != 1 || s.grouped != 0 {
		t.Errorf("what is not kept counts as nothing, in grouping too: %+v", s)
	}
}

func TestFiguresOfNothingAreMissing(t *testing.T) {
	for _, test := range []struct {
		name string
		counts
		want map[string]float64
	}{
		{"nothing", counts{}, map[string]float64{}},
		{"nothing found", counts{fn: 2, stories: 1}, map[string]float64{"recall": 0, "f1": 0, "story_recall": 0}},
		{"nothing relevant", counts{fp: 1, tn: 1}, map[string]float64{"precision": 0, "f1": 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.figures(); !maps.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestBCubed(t *testing.T) {
	type it struct{ url, truth, ours string }
	for _, test := range []struct {
		name  string
		items []it
		least int
		p, r  float64
	}{
		{"right", []it{{"a", "x", "1"}, {"b", "x", "1"}, {"c", "y", "2"}, {"d", "y", "2"}}, 2, 1, 1},
		{"all in one", []it{{"a", "x", "1"}, {"b", "x", "1"}, {"c", "y", "1"}, {"d", "y", "1"}}, 2, 0.5, 1},
		{"all alone", []it{{"a", "x", "1"}, {"b", "x", "2"}}, 2, 1, 0.5},
		{"who is truly alone does not count", []it{{"a", "x", "1"}, {"b", "x", "1"}, {"z", "y", "1"}}, 2, 1, 1},
		{"unless asked for", []it{{"a", "x", "1"}, {"b", "x", "1"}, {"z", "y", "1"}}, 1, (2.0/3 + 2.0/3 + 1.0/3) / 3, 1},
		{"an address twice counts by its last line", []it{{"a", "x", "9"}, {"b", "x", "1"}, {"a", "x", "1"}}, 2, 1, 1},
		// a, b, c belong together; c went to the wrong story, with d and e.
		{
			"one astray",
			[]it{{"a", "x", "1"}, {"b", "x", "1"}, {"c", "x", "2"}, {"d", "y", "2"}, {"e", "y", "2"}},
			2, (1 + 1 + 1.0/3 + 2.0/3 + 2.0/3) / 5, (2.0/3 + 2.0/3 + 1.0/3 + 1 + 1) / 5,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var samples []sample
			for _, i := range test.items {
				samples = append(samples, labelledAs(labelRelevant, i.url, i.truth, i.ours, true))
			}
			var p, r float64
			grades := bcubed(samples, test.least)
			for _, g := range grades {
				p, r = p+g.precision/float64(len(grades)), r+g.recall/float64(len(grades))
			}
			if math.Abs(p-test.p) > 1e-9 || math.Abs(r-test.r) > 1e-9 {
				t.Errorf("got %v and %v, want %v and %v", p, r, test.p, test.r)
			}
		})
	}
}

// Two sets may use one name for stories, theirs and the bot's.
func TestBCubedKeepsSetsApart(t *testing.T) {
	a, b := labelledAs(labelRelevant, "a", "x", "1", true), labelledAs(labelRelevant, "b", "x", "1", true)
	b.set = "wild"
	if got := bcubed([]sample{a, b}, 2); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
