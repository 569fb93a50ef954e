package match

import (
	"slices"
)

// hit is a term found: words first to last of the text say kind.
type hit struct {
	kind     kind
	role     role // for states
	home     bool // for states: an organ that acts at home follows
	served   bool // for states: somebody else acts for it
	over     bool // for acts: a state stands between the words
	origin   origin
	state    uint16
	first    int32
	last     int32
	sentence int32
}

// find appends what it finds in words[from:], which are the words of text, in
// order of first words. Of several entries of one kind that begin at the same word
// only the longest is kept. Terms of other languages than that of the text are passed
// over; a text of 0 has any.
//
// Between the words of an act one state may stand, which no list can foresee: "spread
// Ruritanian disinformation".
func (t *terms) find(dst []hit, text string, words []Word, from int, shouting bool, lang tongue) []hit {
	for i := from; i < len(words); i++ {
		w := &words[i]
		w.stem = t.stems.longest(w, text)
		begins := t.trie.begins(w.Hash)
		for s := w.stem; s != 0 && !begins; s = t.stems.parent[s-1] {
			begins = t.trie.begins(t.stems.hash[s-1])
		}
		if begins {
			w.flags |= flagBegins
		}
	}
	f := finder{terms: t, words: words, shouting: shouting, lang: lang, hits: dst}
	// From the last word to the first, so that a state is known where an act stands around it.
	for i := len(words) - 1; i >= from; i-- {
		words[i].state = 0
		if words[i].flags&flagBegins != 0 {
			f.start, f.from = int32(i), len(f.hits)
			f.walk(0, int32(i))
		}
	}
	inOrder(f.hits[len(dst):])
	return f.hits
}

// inOrder turns hits that were found from the last first word to the first; those of one
// word keep their order.
func inOrder(hits []hit) {
	slices.Reverse(hits)
	for from := 0; from < len(hits); {
		to := from + 1
		for to < len(hits) && hits[to].first == hits[from].first {
			to++
		}
		slices.Reverse(hits[from:to])
		from = to
	}
}

// longestState is how many words a form of a state may have that is passed over: "United
// Arab Emirates".
const longestState = 3

type finder struct {
	*terms
	words    []Word
	hits     []hit
	start    int32
	from     int // hits from here on begin at start
	shouting bool
	lang     tongue
	over     bool // a state has been passed over since start
}

// walk follows every way on which word i may go on from the node.
func (f *finder) walk(node uint32, i int32) {
	if int(i) == len(f.words) || i > f.start && f.words[i].Sentence != f.words[f.start].Sentence {
		return
	}
	w := &f.words[i]
	if child := f.trie.step(node, w.Hash); child != 0 {
		f.end(child, i)
		f.walk(child, i+1)
	}
	for s := w.stem; s != 0; s = f.stems.parent[s-1] {
		if child := f.trie.step(node, f.stems.hash[s-1]); child != 0 {
			f.end(child, i)
			f.walk(child, i+1)
		}
	}
	if i > f.start && !f.over && w.state > 0 {
		f.over = true
		f.walk(node, i+int32(w.state))
		f.over = false
	}
}

// end records the entries that end at the node with word i.
func (f *finder) end(node uint32, i int32) {
	for v := f.trie.value[node]; v != 0; v = f.entries[v-1].next {
		e := &f.entries[v-1]
		if e.tongue != 0 && f.lang != 0 && e.tongue != f.lang || !f.printed(e, i) {
			continue
		}
		if f.over && !e.kind.isAct() {
			continue
		}
		if e.kind.isState() && i-f.start < longestState {
			f.words[f.start].state = uint8(i - f.start + 1)
		}
		h := hit{kind: e.kind, over: f.over, origin: e.origin, state: e.state, first: f.start, last: i, sentence: f.words[i].Sentence}
		f.keep(h)
	}
}

// keep adds a hit to those that begin at the same word, or lets the longer one of its
// kind stand.
func (f *finder) keep(h hit) {
	for i := f.from; i < len(f.hits); i++ {
		o := &f.hits[i]
		same := o.kind == h.kind || o.kind.isAct() && h.kind.isAct() || o.kind.isState() && h.kind.isState()
		if !same {
			continue
		}
		if o.last < h.last || o.last == h.last && h.kind < o.kind { // the more telling of two acts
			*o = h
		}
		return
	}
	f.hits = append(f.hits, h)
}

// printed says whether the words stand in the capitals that the entry asks for.
// A text that is all capitals proves nothing about short names.
func (f *finder) printed(e *entry, last int32) bool {
	if e.capital && f.words[f.start].flags&flagCapital == 0 {
		return false
	}
	if !e.caps {
		return true
	}
	w := f.words[last]
	return w.flags&flagCaps != 0 && !f.shouting
}
