package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"meddlewatch"
)

// Load is how much a destination got and has yet to get, in messages.
type Load struct {
	Sent    int // single messages that arrived since the time asked for; neither digests nor what they list
	Waiting int // messages that were not sent for certain and that no digest lists
}

const loadQuery = `SELECT
	(SELECT count(*) FROM outbox WHERE state = 'sent' AND destination = ?1 AND settled > ?2 AND settled < ?3 AND digest IS NULL AND kind <> 'digest'),
	(SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dead') AND destination = ?1 AND digest IS NULL AND ` + ordinary + `)`

// loadSpan is longer than any span that is asked for by Load, with some room for a
// clock that is set right.
const loadSpan = 3 * time.Hour

// Load counts the messages of a destination. What was sent long after the time
// asked for was sent while the clock was ahead, and does not count.
func (db *DB) Load(ctx context.Context, destination string, since time.Time) (Load, error) {
	var l Load
	err := db.reader.each(ctx, loadQuery, []any{destination, since.UnixMilli(), since.Add(loadSpan).UnixMilli()}, func(rows *sql.Rows) error {
		return rows.Scan(&l.Sent, &l.Waiting)
	})
	if err != nil {
		return Load{}, explain(db.path, "count what was sent", err)
	}
	return l, nil
}

// Hold marks everything that waits for a destination as held, so that whoever
// asks sees that it is not the bot that dawdles.
func (db *DB) Hold(ctx context.Context, destination string) error {
	return db.write(ctx, "hold messages", func(t *tx) error {
		_, err := t.exec(`UPDATE outbox SET state = 'held', next_try = NULL
			WHERE state IN ('pending', 'retry') AND state NOT IN ('sent', 'dead') AND destination = ?`, destination)
		return err
	})
}

// Digest puts all single messages that wait for a destination into one that
// lists their items in order; their fate is then its fate. Without any it does
// nothing. Payloads that were frozen are forgotten: they were never sent.
func (db *DB) Digest(ctx context.Context, destination, reason string) error {
	return db.write(ctx, "put messages into a digest", func(t *tx) error {
		rows, err := t.waiting(destination)
		if err != nil || len(rows) == 0 {
			return err
		}
		items, err := t.listed(rows)
		if err != nil {
			return err
		}
		digest, err := t.addList(Delivery{Destination: destination, Kind: meddlewatch.AlertDigest, Items: items, Reason: reason})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if _, err := t.exec("UPDATE outbox SET digest = ?, payload = NULL WHERE row = ?", digest, row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) waiting(destination string) ([]int64, error) {
	return t.numbers(`SELECT row FROM outbox WHERE state NOT IN ('sent', 'dead') AND destination = ? AND digest IS NULL AND `+ordinary+` ORDER BY row`, destination)
}

// listed returns the items that messages show or list, each once: those that a
// message names, else the item that opened its story.
func (t *tx) listed(rows []int64) ([]meddlewatch.ID, error) {
	var items []meddlewatch.ID
	there := map[int64]bool{}
	for _, row := range rows {
		named, err := t.numbers("SELECT item FROM outbox_items WHERE row = ? ORDER BY n", row)
		if err != nil {
			return nil, err
		}
		if len(named) == 0 {
			if named, err = t.numbers("SELECT story FROM outbox WHERE row = ?", row); err != nil {
				return nil, err
			}
		}
		for _, item := range named {
			if !there[item] {
				there[item] = true
				items = append(items, meddlewatch.ID(item))
			}
		}
	}
	return items, nil
}

// addList adds a message that lists items under the name of the first, with a
// revision that is free.
func (t *tx) addList(d Delivery) (int64, error) {
	d.Story = d.Items[0]
	err := t.get("SELECT coalesce(max(revision), 0) + 1 FROM outbox WHERE destination = ? AND kind = ? AND story = ?",
		[]any{d.Destination, string(d.Kind), int64(d.Story)}, &d.Revision)
	if err != nil {
		return 0, err
	}
	return t.addDelivery(d)
}

// continued is the beginning of the reason of a list that goes on.
const continued = "Continued. "

// continueList moves the items of a notice or digest from number lines on into a
// message of the same kind. What a digest lists goes along: it is told when its
// last item is.
func (t *tx) continueList(row int64, lines int) error {
	rest, err := t.numbers("SELECT item FROM outbox_items WHERE row = ? AND n >= ? ORDER BY n", row, lines)
	if err != nil || len(rest) == 0 {
		return err
	}
	d := Delivery{}
	var kind string
	if err := t.get("SELECT destination, kind, feed, reason FROM outbox WHERE row = ?", []any{row}, &d.Destination, &kind, &d.Feed, &d.Reason); err != nil {
		return err
	}
	d.Kind = meddlewatch.AlertKind(kind)
	d.Reason = continued + strings.TrimPrefix(d.Reason, continued)
	if d.Kind == meddlewatch.AlertStory {
		return nil
	}
	for _, item := range rest {
		d.Items = append(d.Items, meddlewatch.ID(item))
	}
	if _, err := t.exec("DELETE FROM outbox_items WHERE row = ? AND n >= ?", row, lines); err != nil {
		return err
	}
	next, err := t.addList(d)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE outbox SET digest = ?1 WHERE digest = ?2 AND coalesce(
		(SELECT item FROM outbox_items y WHERE y.row = outbox.row ORDER BY n DESC LIMIT 1), story)
		IN (SELECT item FROM outbox_items WHERE row = ?1)`, next, row)
	return err
}
