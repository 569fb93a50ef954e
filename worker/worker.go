package worker

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
	"meddlewatch/story"
)

// Worker runs the way of an item. Make one with New, then call either Run, which
// goes on until its context ends, or Once, which does one cycle.
type Worker struct {
	store    *store.DB
	client   *feeds.Client
	postmen  []*postman
	now      func() time.Time
	log      *slog.Logger
	progress func(done, all int)

	mu     sync.Mutex
	plan   Plan
	states map[string]meddlewatch.FeedState
	paced  map[string]string // by feed: the schedule that its NextPoll was reckoned with
	polls  *pollQueue

	ticked atomic.Int64 // unix milliseconds of the last tick
	// The judging goroutine alone uses these.
	judging  *State
	proposed time.Time // UTC day on which candidates were last looked through; zero: not in this run

	arrived  chan arrival  // answers of feeds on their way to commit 1
	judge    chan struct{} // commit 1 has left items without a verdict
	problems chan error
	cycle    bool // it is one cycle that ends by itself; set before anything starts
}

// New reads the states of all feeds and returns a worker that has not started
// anything yet. The story window is rebuilt when judging starts, so that fetching
// need not wait for it.
func New(ctx context.Context, o Options) (*Worker, error) {
	states, err := o.Store.FeedStates(ctx)
	if err != nil {
		return nil, err
	}
	w := &Worker{
		store: o.Store, client: o.Client, now: o.Now, log: o.Log, progress: o.Progress,
		plan: o.Plan, states: states, paced: map[string]string{},
		polls:    newPollQueue(o.Concurrency),
		judging:  NewState(o.Plan.Judge, story.NewWindow(story.Options{})),
		arrived:  make(chan arrival, o.Concurrency),
		judge:    make(chan struct{}, 1),
		problems: make(chan error, 1),
	}
	for _, feed := range o.Plan.Feeds {
		w.paced[feed.URL] = feed.Schedule
	}
	if w.progress == nil {
		w.progress = func(int, int) {}
	}
	for _, to := range o.Plan.Destinations {
		w.postmen = append(w.postmen, newPostman(w, to))
	}
	return w, nil
}

// SetPlan replaces the plan: what is polled from the next tick on, what judges
// from the next batch on, and how the destinations are reached that there are. A
// destination of another name has to wait for the next start, and one that the
// plan leaves out goes on as it was. What has been
// judged or sent stays as it is, and a feed that is new has its first poll, so a
// reload sends nothing again.
func (w *Worker) SetPlan(plan Plan) {
	w.mu.Lock()
	w.plan = plan
	w.mu.Unlock()
	for _, p := range w.postmen {
		for _, to := range plan.Destinations {
			if to.Name == p.name {
				p.replace(to)
			}
		}
	}
}

func (w *Worker) currentPlan() Plan {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.plan
}

// stateOf returns what is remembered of a feed; the zero state for a new one.
func (w *Worker) stateOf(feed string) meddlewatch.FeedState {
	w.mu.Lock()
	defer w.mu.Unlock()
	st, ok := w.states[feed]
	if !ok {
		return meddlewatch.FeedState{Feed: feed, Status: meddlewatch.FeedNew}
	}
	return st
}

// aLongTime is later than any poll.
const aLongTime = 100 * 365 * 24 * time.Hour

// hold keeps a feed from being due while its answer waits for commit 1, which
// puts the state that follows in its place: each state follows from the one
// before. Nothing else of the answer counts until then.
func (w *Worker) hold(feed meddlewatch.Feed, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	st := w.states[feed.URL]
	st.Feed, st.LastPoll, st.NextPoll = feed.URL, now, now.Add(aLongTime)
	w.states[feed.URL] = st
	w.paced[feed.URL] = feed.Schedule
}

func (w *Worker) setStates(states []meddlewatch.FeedState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, st := range states {
		w.states[st.Feed] = st
	}
}

// wake tells a goroutine that there is work, without waiting for it: one token
// is enough, because who wakes looks at everything that is there.
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// fail reports a problem that ends the worker, such as a database that can no
// longer be written. Only the first one is kept.
func (w *Worker) fail(doing string, err error) {
	select {
	case w.problems <- fmt.Errorf("%s: %w", doing, err):
	default:
	}
}
