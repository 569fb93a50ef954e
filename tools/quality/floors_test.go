package main

import (
	"strings"
	"testing"
)

func TestBounds(t *testing.T) {
	number := func(f float64) *float64 { return &f }
	for _, test := range []struct {
		name    string
		bound   bound
		figures map[string]float64
		missed  string
		ahead   string
	}{
		{"at the floor", bound{Floor: number(0.75)}, map[string]float64{"f": 0.75}, "", ""},
		{"below the floor", bound{Floor: number(0.75)}, map[string]float64{"f": 0.7499}, "row: f is 0.7499, at least 0.75 is needed", ""},
		{"at the ceiling", bound{Ceiling: number(45)}, map[string]float64{"f": 45}, "", ""},
		{"above the ceiling", bound{Ceiling: number(45)}, map[string]float64{"f": 46}, "row: f is 46, at most 45 may be", ""},
		{"missing, with a floor of zero", bound{Floor: number(0)}, map[string]float64{"g": 1}, "row: f is –, at least 0 is needed", ""},
		{"missing, with a ceiling", bound{Ceiling: number(9)}, nil, "row: f is –, at most 9 may be", ""},
		{"goal ahead", bound{Floor: number(0.5), Goal: number(0.8)}, map[string]float64{"f": 0.6}, "", "goal not reached: row: f is 0.6, at least 0.8 is wanted"},
		{"goal reached", bound{Floor: number(0.5), Goal: number(0.8)}, map[string]float64{"f": 0.8}, "", ""},
		{"goal of a count ahead", bound{Ceiling: number(50), Goal: number(45)}, map[string]float64{"f": 46}, "", "goal not reached: row: f is 46, at most 45 is wanted"},
		{"goal of a count reached", bound{Ceiling: number(50), Goal: number(45)}, map[string]float64{"f": 3}, "", ""},
		{"goal of what is missing", bound{Ceiling: number(50), Goal: number(45)}, nil, "row: f is –, at most 50 may be", "goal not reached: row: f is –, at most 45 is wanted"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := measurement{Name: "row", Figures: map[string]bound{"f": test.bound}}
			if got := strings.Join(m.missed(test.figures), "\n"); got != test.missed {
				t.Errorf("missed: got %q, want %q", got, test.missed)
			}
			if got := strings.Join(m.ahead(test.figures), "\n"); got != test.ahead {
				t.Errorf("ahead: got %q, want %q", got, test.ahead)
			}
		})
	}
}

func TestWorse(t *testing.T) {
	before := map[string]float64{"precision": 0.9, "recall": 0.5, "false_alerts": 4, "unlabelled_alerts": 3}
	for _, test := range []struct {
		name    string
		figures map[string]float64
		want    string
	}{
		{"the same", before, ""},
		{"a little less, and more without a label", map[string]float64{"precision": 0.896, "recall": 0.5, "false_alerts": 4, "unlabelled_alerts": 9}, ""},
		{"less", map[string]float64{"precision": 0.89, "recall": 0.9, "false_alerts": 4}, `row: precision is 0.89, and 0.9 in "plain"`},
		{"one more false alert", map[string]float64{"precision": 0.9, "recall": 0.5, "false_alerts": 5}, `row: false_alerts is 5, and 4 in "plain"`},
		{"missing", map[string]float64{"precision": 0.9, "false_alerts": 0}, `row: recall is –, and 0.5 in "plain"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := measurement{Name: "row", NotWorseThan: "plain"}
			if got := strings.Join(m.worse(test.figures, before), "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
