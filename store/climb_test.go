package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// TestFirstMessage: a later message about a story knows what the destination calls
// the first, once that has arrived, alone or in a digest.
func TestFirstMessage(t *testing.T) {
	elsewhere := store.Delivery{Destination: "elsewhere", Kind: meddlewatch.AlertStory, Revision: 1}
	sent := func(db *store.DB, row int64, remote string) error {
		return db.Settle(t.Context(), row, meddlewatch.OutboxSent, remote, "", time.Time{}, noon)
	}
	tests := []struct {
		name string
		out  []store.Delivery
		act  func(*store.DB) error
		want string
	}{
		{"sent", []store.Delivery{delivery(1), delivery(2)}, func(db *store.DB) error { return sent(db, 1, "71") }, "71"},
		{"the first of several", []store.Delivery{delivery(1), delivery(2), delivery(3)}, func(db *store.DB) error {
			if err := sent(db, 2, "72"); err != nil {
				return err
			}
			return sent(db, 1, "71")
		}, "71"},
		{"not sent for ever", []store.Delivery{delivery(1), delivery(2)}, func(db *store.DB) error {
			return db.Settle(t.Context(), 1, meddlewatch.OutboxDead, "71", "refused", time.Time{}, noon)
		}, ""},
		{"sent elsewhere", []store.Delivery{elsewhere, delivery(2)}, func(db *store.DB) error { return sent(db, 1, "71") }, ""},
		{"in a digest", []store.Delivery{delivery(1)}, func(db *store.DB) error {
			if err := db.Digest(t.Context(), "terminal", "Too many."); err != nil {
				return err
			}
			if err := sent(db, 2, "75"); err != nil {
				return err
			}
			d := delivery(2)
			d.Story = item("a", 0).ID
			return db.CommitJudgements(t.Context(), nil, nil, []store.Delivery{d}, nil)
		}, "75"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			deliver(t, db, tt.out...)
			if err := tt.act(db); err != nil {
				t.Fatal(err)
			}
			if o := claim(t, db, noon); o == nil || o.Revision < 2 || o.First != tt.want {
				t.Errorf("claimed %+v, want a later message whose first is %q", o, tt.want)
			}
		})
	}
}

// TestSources: items of one origin are one source. Outlets and sources are counted over
// the same items, those that are relevant; where an origin is not known, as after an
// upgrade, the sources are not.
func TestSources(t *testing.T) {
	type report struct {
		outlet, origin string
		relevant       bool
	}
	tests := []struct {
		name    string
		reports []report
		outlets int
		sources int
	}{
		{"no origin is known", []report{{"A", "", true}, {"B", "", true}}, 2, 0},
		{"one was judged by an earlier version", []report{{"A", "", true}, {"B", "a.example", true}}, 2, 0},
		{"each is its own", []report{{"A", "A", true}, {"B", "B", true}}, 2, 2},
		{"one wire", []report{{"A", "The Wire", true}, {"B", "The Wire", true}, {"The Wire", "The Wire", true}}, 3, 1},
		{"one outlet twice", []report{{"A", "A", true}, {"A", "A", true}}, 1, 1},
		{"what is not relevant", []report{{"A", "A", true}, {"B", "B", false}}, 1, 1},
		{"what is not relevant has no origin", []report{{"A", "A", true}, {"B", "", false}}, 1, 1},
		{"no outlet", []report{{"", "a.example", true}}, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			p := poll("a", 0, len(tt.reports))
			for i, r := range tt.reports {
				p.Items[i].Outlet = r.outlet
			}
			items := commit(t, db, p)[0].Items
			var js []meddlewatch.Judgement
			for i, r := range tt.reports {
				js = append(js, meddlewatch.Judgement{
					Item: items[i], Outcome: meddlewatch.OutcomeUpdate,
					Verdict:   meddlewatch.Verdict{Score: 0.9, Relevant: r.relevant, Claim: meddlewatch.ClaimReport},
					Placement: meddlewatch.Placement{Story: items[0].ID, Joined: i > 0, Origin: r.origin},
				})
			}
			d := delivery(1)
			d.Story = items[0].ID
			if err := db.CommitJudgements(t.Context(), js, nil, []store.Delivery{d}, nil); err != nil {
				t.Fatal(err)
			}
			a, err := db.AlertOf(t.Context(), 1)
			if err != nil || len(a.Outlets) != tt.outlets || a.Sources != tt.sources {
				t.Errorf("%d outlets, %d sources, %v; want %d and %d", len(a.Outlets), a.Sources, err, tt.outlets, tt.sources)
			}
		})
	}
}

// TestStoriesOfAnEarlierVersion: what its alerts showed is not known, so that they
// count as having told the strongest claim there was.
func TestStoriesOfAnEarlierVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for _, name := range []string{"0001_first", "0002_delivery", "0003_candidates"} {
		script, err := os.ReadFile(filepath.Join("migrations", name+".sql"))
		if err != nil {
			t.Fatal(err)
		}
		statements = append(statements, string(script))
	}
	statements = append(statements,
		"PRAGMA application_id = 0x4d444c57", "PRAGMA user_version = 3",
		"INSERT INTO stories (id, revision, opened, updated, items, alerted, claim) VALUES (7, 1, 1, 2, 3, 1, 'sanction'), (8, 0, 1, 2, 3, 0, 'takedown')",
		"INSERT INTO outbox (destination, kind, story, revision, nonce, feed, reason) VALUES ('terminal', 'story', 7, 1, 'n', '', '')")
	for _, s := range statements {
		if _, err := raw.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path)
	stories, err := db.Stories(t.Context(), []meddlewatch.ID{7, 8})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[meddlewatch.ID]string{7: "sanction false 3", 8: " false 3"} {
		if s := stories[id]; fmt.Sprint(s.Told, " ", s.Withdrawn, " ", s.Items) != want {
			t.Errorf("story %s: %+v, want %q", id, s, want)
		}
	}
	if o := claim(t, db, noon); o == nil || o.Nonce != "n" || o.First != "" {
		t.Errorf("claimed %+v, want the message that was there", o)
	}
}
