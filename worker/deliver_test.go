package worker

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch"
	"meddlewatch/notify"
)

func failing(kind notify.Failure, after time.Duration) func(meddlewatch.Outgoing) error {
	return func(meddlewatch.Outgoing) error {
		return &notify.SendError{Kind: kind, After: after, Err: errors.New("nobody listens")}
	}
}

// TestDestinationsFailApart lets destinations fail in every way: each message
// ends in the state that fits, the destination that works gets all of them, and
// the worker goes on.
func TestDestinationsFailApart(t *testing.T) {
	tests := []struct {
		name  string
		bad   *recorder
		state meddlewatch.OutboxState
		most  int // tries within a minute, of three messages
	}{
		{"never takes them", &recorder{send: failing(notify.Dead, 0)}, meddlewatch.OutboxDead, 3},
		{"takes nothing until mended", &recorder{send: failing(notify.Held, 0)}, meddlewatch.OutboxHeld, 13},
		{"asks to wait", &recorder{send: failing(notify.Retry, time.Hour)}, meddlewatch.OutboxRetry, 13},
		{"fails for a time", &recorder{send: failing(notify.Retry, 0)}, meddlewatch.OutboxRetry, 13},
		{"fails without saying how", &recorder{send: func(meddlewatch.Outgoing) error { return errors.New("strange") }}, meddlewatch.OutboxRetry, 13},
		{"breaks while sending", &recorder{send: func(meddlewatch.Outgoing) error { panic("broken") }}, meddlewatch.OutboxUnknown, 13},
		{"can not render", &recorder{render: func(meddlewatch.Alert) ([]byte, error) { return nil, errors.New("no words") }}, meddlewatch.OutboxDead, 0},
		{"breaks while rendering", &recorder{render: func(meddlewatch.Alert) ([]byte, error) { panic("broken") }}, meddlewatch.OutboxDead, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				db := newDB(t)
				storeItems(t, db, item(1, events[0], ""), item(2, events[1], ""), item(3, events[2], ""))
				test.bad.name = "bad"
				good := &recorder{name: "good"}
				r := start(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, test.bad, good))
				time.Sleep(time.Minute)
				r.stop()
				if err := r.wait(t, 10*time.Second); err != nil {
					t.Errorf("the worker ended with %v", err)
				}
				if got := good.got(); !slices.Equal(got, events[:3]) {
					t.Errorf("the destination that works got %q, want %q", got, events[:3])
				}
				c := countsOf(t, db)
				if failed := c.Outbox[test.state] + c.Outbox[meddlewatch.OutboxPending]; c.Outbox[meddlewatch.OutboxSent] != 3 || failed != 3 || c.Outbox[test.state] == 0 {
					t.Errorf("outbox %v, want 3 sent and 3 %s (or still pending)", c.Outbox, test.state)
				}
				if n := test.bad.tried(); n > test.most {
					t.Errorf("%d tries in a minute, want at most %d", n, test.most)
				}
			})
		})
	}
}

// TestWaitingDestinationIsLeftAlone: a destination that asks to wait, or takes
// nothing, is not asked with every other message in the same breath.
func TestWaitingDestinationIsLeftAlone(t *testing.T) {
	for name, send := range map[string]func(meddlewatch.Outgoing) error{
		"held":   failing(notify.Held, 0),
		"waits":  failing(notify.Retry, time.Minute),
		"unsure": failing(notify.Unknown, time.Minute),
	} {
		t.Run(name, func(t *testing.T) {
			db, to := newDB(t), &recorder{name: "a", send: send}
			storeItems(t, db, item(1, events[0], ""), item(2, events[1], ""), item(3, events[2], ""))
			w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
			if err := w.judgePending(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := w.postmen[0].deliver(t.Context(), false); err != nil {
				t.Fatal(err)
			}
			if n := to.tried(); n != 1 {
				t.Errorf("%d tries at once, want 1", n)
			}
		})
	}
}

// TestDestinationComesBack: what failed is sent when its time has come, once.
func TestDestinationComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, item(1, events[0], ""), item(2, events[1], ""), item(3, events[2], ""))
		mended := time.Now().Add(40 * time.Second)
		to := &recorder{name: "a", send: func(out meddlewatch.Outgoing) error {
			if time.Now().Before(mended) {
				return failing(notify.Retry, 0)(out)
			}
			return nil
		}}
		r := start(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to))
		time.Sleep(5 * time.Minute)
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
		if got := to.got(); !slices.Equal(got, events[:3]) {
			t.Errorf("sent %q, want each of %q once, in order", got, events[:3])
		}
	})
}

func TestWaits(t *testing.T) {
	tests := []struct {
		name     string
		failed   notify.SendError
		attempts int
		want     time.Duration
	}{
		{"the first failure", notify.SendError{}, 0, 2 * time.Second},
		{"the third failure", notify.SendError{}, 2, 8 * time.Second},
		{"never longer than five minutes", notify.SendError{}, 8, 5 * time.Minute},
		{"after very many failures", notify.SendError{}, 100, 5 * time.Minute},
		{"the destination says when", notify.SendError{After: 7 * time.Second}, 3, 7 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := rowWait(&test.failed, test.attempts); got != test.want {
				t.Errorf("waits %s, want %s", got, test.want)
			}
		})
	}
}

// TestStopWhileSending: a send that is cut off is written down and sent by the
// next start.
func TestStopWhileSending(t *testing.T) {
	db := newDB(t)
	storeItems(t, db, item(1, events[0], ""))
	ctx, stop := context.WithCancel(t.Context())
	cut := &recorder{name: "a", send: func(meddlewatch.Outgoing) error {
		stop()
		return &notify.SendError{Kind: notify.Retry, After: time.Millisecond, Err: context.Canceled}
	}}
	if err := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, cut).Run(ctx); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Millisecond)
	to := &recorder{name: "a"}
	once(t, db, Plan{Judge: wordJudge{}}, nil, to)
	if got := to.got(); !slices.Equal(got, events[:1]) {
		t.Errorf("the next start sent %q, want %q", got, events[:1])
	}
}

// TestRunPollsAtOnce: the first look at the feeds does not wait for the scheduler's next second.
func TestRunPollsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTestWorker(t, newDB(t), Plan{Judge: wordJudge{}}, nil)
		begun := time.Now()
		r := start(t, w)
		synctest.Wait()
		if at := w.ticked.Load(); at != begun.UnixMilli() {
			t.Errorf("looked at the feeds first at %d, want %d", at, begun.UnixMilli())
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
	})
}
