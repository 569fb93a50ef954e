package worker

import (
	"time"

	"meddlewatch/notify"
)

// How long a message waits for its next try, and a destination for the next
// message: twice as long after each failure, from first to most. A message waits
// longer than its destination, so that one which always fails lets others pass.
const (
	messageFirst, messageMost         = 2 * time.Second, 5 * time.Minute
	destinationFirst, destinationMost = time.Second, time.Minute
)

// throttledFrom is the wait asked for by a destination from which on messages
// have piled up behind it. Shorter ones, as for a burst, are nothing unusual.
const throttledFrom = time.Minute

// pause is how long a destination is left alone because of a failure. The zero
// pause is none.
type pause struct {
	until     time.Time
	failures  int            // in a row
	kind      notify.Failure // of the last failure
	told      string         // the trouble that people know of; "" none
	forever   bool           // until a person changes something
	throttled bool           // it asked for a long wait since the last message that arrived
}

func (p *pause) shut(now time.Time) bool { return p.forever || now.Before(p.until) }

// held says whether it is a person, not time, that mends it.
func (p *pause) held() bool { return p.kind == notify.Held }

// reopen lets the next message try, whatever was before, and people hear of what
// is not mended.
func (p *pause) reopen() { p.until, p.forever, p.told = time.Time{}, false, "" }

// alone says whether the wait that a failure asks for is its message's alone. A
// message may stay in doubt for ever, as where the bot may not look it up; the
// next one shows whether the destination takes any.
func alone(failed *notify.SendError) bool {
	return failed.Kind == notify.Unknown && failed.After > 0
}

func (p *pause) fail(failed *notify.SendError, now time.Time) {
	wait := failed.After
	if wait <= 0 || alone(failed) {
		wait = doubled(destinationFirst, destinationMost, p.failures)
	}
	p.until = now.Add(wait)
	p.failures++
	p.kind = failed.Kind
	p.forever = failed.Kind == notify.Held && failed.After <= 0
	p.throttled = p.throttled || failed.Kind == notify.Retry && failed.After >= throttledFrom
}

// rowWait is how long a message waits after so many earlier tries.
func rowWait(failed *notify.SendError, attempts int) time.Duration {
	if failed.After > 0 {
		return failed.After
	}
	return doubled(messageFirst, messageMost, attempts)
}

func doubled(first, most time.Duration, times int) time.Duration {
	for range times {
		if first *= 2; first >= most {
			return most
		}
	}
	return first
}
