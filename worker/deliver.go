package worker

import (
	"context"
	"errors"
	"fmt"
	"time"

	"meddlewatch"
	"meddlewatch/notify"
)

// send brings one message to its destination and writes down what became of it.
// The message is rendered once; its bytes are frozen before the first try, so
// that every try sends the same message.
func (p *postman) send(ctx context.Context, to notify.Destination, out meddlewatch.Outgoing) error {
	db := context.WithoutCancel(ctx) // what is known of a message is written down also while stopping
	store, now := p.worker.store, p.worker.now
	lines := 0
	if out.Payload == nil {
		alert, err := store.AlertOf(db, out.Row)
		if err != nil {
			return err
		}
		if out.Payload, lines, err = render(to, alert); err != nil {
			p.log.Error("alert can not be shown; it is kept and not tried again", "story", out.Story, "error", err)
			return store.Settle(db, out.Row, meddlewatch.OutboxDead, "", err.Error(), time.Time{}, now())
		}
	}
	if err := store.Freeze(db, out.Row, out.Payload, lines, now()); err != nil {
		return err
	}
	remote, err := sendOut(ctx, to, out)
	if err == nil {
		p.works()
		return store.Settle(db, out.Row, meddlewatch.OutboxSent, remote, "", time.Time{}, now())
	}
	failed := asSendError(err)
	next := now().Add(p.fails(ctx, out, failed))
	if err := store.Settle(db, out.Row, failed.Kind, "", err.Error(), next, now()); err != nil {
		return err
	}
	if failed.Kind == notify.Held {
		return store.Hold(db, p.name)
	}
	return nil
}

// asSendError takes a failure that a destination does not explain for one that
// passes.
func asSendError(err error) *notify.SendError {
	var failed *notify.SendError
	if errors.As(err, &failed) {
		return failed
	}
	return &notify.SendError{Kind: notify.Retry, Err: err}
}

// render and sendOut keep a fault of a destination to the message that shows it;
// the other destinations go on.
func render(d notify.Destination, alert meddlewatch.Alert) (payload []byte, lines int, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("rendering for %s fails inside the bot itself, please report this: %v", d.Name, fault)
		}
	}()
	return d.Render(alert)
}

// A fault while sending leaves open whether the message arrived.
func sendOut(ctx context.Context, d notify.Destination, out meddlewatch.Outgoing) (remote string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &notify.SendError{
				Kind: notify.Unknown,
				Err:  fmt.Errorf("sending to %s fails inside the bot itself, please report this: %v", d.Name, fault),
			}
		}
	}()
	return d.Send(ctx, out)
}
