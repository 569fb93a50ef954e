package story

// tries collects the entries that share most index keys with an item.
type tries struct {
	score  []uint16 // by slot, of the shelf being collected
	slots  []int32
	keys   []key       // of the item
	cells  []cell      // of the index, one a key
	found  []int       // entries under each key in the shelves collected so far
	best   []try       // the first first
	top    []uint16    // the best scores, the greatest first
	linked []candidate // the entries compared, with their links

	core    []*entry // of the story that is weighed
	touched uint32   // of no meaning; see touch

	candidates []candidate // of the stories, the last that were returned
}

// try is an entry and how much it shares, roughly.
type try struct {
	place
	score uint16
}

// before orders tries: those that share more, ties by time, the newest first, then
// by identity.
func (t try) before(o try) bool {
	switch {
	case t.score != o.score:
		return t.score > o.score
	case t.mark.time != o.mark.time:
		return t.mark.time > o.mark.time
	}
	return t.mark.id < o.mark.id
}

// reset begins anew, for an item.
func (t *tries) reset(f *features) {
	t.keys = f.keys(t.keys[:0])
	t.found = append(t.found[:0], make([]int, len(t.keys))...)
	clear(t.best)
	clear(t.linked)
	t.best, t.linked = t.best[:0], t.linked[:0]
}

// linkTo returns the link to an entry, where it was compared already.
func (t *tries) linkTo(e *entry) (l link, ok bool) {
	for _, c := range t.linked {
		if c.member == e {
			return c.link, true
		}
	}
	return l, false
}

// collect takes the entries of a shelf that have one of the keys and keeps the n that
// share most, of all shelves together. The shelf with the newer entries is collected
// first: where a key has more than maxPosting in all, the oldest of the other are out, as
// they would be if one shelf held them all.
func (t *tries) collect(s *shelf, n int) {
	if len(t.score) < len(s.slots) {
		t.score = make([]uint16, len(s.slots)+len(s.slots)/4)
	}
	// All keys are looked up before anything is done with what is found: the places of
	// a large table are far apart, and so the processor waits for them together.
	t.cells = t.cells[:0]
	for _, k := range t.keys {
		t.cells = append(t.cells, s.index.table[s.index.place(k.key)])
	}
	for i := range t.cells {
		if c := &t.cells[i]; c.n > 1 {
			t.touched += uint32(s.index.blocks[c.at[0]][0])
		}
	}
	for i, k := range t.keys {
		slots := s.index.slots(&t.cells[i])
		slots = slots[max(0, len(slots)+t.found[i]-maxPosting):]
		t.found[i] += len(slots)
		for _, slot := range slots {
			if t.score[slot] == 0 {
				t.slots = append(t.slots, slot)
			}
			t.score[slot] += 1 + uint16(k.weight)/4
		}
	}
	least, kept := t.least(n), t.slots[:0]
	for _, slot := range t.slots {
		if t.score[slot] < least {
			t.score[slot] = 0
			continue
		}
		t.touched += uint32(s.slots[slot].mark.time)
		kept = append(kept, slot)
	}
	for _, slot := range kept {
		t.insert(try{s.slots[slot], t.score[slot]}, n)
		t.score[slot] = 0
	}
	t.slots = t.slots[:0]
}

// least returns the score of the n-th best among the slots and the entries kept so far,
// 0 where there are fewer: what shares less need not be fetched from memory.
func (t *tries) least(n int) uint16 {
	t.top = t.top[:0]
	for _, kept := range t.best {
		t.top = append(t.top, kept.score)
	}
	for _, slot := range t.slots {
		score, at := t.score[slot], len(t.top)
		if at < n {
			t.top = append(t.top, score)
		} else if at--; score <= t.top[at] {
			continue
		}
		for ; at > 0 && score > t.top[at-1]; at-- {
			t.top[at] = t.top[at-1]
		}
		t.top[at] = score
	}
	if len(t.top) < n {
		return 0
	}
	return t.top[n-1]
}

// insert puts a try where it belongs among the n best.
func (t *tries) insert(one try, n int) {
	at := len(t.best)
	for at > 0 && one.before(t.best[at-1]) {
		at--
	}
	if at == n {
		return
	}
	if len(t.best) < n {
		t.best = append(t.best, one)
	}
	for i := len(t.best) - 1; i > at; i-- {
		t.best[i] = t.best[i-1]
	}
	t.best[at] = one
}

// leastShare is the part of what the first candidate shares below which another is
// not compared.
const leastShare = 8

// most returns the entries that share most, without those that share less than the
// leastShare-th part of what the first does.
func (t *tries) most() []try {
	for i, one := range t.best {
		if one.score < t.best[0].score/leastShare {
			return t.best[:i]
		}
	}
	return t.best
}

// touch reads a little of an entry that will be compared. Entries are far apart in memory:
// where all are touched before the first is compared, the processor waits for them
// together and not for one after the other.
func (t *tries) touch(e *entry) {
	t.touched += e.hash[0] + e.hash[maxTerms/2] + uint32(e.weight[0]) + uint32(e.n) + e.lang
}
