package match

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
)

// tongue is a language by its number in tongues; 0 is any.
type tongue uint8

// maxTongues is how many languages a set of tongues can hold.
const maxTongues = 31

// tongues tells the language of a text by its most frequent words.
type tongues struct {
	numbers map[string]tongue
	words   *trie // under each of the words, the languages that it shows, a bit each
	count   tongue
}

func compileTongues(lists map[string][]string) (tongues, error) {
	t := tongues{numbers: map[string]tongue{}, words: newTrie()}
	if len(lists) > maxTongues {
		return t, fmt.Errorf("the lexicons tell %d languages apart and the limit is %d", len(lists), maxTongues)
	}
	for _, lang := range slices.Sorted(maps.Keys(lists)) {
		t.count++
		t.numbers[lang] = t.count
		for _, w := range lists[lang] {
			h, _ := hashFolded(string(fold(nil, w)))
			node := t.words.child(0, h)
			t.words.value[node] |= 1 << t.count
		}
	}
	t.words.seal()
	return t, nil
}

// A text shows its language when so many words speak for it, and so many times
// more than for any other.
const (
	plainWords = 3
	plainTimes = 3
)

// of returns the language that the words show plainly, or 0.
func (t *tongues) of(words []Word) tongue {
	var seen [maxTongues + 1]int
	for _, w := range words {
		if !t.words.begins(w.Hash) {
			continue
		}
		for set := uint32(t.words.value[t.words.step(0, w.Hash)]); set != 0; set &= set - 1 {
			seen[bits.TrailingZeros32(set)]++
		}
	}
	best, second := tongue(0), 0
	for n := tongue(1); n <= t.count; n++ {
		switch {
		case best == 0 || seen[n] > seen[best]:
			if best != 0 {
				second = max(second, seen[best])
			}
			best = n
		default:
			second = max(second, seen[n])
		}
	}
	if best == 0 || seen[best] < plainWords || seen[best] < plainTimes*second {
		return 0
	}
	return best
}
