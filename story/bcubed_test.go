package story

import (
	"math"
	"testing"
)

func TestBCubed(t *testing.T) {
	type m = map[string]string
	tests := []struct {
		name            string
		assigned, truth m
		p, r, f1        float64
	}{
		{"nothing", m{}, m{}, 0, 0, 0},
		{"only single stories are not counted", m{"a": "1", "b": "1"}, m{"a": "x", "b": "y"}, 0, 0, 0},
		{"right", m{"a": "1", "b": "1", "c": "2", "d": "2"}, m{"a": "x", "b": "x", "c": "y", "d": "y"}, 1, 1, 1},
		{"all in one", m{"a": "1", "b": "1", "c": "1", "d": "1"}, m{"a": "x", "b": "x", "c": "y", "d": "y"}, 0.5, 1, 2.0 / 3},
		{"all alone", m{"a": "1", "b": "2", "c": "3", "d": "4"}, m{"a": "x", "b": "x", "c": "y", "d": "y"}, 1, 0.5, 2.0 / 3},
		{"not assigned is alone", m{}, m{"a": "x", "b": "x"}, 1, 0.5, 2.0 / 3},
		{"a story named as the empty string is a story", m{"a": "", "b": ""}, m{"a": "x", "b": "x"}, 1, 1, 1},
		// a, b, c belong together; c went to the wrong story, with d and e.
		{
			"one astray",
			m{"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"},
			m{"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"},
			(1 + 1 + 1.0/3 + 2.0/3 + 2.0/3) / 5, (2.0/3 + 2.0/3 + 1.0/3 + 1 + 1) / 5, 0.7333333333,
		},
		{"an item that is truly alone spoils nothing", m{"a": "1", "b": "1", "z": "1"}, m{"a": "x", "b": "x", "z": "y"}, 1, 1, 1},
		{"assigned without truth is not counted", m{"a": "1", "b": "1", "z": "1"}, m{"a": "x", "b": "x"}, 1, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, r, f1 := BCubed(test.assigned, test.truth)
			for _, v := range []struct {
				name      string
				got, want float64
			}{{"precision", p, test.p}, {"recall", r, test.r}, {"F1", f1, test.f1}} {
				if math.Abs(v.got-v.want) > 1e-9 {
					t.Errorf("%s is %v, want %v", v.name, v.got, v.want)
				}
			}
		})
	}
}
