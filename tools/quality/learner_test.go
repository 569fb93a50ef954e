package main

import (
	"strings"
	"testing"
)

func TestMissed(t *testing.T) {
	half := 0.5
	r := report{Precision: share{8, 10}, Alertable: share{2, 3}, NotYes: []string{"a"}, Salience: &half}
	r.Relations.Recall = share{1, 4}
	m := &marks{}
	m.add(r)
	m.add(r)
	for _, test := range []struct {
		name string
		lesson
		want string
	}{
		{"kept", lesson{Floors: map[string]float64{"precision": 0.8, "salience": 0.5, "relations recall": 0.25}, Ceilings: map[string]float64{"alertable not yes": 2, "alertable no": 0}}, ""},
		{"below", lesson{Floors: map[string]float64{"precision": 0.81}}, "precision is 0.800, at least 0.81"},
		{"above", lesson{Floors: map[string]float64{"precision": 0.8}, Ceilings: map[string]float64{"alertable not yes": 1}}, "alertable not yes is 2, at most 1"},
		{"no such figure", lesson{Floors: map[string]float64{"precison": 0.1}}, "precison is 0.000"},
		{"no floor", lesson{}, "no floor is given"},
	} {
		t.Run(test.name, func(t *testing.T) {
			missed := strings.Join(test.missed(m.figures()), "\n")
			if (missed == "") != (test.want == "") || !strings.Contains(missed, test.want) {
				t.Errorf("got %q, want %q", missed, test.want)
			}
		})
	}
}

func TestLessonsAreSound(t *testing.T) {
	if err := learnAll("no-such-bot", "no-such-data", "../..", &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "no-such-bot") {
		t.Errorf("documents of our own are not asked for: %v", err)
	}
}
