package background

import (
	"sort"
	"unicode"
	"unicode/utf8"
)

// Tally counts words over items. Its zero value is ready to use.
type Tally struct {
	items int32
	words map[string]int32 // folded word to its number
	list  []tallied        // by number
	pairs map[uint64]seen  // number of the first word, number of the second
}

type tallied struct {
	word       string
	any, lower seen
}

// seen is how many items printed something, and the last one that did, from 1.
type seen struct{ items, last int32 }

func (s *seen) in(item int32) {
	if s.last != item {
		s.items++
		s.last = item
	}
}

// Add counts one item. What the item prints several times counts once.
func (t *Tally) Add(texts ...string) {
	if t.words == nil {
		t.words = make(map[string]int32)
		t.pairs = make(map[uint64]seen)
	}
	t.items++
	for _, text := range texts {
		before := int32(-1)
		for _, span := range Words(text) {
			printed := text[span.Start:span.End]
			word := Fold(printed)
			if !counted(word) {
				before = -1
				continue
			}
			number := t.number(word)
			w := &t.list[number]
			w.any.in(t.items)
			if first, _ := utf8.DecodeRuneInString(printed); unicode.IsLower(first) {
				w.lower.in(t.items)
			}
			if span.Joined && before >= 0 {
				key := uint64(before)<<32 | uint64(number)
				pair := t.pairs[key]
				pair.in(t.items)
				t.pairs[key] = pair
			}
			before = number
		}
	}
}

func (t *Tally) number(word string) int32 {
	number, known := t.words[word]
	if !known {
		number = int32(len(t.list))
		t.words[word] = number
		t.list = append(t.list, tallied{word: word})
	}
	return number
}

// Kept returns how many words and pairs [Tally.Encode] keeps.
func (t *Tally) Kept(minWord, minPair int) (words, pairs int) {
	for _, w := range t.list {
		if int(w.any.items) >= minWord {
			words++
		}
	}
	for _, n := range t.pairs {
		if int(n.items) >= minPair { // so do its words, where minWord is not above minPair
			pairs++
		}
	}
	return words, pairs
}

// Encode returns the counts in the form in which they are shipped, without words
// that fewer than minWord items print and pairs that fewer than minPair items print.
// The same counts give the same bytes.
func (t *Tally) Encode(minWord, minPair int) ([]byte, error) {
	c := table{items: int(t.items)}
	kept := make([]int32, 0, len(t.list)) // numbers, in the order of the words
	for number, w := range t.list {
		if int(w.any.items) >= minWord {
			kept = append(kept, int32(number))
		}
	}
	sort.Slice(kept, func(i, j int) bool { return t.list[kept[i]].word < t.list[kept[j]].word })
	place := make(map[int32]uint32, len(kept)) // number to place among the words
	for i, number := range kept {
		w := t.list[number]
		place[number] = uint32(i)
		c.addWord(w.word, quantise(int(w.any.items)), quantise(int(w.lower.items)))
	}
	type pair struct {
		first, second uint32
		items         int
	}
	var pairs []pair
	for key, n := range t.pairs {
		first, firstKept := place[int32(key>>32)]
		second, secondKept := place[int32(key&0xffffffff)]
		if int(n.items) >= minPair && firstKept && secondKept {
			pairs = append(pairs, pair{first, second, int(n.items)})
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		return a.first < b.first || a.first == b.first && a.second < b.second
	})
	next := 0
	for i := range kept {
		for next < len(pairs) && pairs[next].first == uint32(i) {
			c.seconds = append(c.seconds, pairs[next].second)
			c.both = append(c.both, quantise(pairs[next].items))
			next++
		}
		c.groups = append(c.groups, uint32(len(c.seconds)))
	}
	return c.encode()
}
