package worker

import "meddlewatch"

// touched collects the stories a batch changes, on top of the known ones, in the
// order in which the batch met them.
type touched struct {
	known map[meddlewatch.ID]meddlewatch.Story
	now   map[meddlewatch.ID]*meddlewatch.Story
	order []meddlewatch.ID
}

func newTouched(known map[meddlewatch.ID]meddlewatch.Story) *touched {
	return &touched{known: known, now: map[meddlewatch.ID]*meddlewatch.Story{}}
}

// get returns the story to be changed, opened by the item where it is new.
func (t *touched) get(id meddlewatch.ID, opener meddlewatch.Item) *meddlewatch.Story {
	if st, ok := t.now[id]; ok {
		return st
	}
	st, ok := t.known[id]
	if !ok {
		st = meddlewatch.Story{ID: id, Opened: opener.Arrived, Updated: opener.Arrived}
	}
	t.now[id] = &st
	t.order = append(t.order, id)
	return &st
}

func (t *touched) list() []meddlewatch.Story {
	out := make([]meddlewatch.Story, len(t.order))
	for i, id := range t.order {
		out[i] = *t.now[id]
	}
	return out
}
