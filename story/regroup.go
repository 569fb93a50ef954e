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

// group returns a story as window and batch have it together.
func (b *Batch) group(story meddlewatch.ID) group {
	old := b.w.shelf.stories[story]
	if g, touched := b.regroup.groups[story]; touched {
		old = g
	}
	var fresh *group
	if b.shelf != nil {
		fresh = b.shelf.stories[story]
	}
	switch {
	case fresh == nil && old == nil:
		return group{}
	case fresh == nil:
		return *old
	case old == nil || len(old.members) == 0:
		return *fresh
	}
	return group{
		members: merged(old.members, fresh.members),
		first:   min(old.first, fresh.first),
		last:    max(old.last, fresh.last),
	}
}

// merged returns the members of two parts of a story in order, of which each is in
// order. A story of thousands is put together for every item that comes near it: to sort
// it each time takes many times as long where old items come late.
func merged(one, other []*entry) []*entry {
	all := make([]*entry, 0, len(one)+len(other))
	for len(one) > 0 && len(other) > 0 {
		if older(one[len(one)-1], other[0]) {
			break // as where items come in the order of their time
		}
		if older(other[0], one[0]) {
			one, other = other, one
		}
		all, one = append(all, one[0]), one[1:]
	}
	return append(append(all, one...), other...)
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
