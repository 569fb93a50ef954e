package main

import (
	"maps"
	"math"
	"slices"
	"strings"

	"meddlewatch/match"
)

// Steps of the descent, as Kingma and Ba propose them (Adam, 2015).
const (
	steps       = 600
	rate        = 0.05
	firstDecay  = 0.9
	secondDecay = 0.99
	biasPull    = 0.1 // the bias is drawn to its prior by so much only
)

// What a name of the watchlist gives beyond the bias: a name that a person wants
// alerts for decides by itself, unless guards speak against it.
const (
	strongAlone  = 1.6 // a score of 0.83
	contextAlone = 0.8 // 0.69, with what makes its context on top
)

// fixed says whether a weight stays as a person set it: the kinds of outlets, of
// which too few items are labelled, and the names of the watchlist, each of which
// decides by itself whatever the data hold.
func fixed(feature string) bool {
	return strings.HasPrefix(feature, "source-") || strings.HasPrefix(feature, "name-")
}

// descend minimises the logistic loss and the pull to the prior. Weights are
// rounded to one digit, as people read them.
//
// The features that come after keep their prior, and the others are fitted as if they
// were not there: they are seen too seldom to be told from what they stand beside, and
// fitted with them the others take back what they give. They move the bias alone.
func descend(examples []*example, prior match.Weights, pull float64, after []string) match.Weights {
	late := func(feature string) bool { return slices.Contains(after, feature) }
	w := minimise(examples, prior, pull, late, fixed)
	if len(after) > 0 {
		w = minimise(examples, w, pull, none, func(feature string) bool { return feature != theBias })
	}
	w.Features["name-strong"] = round(strongAlone - w.Bias)
	w.Features["name-context"] = round(contextAlone - w.Bias)
	return w
}

// none is for features of which none is left out or kept.
func none(string) bool { return false }

// theBias stands for the bias among the names of features.
const theBias = ""

// minimise is descend without the features left out; the kept ones and they stay as the
// prior has them. Products are rounded before they are added (the conversions say so), so
// that every machine finds the same weights.
func minimise(examples []*example, prior match.Weights, pull float64, leftOut, kept func(string) bool) match.Weights {
	names := slices.Sorted(maps.Keys(prior.Features))
	bias := len(names)
	index := make(map[string]int, len(names))
	p := make([]float64, len(names)+1)
	for i, n := range names {
		index[n] = i
		p[i] = prior.Features[n]
	}
	names = append(names, theBias)
	p[bias] = prior.Bias
	type row struct {
		features []int
		y, k     float64
	}
	var rows []row
	for _, e := range examples {
		if len(e.features) == 0 {
			continue
		}
		r := row{k: e.weight}
		if e.relevant {
			r.y = 1
		}
		for _, f := range e.features {
			if !leftOut(f) {
				r.features = append(r.features, index[f])
			}
		}
		rows = append(rows, r)
	}
	w := slices.Clone(p)
	gradient, first, second := make([]float64, len(w)), make([]float64, len(w)), make([]float64, len(w))
	for step := 1; step <= steps; step++ {
		for i := range gradient {
			gradient[i] = float64(pull * (w[i] - p[i]))
		}
		gradient[bias] = float64(biasPull * (w[bias] - p[bias]))
		for _, r := range rows {
			sum := w[bias]
			for _, f := range r.features {
				sum += w[f]
			}
			d := float64(r.k * (1/(1+math.Exp(-sum)) - r.y))
			gradient[bias] += d
			for _, f := range r.features {
				gradient[f] += d
			}
		}
		for i, g := range gradient {
			first[i] = float64(firstDecay*first[i]) + float64((1-firstDecay)*g)
			second[i] = float64(secondDecay*second[i]) + float64((1-secondDecay)*g*g)
			if kept(names[i]) || i != bias && leftOut(names[i]) {
				continue
			}
			w[i] -= float64(rate * first[i] / (1 - math.Pow(firstDecay, float64(step))) /
				(math.Sqrt(second[i]/(1-math.Pow(secondDecay, float64(step)))) + 1e-8))
			if i != bias && w[i]*p[i] < 0 {
				w[i] = 0
			}
		}
	}
	out := match.Weights{Bias: round(w[bias]), Features: make(map[string]float64, bias)}
	for i, n := range names[:bias] {
		out.Features[n] = round(w[i])
	}
	return out
}

func round(x float64) float64 {
	if x = math.Round(x*10) / 10; x == 0 {
		return 0 // not -0
	}
	return x
}

func equal(a, b match.Weights) bool {
	return a.Bias == b.Bias && maps.Equal(a.Features, b.Features)
}
