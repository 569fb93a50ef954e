package story

import (
	"slices"
	"time"

	"meddlewatch"
)

// settleRounds is how often the stories near an item are looked at: what moves may
// draw along what stayed at the first look.
const settleRounds = 2

// settle looks at the small stories near an item that has just joined another, and moves
// their items that fit the grown story better than their own, as they would have joined
// it had they come now. Near are those that the item might have joined itself: nothing
// is looked for among all stories. terms are those of the item, which tell the evidence.
func (b *Batch) settle(it meddlewatch.Item, v meddlewatch.Verdict, joined *entry, candidates []candidate, terms []found) []meddlewatch.Move {
	var near []meddlewatch.ID
	for _, c := range candidates {
		if story := b.storyOf(c.member); story != joined.story {
			near = append(near, story)
		}
	}
	if len(near) == 0 {
		return nil
	}
	probe := probeOf(&joined.features)
	var moves []meddlewatch.Move
	for range settleRounds {
		before := len(moves)
		for _, story := range near {
			for _, e := range b.misplaced(story) {
				link, ok := b.belongs(e, joined)
				if !ok {
					continue
				}
				moves = append(moves, meddlewatch.Move{
					Item: e.id, From: story, To: joined.story, Copy: link.copy,
					Evidence: withoutPlaces(evidence(it, v, &joined.features, &e.features, compare(probe, &e.features), terms)),
				})
				b.move(e, joined.story)
			}
		}
		if len(moves) == before {
			break
		}
	}
	return moves
}

// misplaced returns the items of a story that may have to go to another: those of a
// small one which are no older than a story may last. What is older than that has found
// its place for good.
func (b *Batch) misplaced(story meddlewatch.ID) []*entry {
	if b.size(story) > b.w.rules.small {
		return nil
	}
	return slices.DeleteFunc(b.members(story), func(e *entry) bool { return e.time < b.settled() })
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
