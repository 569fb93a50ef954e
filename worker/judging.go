package worker

import (
	"context"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// batchItems is how many items are judged and committed together: enough that a
// commit costs little an item, few enough that an alert does not wait for it.
const batchItems = 200

// windowSpan is how far back stored items are read to rebuild the story window.
const windowSpan = 10 * 24 * time.Hour

// restore rebuilds the story window from the store.
func (w *Worker) restore(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	floor := w.judging.Window.Floor()
	since := w.now().Add(-windowSpan)
	var items []meddlewatch.Judgement
	var ids []meddlewatch.ID
	err := w.store.WindowItems(ctx, since, floor, func(j meddlewatch.Judgement) error {
		items = append(items, j)
		ids = append(ids, j.Placement.Story)
		return nil
	})
	if err != nil {
		return err
	}
	stories, err := w.store.Stories(ctx, ids)
	if err != nil {
		return err
	}
	for _, j := range items {
		w.judging.Restore(j, stories[j.Placement.Story])
	}
	return nil
}

// judgePending judges everything that has no verdict yet, batch by batch, and
// commits each batch whole: commit 2. When nothing waits any more it looks whether
// a person should be asked about a name.
func (w *Worker) judgePending(ctx context.Context) error {
	db := context.WithoutCancel(ctx) // a batch that has begun is finished
	news := false
	for ctx.Err() == nil {
		items, err := w.store.Pending(db, batchItems)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			return w.propose(db, news)
		}
		plan := w.currentPlan()
		w.judging.Judge = plan.Judge
		judged := JudgeItems(w.judging, items)
		found := w.gather(plan, judged.Judgements)
		if err := w.store.CommitJudgements(db, judged.Judgements, judged.Stories, w.deliveries(judged), found); err != nil {
			return err
		}
		judged.Commit()
		news = news || len(found) > 0
		if len(judged.Announcements) > 0 {
			for _, p := range w.postmen {
				wake(p.work)
			}
		}
	}
	return nil
}

// deliveries turns announcements into outbox rows, one a destination.
func (w *Worker) deliveries(j *Judged) []store.Delivery {
	var out []store.Delivery
	for _, a := range j.Announcements {
		for _, p := range w.postmen {
			out = append(out, store.Delivery{
				Destination: p.name, Kind: a.Kind, Story: a.Story, Revision: a.Revision,
				Change: a.Change, Was: a.Was, Items: a.Items, Feed: a.Feed, Reason: a.Reason,
			})
		}
	}
	return out
}
