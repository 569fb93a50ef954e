package story

import (
	"cmp"
	"slices"

	"meddlewatch"
)

// entry is an item in the window.
type entry struct {
	features
	story meddlewatch.ID
	slot  int32
}

// shelf holds entries by story, and finds them by what they contain.
type shelf struct {
	slots   []*entry
	free    []int32
	index   *index
	stories map[meddlewatch.ID]*group
}

// group is a story, as far as its items are on the shelf.
type group struct {
	members     []*entry // in order of arrival
	first, last int64    // times of the oldest and the newest item it ever had
}

func newShelf() *shelf {
	return &shelf{index: newIndex(), stories: make(map[meddlewatch.ID]*group)}
}

// add puts an entry on the shelf.
func (s *shelf) add(e *entry) {
	if n := len(s.free); n > 0 {
		e.slot, s.free = s.free[n-1], s.free[:n-1]
		s.slots[e.slot] = e
	} else {
		e.slot = int32(len(s.slots))
		s.slots = append(s.slots, e)
	}
	e.keys(indexed, func(key uint32) { s.index.add(key, e.slot) })
	g := s.stories[e.story]
	if g == nil {
		g = &group{first: e.time, last: e.time}
		s.stories[e.story] = g
	}
	g.members = append(g.members, e)
	g.first, g.last = min(g.first, e.time), max(g.last, e.time)
}

// remove takes an entry off the shelf.
func (s *shelf) remove(e *entry) {
	e.keys(indexed, func(key uint32) { s.index.remove(key, e.slot) })
	s.slots[e.slot] = nil
	s.free = append(s.free, e.slot)
	g := s.stories[e.story]
	if i := slices.Index(g.members, e); i >= 0 {
		g.members = slices.Delete(g.members, i, i+1)
	}
	if len(g.members) == 0 {
		delete(s.stories, e.story)
	}
}

// indexed is how many terms of an entry are in the index, the weightiest. A
// search asks for all.
const indexed = 20

// keys calls each with the index keys of the item: its n weightiest terms but
// places, the bands of its signature, its campaigns.
func (f *features) keys(n int, each func(key uint32)) {
	least := uint8(0)
	if int(f.n) > n {
		var weights [maxTerms]uint8
		copy(weights[:], f.weight[:f.n])
		slices.Sort(weights[:f.n])
		least = weights[int(f.n)-n]
	}
	for i := range f.n {
		if f.weight[i] >= least && f.kind[i]&kindPlace == 0 && n > 0 {
			each(f.hash[i])
			n--
		}
	}
	if f.signed {
		for i := range bands {
			each(f.sig.band(i))
		}
	}
	for _, c := range f.campaigns {
		if c != 0 {
			each(c | bandBit)
		}
	}
}

// tries collects the entries that share index keys with an item.
type tries struct {
	score []uint16 // by slot, of the shelf being collected
	slots []int32
	found []try
}

// try is an entry and how much it shares, roughly.
type try struct {
	entry *entry
	score uint16
}

func (t *tries) reset() { t.found = t.found[:0] }

// collect adds the entries of a shelf that share a key with f.
func (t *tries) collect(s *shelf, f *features) {
	if len(t.score) < len(s.slots) {
		t.score = make([]uint16, len(s.slots)+len(s.slots)/4)
	}
	f.keys(maxTerms, func(key uint32) {
		s.index.find(key, func(slot int32) {
			if t.score[slot] == 0 {
				t.slots = append(t.slots, slot)
			}
			t.score[slot]++
		})
	})
	for _, slot := range t.slots {
		t.found = append(t.found, try{s.slots[slot], t.score[slot]})
		t.score[slot] = 0
	}
	t.slots = t.slots[:0]
}

// most yields the n entries that share most, ties by time and identity.
func (t *tries) most(n int) []*entry {
	slices.SortFunc(t.found, func(a, b try) int {
		return cmp.Or(cmp.Compare(b.score, a.score),
			cmp.Compare(b.entry.time, a.entry.time), cmp.Compare(a.entry.id, b.entry.id))
	})
	out := make([]*entry, 0, n)
	for _, f := range t.found[:min(n, len(t.found))] {
		out = append(out, f.entry)
	}
	return out
}

// ages orders entries by time, the oldest first, as container/heap asks.
type ages []*entry

func (a ages) Len() int           { return len(a) }
func (a ages) Less(i, j int) bool { return older(a[i], a[j]) }
func (a ages) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push adds x, an entry.
func (a *ages) Push(x any) { *a = append(*a, x.(*entry)) }

// Pop takes the last.
func (a *ages) Pop() any {
	last := len(*a) - 1
	e := (*a)[last]
	(*a)[last] = nil
	*a = (*a)[:last]
	return e
}
