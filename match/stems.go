package match

import (
	"slices"
	"strings"
)

// stems finds the longest stem with which a word begins.
type stems struct {
	list    []string // sorted
	hash    []uint64 // of stem and star
	parent  []int32  // the next shorter stem that begins it, plus one; 0 none
	heads   [1 << 11]uint64
	stretch []stretch // by head of a word, in an open-addressed table
}

// stretch is where in the list the stems of a head stand.
type stretch struct {
	head     uint32 // 0: free
	from, to int32
}

// stemHash is the hash of a stem with its star.
func stemHash(word uint64) uint64 { return (word ^ '*') * fnvPrime }

// seal makes the stems of the list ready; further ones want it again.
func (s *stems) seal() {
	slices.Sort(s.list)
	s.list = slices.Compact(s.list)
	s.hash = make([]uint64, len(s.list))
	s.parent = make([]int32, len(s.list))
	slots := 1
	for slots < 2*len(s.list) {
		slots *= 2
	}
	s.stretch = make([]stretch, slots)
	for i, stem := range s.list {
		hash, head := hashFolded(stem)
		s.hash[i] = stemHash(hash)
		for j := i - 1; j >= 0 && s.list[j][:stemMin] == stem[:stemMin]; j-- {
			if strings.HasPrefix(stem, s.list[j]) {
				s.parent[i] = int32(j) + 1
				break
			}
		}
		to := s.of(uint32(head))
		if to.head == 0 {
			to.head, to.from = uint32(head), int32(i)
		}
		to.to = int32(i) + 1
		b := headBit(uint32(head))
		s.heads[b>>6] |= 1 << (b & 63)
	}
}

// headBit is the place of a head among the 1<<17 bits of heads.
func headBit(head uint32) uint32 { return head * 0x9e3779b1 >> 15 }

// of returns the stretch of a head, or the free place where it would stand.
func (s *stems) of(head uint32) *stretch {
	mask := uint32(len(s.stretch) - 1)
	for i := headBit(head) & mask; ; i = (i + 1) & mask {
		if at := &s.stretch[i]; at.head == head || at.head == 0 {
			return at
		}
	}
}

// longest returns the longest stem of the word, plus one, or 0.
func (s *stems) longest(w *Word, text string, folds *folder) int32 {
	b := headBit(w.head)
	if w.head == 0 || s.heads[b>>6]&(1<<(b&63)) == 0 {
		return 0
	}
	at := s.of(w.head)
	if at.head == 0 {
		return 0
	}
	word, ascii := text[w.Start:w.End], w.flags&flagASCII != 0
	var buf [64]byte
	var folded []byte
	if !ascii {
		folded = folds.fold(buf[:0], word)
	}
	for i := at.to - 1; i >= at.from; i-- { // sorted: a longer stem stands behind the one it begins with
		stem := s.list[i]
		if ascii && beginsWith(word, stem) || len(stem) <= len(folded) && string(folded[:len(stem)]) == stem {
			return i + 1
		}
	}
	return 0
}

// beginsWith says whether a word in ASCII begins with a stem.
func beginsWith(word, stem string) bool {
	if len(stem) > len(word) {
		return false
	}
	for i := range len(stem) {
		if lowered[word[i]] != stem[i] {
			return false
		}
	}
	return true
}
