package story

import (
	"cmp"
	"math"
	"slices"
	"time"

	"meddlewatch"
)

// Options are the bounds of a window. A zero value takes the default.
type Options struct {
	// Floor is the least score of an item that enters; default 0.25. An item below
	// is a story of its own and nothing joins it.
	Floor float64
	// Span is how far back in the items' own time a story is remembered, and how
	// far from one of its items another may be that joins it; default 7 days. A
	// whole story spans at most one and a half times that.
	Span time.Duration
	// Keep is how many of the items placed last are remembered whatever their
	// time, so that items that come in no order, as from an archive, meet too;
	// default 10,000.
	Keep int
	// Max is how many items the window holds; default 100,000. What was placed
	// first goes first.
	Max int
}

const (
	defaultFloor = 0.25
	defaultSpan  = 7 * 24 * time.Hour
	defaultKeep  = 10_000
	defaultMax   = 100_000
)

// Window remembers the items of the last days and their stories. It is a cache of
// what is stored: rebuilt with Restore, and changed by the Commit of a Batch alone.
// It is not safe for concurrent use.
type Window struct {
	options Options
	lex     *lexicon
	read    reader
	shelf   *shelf
	newest  int64 // time of the newest item
	placed  queue
	tried   tries
}

// NewWindow returns an empty window.
func NewWindow(o Options) *Window {
	if o.Floor == 0 {
		o.Floor = defaultFloor
	}
	if o.Span <= 0 {
		o.Span = defaultSpan
	}
	if o.Keep <= 0 {
		o.Keep = defaultKeep
	}
	if o.Max <= 0 {
		o.Max = defaultMax
	}
	lex := newLexicon()
	return &Window{
		options: o,
		lex:     lex,
		read:    reader{lex: lex, found: make(map[uint32]int)},
		shelf:   newShelf(),
	}
}

// Restore puts an item back into the story it was placed in. Called for stored
// judgements in the order in which they were made, it gives the window that made
// them. Items below the floor are passed over.
func (w *Window) Restore(j meddlewatch.Judgement) {
	if !w.enters(j.Verdict) {
		return
	}
	f, _ := w.read.read(j.Item, j.Verdict)
	story := j.Placement.Story
	if story == 0 {
		story = j.Item.ID
	}
	w.take(&entry{features: f, story: story})
}

// Floor is the least score of an item that enters.
func (w *Window) Floor() float64 { return w.options.Floor }

// enters says whether an item of this verdict is remembered. A score that is not
// a number is not.
func (w *Window) enters(v meddlewatch.Verdict) bool { return v.Score >= w.options.Floor }

// take remembers an entry and forgets what is too old or too much.
func (w *Window) take(e *entry) {
	w.shelf.add(e)
	w.placed.push(e)
	w.newest = max(w.newest, e.time)
	horizon := w.newest - int64(w.options.Span/time.Second)
	for n := w.placed.len(); n > w.options.Max || n > w.options.Keep && w.placed.front().time < horizon; n-- {
		w.shelf.remove(w.placed.pop())
	}
}

// Batch places items tentatively: it sees the window and what it has placed
// itself, and changes the window only when it is committed. A batch is made from
// the window as it is; of two batches begun together, neither sees the other.
type Batch struct {
	w      *Window
	shelf  *shelf
	placed []*entry
}

// Begin returns an empty batch.
func (w *Window) Begin() *Batch {
	return &Batch{w: w}
}

// Commit makes the window remember what the batch placed. A batch that is not
// committed leaves no trace. After Commit the batch is empty and may go on.
func (b *Batch) Commit() {
	for _, e := range b.placed {
		b.w.take(e)
	}
	b.shelf, b.placed = nil, nil
}

// Place decides which story an item belongs to. An item of low score is alone. An
// item that the window knows already stays where it is, without new evidence.
func (b *Batch) Place(it meddlewatch.Item, v meddlewatch.Verdict) meddlewatch.Placement {
	alone := meddlewatch.Placement{Story: it.ID}
	if !b.w.enters(v) {
		return alone
	}
	f, terms := b.w.read.read(it, v)
	found := b.search(&f)
	if found.known != nil {
		return meddlewatch.Placement{Story: found.known.story, Joined: found.known.story != it.ID}
	}
	e := &entry{features: f, story: it.ID}
	placement := alone
	if found.member != nil {
		e.story = found.member.story
		l := compare(&f, &found.member.features)
		placement = meddlewatch.Placement{
			Story:    e.story,
			Joined:   true,
			Copy:     isCopy(&f, &found.member.features, l),
			Evidence: evidence(it, v, &f, &found.member.features, l, terms),
		}
	}
	if b.shelf == nil {
		b.shelf = newShelf()
	}
	b.shelf.add(e)
	b.placed = append(b.placed, e)
	return placement
}

// How links make stories; found by a sweep over the labelled stories, where the
// figures change little around these values.
const (
	maxTried     = 16   // candidates compared in full, those that share most
	maxMembers   = 8    // members of a story that an item is compared with
	dropShare    = 0.25 // of the weakest of these links is not counted: a story has more than one side
	bestShare    = 0.4  // of the best link in the strength of a story; the rest is the mean
	perDoubling  = 0.1  // more strength asked for with each doubling of a story
	perPull      = 0.3  // advantage of a story with each doubling over others that fit too, against splinters
	joinStrength = 2.0  // what a story asks for
	copyStrength = 100  // a copy belongs to its original, whatever else is alike
	weakest      = -5   // no link speaks more against a story than this
)

// answer is what a search found: the item itself, or the member by which it
// belongs to a story.
type answer struct {
	known  *entry
	member *entry
}

// search finds the story of an item.
func (b *Batch) search(f *features) answer {
	t := &b.w.tried
	t.reset()
	t.collect(b.w.shelf, f)
	if b.shelf != nil {
		t.collect(b.shelf, f)
	}
	var best answer
	bestStrength := 0.0
	for _, try := range t.most(maxTried) {
		e := try.entry
		if e.id == f.id {
			return answer{known: e}
		}
		if !b.near(f, e) {
			continue
		}
		link := b.link(f, e)
		if link.copy {
			link.strength += copyStrength
		}
		if link.strength < joinStrength || link.veto {
			continue
		}
		s := b.storyStrength(f, e.story, link)
		if s < joinStrength {
			continue
		}
		s += perPull * math.Log2(float64(len(b.group(e.story).members)))
		if best.member == nil || s > bestStrength ||
			s == bestStrength && older(e, best.member) {
			best.member, bestStrength = e, s
		}
	}
	return best
}

// older orders entries by time, then by identity.
func older(a, b *entry) bool {
	return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.id, b.id)) < 0
}

// near says whether an entry is close enough in time to be joined.
func (b *Batch) near(f *features, e *entry) bool {
	span := int64(b.w.options.Span / time.Second)
	return max(f.time, e.time)-min(f.time, e.time) <= span
}

// link is the link of an item to a member of a story.
type link struct {
	strength float64
	copy     bool
	veto     bool
}

func (b *Batch) link(f *features, e *entry) link {
	l := compare(f, &e.features)
	apart := float64(max(f.time, e.time)-min(f.time, e.time)) / (24 * 60 * 60)
	out := link{
		strength: strength(f, &e.features, l, apart),
		copy:     isCopy(f, &e.features, l),
	}
	out.veto = conflict(f, &e.features, l) != "" || l.scarce()
	return out
}

// storyStrength weighs the best link with the links to the story's core, its
// first members, and to its newest, so that a chain of small steps does not
// gather everything. It is negative where the item would make the story too long.
func (b *Batch) storyStrength(f *features, story meddlewatch.ID, best link) float64 {
	g := b.group(story)
	if max(f.time, g.last)-min(f.time, g.first) > int64(b.w.options.Span/time.Second)*3/2 {
		return -1
	}
	if best.copy {
		return best.strength
	}
	members := g.members
	if len(members) > maxMembers {
		members = slices.Concat(members[:maxMembers/2], members[len(members)-maxMembers/2:])
	}
	strengths := make([]float64, 0, maxMembers)
	for _, e := range members {
		l := b.link(f, e)
		if l.veto {
			l.strength = min(l.strength, 0)
		}
		strengths = append(strengths, max(weakest, l.strength))
	}
	slices.Sort(strengths)
	strengths = strengths[int(float64(len(strengths))*dropShare):]
	mean := sum(strengths) / float64(len(strengths))
	return bestShare*best.strength + (1-bestShare)*mean -
		perDoubling*math.Log2(float64(len(g.members)))
}

// group returns a story as window and batch have it together, the window's
// members before the batch's.
func (b *Batch) group(story meddlewatch.ID) group {
	var g group
	if old := b.w.shelf.stories[story]; old != nil {
		g = *old
	}
	if b.shelf == nil || b.shelf.stories[story] == nil {
		return g
	}
	more := b.shelf.stories[story]
	if len(g.members) == 0 {
		return *more
	}
	return group{
		members: slices.Concat(g.members, more.members),
		first:   min(g.first, more.first),
		last:    max(g.last, more.last),
	}
}
