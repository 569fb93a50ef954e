package match

import (
	"math/bits"
	"slices"
)

// trie finds the longest known sequence of words. All edges of all nodes stand in
// one open-addressed table under (node, word), so that a step costs the same
// however many names share their first word.
type trie struct {
	slots []edge
	mask  uint64
	used  int
	first []uint64 // a bit for each first word: most words of a text end here
	value []int32  // by node: what ends here, plus one; 0 nothing
	roots []uint64 // first words, kept while the trie is built
}

type edge struct {
	key   uint64 // 0: free
	child uint32
}

func newTrie() *trie {
	t := &trie{value: []int32{0}}
	t.grow(64)
	return t
}

// reserve makes room for so many nodes at once; more are welcome.
func (t *trie) reserve(nodes int) {
	t.value = slices.Grow(t.value, nodes)
	slots := len(t.slots)
	for slots < 2*nodes {
		slots *= 2
	}
	t.grow(slots)
}

func edgeKey(node uint32, word uint64) uint64 {
	k := (word ^ uint64(node)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	k ^= k >> 32
	if k == 0 {
		return 1
	}
	return k
}

// step returns the node behind the word, or 0.
func (t *trie) step(node uint32, word uint64) uint32 {
	key := edgeKey(node, word)
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		e := t.slots[i]
		if e.key == key {
			return e.child
		}
		if e.key == 0 {
			return 0
		}
	}
}

// begins says whether the word may be the first of a sequence; a false yes is
// possible, a false no is not.
func (t *trie) begins(word uint64) bool {
	b := firstBit(word, len(t.first))
	return t.first[b>>6]&(1<<(b&63)) != 0
}

func firstBit(word uint64, n int) uint64 {
	word ^= word >> 29
	return word * 0xbf58476d1ce4e5b9 >> (64 - bits.Len64(uint64(n)*64-1))
}

// add makes the sequence known and returns its node.
func (t *trie) add(words []uint64) uint32 {
	var node uint32
	for _, w := range words {
		node = t.child(node, w)
	}
	return node
}

// child makes the word known behind the node, the first for node 0, and returns the
// node to which it leads.
func (t *trie) child(node uint32, word uint64) uint32 {
	key := edgeKey(node, word)
	i := t.slot(key)
	if t.slots[i].key == key {
		return t.slots[i].child
	}
	child := uint32(len(t.value))
	t.value = append(t.value, 0)
	t.slots[i] = edge{key, child}
	if t.used++; t.used*2 > len(t.slots) {
		t.grow(len(t.slots) * 2)
	}
	switch {
	case node != 0:
	case t.first == nil:
		t.roots = append(t.roots, word)
	default:
		t.mark(word)
	}
	return child
}

// slot returns where the key stands, or where it would.
func (t *trie) slot(key uint64) uint64 {
	i := key & t.mask
	for t.slots[i].key != key && t.slots[i].key != 0 {
		i = (i + 1) & t.mask
	}
	return i
}

func (t *trie) grow(n int) {
	old := t.slots
	t.slots, t.mask = make([]edge, n), uint64(n-1)
	for _, e := range old {
		if e.key != 0 {
			t.slots[t.slot(e.key)] = e
		}
	}
}

// seal makes the trie ready for reading: the bits of the first words, about
// sixteen for each, so that one in sixteen other words passes. Few words may still
// be added then.
func (t *trie) seal() {
	if t.first != nil {
		return
	}
	n := 1
	for n*4 < len(t.roots) {
		n *= 2
	}
	t.first = make([]uint64, n)
	for _, w := range t.roots {
		t.mark(w)
	}
	t.roots = nil
}

func (t *trie) mark(word uint64) {
	b := firstBit(word, len(t.first))
	t.first[b>>6] |= 1 << (b & 63)
}
