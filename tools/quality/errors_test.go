package main

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestAnalyse(t *testing.T) {
	o := fake(t, inventedLines, inventedSummary)
	o.errors = true
	analyse := func() string {
		var out strings.Builder
		if err := o.run(invented(t), &out, time.Now()); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	out := analyse()
	for _, want := range []string{
		"| recall by kind | calm | together | share |",
		"| takedown | 2 of 2 | 2 of 2 | 1.000 |",
		"| denial | 0 of 1 | 0 of 1 | 0.000 |",
		"| iran | 1 of 1 | 1 of 1 | 1.000 |",
		"| none given | 0 of 1 | 0 of 1 | 0.000 |", // no actor
		"| de | 1 of 1 | 1 of 1 | 1.000 |",
		"| named | 0 of 1 | 0 of 1 | 0.000 |",
		"| weather | 1 of 1 | 1 of 1 | 1.000 |",
		"| below-threshold | 1 of 1 | 1 of 1 | 1.000 |",
		"| kind, and the claim read in it | media report | takedown |",
		"| takedown | 1 | 1 |",
		"| calm | 1 | 1 | 0 | 0 |",                         // alerts of a story
		"| calm | 1.000 | 1.000 | 1.000 | 1.000 | 1 |",     // grouping
		"| calm | 0.917 | 0.667 | 1.000 | 0.001 | 0.007 |", // curve
		"in the streams 3 of 7 items are labelled so",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("lacks %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "A false alarm") {
		t.Error("items are listed without being asked for")
	}
	o.list = true
	out = analyse()
	if !strings.Contains(out, `0.60, alert: guard -3.0 "storm", act +2.0 "meddles"`) {
		t.Errorf("the false alarm is not listed with its reason:\n%s", out)
	}
	if strings.Contains(out, "Missed and locked") {
		t.Error("an item of the lock-box is listed")
	}
}

func TestArea(t *testing.T) {
	scored := func(label string, score float64) sample {
		s := labelledAs(label, "", "", "", false)
		s.Score = score
		return s
	}
	for _, test := range []struct {
		name    string
		samples []sample
		want    float64
		ok      bool
	}{
		{"nothing", nil, 0, false},
		{"nothing relevant", []sample{scored(labelNot, 1)}, 0, false},
		{"perfect", []sample{scored(labelNot, 0), scored(labelRelevant, 0.4), scored(labelRelevant, 0.9)}, 1, true},
		{"upside down", []sample{scored(labelNot, 1), scored(labelRelevant, 0)}, 0.5, true},
		{"one score for all is the share of relevant ones", []sample{scored(labelRelevant, 0.5), scored(labelNot, 0.5), scored(labelNot, 0.5), scored(labelNot, 0.5)}, 0.25, true},
		{"between", []sample{scored(labelRelevant, 0.9), scored(labelNot, 0.5), scored(labelRelevant, 0.1)}, 0.5 + 0.5*2/3, true},
		{"borderline counts neither way", []sample{scored(labelBorderline, 1), scored(labelRelevant, 0)}, 1, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := area(test.samples)
			if ok != test.ok || math.Abs(got-test.want) > 1e-9 {
				t.Errorf("got %v, %v, want %v, %v", got, ok, test.want, test.ok)
			}
		})
	}
}

func TestExpected(t *testing.T) {
	c := counts{tp: 8, fn: 2, fp: 1, tn: 99}
	if got, ok := c.expected(0.1); !ok || math.Abs(got-0.08/(0.08+0.009)) > 1e-9 {
		t.Errorf("got %v, %v", got, ok)
	}
	if got, ok := (counts{tp: 1, tn: 1}).expected(0.1); !ok || got != 1 {
		t.Errorf("no false positive: got %v, %v", got, ok)
	}
	for _, c := range []counts{{}, {tp: 1}, {fp: 1}, {fn: 1, tn: 1}} {
		if got, ok := c.expected(0.1); ok {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}
