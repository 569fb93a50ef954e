package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"meddlewatch"
)

// CommitJudgements keeps verdicts with the stories and messages that follow from
// them, all or none. Of a judgement's Item only the ID is used. A story is kept
// as given, new or not, but one that is left without items by moves is removed. A
// delivery that the outbox has already is not added again, so that the same judgement committed twice alerts once. Judging an item
// again replaces its verdict. found is the names in these items that no list has;
// an article counts once for a name, however often it is committed.
func (db *DB) CommitJudgements(ctx context.Context, js []meddlewatch.Judgement, stories []meddlewatch.Story, out []Delivery, found []meddlewatch.Evidence) error {
	if len(js)+len(stories)+len(out)+len(found) == 0 {
		return nil
	}
	return db.write(ctx, "keep verdicts and alerts", func(t *tx) error {
		moved := map[int64]int64{}
		versions := map[meddlewatch.Versions]any{}
		for i := range js {
			v := js[i].Verdict.Versions
			id, ok := versions[v]
			if !ok {
				var err error
				if id, err = t.versions(v); err != nil {
					return err
				}
				versions[v] = id
			}
			if err := t.judge(db.outcomes, &js[i], id, moved); err != nil {
				return fmt.Errorf("item %s: %w", js[i].Item.ID, err)
			}
		}
		left := leftBehind(js)
		for _, s := range stories {
			put := t.putStory
			if s.Items == 0 && left[s.ID] {
				put = t.removeStory
			}
			if err := put(s); err != nil {
				return err
			}
		}
		for _, d := range out {
			if err := t.putDelivery(d); err != nil {
				return err
			}
		}
		for _, e := range found {
			if err := t.putEvidence(e); err != nil {
				return err
			}
		}
		return moveOutcomes(t, moved)
	})
}

const updateItem = `UPDATE items SET outcome = ?, score = ?, relevant = ?, guard = ?, versions = ?, story = ?, joined = ?, copied = ?, placed = NULL WHERE seq = ?`

func (t *tx) judge(codes outcomeCodes, j *meddlewatch.Judgement, versions any, moved map[int64]int64) error {
	outcome, err := codes.of(j.Outcome)
	if err != nil {
		return err
	}
	var guard any
	if j.Verdict.Guard != "" {
		if guard, err = codes.of(j.Verdict.Guard); err != nil {
			return err
		}
	}
	var seq, before int64
	err = t.get("SELECT seq, outcome FROM items WHERE id = ?", []any{int64(j.Item.ID)}, &seq, &before)
	if errors.Is(err, sql.ErrNoRows) {
		return errors.New("it is not in the database")
	} else if err != nil {
		return err
	}
	if _, err := t.exec(updateItem, outcome, j.Verdict.Score, bit(j.Verdict.Relevant), guard, versions,
		otherStory(j.Item.ID, j.Placement.Story), bit(j.Placement.Joined), bit(j.Placement.Copy), seq); err != nil {
		return err
	}
	moved[before]--
	moved[outcome]++
	d := detailsOf(j.Verdict, j.Placement)
	switch {
	case !d.empty():
		err = t.putDetails(seq, d)
	case before != pendingCode:
		_, err = t.exec("DELETE FROM details WHERE seq = ?", seq)
	}
	if err != nil {
		return err
	}
	return t.move(j.Item.ID, j.Placement.Moves)
}

// otherStory is the story of an item as it is stored: NULL for its own.
func otherStory(item, story meddlewatch.ID) any {
	if story == item || story == 0 {
		return nil
	}
	return int64(story)
}
