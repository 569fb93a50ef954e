package match

import (
	"fmt"
	"math"
	"slices"
	"strings"

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
// nobody needs to keep them. States, names, faiths, peoples and the sexes are not among them.
type Wording struct {
	Words []Weighed `toml:"words" json:"words"`
}

// Weighed is words of one weight, in the form in which words are compared.
type Weighed struct {
	Weight float64  `toml:"weight" json:"weight"` // with one digit
	List   []string `toml:"list" json:"list"`
}

// WordingWords is how many words of a summary are looked at: what stands behind them is
// told in passing.
const WordingWords = 150

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
	return r.words[:min(len(r.words), r.split+WordingWords)]
}

// wording is a Wording made ready: a table with open addressing, small enough to stay near
// the processor, as words are told apart by a half of their hashes.
type wording struct {
	keys   []uint32 // 0: free
	weight []int16  // in tenths
}

func (w Wording) compile() wording {
	n, slots := 0, 1
	for _, some := range w.Words {
		n += len(some.List)
	}
	for slots < 2*n+1 {
		slots *= 2
	}
	c := wording{keys: make([]uint32, slots), weight: make([]int16, slots)}
	for _, some := range w.Words {
		for _, word := range some.List {
			hash, _ := hashFolded(word)
			at := c.slot(hash)
			c.keys[at], c.weight[at] = wordingKey(hash), int16(math.Round(some.Weight*10))
		}
	}
	return c
}

func wordingKey(hash uint64) uint32 { return uint32(hash>>32) | 1 }

// slot returns where a word stands, or the free place where it would.
func (w *wording) slot(hash uint64) uint32 {
	key, mask := wordingKey(hash), uint32(len(w.keys)-1)
	i := uint32(hash) & mask
	for w.keys[i] != key && w.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// toldWords is how many words a reason shows.
const toldWords = 3

// said is what the words of a text say together.
type said struct {
	sum int // in tenths
	// the words that say most for and against, the first of all first
	most [2][toldWords]telling
}

// telling is a word and its weight, 0 for none.
type telling struct {
	word   int32
	weight int16
}

// read sums up the words of a text, each counted once.
func (w *wording) read(r *reading) said {
	var s said
	if len(r.worded) < len(w.keys) {
		r.worded = make([]bool, len(w.keys))
	}
	r.wordedAt = r.wordedAt[:0]
	words := r.wordingWords()
	for i := range words {
		at := w.slot(words[i].Hash)
		weight := w.weight[at]
		if weight == 0 || r.worded[at] {
			continue
		}
		r.worded[at] = true
		r.wordedAt = append(r.wordedAt, at)
		s.sum += int(weight)
		if weight > 0 {
			keepMost(&s.most[0], telling{int32(i), weight})
		} else {
			keepMost(&s.most[1], telling{int32(i), weight})
		}
	}
	for _, at := range r.wordedAt {
		r.worded[at] = false
	}
	return s
}

// keepMost puts a word among those of its side that say most.
func keepMost(most *[toldWords]telling, one telling) {
	for i := range most {
		if abs(one.weight) > abs(most[i].weight) {
			most[i], one = one, most[i]
		}
	}
}

func abs(x int16) int16 { return max(x, -x) }

// text returns the words that say most for, or against, as printed.
func (s *said) text(r *reading, against bool) string {
	most := s.most[0]
	if against {
		most = s.most[1]
	}
	var b strings.Builder
	for _, one := range most {
		if one.weight == 0 {
			break
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		text, _, _, _ := r.printed(one.word, one.word)
		b.WriteString(text)
	}
	return b.String()
}

// addWording adds what the words of the item say. One in which nothing is done has none:
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
