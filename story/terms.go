package story

import (
	"math"
	"slices"

	"meddlewatch"
)

// lookUp finds what is known of the words, and returns the level of those without
// one: the higher, the more of the text's other words have one.
func (r *reader) lookUp() float64 {
	r.known = r.known[:0]
	levelled := 0
	for i := range r.words {
		k := r.lex.stems[r.words[i].stem]
		r.known = append(r.known, k)
		if k.level > 0 {
			levelled++
		}
	}
	share := float64(levelled) / float64(max(1, len(r.words)))
	return unknownLevel + (maxLevel-unknownLevel)*min(1, share/0.6)
}

// add finds the terms of the words from..to, which are those of one field.
func (r *reader) add(f *features, text string, field meddlewatch.Field, from, to int, unknown float64) {
	words := r.words[from:to]
	speaking := capitalsSpeak(words)
	head := field == meddlewatch.FieldTitle
	var last float64 // level of the word before
	for i, w := range words {
		t := found{hash: w.stem &^ bandBit, at: span{field, w.start, w.end}}
		known := r.known[from+i]
		rarity := float64(known.level)
		switch {
		case w.dense:
			rarity = min(unknown, unknownLevel) - 5
		case known.level == 0:
			rarity = unknown
		}
		if head {
			t.kind |= kindTitle
		}
		if id := known.placeOf(text, w); id != 0 {
			f.places |= 1 << id
			t.hash = placeStem(id) &^ bandBit
			t.kind |= kindPlace
			rarity = float64(r.lex.placeLevel[id])
		} else if known.concept != 0 {
			t.hash = conceptStem(known.concept) &^ bandBit
			t.kind |= kindConcept
			rarity = float64(r.lex.conceptLevel[known.concept])
		} else {
			if w.capital && speaking && !w.first {
				t.kind |= kindName
			}
			if w.number {
				t.kind |= kindNumber
			}
			t.hash = wordTerm(text, w, known)
		}
		r.count(f, text, words, i)
		r.put(t, rarity)
		if i > 0 && w.quoted > 0 && words[i-1].quoted == w.quoted && max(last, rarity) > stopLevel+15 {
			pair := found{
				hash: uint32(mix(uint64(words[i-1].stem)<<32|uint64(w.stem))) &^ bandBit,
				kind: kindQuote,
				at:   span{field, words[i-1].start, w.end},
			}
			r.put(pair, max(last, rarity)+10)
		}
		last = rarity
	}
}

// wordTerm is the term of a word that is neither place nor concept: its stem, or
// what several spellings of a number or rare word share.
func wordTerm(text string, w word, k known) uint32 {
	stem := w.stem &^ bandBit
	switch {
	case w.number:
		return roundedStem(text[w.start:w.end], stem)
	case !w.dense && (k.level == 0 || k.level >= soundLevel):
		return soundStem(text[w.start:w.end], stem)
	}
	return stem
}

// soundStem is the term of a rare word: its sound, or stem where that says too
// little.
func soundStem(raw string, stem uint32) uint32 {
	var buf [64]byte
	if key, ok := sound(fold(buf[:0], raw)); ok {
		return key &^ bandBit
	}
	return stem
}

// put adds a term, or makes the one that is there the weightier.
func (r *reader) put(t found, rarity float64) {
	if rarity <= stopLevel {
		return
	}
	t.weight = rarity - 20
	if t.kind&(kindName|kindQuote) != 0 {
		t.weight *= nameFactor
	}
	if t.kind&kindTitle != 0 {
		t.weight *= headFactor
	}
	if i, ok := r.found[t.hash]; ok {
		old := &r.terms[i]
		old.kind |= t.kind
		old.weight = max(old.weight, t.weight)
		return
	}
	r.found[t.hash] = len(r.terms)
	r.terms = append(r.terms, t)
}

// capitalsSpeak says whether capitals mark names in this text: not where most
// words have one, as in headlines set in title case.
func capitalsSpeak(words []word) bool {
	capital := 0
	for i := range words {
		if words[i].capital {
			capital++
		}
	}
	return capital*2 <= len(words)
}

// keep moves the weightiest terms into the features, in order of hash.
func (r *reader) keep(f *features) {
	order := r.order[:0] // hash, then weight, then position
	var weights tally
	for i, t := range r.terms {
		w := uint8(min(255, math.Round(t.weight)))
		weights[w]++
		order = append(order, uint64(t.hash)<<32|uint64(w)<<16|uint64(i))
	}
	r.order = order
	slices.Sort(order)
	heaviest := weights.heaviest(maxTerms)
	sum, head := 0.0, 0.0
	r.kept = r.kept[:0]
	for _, o := range order {
		w := uint8(o >> 16)
		if !heaviest.takes(w) {
			continue
		}
		t, i := &r.terms[o&0xffff], len(r.kept)
		r.kept = append(r.kept, *t)
		f.hash[i], f.weight[i], f.kind[i] = t.hash, w, t.kind
		sum += float64(w)
		if t.kind&kindTitle != 0 {
			head += float64(w) * float64(w)
		}
	}
	f.n = uint8(len(r.kept))
	f.sum, f.headNorm = float32(sum), float32(math.Sqrt(head))
}
