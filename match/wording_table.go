package match

import (
	"math"
	"strings"
)

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
