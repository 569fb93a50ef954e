package worker

import (
	"slices"

	"meddlewatch"
)

// touched collects the stories a batch changes, on top of the known ones, in the
// order in which the batch met them.
type touched struct {
	known map[meddlewatch.ID]meddlewatch.Story
	now   map[meddlewatch.ID]*changing
	order []meddlewatch.ID
}

func newTouched(known map[meddlewatch.ID]meddlewatch.Story) *touched {
	return &touched{known: known, now: map[meddlewatch.ID]*changing{}}
}

// get returns the story to be changed, opened by the item where it is new.
func (t *touched) get(id meddlewatch.ID, opener meddlewatch.Item) *changing {
	if st, ok := t.now[id]; ok {
		return st
	}
	st, ok := t.known[id]
	if !ok {
		st = meddlewatch.Story{ID: id, Opened: opener.Arrived, Updated: opener.Arrived}
	}
	c := &changing{st}
	t.now[id] = c
	t.order = append(t.order, id)
	return c
}

func (t *touched) list() []meddlewatch.Story {
	out := make([]meddlewatch.Story, len(t.order))
	for i, id := range t.order {
		out[i] = t.now[id].Story
	}
	return out
}

// changing is a story while a batch changes it.
type changing struct{ meddlewatch.Story }

// take adds an item to the story and says what becomes of it, before the flood
// guard, and for an alert why. judge is the one that gave the verdict.
func (c *changing) take(judge Judge, it meddlewatch.Item, v meddlewatch.Verdict, p meddlewatch.Placement) (meddlewatch.Outcome, news) {
	c.Items++
	if it.Arrived.After(c.Updated) {
		c.Updated = it.Arrived
	}
	if !v.Relevant {
		return v.Guard, news{}
	}
	if stronger(v.Claim, c.Claim) {
		c.Claim = v.Claim
	}
	if it.Mark == meddlewatch.MarkFirstPoll {
		return meddlewatch.OutcomeFirstPoll, news{}
	}
	why, tells := c.newsOf(v, p, func() meddlewatch.Verdict {
		alone := it
		alone.Summary = ""
		return JudgeItem(judge, alone)
	})
	switch {
	case tells:
		c.tell(v)
		return meddlewatch.OutcomeAlert, why
	case p.Copy:
		return meddlewatch.OutcomeDuplicate, news{}
	default:
		return meddlewatch.OutcomeUpdate, news{}
	}
}

// stronger orders claims as meddlewatch.Claims lists them.
func stronger(a, b meddlewatch.Claim) bool {
	order := meddlewatch.Claims()
	return slices.Index(order, a) > slices.Index(order, b)
}
