package match

// vocabulary is a set of words: those that a text holds, or with which names begin. It
// knows them by bits of their hashes: of a word that is not there it may say that it is,
// never the other way round.
type vocabulary struct {
	bits [1 << 11]uint64
}

func (v *vocabulary) add(words []Word) {
	for _, w := range words {
		v.mark(w.Hash)
		v.mark(uint64(w.head))
	}
}

func (v *vocabulary) mark(hash uint64) {
	b := headBit(uint32(hash))
	v.bits[b>>6] |= 1 << (b & 63)
}

// holds says whether the word of an entry may stand in the text. A stem is known by its
// first bytes alone.
func (v *vocabulary) holds(w *termWord) bool {
	hash := w.hash
	if w.stem != nil {
		hash = uint64(w.head)
	}
	return v.has(hash)
}

func (v *vocabulary) has(hash uint64) bool {
	b := headBit(uint32(hash))
	return v.bits[b>>6]&(1<<(b&63)) != 0
}
