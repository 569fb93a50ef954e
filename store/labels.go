package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"meddlewatch"
)

// Label is what a person says of the item at an address.
type Label struct {
	URL   string // as the person gave it
	Label string
	Story string    // as the person named it; "" not
	At    time.Time // when it was said

	Title string // of the item itself, read and never written; "" unknown, or no longer kept
}

// labelKey is the key of an address: that of its link, else of the address as it
// stands.
func labelKey(linkKey meddlewatch.Key, address string) int64 {
	if linkKey != 0 {
		return int64(linkKey)
	}
	return int64(meddlewatch.HashOf(address))
}

// labelsQuery finds the newest item at the address of each label.
const labelsQuery = `SELECT l.url, l.label, l.story, l.at, t.title
	FROM labels l
	LEFT JOIN texts t ON t.seq = (SELECT max(seq) FROM (
		SELECT seq FROM items WHERE link_key = l.key AND link_key <> 0
		UNION ALL SELECT seq FROM items WHERE url_key = l.key AND url_key <> 0)) `

func scanLabel(rows *sql.Rows) (Label, error) {
	var l Label
	var at sql.NullInt64
	var title sql.NullString
	err := rows.Scan(&l.URL, &l.Label, &l.Story, &at, &title)
	l.At, l.Title = when(at), title.String
	return l, err
}

// Labels returns all labels in the order in which they were given.
func (db *DB) Labels(ctx context.Context) ([]Label, error) {
	var list []Label
	err := db.reader.each(ctx, labelsQuery+"ORDER BY l.at, l.key", nil, func(rows *sql.Rows) error {
		l, err := scanLabel(rows)
		list = append(list, l)
		return err
	})
	return list, explain(db.path, "read the labels", err)
}

// LabelOf returns the label of an address, nil without an error where it has none.
// The key is that of the normalised link; the address serves where that is zero.
func (db *DB) LabelOf(ctx context.Context, linkKey meddlewatch.Key, address string) (*Label, error) {
	var found *Label
	err := db.reader.each(ctx, labelsQuery+"WHERE l.key = ?", []any{labelKey(linkKey, address)}, func(rows *sql.Rows) error {
		l, err := scanLabel(rows)
		found = &l
		return err
	})
	return found, explain(db.path, "read the label", err)
}

// PutLabel keeps a label, in place of one the address has, which it returns: nil
// where there was none. The address is that of the label.
func (db *DB) PutLabel(ctx context.Context, linkKey meddlewatch.Key, l Label) (replaced *Label, err error) {
	key := labelKey(linkKey, l.URL)
	err = db.write(ctx, "keep the label", func(t *tx) error {
		if replaced, err = t.label(key); err != nil {
			return err
		}
		_, err := t.exec("REPLACE INTO labels (key, url, label, story, at) VALUES (?, ?, ?, ?, ?)",
			key, l.URL, l.Label, l.Story, l.At.UnixMilli())
		return err
	})
	return replaced, err
}

// RemoveLabel takes the label of an address away and returns it; nil where there
// was none.
func (db *DB) RemoveLabel(ctx context.Context, linkKey meddlewatch.Key, address string) (removed *Label, err error) {
	key := labelKey(linkKey, address)
	err = db.write(ctx, "remove the label", func(t *tx) error {
		if removed, err = t.label(key); err != nil || removed == nil {
			return err
		}
		_, err := t.exec("DELETE FROM labels WHERE key = ?", key)
		return err
	})
	return removed, err
}

// label returns the label of a key as it was given; nil where there is none.
func (t *tx) label(key int64) (*Label, error) {
	var l Label
	var at sql.NullInt64
	err := t.get("SELECT url, label, story, at FROM labels WHERE key = ?", []any{key}, &l.URL, &l.Label, &l.Story, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	l.At = when(at)
	return &l, err
}
