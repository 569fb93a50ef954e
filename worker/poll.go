package worker

import (
	"context"
	"runtime/debug"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// arrival is the answer of one feed on its way to commit 1.
type arrival struct {
	feed   meddlewatch.Feed
	before meddlewatch.FeedState
	result feeds.Result
	now    time.Time
}

// Tick starts a poll of every feed that is due and not already being polled. It
// does not wait for the answers: a slow feed delays no other.
func (w *Worker) Tick(ctx context.Context, now time.Time) {
	w.ticked.Store(now.UnixMilli())
	for _, feed := range w.due(now) {
		w.startPoll(ctx, feed, func() {})
	}
}

// due is the feeds of the plan that are to be polled.
func (w *Worker) due(now time.Time) []meddlewatch.Feed {
	w.mu.Lock()
	defer w.mu.Unlock()
	var due []meddlewatch.Feed
	for _, feed := range w.plan.Feeds {
		st := w.states[feed.URL]
		if feeds.Due(st, now) || w.sooner(feed, st, now) {
			due = append(due, feed)
		}
	}
	return due
}

// sooner says whether a feed is due by a schedule that has become shorter since
// the state's NextPoll was reckoned, as after a reload. The caller holds mu.
func (w *Worker) sooner(feed meddlewatch.Feed, st meddlewatch.FeedState, now time.Time) bool {
	paced, known := w.paced[feed.URL]
	if !known || paced == feed.Schedule || st.NextPoll.Sub(st.LastPoll) == aLongTime {
		return false
	}
	asked := feeds.Asked{TTL: st.TTL, RetryAfter: st.RetryAfter.Sub(st.LastPoll), Failures: st.Failures}
	// A schedule that can not be read comes back with a time all the same, and the
	// poll will say what is wrong with it.
	next, _ := feeds.NextPoll(feed.Schedule, asked, st.LastPoll, nil)
	return !now.Before(next)
}

// lastTick is when feeds were last looked at.
func (w *Worker) lastTick() time.Time { return time.UnixMilli(w.ticked.Load()) }

// startPoll queues one feed. After the end of the context nothing is polled, and
// what is under way is not committed: it will be asked for again.
func (w *Worker) startPoll(ctx context.Context, feed meddlewatch.Feed, done func()) {
	w.polls.add(feed, func(feed meddlewatch.Feed) {
		defer done()
		if ctx.Err() != nil {
			return
		}
		now, before := w.now().UTC(), w.stateOf(feed.URL)
		result := w.client.Poll(ctx, feed, before, now)
		if ctx.Err() != nil {
			return // cut off in the middle: the answer says nothing of the feed
		}
		w.hold(feed, now)
		select {
		case w.arrived <- arrival{feed: feed, before: before, result: result, now: now}:
		case <-ctx.Done():
		}
	})
}

// commitEvery is how long answers without news may wait to be committed
// together: losing them costs nothing but asking again.
const commitEvery = time.Second

// commitArrivals is commit 1: it takes answers until the channel closes. It runs
// alone, because whether an item is known depends on what was committed before.
func (w *Worker) commitArrivals(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx) // what has arrived is committed also while stopping
	var quiet []store.Poll
	timer := time.NewTicker(commitEvery)
	defer timer.Stop()
	flush := func() error {
		if len(quiet) == 0 {
			return nil
		}
		err := w.commitPolls(ctx, quiet)
		quiet = quiet[:0]
		return err
	}
	for {
		select {
		case a, open := <-w.arrived:
			if !open {
				return flush()
			}
			poll, err := w.identify(ctx, a)
			if err != nil {
				return err
			}
			if len(poll.Items) == 0 && len(poll.Sightings) == 0 {
				quiet = append(quiet, poll)
				continue
			}
			if err := w.commitPolls(ctx, []store.Poll{poll}); err != nil {
				return err
			}
			wake(w.judge)
		case <-timer.C:
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

func (w *Worker) commitPolls(ctx context.Context, polls []store.Poll) error {
	if err := w.store.CommitPolls(ctx, polls); err != nil {
		return err
	}
	states := make([]meddlewatch.FeedState, len(polls))
	for i, p := range polls {
		states[i] = p.State
	}
	w.setStates(states)
	return nil
}

// identify finds the new items of an answer. A fault of the bot over it becomes
// the state of that feed, and nothing of the answer counts.
func (w *Worker) identify(ctx context.Context, a arrival) (poll store.Poll, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			w.log.Error("reading a feed failed in the bot itself", "feed", a.feed.URL, "panic", fault, "stack", string(debug.Stack()))
			poll, err = store.Poll{State: afterFault(a)}, nil
		}
	}()
	w.logPoll(a)
	if a.result.Document == nil {
		return store.Poll{State: a.result.State}, nil
	}
	known, err := w.store.Seen(ctx, feeds.Keys(a.feed.URL, a.result.Document.Entries))
	if err != nil {
		return store.Poll{}, err
	}
	found := feeds.Identify(a.feed, *a.result.Document, known, a.now)
	markArrival(a.before, found.Items, w.currentPlan().FirstPoll, a.now)
	return store.Poll{
		State:     feeds.Learn(a.result.State, found.Items, a.now),
		Items:     found.Items,
		Sightings: found.Sightings,
	}, nil
}

// afterFault is the state of before, so that the next poll asks for all of it again.
func afterFault(a arrival) meddlewatch.FeedState {
	st := a.before
	if st.Status != meddlewatch.FeedMalformed {
		st.Since = a.now
	}
	st.Status = meddlewatch.FeedMalformed
	st.Why = "Reading this feed fails inside the bot itself, other feeds are not harmed; the log has the details for a report."
	st.LastPoll, st.NextPoll = a.now, a.result.State.NextPoll
	st.Failures++
	return st
}

// logPoll tells of what a person should know: changes of state and warnings,
// not every poll.
func (w *Worker) logPoll(a arrival) {
	after := a.result.State
	for _, warning := range a.result.Warnings {
		w.log.Warn("feed: "+warning, "feed", a.feed.URL)
	}
	switch {
	case after.Status == a.before.Status:
		w.log.Debug("feed polled", "feed", a.feed.URL, "state", after.Status)
	case after.Why != "":
		w.log.Warn("feed is "+string(after.Status), "feed", a.feed.URL, "why", after.Why)
	default:
		w.log.Debug("feed is "+string(after.Status), "feed", a.feed.URL)
	}
}
