package store

import (
	"context"
	"database/sql"
	"time"

	"meddlewatch"
)

// Pruned is how much was forgotten.
type Pruned struct {
	Texts      int // items whose words were forgotten
	Verdicts   int // items whose reasons were forgotten
	Candidates int // names found in the stream that were forgotten
}

// pruneBatch is the number of rows forgotten in one transaction. Deleting them
// takes a few milliseconds, for which other writes wait.
const pruneBatch = 500

// Prune forgets the words of items that arrived longer than keepText ago, and
// claims, names and reasons of verdicts older than keepVerdicts; a duration of
// zero or less keeps for ever. Items without a verdict and items of a message
// that was not delivered yet keep everything. Keys, outcomes, scores and stories
// stay in any case. A name found in the stream goes when nobody has printed it for
// 90 days; one that was proposed goes with the verdicts.
//
// It works in small transactions, so that other writes come in between, and can
// be stopped by its context: what is forgotten so far is returned with the error.
// The file does not shrink, its free pages are used again.
func (db *DB) Prune(ctx context.Context, now time.Time, keepText, keepVerdicts time.Duration) (Pruned, error) {
	var p Pruned
	var err error
	if keepText > 0 {
		p.Texts, err = db.prune(ctx, "texts", now.Add(-keepText))
	}
	if err == nil && keepVerdicts > 0 {
		p.Verdicts, err = db.prune(ctx, "details", now.Add(-keepVerdicts))
	}
	if err == nil {
		p.Candidates, err = db.pruneCandidates(ctx, now, keepVerdicts)
	}
	return p, err
}

const lastBefore = "SELECT coalesce(max(seq), 0) FROM items INDEXED BY items_arrived WHERE arrived < ?"

// prune deletes rows of texts or details. It walks along the rows that are still
// there, not along all items, up to the last item that is old enough.
func (db *DB) prune(ctx context.Context, table string, before time.Time) (int, error) {
	cutoff := before.UnixMilli()
	var from, to int64
	err := db.reader.each(ctx, lastBefore, []any{cutoff}, func(rows *sql.Rows) error {
		return rows.Scan(&to)
	})
	if err != nil {
		return 0, explain(db.path, "find old texts", err)
	}
	total := 0
	for {
		n, done := 0, false
		err := db.write(ctx, "forget old texts", func(t *tx) error {
			list, last, err := t.prunable(table, from, to, cutoff)
			if err != nil {
				return err
			}
			from, done = last, len(list) == 0
			if done {
				return nil
			}
			deleted, err := t.exec("DELETE FROM "+table+" WHERE seq IN (SELECT value FROM json_each(?))", ids(list))
			n = int(deleted)
			return err
		})
		total += n
		if err != nil || done {
			return total, err
		}
	}
}

func prunableQuery(table string) string {
	return `SELECT x.seq FROM ` + table + ` x CROSS JOIN items i ON i.seq = x.seq
		WHERE x.seq > ?1 AND x.seq <= ?2 AND i.arrived < ?3 AND i.outcome <> 0
			AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.state NOT IN ('sent', 'dead') AND (
				b.story IN (i.id, i.story) OR EXISTS (SELECT 1 FROM outbox_items y WHERE y.row = b.row AND y.item = i.id)))
		ORDER BY x.seq LIMIT ?4`
}

// prunable returns up to pruneBatch rows after from and up to to, and the last
// of them.
func (t *tx) prunable(table string, from, to, cutoff int64) ([]meddlewatch.ID, int64, error) {
	seqs, err := t.numbers(prunableQuery(table), from, to, cutoff, pruneBatch)
	if err != nil || len(seqs) == 0 {
		return nil, from, err
	}
	list := make([]meddlewatch.ID, len(seqs))
	for i, seq := range seqs {
		list[i] = meddlewatch.ID(seq)
	}
	return list, seqs[len(seqs)-1], nil
}
