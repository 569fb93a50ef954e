package store

import (
	"context"
	"database/sql"

	"meddlewatch"
)

func (t *tx) putStory(s meddlewatch.Story) error {
	_, err := t.exec(`REPLACE INTO stories (id, revision, opened, updated, items, alerted, claim, told, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		int64(s.ID), s.Revision, millis(s.Opened), millis(s.Updated), s.Items, bit(s.Alerted), string(s.Claim), string(s.Told), bit(s.Withdrawn))
	return err
}

func (t *tx) removeStory(s meddlewatch.Story) error {
	_, err := t.exec("DELETE FROM stories WHERE id = ?", int64(s.ID))
	return err
}

const storiesQuery = `SELECT s.id, s.revision, s.opened, s.updated, s.items, s.alerted, s.claim, s.told, s.withdrawn
	FROM json_each(?) k CROSS JOIN stories s ON s.id = k.value`

// Stories returns those of the stories that were committed.
func (db *DB) Stories(ctx context.Context, list []meddlewatch.ID) (map[meddlewatch.ID]meddlewatch.Story, error) {
	stories := make(map[meddlewatch.ID]meddlewatch.Story, len(list))
	if len(list) == 0 {
		return stories, nil
	}
	err := db.reader.each(ctx, storiesQuery, []any{ids(list)}, func(rows *sql.Rows) error {
		var s meddlewatch.Story
		var id int64
		var opened, updated sql.NullInt64
		if err := rows.Scan(&id, &s.Revision, &opened, &updated, &s.Items, &s.Alerted, &s.Claim, &s.Told, &s.Withdrawn); err != nil {
			return err
		}
		s.ID, s.Opened, s.Updated = meddlewatch.ID(id), when(opened), when(updated)
		stories[s.ID] = s
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "read stories", err)
	}
	return stories, nil
}
