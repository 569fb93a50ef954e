// Package notify turns an alert into a message and hands the message to a
// destination. It decides how a message looks and what a failed send means; what
// is worth a message, when it is sent and whether it is sent again is decided
// elsewhere.
package notify

import (
	"context"
	"fmt"
	"time"

	"meddlewatch"
)

// Destination is a place that messages go to: what a message looks like there,
// and the way to it.
type Destination struct {
	// Name is the name under which the outbox knows the destination.
	Name string
	// Render makes the bytes of a message.
	Render Renderer
	// Sender brings them there.
	Sender
	// PerHour is how many messages an hour people there want at most; what is over
	// is listed in a digest. Zero: all of them.
	PerHour int
}

// Renderer makes the bytes of a message. It is pure but for the clock and the
// width of the screen, and may be called from several goroutines; what it returns
// is frozen before the first Send, so that a resend is the same message. Of the
// lines of a notice or digest it shows as many as fit, in order, and says how
// many: at least one, so that what is left over can follow in another message.
type Renderer func(meddlewatch.Alert) (payload []byte, lines int, err error)

// Sender delivers out.Payload and returns the destination's own id of the
// message, "" where it has none. A failure is a *SendError. One message at a time
// is sent.
type Sender interface {
	Send(ctx context.Context, out meddlewatch.Outgoing) (remote string, err error)
}

// Failure says what a failed send means for its message: it is the state that
// the row of the outbox takes next.
type Failure = meddlewatch.OutboxState

// The failures of a send.
const (
	// Retry is a failure for a time. The message did not arrive, or arrived in a
	// way that does no harm twice.
	Retry Failure = meddlewatch.OutboxRetry
	// Unknown is a send without an answer: the message may have arrived.
	Unknown Failure = meddlewatch.OutboxUnknown
	// Held means that the destination takes nothing until a person mends it. With a
	// time to wait it is tried again by then, without one not before the program
	// or its settings change.
	Held Failure = meddlewatch.OutboxHeld
	// Dead means that the destination will never take this message.
	Dead Failure = meddlewatch.OutboxDead
)

// SendError is a failed send: what failed and what is to be done with the
// message. Its text holds no secret.
type SendError struct {
	Kind Failure
	// After is the time before which the destination is left alone; zero: the
	// caller's own pace. Of an Unknown it is the message alone that waits so long:
	// others may arrive.
	After time.Duration
	Err   error
}

// Error is a sentence with the cause and what comes next.
func (e *SendError) Error() string {
	next := "the message waits until the destination is mended"
	switch {
	case e.Kind == Retry && e.After > 0:
		next = fmt.Sprintf("it is tried again after %s", e.After)
	case e.Kind == Retry:
		next = "it is tried again"
	case e.Kind == Unknown:
		next = "whether it arrived is not known yet"
	case e.Kind == Dead:
		next = "it is kept and not tried again"
	}
	return fmt.Sprintf("%v; %s", e.Err, next)
}

// Unwrap returns the cause.
func (e *SendError) Unwrap() error { return e.Err }
