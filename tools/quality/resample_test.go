package main

import (
	"maps"
	"math"
	"testing"
)

func TestResample(t *testing.T) {
	// Forty stories of one item, half of them found.
	var stories []counts
	for i := range 40 {
		c := counts{stories: 1, grouped: 1, gp: 1, gr: 0.5}
		if i%2 == 0 {
			c.tp, c.found = 1, 1
		} else {
			c.fn = 1
		}
		stories = append(stories, c)
	}
	got := resample(stories)
	// Of a mean of forty throws of a coin, 95 % lie within 1.96 * sqrt(0.25 / 40) = 0.155.
	for _, name := range []string{"recall", "story_recall"} {
		if i := got[name]; math.Abs(i.low-0.345) > 0.03 || math.Abs(i.high-0.655) > 0.03 {
			t.Errorf("%s: got %v", name, i)
		}
	}
	if i := got["precision"]; i != (interval{1, 1}) {
		t.Errorf("precision: got %v", i)
	}
	if i := got["bcubed.recall"]; i != (interval{0.5, 0.5}) {
		t.Errorf("B-cubed recall: got %v", i)
	}
	if again := resample(stories); !maps.Equal(got, again) {
		t.Error("the same counts give another interval")
	}
	// The same items in two stories: they stand and fall together.
	large := resample([]counts{{tp: 20, stories: 1, found: 1}, {fn: 20, stories: 1}})
	if i := large["recall"]; i != (interval{0, 1}) {
		t.Errorf("two stories: got %v", i)
	}
}

func TestResampleWithoutFigures(t *testing.T) {
	if got := resample(nil); len(got) != 0 {
		t.Errorf("no stories: got %v", got)
	}
	// A draw without the one positive has no precision, and leaves none at all out.
	got := resample([]counts{{tp: 1}, {tn: 1}, {tn: 1}})
	if i := got["precision"]; i != (interval{1, 1}) {
		t.Errorf("got %v", got)
	}
	if _, ok := got["story_recall"]; ok {
		t.Error("a figure of nothing has an interval")
	}
}

func TestResampleGap(t *testing.T) {
	all, none := []counts{{tp: 1}, {tp: 1}}, []counts{{fn: 1}, {fn: 1}}
	if got := resampleGap(all, none)["recall"]; got != (interval{1, 1}) {
		t.Errorf("got %v", got)
	}
	mixed := []counts{{tp: 1}, {fn: 1}, {tp: 1}, {fn: 1}}
	i := resampleGap(mixed, mixed)["recall"]
	if i.low >= 0 || i.high <= 0 {
		t.Errorf("a part against itself: got %v, which leaves out no difference", i)
	}
	if got := gaps(map[string]float64{"f1": 0.9, "recall": 1}, map[string]float64{"f1": 0.65}); !maps.Equal(got, map[string]float64{"f1": 0.25}) {
		t.Errorf("got %v", got)
	}
}
