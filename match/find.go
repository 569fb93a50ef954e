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
	for i := from; i < len(words); i++ {
		w := &words[i]
		w.stem = t.stems.longest(w, text)
		begins := t.trie.begins(w.Hash)
		for s := w.stem; s != 0 && !begins; s = t.stems.parent[s-1] {
			begins = t.trie.begins(t.stems.hash[s-1])
		}
		w.state = notAsked
		if begins {
			w.flags |= flagBegins
		}
	}
	f := finder{terms: t, words: words, shouting: shouting, lang: lang, hits: dst}
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

// notAsked is the length of a state at a word where nobody has looked yet.
const notAsked = longestState + 1

// stateAt returns how many words the longest form of a state has that begins with the
// i-th; 0 none.
func (f *finder) stateAt(i int32) int32 {
	if f.words[i].state != notAsked {
		return int32(f.words[i].state)
	}
	f.words[i].state = 0
	if f.words[i].flags&flagBegins != 0 {
		f.measureState(0, i, i)
	}
	return int32(f.words[i].state)
}

// measureState follows every way on which word i may go on from the node, for a state that
// begins with the first.
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
	if i > f.start && !f.over {
		if state := f.stateAt(i); state > 0 {
			f.over = true
			f.walk(node, i+state)
			f.over = false
		}
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
		h := hit{kind: e.kind, over: f.over, origin: e.origin, state: e.state, first: f.start, last: i, sentence: f.words[i].Sentence}
		f.keep(h)
	}
}

// keep adds a hit to those that begin at the same word, or lets the longer one of its
// kind stand.
func (f *finder) keep(h hit) {
	kind := uint64(1) << h.kind.alike()
	if f.seen&kind == 0 {
		f.seen |= kind
		f.hits = append(f.hits, h)
		return
	}
	for i := f.from; i < len(f.hits); i++ {
		o := &f.hits[i]
		if o.kind.alike() != h.kind.alike() {
			continue
		}
		if o.last < h.last || o.last == h.last && h.kind < o.kind { // the more telling of two acts
			*o = h
		}
		return
	}
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
