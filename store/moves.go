package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"meddlewatch"
)

// Moved is where an item was before it went to the story it is in now.
type Moved struct {
	From meddlewatch.ID `json:"from"` // story
	By   meddlewatch.ID `json:"by"`   // the item whose arrival showed that it belongs elsewhere
}

const (
	moveItem    = `UPDATE items SET placed = coalesce(placed, story, id), story = ?, joined = ?, copied = ? WHERE seq = ?`
	movedDetail = `SELECT i.seq, d.body FROM items i LEFT JOIN details d ON d.seq = i.seq WHERE i.id = ?`
)

// move puts items into other stories because of the item by.
func (t *tx) move(by meddlewatch.ID, moves []meddlewatch.Move) error {
	for _, m := range moves {
		if err := t.moveOne(by, m); err != nil {
			return fmt.Errorf("move item %s to story %s: %w", m.Item, m.To, err)
		}
	}
	return nil
}

func (t *tx) moveOne(by meddlewatch.ID, m meddlewatch.Move) error {
	var seq int64
	var body sql.NullString
	err := t.get(movedDetail, []any{int64(m.Item)}, &seq, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return errors.New("it is not in the database")
	} else if err != nil {
		return err
	}
	if _, err := t.exec(moveItem, otherStory(m.Item, m.To), bit(m.To != m.Item), bit(m.Copy), seq); err != nil {
		return err
	}
	var d details
	if body.Valid {
		if err := json.Unmarshal([]byte(body.String), &d); err != nil {
			return fmt.Errorf("its verdict cannot be read: %w", err)
		}
	}
	d.Evidence, d.Moved = m.Evidence, &Moved{From: m.From, By: by}
	return t.putDetails(seq, d)
}

// leftBehind returns the stories that items went away from.
func leftBehind(js []meddlewatch.Judgement) map[meddlewatch.ID]bool {
	left := map[meddlewatch.ID]bool{}
	for i := range js {
		for _, m := range js[i].Placement.Moves {
			left[m.From] = true
		}
	}
	return left
}
