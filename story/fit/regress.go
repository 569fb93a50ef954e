package main

import (
	"cmp"
	"math"
	"slices"
)

// pair is two labelled items.
type pair struct {
	features []float64
	together bool    // of one story
	weight   float64 // how much it counts
}

const (
	// ridge draws weights that few pairs speak for towards zero.
	ridge = 0.002
	steps = 4000
	pace  = 0.5
)

// regress fits a logistic regression by gradient descent, from zero, with as much
// weight on pairs of one story as on pairs of two. Features are scaled by their
// spread, so that the ridge treats all alike; the baseline, which is the first and
// always one, is not drawn to zero.
func regress(pairs []pair) []float64 {
	if len(pairs) == 0 {
		return nil
	}
	n := len(pairs[0].features)
	scale := spread(pairs, n)
	share := shares(pairs)
	weights := make([]float64, n)
	for range steps {
		gradient := make([]float64, n)
		for i, p := range pairs {
			s := 0.0
			for k, x := range p.features {
				s += weights[k] * x / scale[k]
			}
			target := 0.0
			if p.together {
				target = 1
			}
			miss := (target - 1/(1+math.Exp(-s))) * share[i]
			for k, x := range p.features {
				gradient[k] += miss * x / scale[k]
			}
		}
		for k := range weights {
			if k > 0 {
				gradient[k] -= ridge * weights[k]
			}
			weights[k] += pace * gradient[k]
		}
	}
	for k := range weights {
		weights[k] /= scale[k]
	}
	return weights
}

// spread is the root mean square of each feature, one where it never occurs.
func spread(pairs []pair, n int) []float64 {
	out := make([]float64, n)
	for _, p := range pairs {
		for k, x := range p.features {
			out[k] += x * x
		}
	}
	for k := range out {
		if out[k] = math.Sqrt(out[k] / float64(len(pairs))); out[k] == 0 {
			out[k] = 1
		}
	}
	return out
}

// shares are the weights of the pairs, a half to those of one story and a half to
// the others.
func shares(pairs []pair) []float64 {
	total := map[bool]float64{}
	for _, p := range pairs {
		total[p.together] += p.weight
	}
	out := make([]float64, len(pairs))
	for i, p := range pairs {
		out[i] = p.weight / total[p.together] / 2
	}
	return out
}

// toldApart is the chance that a pair of one story weighs more than a pair of two
// (the area under the ROC curve).
func toldApart(pairs []pair, weights []float64) float64 {
	type scored struct {
		s        float64
		together bool
		weight   float64
	}
	list := make([]scored, len(pairs))
	for i, p := range pairs {
		s := 0.0
		for k, x := range p.features {
			s += weights[k] * x
		}
		list[i] = scored{s, p.together, p.weight}
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Compare(a.s, b.s) })
	below, together, area := 0.0, 0.0, 0.0
	for _, p := range list {
		if p.together {
			together += p.weight
			area += p.weight * below
		} else {
			below += p.weight
		}
	}
	return area / (together * below)
}

// count counts the pairs of one story and of two.
func count(pairs []pair) (together, apart int) {
	for _, p := range pairs {
		if p.together {
			together++
		} else {
			apart++
		}
	}
	return together, apart
}
