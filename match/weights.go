package match

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"meddlewatch/config"
)

// Weights says what each feature gives. The score of an item is
//
//	1 / (1 + exp(-(bias + sum of the weights of its features)))
//
// so that a sum of 0 is the score 0.5, each further 1.1 makes the odds about
// three times as good, and negative weights speak against an item.
type Weights struct {
	Bias     float64            `toml:"bias" json:"bias"`
	Features map[string]float64 `toml:"features" json:"features"`
}

// maxWeight bounds a weight: a score of a single feature of 20 is 1 to eight
// digits, so that a greater number is a slip of the pen.
const maxWeight = 20

// ParseWeights reads a weights file. Every feature must have its number, and
// every number a feature.
func ParseWeights(file string, data []byte) (Weights, error) {
	var w Weights
	if err := config.Decode(file, data, &w); err != nil {
		return Weights{}, err
	}
	var bad config.Mistakes
	for _, name := range slices.Sorted(maps.Keys(w.Features)) {
		if _, ok := featureNamed(name); !ok {
			bad = append(bad, mistakeKey(file, data, name, fmt.Sprintf("the feature %q is unknown", name), "take the line out"))
		} else if v := w.Features[name]; !(math.Abs(v) <= maxWeight) {
			bad = append(bad, mistakeKey(file, data, name, fmt.Sprintf("the weight of %q is not between -%d and %d", name, maxWeight, maxWeight), "choose a smaller number"))
		}
	}
	if !(math.Abs(w.Bias) <= maxWeight) {
		bad = append(bad, mistakeKey(file, data, "bias", fmt.Sprintf("the bias is not between -%d and %d", maxWeight, maxWeight), "choose a smaller number"))
	}
	for _, name := range featureNames {
		if _, ok := w.Features[name]; !ok {
			bad = append(bad, config.Mistake{File: file, Line: 1, Col: 1, What: fmt.Sprintf("the feature %q has no weight", name), Do: "add it under [features], 0 to ignore it"})
		}
	}
	if len(bad) > 0 {
		return Weights{}, bad
	}
	return w, nil
}

// compile puts the weights into the order of the features.
func (w Weights) compile() (list [features]float64, err error) {
	for f, name := range featureNames {
		v, ok := w.Features[name]
		if !ok || !(math.Abs(v) <= maxWeight) {
			return list, fmt.Errorf("the feature %q has no usable weight; read the weights with ParseWeights", name)
		}
		list[f] = v
	}
	return list, nil
}

// logistic turns a sum of weights into a score with four digits.
func logistic(sum float64) float64 {
	return math.Round(1e4/(1+math.Exp(-sum))) / 1e4
}
