package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"meddlewatch"
)

const (
	alertQuery = `SELECT kind, story, revision, change, was, feed, reason FROM outbox WHERE row = ?`
	namedItems = `WHERE i.id IN (SELECT item FROM outbox_items WHERE row = ?1)
		ORDER BY (SELECT n FROM outbox_items WHERE row = ?1 AND item = i.id)`
	storyItems = `WHERE i.seq IN (
			SELECT seq FROM items WHERE id = ?1 AND (story IS NULL OR story = ?1)
			UNION ALL SELECT seq FROM items WHERE story = ?1 AND story IS NOT NULL)
		AND i.outcome <> 0 ORDER BY i.seq`
)

// AlertOf composes the content of a message from what the database knows now.
//
// A story shows the first item the delivery names; without one the first item of
// the story that was the reason of an alert, else its item with the best score.
// Claim, names and reasons are those of the item shown; the outlets are those of the story
// that it is in now, which may not be the one it alerted for. A notice or digest lists its
// items.
func (db *DB) AlertOf(ctx context.Context, row int64) (meddlewatch.Alert, error) {
	alert, err := db.alertOf(ctx, row)
	if err != nil {
		return meddlewatch.Alert{}, explain(db.path, fmt.Sprintf("compose message %d", row), err)
	}
	return alert, nil
}

func (db *DB) alertOf(ctx context.Context, row int64) (meddlewatch.Alert, error) {
	var a meddlewatch.Alert
	found := false
	err := db.reader.each(ctx, alertQuery, []any{row}, func(rows *sql.Rows) error {
		found = true
		var story int64
		err := rows.Scan(&a.Kind, &story, &a.Revision, &a.Change, &a.Was, &a.Feed, &a.Reason)
		a.Story = meddlewatch.ID(story)
		return err
	})
	if err != nil {
		return a, err
	}
	if !found {
		return a, errors.New("the outbox has no such message")
	}
	var items []Stored
	err = db.eachStored(ctx, namedItems, []any{row}, func(s Stored) error {
		items = append(items, s)
		return nil
	})
	if err != nil {
		return a, err
	}
	if a.Kind != meddlewatch.AlertStory {
		return db.listing(ctx, a, row, items)
	}
	return db.storyAlert(ctx, a, items)
}

// changesQuery finds what the messages that a digest lists tell anew of stories that
// people know, each with the item it shows, as in listed.
const changesQuery = `SELECT coalesce((SELECT item FROM outbox_items n WHERE n.row = o.row ORDER BY n LIMIT 1), o.story), o.change, o.was
	FROM outbox o WHERE o.digest = ? AND o.change <> '' ORDER BY o.row`

// listing fills in the lines of a notice or digest.
func (db *DB) listing(ctx context.Context, a meddlewatch.Alert, row int64, items []Stored) (meddlewatch.Alert, error) {
	lines := make(map[meddlewatch.ID]int, len(items))
	for i, s := range items {
		if i == 0 {
			a.FirstSeen = s.Item.Arrived
		}
		lines[s.Item.ID] = i
		a.Lines = append(a.Lines, meddlewatch.Line{Headline: s.Item.Title, Outlet: s.Item.Outlet, Link: s.Item.Link})
	}
	err := db.reader.each(ctx, changesQuery, []any{row}, func(rows *sql.Rows) error {
		var item int64
		var change meddlewatch.Change
		var was meddlewatch.Claim
		if err := rows.Scan(&item, &change, &was); err != nil {
			return err
		}
		if i, there := lines[meddlewatch.ID(item)]; there {
			a.Lines[i].Change, a.Lines[i].Was, a.Lines[i].Claim = change, was, items[i].Verdict.Claim
		}
		return nil
	})
	return a, err
}

func (db *DB) storyAlert(ctx context.Context, a meddlewatch.Alert, named []Stored) (meddlewatch.Alert, error) {
	story := a.Story
	if len(named) > 0 {
		story = named[0].Placement.Story
	}
	var all []Stored
	err := db.eachStored(ctx, storyItems, []any{int64(story)}, func(s Stored) error {
		s.Item.Summary = "" // of the item shown it is taken below
		all = append(all, s)
		return nil
	})
	if err != nil {
		return a, err
	}
	shown, ok := choose(named, all)
	if !ok {
		return a, fmt.Errorf("story %s has no items", a.Story)
	}
	full, err := db.itemByID(ctx, shown)
	if err != nil {
		return a, err
	}
	it, v := full.Item, full.Verdict
	a.Headline, a.Outlet, a.Link, a.Summary, a.Lang = it.Title, it.Outlet, it.Link, it.Summary, it.Lang
	a.Claim, a.AttributedBy, a.Hedge = v.Claim, v.AttributedBy, v.Hedge
	a.Actors, a.Campaigns, a.Why, a.Score = v.Actors, v.Campaigns, v.Why(), v.Score
	a.Published, a.FirstSeen = it.Published, it.Arrived
	if len(all) > 0 {
		a.FirstSeen = all[0].Item.Arrived
	}
	a.Outlets, a.Sources = reportedBy(all)
	return a, nil
}

// reportedBy lists the outlets of the relevant items, and counts whom these go back to,
// so that the two can be compared. Where an item has no origin, as those that an earlier
// version judged, the count is not known.
func reportedBy(items []Stored) (outlets []string, sources int) {
	var origins []string
	known := true
	for _, s := range items {
		if !s.Verdict.Relevant {
			continue
		}
		if s.Item.Outlet != "" && !slices.Contains(outlets, s.Item.Outlet) {
			outlets = append(outlets, s.Item.Outlet)
		}
		if !slices.Contains(origins, s.Placement.Origin) {
			origins = append(origins, s.Placement.Origin)
		}
		known = known && s.Placement.Origin != ""
	}
	if !known {
		return outlets, 0
	}
	return outlets, len(origins)
}

// choose picks the item to show.
func choose(named, all []Stored) (meddlewatch.ID, bool) {
	if len(named) > 0 {
		return named[0].Item.ID, true
	}
	best := -1
	for i, s := range all {
		if s.Outcome == meddlewatch.OutcomeAlert {
			return s.Item.ID, true
		}
		if best < 0 || s.Verdict.Score > all[best].Verdict.Score {
			best = i
		}
	}
	if best < 0 {
		return 0, false
	}
	return all[best].Item.ID, true
}
