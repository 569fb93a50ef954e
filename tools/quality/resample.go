package main

import (
	"math/rand/v2"
	"slices"
)

// draws is how often stories are drawn again; the seed is fixed, so that the same
// verdicts give the same interval.
const draws = 1000

func source() *rand.Rand { return rand.New(rand.NewPCG(2022, 2023)) }

// interval holds a figure in 95 of 100 draws.
type interval struct{ low, high float64 }

// resample draws as many stories as there are, with repetition, again and again,
// and returns an interval for every figure. A draw in which a figure is a share of
// nothing does not count for it.
func resample(stories []counts) map[string]interval {
	rng := source()
	drawn := map[string][]float64{}
	for range draws {
		for name, v := range draw(rng, stories).figures() {
			drawn[name] = append(drawn[name], v)
		}
	}
	return intervals(drawn)
}

// resampleGap does so for two parts, each drawn for itself; the interval is that of
// the first's figure minus the second's.
func resampleGap(a, b []counts) map[string]interval {
	rng := source()
	drawn := map[string][]float64{}
	for range draws {
		for name, gap := range gaps(draw(rng, a).figures(), draw(rng, b).figures()) {
			drawn[name] = append(drawn[name], gap)
		}
	}
	return intervals(drawn)
}

// gaps are the figures of a minus those of b, where both have them.
func gaps(a, b map[string]float64) map[string]float64 {
	out := map[string]float64{}
	for name, v := range a {
		if w, ok := b[name]; ok {
			out[name] = round(v - w)
		}
	}
	return out
}

func draw(rng *rand.Rand, stories []counts) counts {
	var c counts
	for range stories {
		c.add(stories[rng.IntN(len(stories))])
	}
	return c
}

func intervals(drawn map[string][]float64) map[string]interval {
	out := map[string]interval{}
	for name, values := range drawn {
		slices.Sort(values)
		n := len(values)
		out[name] = interval{values[n*25/1000], values[n-1-n*25/1000]}
	}
	return out
}
