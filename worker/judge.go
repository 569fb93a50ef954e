package worker

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"meddlewatch"
	"meddlewatch/story"
)

// Judge says how relevant one item is. *match.Matcher is the one that is used;
// backtest puts labels in its place to measure grouping alone.
type Judge interface {
	Judge(meddlewatch.Item) meddlewatch.Verdict
}

// State is what the judging of an item depends on besides the item: the judge
// with its data, the window of stories an item may join, which of these
// stories people have heard of, and what their relevant items said. One goroutine uses
// it at a time.
type State struct {
	Judge   Judge
	Window  *story.Window
	stories map[meddlewatch.ID]meddlewatch.Story
	said    map[meddlewatch.ID]statement // by relevant item
	newest  time.Time                    // arrival of the newest item judged
	swept   time.Time                    // newest when old stories were last forgotten
}

// storySpan is for how long after its last item a story is remembered in memory:
// longer than the window, so that a story is never forgotten before its items.
const storySpan = 14 * 24 * time.Hour

// sweepEvery is how often old stories are looked for, in the time of the items.
const sweepEvery = time.Hour

// NewState returns a state that knows no stories.
func NewState(judge Judge, window *story.Window) *State {
	return &State{
		Judge: judge, Window: window,
		stories: map[meddlewatch.ID]meddlewatch.Story{}, said: map[meddlewatch.ID]statement{},
	}
}

// Restore puts back an item judged before a restart, with its story as stored.
func (s *State) Restore(j meddlewatch.Judgement, st meddlewatch.Story) {
	s.Window.Restore(j)
	s.stories[st.ID] = st
	s.remember(j)
}

// Announcement is a message people are owed because of what was judged.
type Announcement struct {
	Kind     meddlewatch.AlertKind
	Story    meddlewatch.ID
	Revision int
	Change   meddlewatch.Change // of a story that people know: what is new
	Was      meddlewatch.Claim  // with a change: what people were told before
	Items    []meddlewatch.ID   // of a story: the item to show; of a notice: what it lists
	Feed     string             // of a notice
	Reason   string             // of a notice
}

// Judged is the result of judging a batch: nothing of it is true for the next
// batch before Commit, which is called when commit 2 has succeeded.
type Judged struct {
	Judgements []meddlewatch.Judgement
	// Stories is every story touched, as it is after the batch; one of which all items
	// went on to others has none left. An item that no story can form around, because
	// its score is too low, has none.
	Stories       []meddlewatch.Story
	Announcements []Announcement

	state   *State
	placing *story.Batch
}

// JudgeItems judges items in their order of arrival and places them into
// stories. It is the one function behind run, once, backtest and why: the same
// items in the same state give the same judgements everywhere.
func JudgeItems(s *State, items []meddlewatch.Item) *Judged {
	verdicts := judgeAll(s.Judge, items)
	j := &Judged{
		Judgements: make([]meddlewatch.Judgement, len(items)),
		state:      s,
		placing:    s.Window.Begin(),
	}
	touched := newTouched(s)
	why := make([]news, len(items))
	for i, it := range items {
		v := verdicts[i]
		p := j.placing.Place(it, v)
		outcome := v.Guard
		if v.Relevant || v.Score >= s.Window.Floor() {
			touched.move(p.Moves)
			outcome, why[i] = touched.get(p.Story, it).take(s.Judge, it, v, p)
		}
		j.Judgements[i] = meddlewatch.Judgement{Item: it, Verdict: v, Placement: p, Outcome: outcome}
		touched.remember(j.Judgements[i])
	}
	held := holdFloods(j.Judgements)
	j.Announcements = announce(j.Judgements, why, held, touched)
	j.Stories = touched.list()
	return j
}

// Commit makes the batch part of the state. Without it the batch never was.
func (j *Judged) Commit() {
	j.placing.Commit()
	s := j.state
	for _, j := range j.Judgements {
		s.remember(j)
	}
	for _, st := range j.Stories {
		if s.stories[st.ID] = st; st.Items == 0 {
			delete(s.stories, st.ID)
		}
		if st.Updated.After(s.newest) {
			s.newest = st.Updated
		}
	}
	if s.newest.Sub(s.swept) < sweepEvery {
		return
	}
	s.swept = s.newest
	for id, st := range s.stories {
		if st.Updated.Before(s.newest.Add(-storySpan)) {
			delete(s.stories, id)
		}
	}
	for id, one := range s.said {
		if one.at.Before(s.newest.Add(-storySpan)) {
			delete(s.said, id)
		}
	}
}

// parallelFrom is the batch size from which judging uses all cores; below it,
// starting goroutines costs more than they save.
const parallelFrom = 64

// judgeAll judges every item alone, in parallel: a verdict depends on nothing
// but its item.
func judgeAll(judge Judge, items []meddlewatch.Item) []meddlewatch.Verdict {
	verdicts := make([]meddlewatch.Verdict, len(items))
	workers := runtime.GOMAXPROCS(0)
	if len(items) < parallelFrom {
		workers = 1
	}
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < len(items); i += workers {
				verdicts[i] = JudgeItem(judge, items[i])
			}
		})
	}
	group.Wait()
	return verdicts
}

// JudgeItem judges one item alone. It keeps a fault of the judge to the item that
// shows it: such an item gets a verdict that says so, and the rest goes on.
func JudgeItem(judge Judge, it meddlewatch.Item) (v meddlewatch.Verdict) {
	defer func() {
		if fault := recover(); fault != nil {
			v = meddlewatch.Verdict{
				Guard:   meddlewatch.OutcomeBelowThreshold,
				Reasons: []meddlewatch.Reason{{Rule: "judge-failed", Text: fmt.Sprint(fault)}},
			}
		}
	}()
	return judge.Judge(it)
}
