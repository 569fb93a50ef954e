package story

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// rules say how links make stories. The figures change little around the values
// of defaultRules, which a sweep over the labelled stories found.
type rules struct {
	tried       int     // candidates compared in full, those that share most
	members     int     // members of a story that an item is compared with
	bestShare   float64 // of the best link in the strength of a story; the rest is the mean
	perDoubling float64 // less strength asked for with each doubling of a story, up to grown doublings
	grown       float64
	perExcess   float64 // more strength asked for with each doubling beyond
	join        float64 // what a story asks for: the odds are against two items of a week being of one event
	sure        float64 // from here on an item fits a story as well as it can
	perPull     float64 // advantage of a story with each doubling over others that fit too
	lead        float64 // by which another story must fit better than its own before an item moves
	small       int     // members of a story whose items are placed anew when one near it grows
}

func defaultRules() rules {
	return rules{
		tried: 14, members: 6, bestShare: 0.3, perDoubling: 0.35, grown: 3, perExcess: 0.5,
		join: 1.5, sure: 2, perPull: 0.2, lead: 0.1, small: 6,
	}
}

// sizePrice is what a story of so many members asks for besides. An event of which
// much is told is likelier told of again; but the more a story holds, the likelier
// something in it is like anything, so that none may grow without end.
func (r *rules) sizePrice(members int) float64 {
	doublings := math.Log2(float64(members))
	return r.perExcess*max(0, doublings-r.grown) - r.perDoubling*min(doublings, r.grown)
}

// pull is the advantage of a story of so many members over others that fit too.
func (r *rules) pull(members int) float64 { return r.perPull * math.Log2(float64(members)) }

// best is how well any item fits a story of so many members at most.
func (r *rules) best(members int) float64 { return r.sure + r.pull(members) }

// copyStrength is added for a copy when it comes: it belongs to its original, whatever
// else is alike.
const copyStrength = 100

// answer is what a search found: the item itself, or the member by which it
// belongs to a story.
type answer struct {
	known  *entry
	member *entry
}

// candidate is a story and the member with the best link to it.
type candidate struct {
	member *entry
	link   link
}

// search finds the story of an item. Among several that fit, an event of which
// much is told already is the likelier one: an item on two sides of it fits both
// of the stories that the sides began, and small ones must not grow beside the
// large.
func (b *Batch) search(f *probe) answer {
	candidates, known := b.candidates(f)
	b.w.tried.candidates = candidates
	if known != nil {
		return answer{known: known}
	}
	var best answer
	bestFit, first := 0.0, b.largest(candidates)
	for i := range candidates {
		c := candidates[(first+i)%len(candidates)]
		story := b.storyOf(c.member)
		if best.member != nil && !c.link.copy && b.w.rules.best(b.size(story)) < bestFit {
			continue
		}
		fit, ok := b.fit(f, b.shape(story), c)
		if !ok {
			continue
		}
		if c.link.copy {
			fit += copyStrength
		}
		if best.member == nil || fit > bestFit || fit == bestFit && older(c.member, best.member) {
			best.member, bestFit = c.member, fit
		}
	}
	return best
}

// largest is which of the candidates has most members. It is weighed first: where it fits
// as well as it can, the smaller ones need not be weighed.
func (b *Batch) largest(candidates []candidate) int {
	if len(candidates) < 2 {
		return 0
	}
	at, most := 0, 0
	for i, c := range candidates {
		if size := b.size(b.storyOf(c.member)); size > most {
			at, most = i, size
		}
	}
	return at
}

// fit says how well an item fits a story, of which c has the best link, and whether it
// belongs there at all. That it is a copy does not count: a copy fits where its original
// does, and copies may move together.
func (b *Batch) fit(f *probe, g shape, c candidate) (fit float64, ok bool) {
	rules := &b.w.rules
	s := b.storyStrength(f, g, c)
	if s < rules.join {
		return 0, false
	}
	return min(s, rules.sure) + rules.pull(g.members), true
}

// candidates returns the stories that an item may belong to, each with the best
// link to one of its members; or the item itself, where it is known. They are valid
// until the next call.
func (b *Batch) candidates(f *probe) (out []candidate, known *entry) {
	t := &b.w.tried
	t.reset(f.features)
	clear(t.candidates)
	out = t.candidates[:0]
	if b.shelf != nil {
		t.collect(b.shelf, b.w.rules.tried)
	}
	t.collect(b.w.shelf, b.w.rules.tried)
	most := t.most()
	for _, try := range most {
		t.touch(try.entry)
	}
	for _, try := range most {
		e := try.entry
		if try.mark.id == f.id {
			return nil, e
		}
		if !b.near(f.time, try.mark.time) {
			continue
		}
		c := candidate{e, b.link(f, e)}
		t.linked = append(t.linked, c)
		if !b.joins(c.link) {
			continue
		}
		story := b.storyOf(e)
		i := slices.IndexFunc(out, func(o candidate) bool { return b.storyOf(o.member) == story })
		switch {
		case i < 0:
			out = append(out, c)
		case c.better(out[i]):
			out[i] = c
		}
	}
	return out, nil
}

// joins says whether a link is enough to make a story a candidate.
func (b *Batch) joins(l link) bool {
	return !l.veto && (l.copy || l.strength >= b.w.rules.join)
}

// better says whether c links more closely than o: a copy before others, then by
// strength.
func (c candidate) better(o candidate) bool {
	if c.link.copy != o.link.copy {
		return c.link.copy
	}
	return c.link.strength > o.link.strength || c.link.strength == o.link.strength && older(c.member, o.member)
}

// order is that of entries by time, then by identity.
func order(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.id, b.id))
}

func older(a, b *entry) bool { return order(a, b) < 0 }

// near says whether two items are close enough in time to be joined.
func (b *Batch) near(one, other int64) bool {
	return max(one, other)-min(one, other) <= int64(b.w.options.Span/time.Second)
}

// link is the link of an item to a member of a story.
type link struct {
	strength float64
	copy     bool
	veto     bool // of a link that says something for one story
}

func (b *Batch) link(f *probe, e *entry) link {
	l := compare(f, &e.features)
	v := measure(f.features, &e.features, l)
	strength, copied := b.w.weights.strength(&v), isCopy(f.features, &e.features, l)
	return link{
		strength: strength,
		copy:     copied,
		veto:     (strength > 0 || copied) && conflict(f.features, &e.features, l) != "",
	}
}

// storyStrength weighs the best link with the links to the story's core, so that a
// chain of small steps does not gather everything. It is negative where the item would make the story too long.
func (b *Batch) storyStrength(f *probe, g shape, c candidate) float64 {
	if max(f.time, g.last)-min(f.time, g.first) > longest(b.w.options.Span) {
		return -1
	}
	rules := &b.w.rules
	if c.link.copy {
		return max(c.link.strength, rules.join)
	}
	for _, e := range g.core {
		b.w.tried.touch(e)
	}
	mean := 0.0
	for _, e := range g.core {
		l, ok := b.w.tried.linkTo(e)
		if !ok {
			l = b.link(f, e)
		}
		if l.veto {
			l.strength = min(l.strength, 0)
		}
		mean += l.strength / float64(len(g.core))
	}
	return rules.bestShare*c.link.strength + (1-rules.bestShare)*mean -
		rules.sizePrice(g.members)
}
