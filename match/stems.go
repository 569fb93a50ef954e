package match

import (
	"slices"
	"strings"
)

// stems finds the longest stem with which a word begins.
type stems struct {
	list   []string // sorted
	hash   []uint64 // of stem and star
	parent []int32  // the next shorter stem that begins it, plus one; 0 none
	heads  [1 << 11]uint64
	byHead map[uint32][2]int32 // head of a word to a range of list
}

// stemHash is the hash of a stem with its star.
func stemHash(word uint64) uint64 { return (word ^ '*') * fnvPrime }

// seal makes the stems of the list ready; further ones want it again.
func (s *stems) seal() {
	slices.Sort(s.list)
	s.list = slices.Compact(s.list)
	s.hash = make([]uint64, len(s.list))
	s.parent = make([]int32, len(s.list))
	s.byHead = make(map[uint32][2]int32)
	for i, stem := range s.list {
		hash, head := hashFolded(stem)
		s.hash[i] = stemHash(hash)
		for j := i - 1; j >= 0 && s.list[j][:stemMin] == stem[:stemMin]; j-- {
			if strings.HasPrefix(stem, s.list[j]) {
				s.parent[i] = int32(j) + 1
				break
			}
		}
		r, ok := s.byHead[uint32(head)]
		if !ok {
			r[0] = int32(i)
		}
		r[1] = int32(i) + 1
		s.byHead[uint32(head)] = r
		b := headBit(uint32(head))
		s.heads[b>>6] |= 1 << (b & 63)
	}
}

// headBit is the place of a head among the 1<<17 bits of heads.
func headBit(head uint32) uint32 { return head * 0x9e3779b1 >> 15 }

// longest returns the longest stem of the word, plus one, or 0.
func (s *stems) longest(w *Word, text string) int32 {
	b := headBit(w.head)
	if w.head == 0 || s.heads[b>>6]&(1<<(b&63)) == 0 {
		return 0
	}
	r, ok := s.byHead[w.head]
	if !ok {
		return 0
	}
	var buf [64]byte
	folded := fold(buf[:0], text[w.Start:w.End])
	for i := r[1] - 1; i >= r[0]; i-- { // sorted: a longer stem stands behind the one it begins with
		if stem := s.list[i]; len(stem) <= len(folded) && string(folded[:len(stem)]) == stem {
			return i + 1
		}
	}
	return 0
}
