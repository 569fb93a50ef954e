package store

import "meddlewatch"

func (t *tx) insertText(seq int64, it *meddlewatch.Item) error {
	_, err := t.exec("INSERT INTO texts (seq, title, link, guid, summary) VALUES (?, ?, ?, ?, ?)",
		seq, it.Title, it.Link, it.GUID, it.Summary)
	return err
}
