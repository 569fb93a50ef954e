package worker

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch"
	"meddlewatch/notify"
)

func eventItems() []meddlewatch.Item {
	items := make([]meddlewatch.Item, len(events))
	for i, title := range events {
		items[i] = item(i+1, title, "")
	}
	return items
}

// settledWithin lets a worker run for a while and stops it.
func settledWithin(t *testing.T, w *Worker, d time.Duration) {
	t.Helper()
	r := start(t, w)
	time.Sleep(d)
	r.stop()
	if err := r.wait(t, 10*time.Second); err != nil {
		t.Errorf("the worker ended with %v", err)
	}
}

// logged keeps what is logged.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestHeld: a destination that takes nothing is tried once an hour. Everything
// waits as held, people are told once, and what waited arrives in its order.
func TestHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:4]...)
		var open atomic.Bool
		to := &recorder{name: "a", send: func(meddlewatch.Outgoing) error {
			if open.Load() {
				return nil
			}
			return &notify.SendError{Kind: notify.Held, After: time.Hour, Err: errors.New("no right to post")}
		}}
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
		var log logged
		w.postmen[0].log = slog.New(slog.NewTextHandler(&log, nil))
		r := start(t, w)
		time.Sleep(150 * time.Minute)
		if n := to.tried(); n != 3 {
			t.Errorf("%d tries in two and a half hours, want one at once and one an hour", n)
		}
		if c := countsOf(t, db).Outbox; c[meddlewatch.OutboxHeld] != 4 {
			t.Errorf("outbox %v, want 4 held", c)
		}
		if n := strings.Count(log.String(), "no right to post"); n != 1 {
			t.Errorf("people were told %d times, want once:\n%s", n, log.String())
		}
		open.Store(true)
		time.Sleep(31 * time.Minute)
		if got := to.got(); !slices.Equal(got, events[:4]) {
			t.Errorf("after the next try it got %q, want %q", got, events[:4])
		}
		if !strings.Contains(log.String(), "delivered again") {
			t.Errorf("nobody was told that it works again:\n%s", log.String())
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestReloadTriesAgain: a destination that would never be tried again is, when a
// person has changed something; and it is reached in the new way.
func TestReloadTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:3]...)
		old := &recorder{name: "a", send: failing(notify.Held, 0)}
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, old)
		r := start(t, w)
		time.Sleep(5 * time.Hour)
		if n := old.tried(); n != 1 {
			t.Errorf("%d tries with a token that is refused, want 1", n)
		}
		fresh := &recorder{name: "a"}
		w.SetPlan(Plan{Judge: wordJudge{}, Destinations: []notify.Destination{fresh.destination()}})
		time.Sleep(time.Second)
		if got := fresh.got(); !slices.Equal(got, events[:3]) || old.tried() != 1 {
			t.Errorf("after the reload it got %q (and the old way was tried %d times), want %q", got, old.tried(), events[:3])
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestTold: people hear of a trouble once; of another trouble, or of what is left
// of one after they have changed something, they hear too.
func TestTold(t *testing.T) {
	tests := []struct {
		name           string
		kind           notify.Failure
		before, after  string // the trouble before and after the reload
		reload         bool
		toldOf, toldIn int // lines in which each is told; they are the same ones where it is the same trouble
	}{
		{"the same", notify.Held, "wrong token", "wrong token", false, 1, 1},
		{"another", notify.Held, "wrong token", "no such channel", false, 1, 1},
		{"passing ones differ from try to try", notify.Retry, "refused", "reset", false, 1, 0},
		{"the same after a reload", notify.Held, "wrong token", "wrong token", true, 2, 2},
		{"another after a reload", notify.Held, "wrong token", "no such channel", true, 1, 1},
		{"a passing one after a reload", notify.Retry, "refused", "reset", true, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				db := newDB(t)
				storeItems(t, db, eventItems()[:2]...)
				var later atomic.Bool
				to := &recorder{name: "a", send: func(meddlewatch.Outgoing) error {
					trouble := test.before
					if later.Load() {
						trouble = test.after
					}
					return &notify.SendError{Kind: test.kind, After: time.Minute, Err: errors.New(trouble)}
				}}
				w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
				var log logged
				w.postmen[0].log = slog.New(slog.NewTextHandler(&log, nil))
				r := start(t, w)
				time.Sleep(10*time.Minute + 30*time.Second) // between two tries
				later.Store(true)
				if test.reload {
					w.SetPlan(Plan{Judge: wordJudge{}, Destinations: []notify.Destination{to.destination()}})
				}
				time.Sleep(10 * time.Minute)
				r.stop()
				if err := r.wait(t, 10*time.Second); err != nil {
					t.Error(err)
				}
				before, after := strings.Count(log.String(), test.before), strings.Count(log.String(), test.after)
				if before != test.toldOf || after != test.toldIn {
					t.Errorf("people were told %d and %d times, want %d and %d:\n%s", before, after, test.toldOf, test.toldIn, log.String())
				}
			})
		})
	}
}

// TestPoison: a message that always fails lets the others pass.
func TestPoison(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()...)
		to := &recorder{name: "a", send: func(out meddlewatch.Outgoing) error {
			if string(out.Payload) == events[0] {
				return &notify.SendError{Kind: notify.Unknown, Err: errors.New("internal server error")}
			}
			return nil
		}}
		settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), time.Minute)
		if got := to.got(); !slices.Equal(got, events[1:]) {
			t.Errorf("sent %q, want all but the first of %q", got, events)
		}
	})
}

// TestOnceWaitsALittle: a cycle that ends by itself settles what it can within
// seconds, and waits for nothing that takes longer.
func TestOnceWaitsALittle(t *testing.T) {
	tests := []struct {
		name   string
		fails  int // times, then it works
		failed notify.SendError
		sent   int
		most   time.Duration
	}{
		{"no answer, once", 1, notify.SendError{Kind: notify.Unknown}, 3, 5 * time.Second},
		{"no answer, twice", 2, notify.SendError{Kind: notify.Unknown}, 3, 9 * time.Second},
		{"no answer for long", 99, notify.SendError{Kind: notify.Unknown}, 0, 12 * time.Second},
		{"asks for a minute", 1, notify.SendError{Kind: notify.Retry, After: time.Minute}, 0, time.Second},
		{"takes nothing", 1, notify.SendError{Kind: notify.Held, After: time.Hour}, 0, time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				db := newDB(t)
				storeItems(t, db, eventItems()[:3]...)
				tries := 0
				to := &recorder{name: "a", send: func(meddlewatch.Outgoing) error {
					if tries++; tries <= test.fails {
						failed := test.failed
						failed.Err = errors.New("trouble")
						return &failed
					}
					return nil
				}}
				began := time.Now()
				once(t, db, Plan{Judge: wordJudge{}}, nil, to)
				if n, took := len(to.got()), time.Since(began); n != test.sent || took > test.most {
					t.Errorf("%d sent after %s, want %d within %s", n, took, test.sent, test.most)
				}
			})
		})
	}
}

// TestDoubt: what was sent without an answer is never sent as if it were new,
// whatever happens to it in between.
func TestDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		answers := []notify.Failure{notify.Retry, notify.Unknown, notify.Retry, notify.Held, ""}
		var doubts []bool
		to := &recorder{name: "a", send: func(out meddlewatch.Outgoing) error {
			doubts = append(doubts, out.Doubtful)
			if kind := answers[len(doubts)-1]; kind != "" {
				return &notify.SendError{Kind: kind, After: time.Second, Err: errors.New("trouble")}
			}
			return nil
		}}
		settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), time.Minute)
		if want := []bool{false, false, true, true, true}; !slices.Equal(doubts, want) {
			t.Errorf("doubtful %v, want %v", doubts, want)
		}
	})
}

// TestDigest: what is over the cap is listed in one message, in order, and is
// sent by it.
func TestDigest(t *testing.T) {
	tests := []struct {
		name    string
		perHour int
		lines   int // that one message shows
		want    []string
		listed  int
	}{
		{"room for all", len(events), 0, events, 0},
		{"no cap", 0, 0, events, 0},
		{"two alone", 2, 0, append(slices.Clone(events[:2]), "digest|"+strings.Join(events[2:], "|")), 6},
		{"one is over", len(events) - 1, 0, append(slices.Clone(events[:7]), "digest|"+events[7]), 1},
		{"more than one message holds", 2, 4, append(slices.Clone(events[:2]),
			"digest|"+strings.Join(events[2:6], "|"), "digest|"+strings.Join(events[6:], "|")), 6},
	}
	for _, test := range tests {
		for _, way := range []string{"once", "run"} {
			t.Run(test.name+", "+way, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					db := newDB(t)
					storeItems(t, db, eventItems()...)
					to := &recorder{name: "a", perHour: test.perHour, lines: test.lines}
					if way == "once" {
						once(t, db, Plan{Judge: wordJudge{}}, nil, to)
					} else {
						settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), time.Minute)
					}
					if got := to.got(); !slices.Equal(got, test.want) {
						t.Errorf("sent %q\nwant %q", got, test.want)
					}
					c := countsOf(t, db).Outbox
					if want := len(test.want) + test.listed; c[meddlewatch.OutboxSent] != want || total(c) != want {
						t.Errorf("outbox %v, want %d, all sent", c, want)
					}
					once(t, db, Plan{Judge: wordJudge{}}, nil, to)
					if n := len(to.got()); n != len(test.want) {
						t.Errorf("%d messages after one more cycle, want %d", n, len(test.want))
					}
				})
			})
		}
	}
}

func total(c map[meddlewatch.OutboxState]int) int {
	n := 0
	for _, k := range c {
		n += k
	}
	return n
}

// TestCapOverAnHour: the cap holds over any hour, over restarts too, and digests
// keep their distance.
func TestCapOverAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		to := &recorder{name: "a", perHour: 2}
		plan := Plan{Judge: wordJudge{}}
		for _, it := range eventItems()[:3] {
			storeItems(t, db, it)
			settledWithin(t, newTestWorker(t, db, plan, nil, to), time.Minute)
		}
		if got, want := to.got(), []string{events[0], events[1], "digest|" + events[2]}; !slices.Equal(got, want) {
			t.Fatalf("sent %q, want %q", got, want)
		}
		r := start(t, newTestWorker(t, db, plan, nil, to))
		time.Sleep(58 * time.Minute)
		storeItems(t, db, eventItems()[3])
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
		settledWithin(t, newTestWorker(t, db, plan, nil, to), time.Minute)
		if got := to.got(); len(got) != 4 || got[3] != events[3] {
			t.Errorf("an hour later sent %q, want %q alone", got[3:], events[3])
		}
	})
}

// TestThrottled: what piled up while a destination asked to be left alone comes
// as one message.
func TestThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:4]...)
		until := time.Now().Add(time.Hour)
		to := &recorder{name: "a", perHour: 20, send: func(meddlewatch.Outgoing) error {
			if wait := time.Until(until); wait > 0 {
				return &notify.SendError{Kind: notify.Retry, After: wait, Err: errors.New("slow mode")}
			}
			return nil
		}}
		settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), 2*time.Hour)
		if got, want := to.got(), []string{"digest|" + strings.Join(events[:4], "|")}; !slices.Equal(got, want) {
			t.Errorf("sent %q, want %q", got, want)
		}
		if n := to.tried(); n != 2 {
			t.Errorf("%d tries, want 2", n)
		}
	})
}

// TestShortWaitIsNoThrottle: a destination that asks for less than a minute gets
// its messages one by one.
func TestShortWaitIsNoThrottle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:3]...)
		until := time.Now().Add(59 * time.Second)
		to := &recorder{name: "a", perHour: 20, send: func(meddlewatch.Outgoing) error {
			if wait := time.Until(until); wait > 0 {
				return &notify.SendError{Kind: notify.Retry, After: wait, Err: errors.New("a burst")}
			}
			return nil
		}}
		settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), 2*time.Minute)
		if got := to.got(); !slices.Equal(got, events[:3]) {
			t.Errorf("sent %q, want %q", got, events[:3])
		}
	})
}

// TestCycleGathersToItsEnd: while a cycle goes on, what is over waits for its end,
// however long it takes, so that there is one digest.
func TestCycleGathersToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:5]...)
		to := &recorder{name: "a", perHour: 2}
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
		w.cycle = true
		if err := w.judgePending(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 30 {
			if err := w.postmen[0].deliver(t.Context(), false); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
		}
		if got := to.got(); !slices.Equal(got, events[:2]) {
			t.Errorf("within the cycle sent %q, want %q", got, events[:2])
		}
		if err := w.postmen[0].finish(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := to.got(), "digest|"+strings.Join(events[2:5], "|"); got[len(got)-1] != want {
			t.Errorf("at its end sent %q, want %q", got[2:], want)
		}
	})
}

// TestDigestRefused: what a refused digest lists is dead with it, and says so.
func TestDigestRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:4]...)
		to := &recorder{name: "a", perHour: 1, send: func(out meddlewatch.Outgoing) error {
			if out.Kind == meddlewatch.AlertDigest {
				return &notify.SendError{Kind: notify.Dead, Err: errors.New("refused")}
			}
			return nil
		}}
		once(t, db, Plan{Judge: wordJudge{}}, nil, to)
		if c := countsOf(t, db).Outbox; c[meddlewatch.OutboxSent] != 1 || c[meddlewatch.OutboxDead] != 4 || total(c) != 5 {
			t.Errorf("outbox %v, want 1 sent, and 3 and their digest dead", c)
		}
	})
}

// TestGathering: a burst ends when nothing more came, and a new one begins anew.
func TestGathering(t *testing.T) {
	at := func(s int) time.Time { return time.Unix(int64(s), 0) }
	var g gathering
	for _, step := range []struct {
		waiting      int
		now          int
		since, grown time.Time
	}{
		{0, 1, time.Time{}, time.Time{}},
		{2, 2, at(2), at(2)},
		{2, 3, at(2), at(2)},
		{3, 4, at(2), at(4)},
		{0, 5, time.Time{}, time.Time{}},
		{1, 6, at(6), at(6)},
	} {
		g.watch(step.waiting, at(step.now))
		if !g.since.Equal(step.since) || !g.grown.Equal(step.grown) {
			t.Errorf("%d waiting at %d: since %v, grown %v; want %v, %v", step.waiting, step.now, g.since, g.grown, step.since, step.grown)
		}
	}
}

// TestHeldMeanwhile: what comes while a destination is held is held too, and the
// cause is told as an error.
func TestHeldMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, &recorder{name: "a", send: failing(notify.Held, 0)})
		var log logged
		w.postmen[0].log = slog.New(slog.NewTextHandler(&log, nil))
		r := start(t, w)
		time.Sleep(time.Minute)
		storeItems(t, db, eventItems()[1])
		wake(w.judge)
		time.Sleep(5 * time.Second)
		if c := countsOf(t, db).Outbox; c[meddlewatch.OutboxHeld] != 2 {
			t.Errorf("outbox %v, want 2 held", c)
		}
		if !strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("no error was told:\n%s", log.String())
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestRefusedHoldsNobodyUp: after a message that is never taken the next one goes
// out at once.
func TestRefusedHoldsNobodyUp(t *testing.T) {
	db := newDB(t)
	storeItems(t, db, eventItems()[:3]...)
	to := &recorder{name: "a", send: func(out meddlewatch.Outgoing) error {
		if string(out.Payload) == events[0] {
			return failing(notify.Dead, 0)(out)
		}
		return nil
	}}
	w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
	if err := w.judgePending(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.postmen[0].deliver(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if got := to.got(); !slices.Equal(got, events[1:3]) {
		t.Errorf("at once sent %q, want %q", got, events[1:3])
	}
}

// TestThrottledIsOver: when a destination takes messages again, they come alone.
func TestThrottledIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		asked := false
		to := &recorder{name: "a", perHour: 20, send: func(out meddlewatch.Outgoing) error {
			if !asked {
				asked = true
				return failing(notify.Retry, 2*time.Minute)(out)
			}
			return nil
		}}
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
		r := start(t, w)
		time.Sleep(5 * time.Minute)
		storeItems(t, db, eventItems()[1:4]...)
		wake(w.judge)
		time.Sleep(5 * time.Second)
		if got := to.got(); !slices.Equal(got, events[:4]) {
			t.Errorf("sent %q, want each alone: %q", got, events[:4])
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestDigestsKeepTheirDistance: the cap counts a whole hour, and one digest
// follows another only after a while; each says why it came.
func TestDigestsKeepTheirDistance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		var reasons []string
		to := &recorder{name: "a", perHour: 1, render: func(a meddlewatch.Alert) ([]byte, error) {
			if a.Kind == meddlewatch.AlertDigest {
				reasons = append(reasons, a.Reason)
			}
			return []byte(string(a.Kind)), nil
		}}
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
		r := start(t, w)
		for n, step := range []struct{ wait, sent int }{{1, 1}, {1, 2}, {5, 2}, {5, 3}} {
			if n < 3 {
				storeItems(t, db, eventItems()[n])
				wake(w.judge)
			}
			time.Sleep(time.Duration(step.wait) * time.Minute)
			if got := to.got(); len(got) != step.sent {
				t.Errorf("step %d: sent %q, want %d", n, got, step.sent)
			}
			if n == 0 {
				time.Sleep(45 * time.Minute) // well within the hour
			}
		}
		if len(reasons) != 2 || !strings.Contains(reasons[0], "came within an hour") {
			t.Errorf("digests give the reasons %q", reasons)
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestReloadEndsAWait: also a wait with an end is over when a person has changed
// something.
func TestReloadEndsAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, &recorder{name: "a", send: failing(notify.Held, time.Hour)})
		r := start(t, w)
		time.Sleep(5 * time.Minute)
		fresh := &recorder{name: "a"}
		w.SetPlan(Plan{Judge: wordJudge{}, Destinations: []notify.Destination{fresh.destination()}})
		time.Sleep(time.Second)
		if got := fresh.got(); !slices.Equal(got, events[:1]) {
			t.Errorf("after the reload sent %q, want %q", got, events[:1])
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}
