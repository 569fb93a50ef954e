package worker

import (
	"context"
	"errors"
	"fmt"
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
		out, err := w.store.Claim(db, d.Name, w.now())
		if err != nil || out == nil {
			return err
		}
		closed, err := w.send(ctx, d, *out)
		if err != nil || closed {
			return err
		}
	}
	return nil
}

// send brings one message to its destination and says whether that is closed for
// the next ones too. The message is rendered once; its bytes are frozen before the
// first try, so that every try sends the same message.
func (w *Worker) send(ctx context.Context, d notify.Destination, out meddlewatch.Outgoing) (closed bool, err error) {
	db := context.WithoutCancel(ctx) // what is known of a message is written down also while stopping
	if out.Payload == nil {
		alert, err := w.store.AlertOf(db, out.Row)
		if err != nil {
			return false, err
		}
		if out.Payload, err = render(d, alert); err != nil {
			w.log.Error("alert can not be shown; it is kept and not tried again", "destination", d.Name, "story", out.Story, "error", err)
			return false, w.store.Settle(db, out.Row, meddlewatch.OutboxDead, "", err.Error(), time.Time{}, w.now())
		}
	}
	if err := w.store.Freeze(db, out.Row, out.Payload, w.now()); err != nil {
		return false, err
	}
	remote, err := sendOut(ctx, d, out)
	if err == nil {
		return false, w.store.Settle(db, out.Row, meddlewatch.OutboxSent, remote, "", time.Time{}, w.now())
	}
	w.log.Warn("alert not delivered", "destination", d.Name, "story", out.Story, "error", err)
	state, after := settleAs(err, out.Attempts)
	return refuses(err), w.store.Settle(db, out.Row, state, "", err.Error(), w.now().Add(after), w.now())
}

// render and sendOut keep a fault of a destination to the message that shows it;
// the other destinations go on.
func render(d notify.Destination, alert meddlewatch.Alert) (payload []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("rendering for %s fails inside the bot itself, please report this: %v", d.Name, fault)
		}
	}()
	payload, _, err = d.Render(alert)
	return payload, err
}

func sendOut(ctx context.Context, d notify.Destination, out meddlewatch.Outgoing) (remote string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("sending to %s fails inside the bot itself, please report this: %v", d.Name, fault)
		}
	}()
	return d.Send(ctx, out)
}

// refuses says whether a failure is about the destination, not the message: it
// takes nothing, or asks to wait. Trying the next message at once would only be
// one more request that it has asked not to get.
func refuses(err error) bool {
	var failed *notify.SendError
	return errors.As(err, &failed) && (failed.Kind == notify.Held || failed.After > 0)
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
