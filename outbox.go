package meddlewatch

import (
	"strconv"
	"time"
)

// OutboxState is how far the delivery of one message has come.
type OutboxState string

// The states of an outbox row.
const (
	OutboxPending OutboxState = "pending" // owed, never tried
	OutboxSending OutboxState = "sending" // claimed, its bytes frozen; after a crash its fate is unknown
	OutboxSent    OutboxState = "sent"    // the destination has it
	OutboxRetry   OutboxState = "retry"   // failed for a time, tried again at NextTry
	OutboxHeld    OutboxState = "held"    // the destination takes nothing now
	OutboxDead    OutboxState = "dead"    // the destination will never take this message; kept with its payload
	OutboxUnknown OutboxState = "unknown" // sent, but no answer came; to be settled before any resend
)

// OutboxStates lists every state in the order in which they are shown.
func OutboxStates() []OutboxState {
	return []OutboxState{
		OutboxPending, OutboxSending, OutboxSent, OutboxRetry, OutboxHeld, OutboxDead, OutboxUnknown,
	}
}

// Outgoing is one row of the outbox: one message to one destination. Payload is
// nil until the row is claimed; then it is rendered once and frozen, so that a
// resend is the same message.
type Outgoing struct {
	Row         int64
	Destination string // name of the destination, such as "terminal"
	Kind        AlertKind
	Story       ID
	Revision    int
	Nonce       string // at most 25 characters, of story, destination and revision
	Payload     []byte
	State       OutboxState
	Attempts    int
	FirstTry    time.Time // zero: never tried
	NextTry     time.Time // not before this time
	Remote      string    // the destination's own id of the message; "" unknown
	First       string    // the destination's own id of its first message about the story; "" none but this, or unknown
	Error       string    // the last failure, a sentence without secrets
	// Doubtful says that an earlier try may have arrived without anybody knowing:
	// the message must not be sent as a new one before that is settled.
	Doubtful bool
}

// Nonce names a message for good, so that a resend can be recognised: 13
// characters of destination, kind, story and revision (Discord allows 25).
func Nonce(destination string, kind AlertKind, story ID, revision int) string {
	return ID(HashOf(story.String(), string(kind), strconv.Itoa(revision), destination)).String()
}
