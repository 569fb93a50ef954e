package story

import (
	"slices"
	"time"

	"meddlewatch"
)

// settle moves items of small stories to the one that an item has just joined, where they
// fit better than where they are, as they would have joined it had they come now. Looked
// at are those that the item is linked to itself: nothing is looked for among all
// stories. terms are those of the item, which tell the evidence.
func (b *Batch) settle(it meddlewatch.Item, v meddlewatch.Verdict, joined *entry, terms []found) []meddlewatch.Move {
	near := b.misplaced(joined.story)
	if len(near) == 0 {
		return nil
	}
	probe := probeOf(&joined.features)
	var moves []meddlewatch.Move
	for _, e := range near {
		link, ok := b.belongs(e, joined)
		if !ok {
			continue
		}
		moves = append(moves, meddlewatch.Move{
			Item: e.id, From: b.storyOf(e), To: joined.story, Copy: link.copy,
			Evidence: withoutPlaces(evidence(it, v, &joined.features, &e.features, compare(probe, &e.features), terms)),
		})
		b.move(e, joined.story)
	}
	return moves
}

// misplaced returns the items linked to the one that was searched for last which may have
// to go to the story it has joined: those of small stories that are no older than a story
// may last. What is older than that has found its place for good.
func (b *Batch) misplaced(joined meddlewatch.ID) []*entry {
	var near []*entry
	for _, c := range b.w.tried.linked {
		if !b.joins(c.link) || c.member.time < b.settled() {
			continue
		}
		if story := b.storyOf(c.member); story != joined && b.size(story) <= b.w.rules.small {
			near = append(near, c.member)
		}
	}
	return near
}

// belongs says whether an entry fits the story that another has just joined better than
// the rest of its own, by a lead, and its best link there. Of two that it fits about
// equally well, it is chance of the order which one has grown, and what has copies and
// good links where it is would be drawn along one by one.
func (b *Batch) belongs(e, joined *entry) (link, bool) {
	probe := probeOf(&e.features)
	b.w.tried.linked = b.w.tried.linked[:0]
	fit, best, ok := b.fitAmong(probe, b.shape(joined.story), joined)
	if !ok {
		return link{}, false
	}
	rest := slices.DeleteFunc(b.members(b.storyOf(e)), func(o *entry) bool { return o == e })
	ownFit, _, stays := b.fitAmong(probe, b.shapeOf(rest), nil)
	return best, !stays || fit > ownFit+b.w.rules.lead
}

// fitAmong is fit for a story of which no link is known; also is a member that counts
// besides its core, nil for none.
func (b *Batch) fitAmong(f *probe, g shape, also *entry) (fit float64, best link, ok bool) {
	var c candidate
	members := g.core
	if also != nil && !slices.Contains(members, also) {
		members = append(slices.Clip(members), also)
	}
	for _, m := range members {
		if !b.near(f.time, m.time) {
			continue
		}
		o := candidate{m, b.link(f, m)}
		b.w.tried.linked = append(b.w.tried.linked, o)
		if b.joins(o.link) && (c.member == nil || o.better(c)) {
			c = o
		}
	}
	if c.member == nil {
		return 0, link{}, false
	}
	fit, ok = b.fit(f, g, c)
	return fit, c.link, ok
}

// settled is the time before which items stay where they are: no story lasts longer.
func (b *Batch) settled() int64 { return max(b.w.newest, b.newest) - longest(b.w.options.Span) }

// longest is how many seconds a story may span.
func longest(span time.Duration) int64 { return int64(span/time.Second) * 3 / 2 }

// withoutPlaces takes from evidence where it stands: it is another item's.
func withoutPlaces(evidence []meddlewatch.Reason) []meddlewatch.Reason {
	for i := range evidence {
		evidence[i].Field, evidence[i].Start, evidence[i].End = "", 0, 0
	}
	return evidence
}
