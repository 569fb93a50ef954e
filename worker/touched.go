package worker

import (
	"slices"

	"meddlewatch"
)

// touched collects the stories a batch changes, on top of the known ones, in the
// order in which the batch met them, and what the items of the batch said.
type touched struct {
	state *State
	now   map[meddlewatch.ID]*changing
	order []meddlewatch.ID
	said  map[meddlewatch.ID]statement
}

func newTouched(s *State) *touched {
	return &touched{state: s, now: map[meddlewatch.ID]*changing{}, said: map[meddlewatch.ID]statement{}}
}

// get returns the story to be changed, opened by the item where it is new.
func (t *touched) get(id meddlewatch.ID, opener meddlewatch.Item) *changing {
	if st, ok := t.now[id]; ok {
		return st
	}
	st, ok := t.state.stories[id]
	if !ok {
		st = meddlewatch.Story{ID: id, Opened: opener.Arrived, Updated: opener.Arrived}
	}
	return t.add(st)
}

// known returns a story to be changed, nil where it is not remembered any more.
func (t *touched) known(id meddlewatch.ID) *changing {
	if st, ok := t.now[id]; ok {
		return st
	}
	if st, ok := t.state.stories[id]; ok {
		return t.add(st)
	}
	return nil
}

func (t *touched) add(st meddlewatch.Story) *changing {
	c := &changing{st}
	t.now[st.ID] = c
	t.order = append(t.order, st.ID)
	return c
}

func (t *touched) remember(j meddlewatch.Judgement) {
	if one, ok := statementOf(j); ok {
		t.said[j.Item.ID] = one
	}
}

// move takes items from their stories to others. What people were told by an item they
// have heard of its new story too, so that it does not alert for that again; the story
// it leaves stays as told as it was.
func (t *touched) move(moves []meddlewatch.Move) {
	for _, m := range moves {
		if from := t.known(m.From); from != nil {
			from.Items = max(0, from.Items-1)
		}
		to := t.known(m.To)
		if to == nil {
			continue
		}
		to.Items++
		one, ok := t.said[m.Item]
		if !ok {
			one, ok = t.state.said[m.Item]
		}
		if !ok {
			continue
		}
		if one.at.Before(to.Opened) {
			to.Opened = one.at
		}
		if stronger(one.claim, to.Claim) {
			to.Claim = one.claim
		}
		if one.told {
			to.tell(meddlewatch.Verdict{Claim: one.claim, Retracts: one.retracts})
		}
	}
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
