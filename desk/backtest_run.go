package desk

import (
	"meddlewatch"
	"meddlewatch/worker"
)

// backtestRun is one judge on its way through the items. What is judged waits until its
// story is final.
type backtestRun struct {
	state *worker.State
	queue []*meddlewatch.Judgement                  // what waits, in the order of the items
	held  map[meddlewatch.ID]*meddlewatch.Judgement // the same by item, without further copies of an article
	story map[meddlewatch.ID]meddlewatch.ID         // of every item judged
	tally *tally
}

// judge judges a batch. An item whose identity comes again is the same article: it
// is judged like any item, but it is a duplicate and changes no story.
func (r *backtestRun) judge(items []meddlewatch.Item) {
	fresh := make([]meddlewatch.Item, 0, len(items))
	batch := map[meddlewatch.ID]bool{}
	for _, it := range items {
		if _, known := r.story[it.ID]; !known && !batch[it.ID] {
			fresh = append(fresh, it)
			batch[it.ID] = true
		}
	}
	judged := worker.JudgeItems(r.state, fresh)
	judged.Commit()
	next := 0
	for _, it := range items {
		j := meddlewatch.Judgement{Item: it, Outcome: meddlewatch.OutcomeDuplicate}
		if next < len(fresh) && fresh[next].ID == it.ID {
			j = judged.Judgements[next]
			next++
			r.hold(&j)
		} else {
			j.Verdict = worker.JudgeItem(r.state.Judge, it)
		}
		r.queue = append(r.queue, &j)
	}
}

// hold keeps what was judged of an article, and moves what went on because of it. What
// was handed out never moves; see [story.Window.Final].
func (r *backtestRun) hold(j *meddlewatch.Judgement) {
	r.held[j.Item.ID], r.story[j.Item.ID] = j, j.Placement.Story
	for _, m := range j.Placement.Moves {
		r.story[m.Item] = m.To
		if moved := r.held[m.Item]; moved != nil {
			m.Apply(&moved.Placement)
		}
	}
}

// waiting is how many judgements were not handed out yet.
func (r *backtestRun) waiting() int { return len(r.queue) }

// final is how many judgements, from the next on, will not change any more.
func (r *backtestRun) final() int {
	for i, j := range r.queue {
		if !r.state.Window.Final(j.Item, j.Verdict) {
			return i
		}
	}
	return len(r.queue)
}

// next hands out the first judgement that waits, as it is now, and counts it.
func (r *backtestRun) next() meddlewatch.Judgement {
	j := *r.queue[0]
	r.queue[0] = nil
	r.queue = r.queue[1:]
	if j.Placement.Story == 0 { // the same article again
		j.Placement = meddlewatch.Placement{Story: r.story[j.Item.ID], Joined: true, Copy: true}
	} else {
		delete(r.held, j.Item.ID)
	}
	r.tally.add(j)
	return j
}
