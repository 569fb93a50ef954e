package worker

import (
	"context"
	"errors"
	"time"

	"meddlewatch"
	"meddlewatch/notify"
)

// retryFirst and retryMost bound the wait between two tries of a message that
// its destination could not take.
const (
	retryFirst = 5 * time.Second
	retryMost  = 10 * time.Minute
)

// deliverPending sends what is due at one destination, oldest first, until
// nothing is left or the destination can not take it now.
func (w *Worker) deliverPending(ctx context.Context, d notify.Destination) error {
	db := context.WithoutCancel(ctx)
	for ctx.Err() == nil {
		out, err := w.store.Claim(db, d.Name(), w.now())
		if err != nil || out == nil {
			return err
		}
		if err := w.send(ctx, d, *out); err != nil {
			return err
		}
	}
	return nil
}

// send brings one message to its destination. It is rendered once; its bytes are
// frozen before the first try, so that every try sends the same message.
func (w *Worker) send(ctx context.Context, d notify.Destination, out meddlewatch.Outgoing) error {
	db := context.WithoutCancel(ctx) // what is known of a message is written down also while stopping
	if out.Payload == nil {
		alert, err := w.store.AlertOf(db, out.Row)
		if err != nil {
			return err
		}
		if out.Payload, err = d.Render(alert); err != nil {
			return w.store.Settle(db, out.Row, meddlewatch.OutboxDead, "", err.Error(), time.Time{}, w.now())
		}
	}
	if err := w.store.Freeze(db, out.Row, out.Payload, w.now()); err != nil {
		return err
	}
	remote, err := d.Send(ctx, out)
	if err == nil {
		return w.store.Settle(db, out.Row, meddlewatch.OutboxSent, remote, "", time.Time{}, w.now())
	}
	w.log.Warn("alert not delivered", "destination", d.Name(), "story", out.Story, "error", err)
	state, after := settleAs(err, out.Attempts)
	return w.store.Settle(db, out.Row, state, "", err.Error(), w.now().Add(after), w.now())
}

// settleAs says what becomes of a message whose send failed: what the
// destination said of it, else a retry that waits longer each time.
func settleAs(err error, attempts int) (meddlewatch.OutboxState, time.Duration) {
	wait := retryMost
	if attempts < 8 {
		wait = min(retryMost, retryFirst<<attempts)
	}
	var failed *notify.SendError
	if !errors.As(err, &failed) {
		return meddlewatch.OutboxRetry, wait
	}
	if failed.After > 0 {
		wait = failed.After
	}
	return failed.Kind, wait
}
