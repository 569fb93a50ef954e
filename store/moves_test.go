package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// judgedAs is a relevant item with a story.
func judgedAs(it meddlewatch.Item, story meddlewatch.ID, o meddlewatch.Outcome, moves ...meddlewatch.Move) meddlewatch.Judgement {
	return meddlewatch.Judgement{
		Item: it, Outcome: o,
		Verdict: meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: meddlewatch.ClaimReport},
		Placement: meddlewatch.Placement{
			Story: story, Joined: story != it.ID, Origin: it.Outlet, Moves: moves,
			Evidence: []meddlewatch.Reason{{Rule: "shared-name", Text: "Norvania", Weight: 0.5}},
		},
	}
}

// threeStories commits two stories that alerted: that of items 0 and 3, and that of
// items 1 and 2. Items 1 and 2 went on to the first when item 4 came.
func threeStories(t *testing.T, db *store.DB) []meddlewatch.Item {
	t.Helper()
	p := poll("a", 0, 5)
	for i := range p.Items {
		p.Items[i].Outlet = fmt.Sprint("Outlet ", i)
	}
	items := commit(t, db, p)[0].Items
	large, small := items[0].ID, items[1].ID
	owed := func(it meddlewatch.Item, change meddlewatch.Change, revision int) store.Delivery {
		return store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Story: it.ID, Revision: revision, Change: change, Items: []meddlewatch.ID{it.ID}}
	}
	err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{
		judgedAs(items[0], large, meddlewatch.OutcomeAlert), judgedAs(items[1], small, meddlewatch.OutcomeAlert),
		judgedAs(items[2], small, meddlewatch.OutcomeUpdate), judgedAs(items[3], large, meddlewatch.OutcomeUpdate),
	}, []meddlewatch.Story{{ID: large, Items: 2, Revision: 1}, {ID: small, Items: 2, Revision: 1}},
		[]store.Delivery{owed(items[0], "", 1), owed(items[1], "", 1)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	shared := []meddlewatch.Reason{{Rule: "shared-word", Text: "harbour", Weight: 0.3}}
	last := judgedAs(items[4], large, meddlewatch.OutcomeUpdate,
		meddlewatch.Move{Item: items[1].ID, From: small, To: large, Evidence: shared},
		meddlewatch.Move{Item: items[2].ID, From: small, To: large, Copy: true, Evidence: shared})
	err = db.CommitJudgements(t.Context(), []meddlewatch.Judgement{last},
		[]meddlewatch.Story{{ID: large, Items: 5, Revision: 1}, {ID: small, Revision: 1}}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func TestMoves(t *testing.T) {
	db := open(t)
	items := threeStories(t, db)
	large, small := items[0].ID, items[1].ID

	kept, err := db.StoryItems(t.Context(), large)
	if err != nil || len(kept) != 5 {
		t.Fatalf("the large story holds %d items, %v; want all 5", len(kept), err)
	}
	for i, s := range kept {
		moved := i == 1 || i == 2
		if (s.Moved != nil) != moved || s.Placement.Story != large || s.Placement.Joined != (i > 0) || s.Placement.Origin != items[i].Outlet {
			t.Errorf("item %d: %+v, moved %+v", i, s.Placement, s.Moved)
		}
		if moved && (*s.Moved != store.Moved{From: small, By: items[4].ID} || s.Placement.Evidence[0].Text != "harbour" || s.Placement.Copy != (i == 2)) {
			t.Errorf("item %d: %+v, moved %+v; want the move with its evidence", i, s.Placement, s.Moved)
		}
		if s.Verdict.Claim != meddlewatch.ClaimReport {
			t.Errorf("item %d lost its verdict: %+v", i, s.Verdict)
		}
	}
	if left, err := db.StoryItems(t.Context(), small); err != nil || len(left) != 0 {
		t.Errorf("the small story holds %d items, %v; want none", len(left), err)
	}
	stories, err := db.Stories(t.Context(), []meddlewatch.ID{large, small})
	if err != nil || len(stories) != 1 || stories[large].Items != 5 {
		t.Errorf("stories %+v, %v; want the large one alone", stories, err)
	}
	if c := count(t, db); c.Stories.Total != 1 {
		t.Errorf("%d stories are counted, want 1", c.Stories.Total)
	}

	var window []meddlewatch.ID
	err = db.WindowItems(t.Context(), time.Time{}, 0.25, func(j meddlewatch.Judgement) error {
		window = append(window, j.Placement.Story)
		return nil
	})
	if err != nil || len(window) != 5 || len(slices.Compact(window)) != 1 {
		t.Errorf("the window is restored with stories %v, %v", window, err)
	}
}

// TestAlertOfMoved: the alert of an item that went on tells who reports the story it is
// in now, and both alerts are those of that story.
func TestAlertOfMoved(t *testing.T) {
	db := open(t)
	items := threeStories(t, db)
	for row, shown := range map[int64]meddlewatch.Item{1: items[0], 2: items[1]} {
		a, err := db.AlertOf(t.Context(), row)
		if err != nil || a.Headline != shown.Title || a.Story != shown.ID || len(a.Outlets) != 5 || a.Sources != 5 {
			t.Errorf("message %d: %q of story %s, outlets %q, %v; want %q and all five", row, a.Headline, a.Story, a.Outlets, err, shown.Title)
		}
	}
	for story, want := range map[meddlewatch.ID]string{items[0].ID: "[1 2]", items[1].ID: "[2]", items[2].ID: "[]"} {
		messages, err := db.StoryMessages(t.Context(), story)
		rows := []int64{}
		for _, m := range messages {
			rows = append(rows, m.Row)
		}
		if err != nil || fmt.Sprint(rows) != want {
			t.Errorf("messages %v of story %s, %v; want %s", rows, story, err, want)
		}
	}
}

// TestFirstMessageOfMoved: what a story tells anew goes on from the alert of an item
// that came to it, where it has none of its own that arrived.
func TestFirstMessageOfMoved(t *testing.T) {
	for _, tt := range []struct {
		name string
		sent int64 // row that arrived
		want string
	}{{"of its own", 1, "m1"}, {"of an item that came", 2, "m2"}} {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			items := threeStories(t, db)
			for _, row := range []int64{1, 2} {
				state := meddlewatch.OutboxDead
				if row == tt.sent {
					state = meddlewatch.OutboxSent
				}
				if err := db.Settle(t.Context(), row, state, fmt.Sprint("m", row), "", time.Time{}, noon); err != nil {
					t.Fatal(err)
				}
			}
			climbed := store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Story: items[0].ID, Revision: 2, Change: meddlewatch.ChangeClimbed, Items: []meddlewatch.ID{items[3].ID}}
			if err := db.CommitJudgements(t.Context(), nil, nil, []store.Delivery{climbed}, nil); err != nil {
				t.Fatal(err)
			}
			if o := claim(t, db, noon); o == nil || o.First != tt.want {
				t.Errorf("claimed %+v, want a message that goes on from %s", o, tt.want)
			}
		})
	}
}

// TestMoveBack: an item may go on twice, also back to the story of its own name, and is
// placed anew when it is judged again.
func TestMoveBack(t *testing.T) {
	db := open(t)
	items := threeStories(t, db)
	large, small := items[0].ID, items[1].ID
	back := judgedAs(items[3], large, meddlewatch.OutcomeUpdate, meddlewatch.Move{Item: small, From: large, To: small})
	stories := []meddlewatch.Story{{ID: large, Items: 4}, {ID: small, Items: 1}}
	if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{back}, stories, nil, nil); err != nil {
		t.Fatal(err)
	}
	kept, err := db.StoryItems(t.Context(), small)
	if err != nil || len(kept) != 1 || kept[0].Placement.Joined || kept[0].Moved == nil || kept[0].Moved.From != large {
		t.Errorf("the story holds %+v, %v; want the item that opened it, back from the other", kept, err)
	}
	again := judgedAs(items[1], small, meddlewatch.OutcomeAlert)
	if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{again}, nil, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got := history(t, db)[1]; got.Moved != nil || !reflect.DeepEqual(got.Judgement, again) {
		t.Errorf("got  %+v\nwant %+v", got, again)
	}
}

func TestMoveOfNothing(t *testing.T) {
	db := open(t)
	it := commit(t, db, poll("a", 0, 1))[0].Items[0]
	j := judgedAs(it, it.ID, meddlewatch.OutcomeAlert, meddlewatch.Move{Item: 77, From: 77, To: it.ID})
	err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{j}, nil, nil, nil)
	if err == nil || !strings.Contains(err.Error(), "move item") || len(pendingOf(t, db)) != 1 {
		t.Errorf("%v; want nothing committed, and the item named", err)
	}
}

func pendingOf(t *testing.T, db *store.DB) []meddlewatch.Item {
	t.Helper()
	items, err := db.Pending(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// TestItemsOfAnEarlierVersion: items judged before stories could change are where they
// were, and may go on now.
func TestItemsOfAnEarlierVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for _, name := range []string{"0001_first", "0002_delivery", "0003_candidates", "0004_climb", "0005_labels"} {
		script, err := os.ReadFile(filepath.Join("migrations", name+".sql"))
		if err != nil {
			t.Fatal(err)
		}
		statements = append(statements, string(script))
	}
	statements = append(statements,
		"PRAGMA application_id = 0x4d444c57", "PRAGMA user_version = 5",
		"INSERT INTO outcomes (code, name, items) VALUES (1, 'alert', 3)",
		"INSERT INTO origins (id, feed, outlet) VALUES (1, 'f', 'o')",
		`INSERT INTO items (seq, id, origin, poll, mark, lang, arrived, guid_key, link_key, url_key, outcome, score, relevant, story)
			VALUES (1, 11, 1, 1, '', '', 1, 0, 0, 0, 1, 0.9, 1, NULL), (2, 12, 1, 1, '', '', 1, 0, 0, 0, 1, 0.9, 1, 11), (3, 13, 1, 1, '', '', 1, 0, 0, 0, 1, 0.9, 1, NULL)`,
		"INSERT INTO stories (id, revision, opened, updated, items, alerted, claim) VALUES (11, 1, 1, 1, 2, 1, ''), (13, 1, 1, 1, 1, 1, '')")
	for _, s := range statements {
		if _, err := raw.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path)
	for i, s := range history11(t, db) {
		if s.Moved != nil || s.Placement.Story != []meddlewatch.ID{11, 11}[i] {
			t.Errorf("item %s: %+v, moved %+v", s.Item.ID, s.Placement, s.Moved)
		}
	}
	j := judgedAs(meddlewatch.Item{ID: 12}, 11, meddlewatch.OutcomeAlert, meddlewatch.Move{Item: 13, From: 13, To: 11})
	if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{j}, []meddlewatch.Story{{ID: 11, Items: 3}, {ID: 13}}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got := history11(t, db); len(got) != 3 || *got[2].Moved != (store.Moved{From: 13, By: 12}) {
		t.Errorf("story 11 holds %+v, want all three items", got)
	}
}

func history11(t *testing.T, db *store.DB) []store.Stored {
	t.Helper()
	items, err := db.StoryItems(t.Context(), 11)
	if err != nil {
		t.Fatal(err)
	}
	return items
}
