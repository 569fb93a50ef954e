package match

import (
	"fmt"
	"math"
	"slices"

	"meddlewatch"
	"meddlewatch/config"
)

// Wording says how much each word of a text speaks for the subject. A report in words of its
// own has few terms of the lexicons and still the vocabulary of the matter: "mailboxes",
// "handlers", "exiles". The weights of the words of the title and the beginning of the summary
// sum up to a log-odds, which never decides alone: beside an act it adds or takes, in four
// steps (wording-clear, -near, -off, -far in the weights).
//
// The words are learned by match/fit from items written for it; they are no lexicon, and
// nobody needs to keep them. Names other than abbreviations, states, faiths,
// peoples and the sexes are not among them.
type Wording struct {
	Words []Weighed `toml:"words" json:"words"`
}

// Weighed is words of one weight, in the form in which words are compared.
type Weighed struct {
	Weight float64  `toml:"weight" json:"weight"` // with one digit
	List   []string `toml:"list" json:"list"`
}

// wordingSpan is how many words of a summary are looked at: what stands behind them is
// told in passing.
const wordingSpan = 150

// From these sums on, of either sign, the wording speaks, and speaks clearly: in tenths, of
// which sums are exact.
const (
	wordingSpeaks  = 10
	wordingClearly = 25
)

// ParseWording reads a wording file.
func ParseWording(file string, data []byte) (Wording, error) {
	var w Wording
	if err := config.Decode(file, data, &w); err != nil {
		return Wording{}, err
	}
	var bad config.Mistakes
	seen := map[string]bool{}
	for _, some := range w.Words {
		if tenths := some.Weight * 10; !(math.Abs(some.Weight) <= maxWeight) || math.Round(tenths) != math.Round(tenths*1e6)/1e6 {
			bad = append(bad, mistakeKey(file, data, "weight", fmt.Sprintf("the weight %v is not a number of one digit between -%d and %d", some.Weight, maxWeight, maxWeight), "choose such a number"))
		}
		for _, word := range some.List {
			if words := Words(nil, word, 0); len(words) != 1 || string(fold(nil, word)) != word {
				bad = append(bad, mistakeKey(file, data, "list", fmt.Sprintf("%q is not a single word in small letters", word), "write it so"))
			} else if seen[word] {
				bad = append(bad, mistakeKey(file, data, "list", fmt.Sprintf("the word %q is there twice", word), "take one out"))
			}
			seen[word] = true
		}
	}
	if len(bad) > 0 {
		return Wording{}, bad
	}
	return w, nil
}

// DistinctWords returns the words of an item that a wording looks at, each once, in the
// form in which they are compared. It is for learning a wording.
func DistinctWords(it meddlewatch.Item) []string {
	var r reading
	r.scan(&it)
	var list []string
	for i := range r.wordingWords() {
		text, _, _, _ := r.printed(int32(i), int32(i))
		word := string(fold(nil, text))
		if hash, _ := hashFolded(word); hash == r.words[i].Hash { // not "U.S.", which is compared as "us"
			list = append(list, word)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// wordingWords are those of the title and the first ones of the summary.
func (r *reading) wordingWords() []Word {
	return r.words[:min(len(r.words), r.split+wordingSpan)]
}

// addWording adds what the words of the item say. They say nothing of one without a passage:
// words alone are no report. Nor do they speak for one in which nobody foreign is named, as
// they tell of meddling at home too, or against one with a watched name, which is wanted
// whatever it tells.
func (j *judgement) addWording() {
	if j.best.act < 0 {
		return
	}
	s := j.m.wording.read(j.r)
	f, against := featureWordingNear, false
	switch {
	case s.sum >= wordingClearly:
		f = featureWordingClear
	case s.sum >= wordingSpeaks:
	case s.sum > -wordingSpeaks:
		return
	case s.sum > -wordingClearly:
		f, against = featureWordingOff, true
	default:
		f, against = featureWordingFar, true
	}
	if against && j.named || !against && j.best.actor < 0 {
		return
	}
	j.sum += j.m.weights[f]
	j.addReason(meddlewatch.Reason{Rule: featureNames[f], Text: s.text(j.r, against), Weight: j.m.weights[f]})
}
