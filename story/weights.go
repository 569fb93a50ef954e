package story

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
)

// weightsFile holds, by name, what each feature of a pair of items says for or
// against one story: a logistic regression fitted to pairs of labelled items at
// most a week apart. The command story/fit writes it. Above zero, a link is more
// likely than not where as many pairs belong together as do not; stories ask for
// rules.join.
//
//go:embed weights.json
var weightsFile []byte

// feature is one of the things by which a link between two items is weighed.
type feature int

const (
	baseline      feature = iota // one, for every pair
	byHeads                      // square root of likeness.heads
	byWords                      // likeness.words
	byShared                     // logarithm of likeness.weight: how much is shared, whatever the length
	byPlaces                     // rare places shared, at most maxShared
	samePlace                    // one of the places shared
	otherAim                     // places but known actors named by both, none shared
	otherLanguage                // the items are of two languages and share a little
	byDays                       // days between them
	sameCampaign                 // a campaign of the verdicts shared
	countFeatures
)

// maxShared is how many shared places count.
const maxShared = 3

// sharedUnit is the weight of the terms shared from which more of it says less and
// less: half of that of a word of middling rarity.
const sharedUnit = 20

// foreignWords is the share of words from which two languages speak for a link: that so
// little is shared is the languages' doing, and not that two events are told.
const foreignWords = 0.05

// featureNames are the names of the features in weightsFile.
func featureNames() [countFeatures]string {
	return [countFeatures]string{
		"baseline", "headline words", "words", "shared", "rare places", "same place",
		"other aim", "other language", "days", "same campaign",
	}
}

// vector is the features of a pair.
type vector [countFeatures]float64

// measure makes the vector of two items.
func measure(a, b *features, l likeness) vector {
	v := vector{
		baseline: 1,
		byHeads:  math.Sqrt(l.heads),
		byWords:  l.words,
		byShared: math.Log1p(l.weight / sharedUnit),
		byPlaces: float64(min(l.places, maxShared)),
		byDays:   float64(max(a.time, b.time)-min(a.time, b.time)) / (24 * 60 * 60),
	}
	v[samePlace] = one(a.places&b.places != 0)
	v[otherAim] = one(a.actors|b.actors != 0 && otherTarget(a, b))
	v[sameCampaign] = one(l.camps)
	v[otherLanguage] = one(a.lang != 0 && b.lang != 0 && a.lang != b.lang && l.words >= foreignWords)
	return v
}

// has says whether an item has a term.
func (f *features) has(term uint32) bool {
	_, ok := slices.BinarySearch(f.hash[:f.n], term)
	return ok
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// weights are what the features weigh.
type weights [countFeatures]float64

// readWeights reads a weights file. The weights can be used whatever it holds: a
// feature that it does not name weighs nothing, and the error says so.
func readWeights(file []byte) (weights, error) {
	var w weights
	var named map[string]float64
	if err := json.Unmarshal(file, &named); err != nil {
		return w, fmt.Errorf("weights file: %w", err)
	}
	var faults error
	for i, name := range featureNames() {
		weight, ok := named[name]
		if !ok {
			faults = errors.Join(faults, fmt.Errorf("weights file: no weight of %q", name))
		}
		w[i] = weight
		delete(named, name)
	}
	for _, name := range sortedKeys(named) {
		faults = errors.Join(faults, fmt.Errorf("weights file: %q is no feature", name))
	}
	return w, faults
}

// strength weighs what two items share.
func (w *weights) strength(v *vector) float64 {
	s := 0.0
	for i, x := range v {
		s += w[i] * x
	}
	return s
}
