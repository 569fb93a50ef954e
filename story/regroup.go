package story

import (
	"slices"

	"meddlewatch"
)

// regroup is what a batch has moved of the window's entries. The window itself stays as
// it is until the batch is committed.
type regroup struct {
	moved  []shift // in that order
	story  map[*entry]meddlewatch.ID
	groups map[meddlewatch.ID]*group // the window's part of the stories that were touched
}

// shift is an entry and the story it went to.
type shift struct {
	entry *entry
	to    meddlewatch.ID
}

// storyOf is the story of an entry as the batch has it.
func (b *Batch) storyOf(e *entry) meddlewatch.ID {
	if story, moved := b.regroup.story[e]; moved {
		return story
	}
	return e.story
}

// parts returns what window and batch hold of a story; the other is empty where one of
// them holds it all.
func (b *Batch) parts(story meddlewatch.ID) (one, other group) {
	old := b.w.shelf.stories[story]
	if g, touched := b.regroup.groups[story]; touched {
		old = g
	}
	if old != nil {
		one = *old
	}
	if b.shelf != nil {
		if fresh := b.shelf.stories[story]; fresh != nil {
			other = *fresh
		}
	}
	if len(one.members) == 0 {
		return other, group{}
	}
	return one, other
}

// size is how many members a story has.
func (b *Batch) size(story meddlewatch.ID) int {
	one, other := b.parts(story)
	return len(one.members) + len(other.members)
}

// members returns those of a story in order, as a list of their own.
func (b *Batch) members(story meddlewatch.ID) []*entry {
	one, other := b.parts(story)
	return slices.Clone(merged(one.members, other.members))
}

// shape is what an item is weighed against of a story.
type shape struct {
	core        []*entry // its members, of a large one those that stand for it; valid until the next shape
	members     int
	first, last int64 // times of the oldest and the newest item it had
}

// shape returns that of a story as window and batch have it together. A story may have
// thousands of members, so they are not put together for it.
func (b *Batch) shape(story meddlewatch.ID) shape {
	one, other := b.parts(story)
	s := shape{
		core:    b.core(one.members, other.members),
		members: len(one.members) + len(other.members),
		first:   one.first,
		last:    one.last,
	}
	if len(other.members) > 0 {
		s.first, s.last = min(s.first, other.first), max(s.last, other.last)
	}
	return s
}

// shapeOf returns the shape of a story of these members, which are in order.
func (b *Batch) shapeOf(members []*entry) shape {
	s := shape{core: b.core(members, nil), members: len(members)}
	if s.members > 0 {
		s.first, s.last = members[0].time, members[s.members-1].time
	}
	return s
}

// core returns the members that stand for a story, the first and the newest, half as many
// each: of two parts, each of which is in order. The list is valid until the next call.
func (b *Batch) core(one, other []*entry) []*entry {
	half := b.w.rules.members / 2
	if len(one)+len(other) <= 2*half {
		return merged(one, other)
	}
	first := merged(one[:min(half, len(one))], other[:min(half, len(other))])
	newest := merged(one[max(0, len(one)-half):], other[max(0, len(other)-half):])
	t := &b.w.tried
	t.core = append(append(t.core[:0], first[:half]...), newest[len(newest)-half:]...)
	return t.core
}

// merged returns the members of two parts of a story in order.
func merged(one, other []*entry) []*entry {
	if len(other) == 0 {
		return one
	}
	all := slices.Concat(one, other)
	slices.SortFunc(all, order)
	return all
}

// move takes an entry to another story, as far as the batch is concerned.
func (b *Batch) move(e *entry, to meddlewatch.ID) {
	if b.shelf.holds(e) {
		b.shelf.move(e, to)
		return
	}
	r := &b.regroup
	b.touch(b.storyOf(e)).leave(e)
	b.touch(to).add(e)
	if r.story == nil {
		r.story = make(map[*entry]meddlewatch.ID)
	}
	r.story[e] = to
	r.moved = append(r.moved, shift{e, to})
}

// touch returns the window's part of a story, to be changed by the batch.
func (b *Batch) touch(story meddlewatch.ID) *group {
	r := &b.regroup
	if g, touched := r.groups[story]; touched {
		return g
	}
	g := &group{}
	if old := b.w.shelf.stories[story]; old != nil {
		*g = group{members: slices.Clone(old.members), first: old.first, last: old.last}
	}
	if r.groups == nil {
		r.groups = make(map[meddlewatch.ID]*group)
	}
	r.groups[story] = g
	return g
}
