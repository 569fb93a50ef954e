package match

// hit is a term found: words first to last of the text say kind.
type hit struct {
	kind     kind
	role     role // for states
	home     bool // for states: an organ that acts at home follows
	served   bool // for states: somebody else acts for it
	presumed bool // for states: no word says that it acts, only what it is: "Kremlin"
	over     bool // for acts: a state stands between the words
	origin   origin
	state    uint16
	first    int32
	last     int32
	sentence int32
}

// mostHits is how many hits a field may have; a text with more is a list of terms, and
// its first ones are judged.
const mostHits = 1 << 15

// find appends what it finds in words[from:], which are the words of text, in
// order of first words. Of several entries of one kind that begin at the same word
// only the longest is kept. Terms of other languages than that of the text are passed
// over; a text of 0 has any.
//
// Between the words of an act one state may stand, which no list can foresee: "spread
// Ruritanian disinformation".
func (t *terms) find(dst []hit, text string, words []Word, from int, shouting bool, lang tongue) []hit {
	hits, _ := t.findMost(dst, text, words, from, shouting, lang)
	return hits
}

// findMost is find, and says whether all were found: of too many, the first ones are.
func (t *terms) findMost(dst []hit, text string, words []Word, from int, shouting bool, lang tongue) (hits []hit, whole bool) {
	var folds folder
	for i := from; i < len(words); i++ {
		t.prepare(&words[i], text, &folds)
	}
	f := finder{terms: t, words: words, shouting: shouting, lang: lang, hits: dst}
	for i := from; i < len(words); i++ {
		if words[i].flags&flagState != 0 {
			f.measureState(0, int32(i), int32(i))
		}
	}
	for i := from; i < len(words); i++ {
		if words[i].flags&flagBegins == 0 {
			continue
		}
		if len(f.hits)-len(dst) >= mostHits {
			return f.hits, false
		}
		f.start, f.from, f.seen = int32(i), len(f.hits), 0
		f.walk(0, int32(i))
	}
	return f.hits, true
}

// longestState is how many words a form of a state may have that is passed over: "United
// Arab Emirates".
const longestState = 3

// prepare notes of a word with which stem it begins, and what may begin with it.
func (t *terms) prepare(w *Word, text string, folds *folder) {
	w.stem, w.state = t.stems.longest(w, text, folds), 0
	w.flags &^= flagBegins | flagState
	w.flags |= t.beginning(w.Hash)
	for s := w.stem; s != 0; s = t.stems.parent[s-1] {
		w.flags |= t.beginning(t.stems.hash[s-1])
	}
}

// beginning says what may begin with a word or stem.
func (t *terms) beginning(hash uint64) flag {
	switch {
	case !t.trie.begins(hash):
		return 0
	case t.states.has(hash):
		return flagBegins | flagState
	}
	return flagBegins
}

// measureState follows every way on which word i may go on from the node, for the longest
// form of a state that begins with the first.
func (f *finder) measureState(node uint32, first, i int32) {
	if int(i) == len(f.words) || i-first == longestState || f.words[i].Sentence != f.words[first].Sentence {
		return
	}
	step := func(hash uint64) {
		child := f.trie.step(node, hash)
		if child == 0 {
			return
		}
		for v := f.trie.value[child]; v != 0; v = f.entries[v-1].next {
			if e := &f.entries[v-1]; e.kind.isState() && f.spoken(e) && f.printed(e, first, i) {
				f.words[first].state = max(f.words[first].state, uint8(i-first+1))
			}
		}
		f.measureState(child, first, i+1)
	}
	step(f.words[i].Hash)
	for s := f.words[i].stem; s != 0; s = f.stems.parent[s-1] {
		step(f.stems.hash[s-1])
	}
}

type finder struct {
	*terms
	words    []Word
	hits     []hit
	start    int32
	from     int    // hits from here on begin at start
	seen     uint64 // their kinds, all acts as one and all states as one
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
	if w.state > 0 && i > f.start && !f.over {
		f.over = true
		f.walk(node, i+int32(w.state))
		f.over = false
	}
}

// end records the entries that end at the node with word i.
func (f *finder) end(node uint32, i int32) {
	for v := f.trie.value[node]; v != 0; v = f.entries[v-1].next {
		e := &f.entries[v-1]
		if !f.spoken(e) || !f.printed(e, f.start, i) {
			continue
		}
		if f.over && !e.kind.isAct() {
			continue
		}
		f.keep(e, i)
	}
}

// keep adds a hit of the entry to those that begin at the same word, or lets the longer
// one of its kind stand.
func (f *finder) keep(e *entry, last int32) {
	if kind := uint64(1) << e.kind.alike(); f.seen&kind == 0 {
		f.seen |= kind
		f.hits = append(f.hits, hit{})
		f.set(&f.hits[len(f.hits)-1], e, last)
		return
	}
	for i := f.from; i < len(f.hits); i++ {
		h := &f.hits[i]
		if h.kind.alike() != e.kind.alike() {
			continue
		}
		if h.last < last || h.last == last && e.kind < h.kind { // the more telling of two acts
			f.set(h, e, last)
		}
		return
	}
}

// set makes of h the hit of an entry that ends with the last word. It writes field by
// field into its place: copying a hit takes longer than finding it.
func (f *finder) set(h *hit, e *entry, last int32) {
	h.kind, h.over, h.origin, h.state = e.kind, f.over, e.origin, e.state
	h.first, h.last, h.sentence = f.start, last, f.words[last].Sentence
}

// alike is the kind that stands for those of which a word shows only one: the acts, the
// forms and bodies of states.
func (k kind) alike() kind {
	switch {
	case k.isAct():
		return actForeign
	case k.isState():
		return actorForm
	}
	return k
}

const _ = uint(64 - kindCount) // kinds are bits of seen

// spoken says whether the entry is of the language of the text.
func (f *finder) spoken(e *entry) bool { return e.tongue == 0 || f.lang == 0 || e.tongue == f.lang }

// printed says whether the words stand in the capitals that the entry asks for.
// A text that is all capitals proves nothing about short names.
func (f *finder) printed(e *entry, first, last int32) bool {
	if e.capital && f.words[first].flags&flagCapital == 0 {
		return false
	}
	if !e.caps {
		return true
	}
	w := f.words[last]
	return w.flags&flagCaps != 0 && !f.shouting
}
