package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"meddlewatch"
)

// Delivery is a message that a destination is owed, as it enters the outbox.
// Destination, kind, story and revision name it: the outbox takes it once.
type Delivery struct {
	Destination string
	Kind        meddlewatch.AlertKind
	Story       meddlewatch.ID // for a notice the first item it lists
	Revision    int
	Change      meddlewatch.Change // story: what is new of it; "" the first message about it
	Was         meddlewatch.Claim  // with a change: the claim people were told before
	// Items are the items a notice lists, in order. For a story the first is the
	// item to show; without one AlertOf chooses.
	Items  []meddlewatch.ID
	Feed   string // notice: the feed that was held
	Reason string // notice: why, as a sentence
}

func (t *tx) putDelivery(d Delivery) error {
	_, err := t.addDelivery(d)
	if errors.Is(err, errTaken) {
		return nil // there already
	}
	return err
}

// addDelivery returns the row of a message, and errTaken where it has one
// already.
func (t *tx) addDelivery(d Delivery) (int64, error) {
	row, err := t.insert(`INSERT INTO outbox (destination, kind, story, revision, nonce, change, was, feed, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (destination, kind, story, revision) DO NOTHING`,
		d.Destination, string(d.Kind), int64(d.Story), d.Revision,
		meddlewatch.Nonce(d.Destination, d.Kind, d.Story, d.Revision), string(d.Change), string(d.Was), d.Feed, d.Reason)
	for n, item := range d.Items {
		if err == nil {
			_, err = t.exec("INSERT INTO outbox_items (row, n, item) VALUES (?, ?, ?)", row, n, int64(item))
		}
	}
	return row, err
}

// What a digest may list instead: messages that were not sent for certain. The
// first condition stands as in the partial index, so that SQLite uses it.
const ordinary = `state IN ('pending', 'retry', 'held') AND doubtful = 0 AND kind <> 'digest'`

const claimQuery = `SELECT row, destination, kind, story, revision, nonce, payload, state, attempts, first_try, next_try, remote, error, doubtful, coalesce(
		(SELECT remote FROM outbox first WHERE first.destination = outbox.destination AND first.kind = 'story' AND outbox.kind = 'story'
			AND first.story = outbox.story AND first.revision < outbox.revision AND first.state = 'sent' ORDER BY first.revision LIMIT 1),
		(SELECT first.remote FROM items i CROSS JOIN outbox first ON first.destination = outbox.destination AND first.kind = 'story' AND first.story = i.placed
			WHERE i.story = outbox.story AND i.story IS NOT NULL AND i.placed IS NOT NULL AND outbox.kind = 'story' AND outbox.change <> ''
			AND first.row < outbox.row AND first.state = 'sent'
			AND EXISTS (SELECT 1 FROM outbox_items y WHERE y.row = first.row AND y.item = i.id) ORDER BY first.row LIMIT 1), '')
	FROM outbox WHERE state NOT IN ('sent', 'dead') AND destination = ?1 AND digest IS NULL AND (
		state IN ('sending', 'pending', 'held')
		OR state IN ('retry', 'unknown') AND (next_try IS NULL OR next_try <= ?2 OR next_try > ?4))
		AND (?3 OR NOT (` + ordinary + `))
	ORDER BY state <> 'sending', row LIMIT 1`

// longestWait is longer than any wait that a destination asks for, which is an
// hour.
const longestWait = 2 * time.Hour

// Claim returns the next message for a destination, nil without an error where
// nothing is due.
//
// First come the messages in state sending: a process died, or was ended,
// between Freeze and Settle, and their fate is unknown. Then those that are due
// in order of their entry: pending, held, and retry or unknown whose NextTry has
// come. That a held destination is left alone is the caller's business.
//
// Where few is set, only what must not wait for room is claimed: digests, and
// messages that may have arrived already.
//
// No message waits for more than longestWait: a later NextTry was written while the
// clock was ahead, and has come.
//
// Claim changes nothing. There must be one at a time to deliver to a destination,
// or both claim the same message.
func (db *DB) Claim(ctx context.Context, destination string, few bool, now time.Time) (*meddlewatch.Outgoing, error) {
	var found *meddlewatch.Outgoing
	err := db.reader.each(ctx, claimQuery, []any{destination, now.UnixMilli(), !few, now.Add(longestWait).UnixMilli()}, func(rows *sql.Rows) error {
		o, err := scanOutgoing(rows)
		found = &o
		return err
	})
	if err != nil {
		return nil, explain(db.path, "read what is to be sent", err)
	}
	return found, nil
}

func scanOutgoing(rows *sql.Rows) (meddlewatch.Outgoing, error) {
	var o meddlewatch.Outgoing
	var story int64
	var first, next sql.NullInt64
	err := rows.Scan(&o.Row, &o.Destination, &o.Kind, &story, &o.Revision, &o.Nonce, &o.Payload, &o.State,
		&o.Attempts, &first, &next, &o.Remote, &o.Error, &o.Doubtful, &o.First)
	o.Story, o.FirstTry, o.NextTry = meddlewatch.ID(story), when(first), when(next)
	o.Doubtful = o.Doubtful || o.State == meddlewatch.OutboxSending || o.State == meddlewatch.OutboxUnknown
	return o, err
}

// Freeze marks a message as being sent and counts the attempt. The payload given
// with the first attempt is kept and is the message for ever: a resend must send
// the bytes that Claim returned, and to freeze others is an error.
//
// lines is how many of its items a notice or digest shows in this payload; the
// rest is put into a message of its own, to be sent after it. It counts with the
// first attempt only; zero shows all.
func (db *DB) Freeze(ctx context.Context, row int64, payload []byte, lines int, now time.Time) error {
	return db.write(ctx, "mark a message as being sent", func(t *tx) error {
		var state meddlewatch.OutboxState
		var frozen []byte
		if err := t.outboxRow(row, &state, &frozen); err != nil {
			return err
		}
		if state == meddlewatch.OutboxSent || state == meddlewatch.OutboxDead {
			return fmt.Errorf("message %d is settled as %s and is not sent again", row, state)
		}
		if frozen != nil && !bytes.Equal(frozen, payload) {
			return fmt.Errorf("message %d was frozen with other bytes; the frozen ones must be sent", row)
		}
		if payload == nil {
			payload = []byte{} // NULL stands for "not frozen"
		}
		if frozen == nil && lines > 0 {
			if err := t.continueList(row, lines); err != nil {
				return err
			}
		}
		_, err := t.exec(`UPDATE outbox SET doubtful = doubtful OR state IN ('sending', 'unknown'), state = 'sending', attempts = attempts + 1,
			payload = ?, first_try = coalesce(first_try, ?) WHERE row = ?`, payload, millis(now), row)
		return err
	})
}

func (t *tx) outboxRow(row int64, state *meddlewatch.OutboxState, payload *[]byte) error {
	err := t.get("SELECT state, payload FROM outbox WHERE row = ?", []any{row}, state, payload)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("the outbox has no message %d", row)
	}
	return err
}

// Settle writes down what became of a message. next is the time before which it
// is not tried again, zero for none; remote is the destination's own id of it,
// "" keeps the one known; errText is the last failure, "" for none. A message
// that was sent stays sent. What a digest lists shares its end.
func (db *DB) Settle(ctx context.Context, row int64, state meddlewatch.OutboxState, remote, errText string, next, now time.Time) error {
	return db.write(ctx, "write down what became of a message", func(t *tx) error {
		if !slices.Contains(meddlewatch.OutboxStates(), state) {
			return fmt.Errorf("%q is not a state of a message", state)
		}
		var before meddlewatch.OutboxState
		var payload []byte
		if err := t.outboxRow(row, &before, &payload); err != nil {
			return err
		}
		if before == meddlewatch.OutboxSent && state != meddlewatch.OutboxSent {
			return fmt.Errorf("message %d was sent and cannot become %s", row, state)
		}
		_, err := t.exec(`UPDATE outbox SET state = ?1, remote = iif(?2 = '', remote, ?2), error = ?3, next_try = ?4, settled = ?5,
			doubtful = doubtful OR ?1 = 'unknown' WHERE row = ?6 OR ?1 IN ('sent', 'dead') AND digest = ?6`,
			string(state), remote, errText, millis(next), millis(now), row)
		return err
	})
}
