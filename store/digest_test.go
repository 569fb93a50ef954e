package store_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

func freeze(t *testing.T, db *store.DB, row int64, lines int) {
	t.Helper()
	if err := db.Freeze(t.Context(), row, []byte("payload"), lines, noon); err != nil {
		t.Fatal(err)
	}
}

func digest(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Digest(t.Context(), "terminal", "Too much."); err != nil {
		t.Fatal(err)
	}
}

func headlines(t *testing.T, db *store.DB, row int64) []string {
	t.Helper()
	a, err := db.AlertOf(t.Context(), row)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, l := range a.Lines {
		list = append(list, l.Headline)
	}
	return list
}

// TestDigestTakesWhatIsOrdinary: a digest lists what was not sent for certain,
// under the items that would have been shown, and nothing else.
func TestDigestTakesWhatIsOrdinary(t *testing.T) {
	db := open(t)
	third := item("a", 2).ID
	items := deliver(t, db, delivery(1), delivery(2), delivery(3), delivery(4), delivery(5),
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 6, Items: []meddlewatch.ID{third}},
		store.Delivery{Destination: "elsewhere", Kind: meddlewatch.AlertStory, Revision: 1})
	settle(t, db, 1, meddlewatch.OutboxSent, time.Time{})
	settle(t, db, 2, meddlewatch.OutboxUnknown, time.Time{})
	settle(t, db, 3, meddlewatch.OutboxDead, time.Time{})
	freeze(t, db, 4, 0)
	settle(t, db, 4, meddlewatch.OutboxRetry, noon.Add(time.Hour))
	// 4 and 5 name no item, as those of an older version: both stand for the item
	// that opened their story, which is listed once.
	if got, err := db.Load(t.Context(), "terminal", noon.Add(-time.Hour)); err != nil || got != (store.Load{Sent: 1, Waiting: 3}) {
		t.Errorf("load %+v, %v; want 1 sent, 3 waiting", got, err)
	}
	digest(t, db)
	if got, want := headlines(t, db, 8), []string{items[0].Title, items[2].Title}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	if o := claim(t, db, noon.Add(2*time.Hour)); row(o) != 2 || !o.Doubtful {
		t.Errorf("claimed %+v, want the doubtful message", o)
	}
	settle(t, db, 2, meddlewatch.OutboxSent, time.Time{})
	if o := claim(t, db, noon.Add(2*time.Hour)); row(o) != 8 || o.Kind != meddlewatch.AlertDigest || o.Doubtful {
		t.Errorf("claimed %+v, want the digest", o)
	}
	settle(t, db, 8, meddlewatch.OutboxSent, time.Time{})
	if o := claim(t, db, noon.Add(2*time.Hour)); o != nil {
		t.Errorf("claimed %+v after the digest was sent", o)
	}
	digest(t, db)
	if c := count(t, db).Outbox; c[meddlewatch.OutboxSent] != 6 || c[meddlewatch.OutboxDead] != 1 || c[meddlewatch.OutboxPending] != 1 {
		t.Errorf("outbox %v, want 6 sent, 1 dead, 1 pending elsewhere, and no second digest", c)
	}
}

// TestDigestTellsWhatChanged: a line says what the message it stands for would have
// said of a story that people know, also where the list goes on in a second message.
func TestDigestTellsWhatChanged(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 0).ID, item("a", 1).ID, item("a", 2).ID}
	items := deliver(t, db,
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 1, Items: ids[:1]},
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 2, Items: ids[1:2], Change: meddlewatch.ChangeClimbed, Was: meddlewatch.ClaimOpinion},
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 3, Items: ids[2:], Change: meddlewatch.ChangeWithdrawn, Was: meddlewatch.ClaimReport})
	line := func(n int) meddlewatch.Line {
		return meddlewatch.Line{Headline: items[n].Title, Outlet: items[n].Outlet, Link: items[n].Link}
	}
	climbed, withdrawn := line(1), line(2)
	climbed.Change, climbed.Was, climbed.Claim = meddlewatch.ChangeClimbed, meddlewatch.ClaimOpinion, meddlewatch.ClaimReport
	withdrawn.Change, withdrawn.Was = meddlewatch.ChangeWithdrawn, meddlewatch.ClaimReport
	digest(t, db)
	check := func(row int64, want ...meddlewatch.Line) {
		t.Helper()
		if a, err := db.AlertOf(t.Context(), row); err != nil || !slices.Equal(a.Lines, want) {
			t.Errorf("message %d lists %+v, %v; want %+v", row, a.Lines, err, want)
		}
	}
	check(4, line(0), climbed, withdrawn)
	freeze(t, db, 4, 2)
	check(4, line(0), climbed)
	check(5, withdrawn)
}

// TestContinuedList: what does not fit one message follows in another, and what
// a digest lists is sent when its line is.
func TestContinuedList(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 2).ID, item("a", 0).ID, item("a", 1).ID}
	var out []store.Delivery
	for i, id := range ids {
		out = append(out, store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: i + 1, Items: []meddlewatch.ID{id}})
	}
	items := deliver(t, db, out...)
	digest(t, db)
	freeze(t, db, 4, 1)
	freeze(t, db, 4, 1) // a resend moves nothing
	settle(t, db, 4, meddlewatch.OutboxSent, time.Time{})
	if c := count(t, db).Outbox; c[meddlewatch.OutboxSent] != 2 || c[meddlewatch.OutboxPending] != 3 {
		t.Errorf("outbox %v, want the first part and its message sent, the rest pending", c)
	}
	o := claim(t, db, noon)
	if row(o) != 5 || o.Kind != meddlewatch.AlertDigest || o.Nonce == meddlewatch.Nonce("terminal", meddlewatch.AlertDigest, ids[0], 1) {
		t.Fatalf("claimed %+v, want the second part under a nonce of its own", o)
	}
	if got, want := headlines(t, db, 5), []string{items[0].Title, items[1].Title}; !slices.Equal(got, want) {
		t.Errorf("the second part lists %q, want %q", got, want)
	}
	freeze(t, db, 5, 2)
	settle(t, db, 5, meddlewatch.OutboxSent, time.Time{})
	if c := count(t, db).Outbox; c[meddlewatch.OutboxSent] != 5 {
		t.Errorf("outbox %v, want all 5 sent", c)
	}
}

// TestClaimFew: where there is no room, only what needs none is claimed.
func TestClaimFew(t *testing.T) {
	tests := []struct {
		name string
		set  func(*testing.T, *store.DB)
		want int64
	}{
		{"ordinary ones wait", func(*testing.T, *store.DB) {}, 0},
		{"held ones wait", func(t *testing.T, db *store.DB) { settle(t, db, 2, meddlewatch.OutboxHeld, time.Time{}) }, 0},
		{"one without an answer", func(t *testing.T, db *store.DB) { freeze(t, db, 2, 0) }, 2},
		{"one that failed after one without an answer", func(t *testing.T, db *store.DB) {
			settle(t, db, 2, meddlewatch.OutboxUnknown, time.Time{})
			settle(t, db, 2, meddlewatch.OutboxRetry, time.Time{})
		}, 2},
		{"a digest", digest, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			deliver(t, db, delivery(1), delivery(2))
			tt.set(t, db)
			o, err := db.Claim(t.Context(), "terminal", true, noon)
			if err != nil || row(o) != tt.want {
				t.Errorf("claimed row %d, %v; want %d", row(o), err, tt.want)
			}
		})
	}
}

// TestHold marks what waits, and nothing else.
func TestHold(t *testing.T) {
	db := open(t)
	deliver(t, db, delivery(1), delivery(2), delivery(3), delivery(4), store.Delivery{Destination: "elsewhere", Kind: meddlewatch.AlertStory, Revision: 1})
	settle(t, db, 1, meddlewatch.OutboxSent, time.Time{})
	if err := db.Settle(t.Context(), 2, meddlewatch.OutboxRetry, "", "The channel is gone.", noon.Add(time.Hour), noon); err != nil {
		t.Fatal(err)
	}
	settle(t, db, 3, meddlewatch.OutboxUnknown, noon.Add(time.Hour))
	if err := db.Hold(t.Context(), "terminal"); err != nil {
		t.Fatal(err)
	}
	c := count(t, db).Outbox
	if c[meddlewatch.OutboxHeld] != 2 || c[meddlewatch.OutboxSent] != 1 || c[meddlewatch.OutboxUnknown] != 1 || c[meddlewatch.OutboxPending] != 1 {
		t.Errorf("outbox %v, want 2 held, the others as they were", c)
	}
	if o := claim(t, db, noon); row(o) != 2 {
		t.Errorf("claimed row %d, want 2: what is held comes in its order", row(o))
	}
	got, err := db.Troubles(t.Context())
	want := []store.Trouble{
		{Destination: "terminal", State: meddlewatch.OutboxHeld, Messages: 2, Error: "The channel is gone."},
		{Destination: "terminal", State: meddlewatch.OutboxUnknown, Messages: 1},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("troubles %+v, %v; want %+v", got, err, want)
	}
}

// TestFirstSchemaIsBroughtUp opens a file of the first version with a message in
// its outbox.
func TestFirstSchemaIsBroughtUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	script, err := os.ReadFile("migrations/0001_first.sql")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		string(script), "PRAGMA application_id = 0x4d444c57", "PRAGMA user_version = 1",
		`INSERT INTO outbox (destination, kind, story, revision, nonce, feed, reason, state) VALUES ('terminal', 'story', 7, 1, 'n', '', '', 'unknown')`,
	} {
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path)
	if o := claim(t, db, noon); row(o) != 1 || o.Nonce != "n" || !o.Doubtful {
		t.Errorf("claimed %+v, want the message that was there", o)
	}
	freeze(t, db, 1, 0)
	settle(t, db, 1, meddlewatch.OutboxRetry, noon)
	if o := claim(t, db, noon); row(o) != 1 || !o.Doubtful {
		t.Errorf("claimed %+v, want the message, still in doubt", o)
	}
}

// TestDigestListsOnce: an item that two messages would have shown is one line, and
// a digest that shows all its lines is not continued.
func TestDigestListsOnce(t *testing.T) {
	db := open(t)
	same, other := []meddlewatch.ID{item("a", 1).ID}, []meddlewatch.ID{item("a", 2).ID}
	one := func(revision int, items []meddlewatch.ID) store.Delivery {
		return store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: revision, Items: items}
	}
	deliver(t, db, one(1, same), one(2, same), one(3, other))
	digest(t, db)
	freeze(t, db, 4, len(headlines(t, db, 4)))
	settle(t, db, 4, meddlewatch.OutboxSent, time.Time{})
	if o := claim(t, db, noon); o != nil {
		t.Errorf("claimed %+v, want nothing: %q was listed", o, headlines(t, db, o.Row))
	}
}

// TestDigestIsCountedOnce: what a digest lists neither waits nor was sent alone,
// is put into no other digest, and is listed in the order of the messages and of
// the lines in them.
func TestDigestIsCountedOnce(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 0).ID, item("a", 1).ID, item("a", 2).ID}
	items := deliver(t, db,
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 1, Items: ids[:1]},
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertNotice, Story: ids[2], Revision: 1, Items: []meddlewatch.ID{ids[2], ids[1]}})
	load := func(when string, want store.Load) {
		t.Helper()
		if got, err := db.Load(t.Context(), "terminal", noon.Add(-time.Hour)); err != nil || got != want {
			t.Errorf("%s: load %+v, %v; want %+v", when, got, err, want)
		}
	}
	load("before", store.Load{Waiting: 2})
	digest(t, db)
	load("listed", store.Load{})
	digest(t, db)
	if c := count(t, db).Outbox; c[meddlewatch.OutboxPending] != 3 {
		t.Errorf("outbox %v, want the two and one digest", c)
	}
	if got, want := headlines(t, db, 3), []string{items[0].Title, items[2].Title, items[1].Title}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	settle(t, db, 3, meddlewatch.OutboxUnknown, time.Time{})
	if c := count(t, db).Outbox; c[meddlewatch.OutboxUnknown] != 1 || c[meddlewatch.OutboxPending] != 2 {
		t.Errorf("outbox %v, want the digest in doubt and what it lists as it was", c)
	}
	settle(t, db, 3, meddlewatch.OutboxSent, time.Time{})
	load("sent", store.Load{})
}

// TestDigestOfTheSameItemAgain: a later digest that begins with the item an
// earlier one began with is a message of its own.
func TestDigestOfTheSameItemAgain(t *testing.T) {
	db := open(t)
	same := []meddlewatch.ID{item("a", 1).ID}
	d := store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 1, Items: same}
	items := deliver(t, db, d)
	digest(t, db)
	first := claim(t, db, noon)
	settle(t, db, first.Row, meddlewatch.OutboxSent, time.Time{})
	d.Story, d.Revision = items[0].ID, 2
	if err := db.CommitJudgements(t.Context(), nil, nil, []store.Delivery{d}, nil); err != nil {
		t.Fatal(err)
	}
	digest(t, db)
	second := claim(t, db, noon)
	if second == nil || second.Kind != meddlewatch.AlertDigest || second.Revision != 2 || second.Nonce == first.Nonce {
		t.Errorf("claimed %+v, want a digest under a nonce of its own", second)
	}
}

// TestNoticeOverTwoParts: a notice whose lines are torn between two parts of a
// digest is told by the later one, and each part keeps its own lines alone.
func TestNoticeOverTwoParts(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 0).ID, item("a", 1).ID, item("a", 2).ID}
	items := deliver(t, db,
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 1, Items: ids[:1]},
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertNotice, Story: ids[1], Revision: 1, Items: ids[1:]})
	digest(t, db)
	freeze(t, db, 3, 2)
	for row, want := range map[int64][]string{3: {items[0].Title, items[1].Title}, 4: {items[2].Title}} {
		if got := headlines(t, db, row); !slices.Equal(got, want) {
			t.Errorf("message %d lists %q, want %q", row, got, want)
		}
	}
	settle(t, db, 3, meddlewatch.OutboxSent, time.Time{})
	if c := count(t, db).Outbox; c[meddlewatch.OutboxSent] != 2 || c[meddlewatch.OutboxPending] != 2 {
		t.Errorf("outbox %v, want the first part and the story sent", c)
	}
	settle(t, db, 4, meddlewatch.OutboxDead, time.Time{})
	if c := count(t, db).Outbox; c[meddlewatch.OutboxDead] != 2 || c[meddlewatch.OutboxSent] != 2 {
		t.Errorf("outbox %v, want the second part dead with the notice", c)
	}
}

// TestContinuedNotice: the part that follows says of which feed it is, and why.
func TestContinuedNotice(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 0).ID, item("a", 1).ID}
	deliver(t, db, store.Delivery{
		Destination: "terminal", Kind: meddlewatch.AlertNotice, Story: ids[0], Revision: 1, Items: ids,
		Feed: "https://feed.example/", Reason: "Continued. Too much at once.",
	})
	freeze(t, db, 1, 1)
	a, err := db.AlertOf(t.Context(), 2)
	if err != nil || a.Kind != meddlewatch.AlertNotice || a.Feed != "https://feed.example/" || a.Reason != "Continued. Too much at once." || len(a.Lines) != 1 {
		t.Errorf("the second part is %+v, %v", a, err)
	}
}
