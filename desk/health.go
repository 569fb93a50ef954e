package desk

import (
	"context"
	"fmt"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// silentFor is how old the worker's last sign of life may be: four times the
// interval at which it gives one.
const silentFor = time.Minute

// Healthy returns nil while the worker on the database at path is alive, polling
// and able to write, else a sentence that says which of these it is not. Polling
// means that no feed is overdue by more than stall, or that others were polled
// meanwhile: one feed that hangs, or waits behind one that does, is a matter of
// that feed.
func Healthy(ctx context.Context, db *store.DB, path string, configured []meddlewatch.Feed, stall time.Duration, now time.Time) error {
	holder, err := store.LockHolder(path)
	if err != nil {
		return err
	}
	if holder == nil {
		return fmt.Errorf("no worker runs on %s; start one with bot run", path)
	}
	beat, err := db.LastHeartbeat(ctx)
	if err != nil {
		return err
	}
	if err := writing(beat, *holder, now); err != nil {
		return err
	}
	known, err := db.FeedStates(ctx)
	if err != nil {
		return err
	}
	return polling(configured, known, *holder, stall, now)
}

// writing says how long the worker has written nothing, if that is too long. A
// sign of life from before its start is another worker's.
func writing(beat store.Heartbeat, holder store.Holder, now time.Time) error {
	last, what := beat.Written, "wrote its last sign of life"
	if last.Before(holder.Since) {
		last, what = holder.Since, "has written no sign of life since its start"
	}
	if age := now.Sub(last); age > silentFor {
		return fmt.Errorf("the worker (process %d) %s %s ago; see its log", holder.PID, what, age.Round(time.Second))
	}
	return nil
}

// polling says which feed is overdue while nothing else was polled either.
func polling(configured []meddlewatch.Feed, known map[string]meddlewatch.FeedState, holder store.Holder, stall time.Duration, now time.Time) error {
	last := holder.Since
	for _, st := range known {
		if st.LastPoll.After(last) {
			last = st.LastPoll
		}
	}
	if now.Sub(last) <= stall {
		return nil
	}
	for _, f := range configured {
		due := known[f.URL].NextPoll
		if due.Before(holder.Since) {
			due = holder.Since
		}
		if late := now.Sub(due); late > stall {
			return fmt.Errorf("%s should have been polled %s ago; the worker (process %d) is stuck, see its log", f.URL, late.Round(time.Second), holder.PID)
		}
	}
	return nil
}
