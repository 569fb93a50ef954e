package main

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// Pairs drawn from known weights give these weights back, nearly: the ridge draws
// them a little towards zero.
func TestRegress(t *testing.T) {
	want := []float64{-1, 3, -2, 0}
	r := rand.New(rand.NewPCG(1, 2))
	var pairs []pair
	for range 4000 {
		x := []float64{1, r.Float64() * 2, float64(r.IntN(2)), r.Float64()}
		s := 0.0
		for k := range x {
			s += want[k] * x[k]
		}
		pairs = append(pairs, pair{features: x, together: r.Float64() < 1/(1+math.Exp(-s)), weight: 1})
	}
	got := regress(pairs)
	for k := 1; k < len(want); k++ { // the baseline depends on how many are together
		if math.Abs(got[k]-want[k]) > 0.4 {
			t.Errorf("weight %d is %.2f, want about %.0f", k, got[k], want[k])
		}
	}
	if area := toldApart(pairs, got); area < 0.8 {
		t.Errorf("pairs are told apart by %.2f", area)
	}
	if area := toldApart(pairs, []float64{0, -3, 2, 0}); area > 0.2 {
		t.Errorf("turned weights tell pairs apart by %.2f", area)
	}
}

func TestRegressOfNothing(t *testing.T) {
	if got := regress(nil); got != nil {
		t.Errorf("no pairs give %v", got)
	}
	one := []pair{{features: []float64{1, 0}, together: true, weight: 1}}
	for _, w := range regress(one) {
		if math.IsNaN(w) || math.IsInf(w, 0) {
			t.Errorf("pairs of one kind give %v", w)
		}
	}
}

func TestWeightsText(t *testing.T) {
	text := weightsText([]string{"a", `b "c"`}, []float64{1.239, -0.001})
	var got map[string]float64
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got["a"] != 1.24 || got[`b "c"`] != 0 || strings.Contains(text, "-0") {
		t.Errorf("got %s", text)
	}
}

func TestMissingDataIsNamed(t *testing.T) {
	_, err := readSets(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "-data") {
		t.Errorf("error is %v", err)
	}
}
