package story

import (
	"math/bits"
	"slices"

	"meddlewatch"
)

// entry is an item in the window.
type entry struct {
	features
	story  meddlewatch.ID
	origin string
	slot   int32
}

// shelf holds entries by story, and finds them by what they contain.
type shelf struct {
	slots   []place
	free    []int32
	index   *index
	stories map[meddlewatch.ID]*group
	keys    []key // of the entry that comes or goes
}

// place is where an entry stands, nil where none does, with that by which entries are
// ordered without touching them.
type place struct {
	entry *entry
	mark  mark
}

// mark orders entries: by time, then by identity.
type mark struct {
	time int64
	id   meddlewatch.ID
}

// group is a story, as far as its items are on the shelf.
type group struct {
	members     []*entry // by time, then by identity: the order of arrival is chance
	first, last int64    // times of the oldest and the newest item it had; where one leaves, of those here
}

// add puts an entry in its place among the members.
func (g *group) add(e *entry) {
	if len(g.members) == 0 {
		g.first, g.last = e.time, e.time
	}
	g.first, g.last = min(g.first, e.time), max(g.last, e.time)
	at := len(g.members)
	for at > 0 && older(e, g.members[at-1]) {
		at--
	}
	g.members = slices.Insert(g.members, at, e)
}

// remove takes an entry away; the story remembers how far it reached.
func (g *group) remove(e *entry) {
	if i := slices.Index(g.members, e); i >= 0 {
		g.members = slices.Delete(g.members, i, i+1)
	}
}

// leave takes an entry away as if it had never been there.
func (g *group) leave(e *entry) {
	g.remove(e)
	if n := len(g.members); n > 0 {
		g.first, g.last = g.members[0].time, g.members[n-1].time
	}
}

func newShelf() *shelf {
	return &shelf{index: newIndex(), stories: make(map[meddlewatch.ID]*group)}
}

// add puts an entry on the shelf.
func (s *shelf) add(e *entry) {
	s.keys = e.keys(s.keys[:0])
	s.addUnder(s.keys, e)
}

// addUnder is add for an entry of which the keys are known.
func (s *shelf) addUnder(keys []key, e *entry) {
	if n := len(s.free); n > 0 {
		e.slot, s.free = s.free[n-1], s.free[:n-1]
	} else {
		e.slot = int32(len(s.slots))
		s.slots = append(s.slots, place{})
	}
	s.slots[e.slot] = place{e, mark{e.time, e.id}}
	for _, k := range keys {
		s.index.add(k.key, e.slot)
	}
	s.story(e.story).add(e)
}

// story returns a story of the shelf, a new one where it has none of this name.
func (s *shelf) story(id meddlewatch.ID) *group {
	g := s.stories[id]
	if g == nil {
		g = &group{}
		s.stories[id] = g
	}
	return g
}

// move takes an entry from its story to another.
func (s *shelf) move(e *entry, to meddlewatch.ID) {
	from := s.stories[e.story]
	if from.leave(e); len(from.members) == 0 {
		delete(s.stories, e.story)
	}
	e.story = to
	s.story(to).add(e)
}

// holds says whether an entry is on the shelf; nothing is on one that is nil.
func (s *shelf) holds(e *entry) bool {
	return s != nil && int(e.slot) < len(s.slots) && s.slots[e.slot].entry == e
}

// remove takes an entry off the shelf.
func (s *shelf) remove(e *entry) {
	s.keys = e.keys(s.keys[:0])
	for _, k := range s.keys {
		s.index.remove(k.key, e.slot)
	}
	s.slots[e.slot] = place{}
	s.free = append(s.free, e.slot)
	g := s.stories[e.story]
	if g.remove(e); len(g.members) == 0 {
		delete(s.stories, e.story)
	}
}

const (
	// indexed is how many terms of an entry are in the index, the weightiest but
	// places, and how many a search looks up.
	indexed = 16
	// A band, a campaign and a dyad count like this in the first look at what is shared.
	bandWeight     = 100
	campaignWeight = 150
	dyadWeight     = 30
)

// maxDyads is how many pairs of places of an item are in the index.
const maxDyads = 3

// dyads calls each with the keys of pairs of places, those of the headline where it
// names two. Who does something to whom is how coded event data (CAMEO) tell
// events between states apart; it finds the items about a large event that use words of
// their own, and which are too many to be found by each word.
func (f *features) dyads(each func(key uint32)) {
	places := f.heads
	if bits.OnesCount64(places) < 2 {
		places = f.places
	}
	n := 0
	for first := places; first != 0; first &= first - 1 {
		for second := first & (first - 1); second != 0; second &= second - 1 {
			if n++; n > maxDyads {
				return
			}
			pair := uint64(bits.TrailingZeros64(first))<<8 | uint64(bits.TrailingZeros64(second))
			each(uint32(mix(pair|1<<32)) | bandBit)
		}
	}
}

// key is what an entry is found by, and how much it counts.
type key struct {
	key    uint32
	weight uint8
}

// keys appends the index keys of the item: its weightiest terms but places, the bands
// of its signature, its dyads, its campaigns.
func (f *features) keys(out []key) []key {
	var weights tally
	for i, weight := range f.weight[:f.n] {
		if f.kind[i]&kindPlace == 0 {
			weights[weight]++
		}
	}
	heaviest := weights.heaviest(indexed)
	for i := int(f.n) - 1; i >= 0; i-- {
		if f.kind[i]&kindPlace == 0 && heaviest.takes(f.weight[i]) {
			out = append(out, key{f.hash[i], f.weight[i]})
		}
	}
	if f.signed {
		for i := range bands {
			out = append(out, key{f.sig.band(i), bandWeight})
		}
	}
	f.dyads(func(dyad uint32) { out = append(out, key{dyad, dyadWeight}) })
	for _, c := range f.campaigns {
		if c != 0 {
			out = append(out, key{c | bandBit, campaignWeight})
		}
	}
	return out
}

// queue is entries in the order in which they were placed.
type queue struct {
	entries []*entry
	gone    int // entries at the front that were popped
}

func (q *queue) len() int      { return len(q.entries) - q.gone }
func (q *queue) front() *entry { return q.entries[q.gone] }
func (q *queue) push(e *entry) { q.entries = append(q.entries, e) }

// pop takes the first entry, and now and then the space of those before it.
func (q *queue) pop() *entry {
	e := q.entries[q.gone]
	q.entries[q.gone] = nil
	q.gone++
	if q.gone > len(q.entries)/2 {
		q.entries = append(q.entries[:0], q.entries[q.gone:]...)
		q.gone = 0
	}
	return e
}
