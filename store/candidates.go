package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"meddlewatch"
)

// evidenceKept is how many places are kept of one candidate: more than a person
// reads before deciding. The counts go on.
const evidenceKept = 20

// putEvidence keeps evidence for one name. An article that printed the name
// already changes nothing, so that the same batch committed twice, an item judged
// again and a copy of an article count once.
func (t *tx) putEvidence(e meddlewatch.Evidence) error {
	key, at := int64(meddlewatch.NameKey(e.Name)), e.At.UnixMilli()
	if key == 0 {
		return fmt.Errorf("the candidate %q has no letter or digit", e.Name)
	}
	var id int64
	err := t.get("SELECT id FROM candidates WHERE key = ?", []any{key}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = t.insert("INSERT INTO candidates (key, first_seen, last_seen) VALUES (?, ?, ?)", key, at, at)
	}
	if err != nil {
		return err
	}
	article := e.Article
	if article == 0 {
		article = meddlewatch.Key(e.Item)
	}
	fresh, err := t.exec("INSERT INTO candidate_articles (candidate, article) VALUES (?, ?) ON CONFLICT DO NOTHING", id, int64(article))
	if err != nil || fresh == 0 {
		return err
	}
	outlet := int64(meddlewatch.HashOf("outlet", strings.ToLower(e.Outlet)))
	further, err := t.exec("INSERT INTO candidate_outlets (candidate, outlet) VALUES (?, ?) ON CONFLICT DO NOTHING", id, outlet)
	if err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE candidates SET items = items + 1, outlets = outlets + ?2,
		first_seen = min(first_seen, ?3), last_seen = max(last_seen, ?3) WHERE id = ?1`, id, further, at); err != nil {
		return err
	}
	return t.keepPlace(id, e)
}

// keepPlace keeps a place while there is room, and for a sure one makes some.
func (t *tx) keepPlace(id int64, e meddlewatch.Evidence) error {
	var kept int
	if err := t.get("SELECT count(*) FROM candidate_evidence WHERE candidate = ?", []any{id}, &kept); err != nil {
		return err
	}
	if kept >= evidenceKept {
		if !e.Sure {
			return nil
		}
		gone, err := t.exec(`DELETE FROM candidate_evidence WHERE candidate = ?1 AND n =
			(SELECT max(n) FROM candidate_evidence WHERE candidate = ?1 AND sure = 0)`, id)
		if err != nil || gone == 0 {
			return err
		}
	}
	e.At = e.At.UTC().Truncate(time.Millisecond)
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO candidate_evidence (candidate, n, sure, body)
		SELECT id, items, ?2, ?3 FROM candidates WHERE id = ?1`, id, bit(e.Sure), string(body))
	return err
}

// Walks all names: there are some thousands of them, and none unseen for long.
const candidatesQuery = `SELECT c.id, c.first_seen, c.last_seen, c.proposed, c.items, c.outlets, e.body
	FROM candidates c CROSS JOIN candidate_evidence e ON e.candidate = c.id
	WHERE c.last_seen >= ? ORDER BY c.id, e.n`

// Candidates returns the names that the stream printed at or after since and that
// no list had then, in the order in which they were found; the zero time returns
// all. Their state is collected or proposed: what a person decided stands in the
// person's file, not here.
func (db *DB) Candidates(ctx context.Context, since time.Time) ([]meddlewatch.Candidate, error) {
	var list []meddlewatch.Candidate
	last := int64(0)
	err := db.reader.each(ctx, candidatesQuery, []any{since.UnixMilli()}, func(rows *sql.Rows) error {
		var c meddlewatch.Candidate
		var id int64
		var first, seen, proposed sql.NullInt64
		var body string
		if err := rows.Scan(&id, &first, &seen, &proposed, &c.Items, &c.Outlets, &body); err != nil {
			return err
		}
		var e meddlewatch.Evidence
		if err := json.Unmarshal([]byte(body), &e); err != nil {
			return fmt.Errorf("the evidence of candidate %d cannot be read: %w", id, err)
		}
		if id != last {
			c.First, c.Last, c.Proposed = when(first), when(seen), when(proposed)
			c.State = meddlewatch.CandidateCollected
			if proposed.Valid {
				c.State = meddlewatch.CandidateProposed
			}
			list = append(list, c)
			last = id
		}
		list[len(list)-1].Evidence = append(list[len(list)-1].Evidence, e)
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "read the names found in the stream", err)
	}
	for i := range list {
		list[i].Name = mostOften(list[i].Evidence, func(e meddlewatch.Evidence) string { return e.Name })
		list[i].Type = mostOften(list[i].Evidence, func(e meddlewatch.Evidence) string { return e.Type })
	}
	return list, nil
}

// mostOften returns what most of the sure evidence says, or most of all where
// none is sure; of two that are said equally often, what was said first.
func mostOften(all []meddlewatch.Evidence, what func(meddlewatch.Evidence) string) string {
	sure := slices.ContainsFunc(all, func(e meddlewatch.Evidence) bool { return e.Sure })
	count := map[string]int{}
	best := ""
	for _, e := range all {
		if e.Sure == sure {
			count[what(e)]++
		}
	}
	for _, e := range all {
		if said := what(e); e.Sure == sure && count[said] > count[best] {
			best = said
		}
	}
	return best
}

const proposedQuery = "SELECT count(*) FROM candidates WHERE proposed >= ? AND proposed < ?"

// Proposed counts the names that were shown to people at or after from and before to.
func (db *DB) Proposed(ctx context.Context, from, to time.Time) (int, error) {
	n := 0
	err := db.reader.each(ctx, proposedQuery, []any{from.UnixMilli(), to.UnixMilli()}, func(rows *sql.Rows) error {
		return rows.Scan(&n)
	})
	return n, explain(db.path, "count the names proposed", err)
}

// Propose notes that names were shown to people. One that is not there, or was
// shown before, stays as it is.
func (db *DB) Propose(ctx context.Context, names []string, at time.Time) error {
	if len(names) == 0 {
		return nil
	}
	return db.write(ctx, "propose names", func(t *tx) error {
		for _, name := range names {
			if _, err := t.exec("UPDATE candidates SET proposed = ? WHERE key = ? AND proposed IS NULL",
				at.UnixMilli(), int64(meddlewatch.NameKey(name))); err != nil {
				return err
			}
		}
		return nil
	})
}

// collectedSpan is how long a name is remembered that was never proposed and is
// printed no more.
const collectedSpan = 90 * 24 * time.Hour

// pruneCandidates forgets names with all their evidence: those never proposed
// after collectedSpan, the others after keep; a keep of zero or less keeps them
// for ever.
func (db *DB) pruneCandidates(ctx context.Context, now time.Time, keep time.Duration) (int, error) {
	proposedBefore := time.Time{}
	if keep > 0 {
		proposedBefore = now.Add(-keep)
	}
	total := 0
	for {
		var n int64
		err := db.write(ctx, "forget old names", func(t *tx) (err error) {
			n, err = t.exec(`DELETE FROM candidates WHERE id IN (SELECT id FROM candidates
				WHERE last_seen < ?1 AND (proposed IS NULL OR last_seen < ?2) LIMIT ?3)`,
				now.Add(-collectedSpan).UnixMilli(), proposedBefore.UnixMilli(), pruneBatch)
			return err
		})
		total += int(n)
		if err != nil || n == 0 {
			return total, err
		}
	}
}
