package story

import (
	"time"

	"meddlewatch"
	"meddlewatch/story/origin"
)

// Options are the bounds of a window. A zero value takes the default.
type Options struct {
	// Floor is the least score of an item that enters; default 0.25. An item below
	// is a story of its own and nothing joins it.
	Floor float64
	// Span is how far back in the items' own time a story is remembered, and how
	// far from one of its items another may be that joins it; default 7 days. A
	// whole story spans at most one and a half times that, and items older than that
	// stay in their story.
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
	weights weights
	rules   rules
	origins *origin.Finder
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
	// Errors would be of the embedded files, which TestEmbeddedFilesAreWhole reads.
	weights, _ := readWeights(weightsFile)
	origins, _ := origin.New()
	return &Window{
		options: o,
		lex:     lex,
		weights: weights,
		rules:   defaultRules(),
		origins: origins,
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
	origin := j.Placement.Origin
	if origin == "" {
		origin = w.origins.Of(j.Item)
	}
	w.take(&entry{features: f, story: story, origin: origin})
}

// Floor is the least score of an item that enters.
func (w *Window) Floor() float64 { return w.options.Floor }

// enters says whether an item of this verdict is remembered. A score that is not
// a number is not.
func (w *Window) enters(v meddlewatch.Verdict) bool { return v.Score >= w.options.Floor }

// Final says whether an item that was placed stays in its story, whatever comes: it is
// below the floor, or older than any story lasts.
func (w *Window) Final(it meddlewatch.Item, v meddlewatch.Verdict) bool {
	return !w.enters(v) || it.Time().Unix() < w.newest-longest(w.options.Span)
}

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
	w       *Window
	shelf   *shelf
	placed  []*entry
	newest  int64 // time of the newest item placed
	regroup regroup
}

// Begin returns an empty batch.
func (w *Window) Begin() *Batch {
	return &Batch{w: w}
}

// Commit makes the window remember what the batch placed. A batch that is not
// committed leaves no trace. After Commit the batch is empty and may go on.
func (b *Batch) Commit() {
	for _, m := range b.regroup.moved {
		if b.w.shelf.holds(m.entry) {
			b.w.shelf.move(m.entry, m.to)
		}
	}
	for _, e := range b.placed {
		b.w.take(e)
	}
	*b = Batch{w: b.w}
}

// Place decides which story an item belongs to, whom its report goes back to, and which
// items of small stories nearby belong with it. An item of low score is alone. An item
// that the window knows already stays where it is, without new evidence.
func (b *Batch) Place(it meddlewatch.Item, v meddlewatch.Verdict) meddlewatch.Placement {
	alone := meddlewatch.Placement{Story: it.ID, Origin: b.w.origins.Of(it)}
	if !b.w.enters(v) {
		return alone
	}
	f, terms := b.w.read.read(it, v)
	probe := probeOf(&f)
	found := b.search(probe)
	if e := found.known; e != nil {
		story := b.storyOf(e)
		return meddlewatch.Placement{Story: story, Joined: story != it.ID, Origin: e.origin}
	}
	placement := alone
	if m := found.member; m != nil {
		l := compare(probe, &m.features)
		placement = meddlewatch.Placement{
			Story:    b.storyOf(m),
			Joined:   true,
			Copy:     isCopy(&f, &m.features, l),
			Origin:   alone.Origin,
			Evidence: evidence(it, v, &f, &m.features, l, terms),
		}
		if placement.Copy && m.origin != "" {
			placement.Origin = m.origin
		}
	}
	if b.shelf == nil {
		b.shelf = newShelf()
	}
	e := &entry{features: f, story: placement.Story, origin: placement.Origin}
	b.shelf.addUnder(b.w.tried.keys, e)
	b.placed = append(b.placed, e)
	b.newest = max(b.newest, e.time)
	if placement.Joined {
		placement.Moves = b.settle(it, v, e, terms)
	}
	return placement
}
