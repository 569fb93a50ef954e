package store_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// deliver commits three items of one story, of two outlets, and a message about
// it; the second item is the reason of the alert.
func deliver(t *testing.T, db *store.DB, out ...store.Delivery) []meddlewatch.Item {
	t.Helper()
	p := poll("a", 0, 3)
	p.Items[2].Outlet = "The second outlet"
	items := commit(t, db, p)[0].Items
	story := items[0].ID
	js := []meddlewatch.Judgement{
		{Item: items[0], Outcome: meddlewatch.OutcomeBelowThreshold, Verdict: meddlewatch.Verdict{Score: 0.4}, Placement: meddlewatch.Placement{Story: story}},
		{Item: items[1], Outcome: meddlewatch.OutcomeAlert, Verdict: meddlewatch.Verdict{
			Score: 0.7, Relevant: true, Claim: meddlewatch.ClaimReport, AttributedBy: "an invented agency", Hedge: "suspected",
			Actors:  []meddlewatch.Mention{{Name: "Ruritania", As: "Ruritanian"}},
			Reasons: []meddlewatch.Reason{{Rule: "actor", Text: "Ruritanian", Weight: 1}},
		}, Placement: meddlewatch.Placement{Story: story, Joined: true, Origin: "a.example"}},
		{Item: items[2], Outcome: meddlewatch.OutcomeUpdate, Verdict: meddlewatch.Verdict{Score: 0.9, Relevant: true, Hedge: "said"}, Placement: meddlewatch.Placement{Story: story, Joined: true, Origin: "b.example"}},
	}
	for i := range out {
		if out[i].Story == 0 {
			out[i].Story = story
		}
	}
	if err := db.CommitJudgements(t.Context(), js, []meddlewatch.Story{{ID: story, Revision: 1}}, out, nil); err != nil {
		t.Fatal(err)
	}
	return items
}

func claim(t *testing.T, db *store.DB, now time.Time) *meddlewatch.Outgoing {
	t.Helper()
	o, err := db.Claim(t.Context(), "terminal", false, now)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func settle(t *testing.T, db *store.DB, row int64, state meddlewatch.OutboxState, next time.Time) {
	t.Helper()
	if err := db.Settle(t.Context(), row, state, "", "", next, noon); err != nil {
		t.Fatal(err)
	}
}

func delivery(revision int) store.Delivery {
	return store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: revision}
}

func TestOutboxLife(t *testing.T) {
	db := open(t)
	items := deliver(t, db, delivery(1))
	o := claim(t, db, noon)
	want := &meddlewatch.Outgoing{
		Row: 1, Destination: "terminal", Kind: meddlewatch.AlertStory, Story: items[0].ID, Revision: 1, State: meddlewatch.OutboxPending,
		Nonce: meddlewatch.Nonce("terminal", meddlewatch.AlertStory, items[0].ID, 1),
	}
	if !reflect.DeepEqual(o, want) {
		t.Fatalf("got  %+v\nwant %+v", o, want)
	}
	payload := []byte("the message")
	if err := db.Freeze(t.Context(), o.Row, payload, 0, noon); err != nil {
		t.Fatal(err)
	}
	// As after a crash: the row is found again, with its bytes.
	o = claim(t, db, noon)
	if o.State != meddlewatch.OutboxSending || o.Attempts != 1 || !bytes.Equal(o.Payload, payload) || !o.FirstTry.Equal(noon) {
		t.Fatalf("after a crash: %+v", o)
	}
	if err := db.Settle(t.Context(), o.Row, meddlewatch.OutboxRetry, "", "The destination is busy.", noon.Add(time.Minute), noon); err != nil {
		t.Fatal(err)
	}
	if o := claim(t, db, noon.Add(time.Minute-time.Millisecond)); o != nil {
		t.Fatalf("claimed before its time: %+v", o)
	}
	o = claim(t, db, noon.Add(time.Minute))
	if o == nil || o.State != meddlewatch.OutboxRetry || o.Error != "The destination is busy." || !o.NextTry.Equal(noon.Add(time.Minute)) {
		t.Fatalf("due again: %+v", o)
	}
	if err := db.Freeze(t.Context(), o.Row, []byte("another message"), 0, noon); err == nil {
		t.Fatal("froze other bytes")
	}
	if err := db.Freeze(t.Context(), o.Row, o.Payload, 0, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if o := claim(t, db, noon); o.Attempts != 2 || !o.FirstTry.Equal(noon) {
		t.Fatalf("second attempt: %+v", o)
	}
	if err := db.Settle(t.Context(), o.Row, meddlewatch.OutboxSent, "remote-1", "", time.Time{}, noon); err != nil {
		t.Fatal(err)
	}
	if o := claim(t, db, noon.Add(time.Hour)); o != nil {
		t.Fatalf("claimed after it was sent: %+v", o)
	}
	if err := db.Freeze(t.Context(), o.Row, o.Payload, 0, noon); err == nil {
		t.Error("froze a message that was sent")
	}
	if err := db.Settle(t.Context(), o.Row, meddlewatch.OutboxRetry, "", "", time.Time{}, noon); err == nil {
		t.Error("a message that was sent became retry")
	}
}

func TestClaimOrder(t *testing.T) {
	later := noon.Add(time.Hour)
	tests := []struct {
		name string
		set  func(*testing.T, *store.DB) // rows 1, 2 and 3 are pending
		want int64                       // row, 0 for none
	}{
		{"oldest first", func(*testing.T, *store.DB) {}, 1},
		{"sending first", func(t *testing.T, db *store.DB) {
			if err := db.Freeze(t.Context(), 2, []byte("x"), 0, noon); err != nil {
				t.Fatal(err)
			}
		}, 2},
		{"retry waits, the next goes ahead", func(t *testing.T, db *store.DB) { settle(t, db, 1, meddlewatch.OutboxRetry, later) }, 2},
		{"dead is over", func(t *testing.T, db *store.DB) { settle(t, db, 1, meddlewatch.OutboxDead, time.Time{}) }, 2},
		{"held is in its turn", func(t *testing.T, db *store.DB) { settle(t, db, 1, meddlewatch.OutboxHeld, later) }, 1},
		{"unknown without a time is due", func(t *testing.T, db *store.DB) { settle(t, db, 1, meddlewatch.OutboxUnknown, time.Time{}) }, 1},
		{"unknown waits for its time", func(t *testing.T, db *store.DB) { settle(t, db, 1, meddlewatch.OutboxUnknown, later) }, 2},
		{"nothing due", func(t *testing.T, db *store.DB) {
			for row := range int64(3) {
				settle(t, db, row+1, meddlewatch.OutboxRetry, later)
			}
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			deliver(t, db, delivery(1), delivery(2), delivery(3))
			tt.set(t, db)
			o := claim(t, db, noon)
			if got := row(o); got != tt.want {
				t.Errorf("claimed row %d, want %d", got, tt.want)
			}
		})
	}
}

func row(o *meddlewatch.Outgoing) int64 {
	if o == nil {
		return 0
	}
	return o.Row
}

func TestDeliveredOnce(t *testing.T) {
	db := open(t)
	d := delivery(1)
	deliver(t, db, d, d)
	d.Story = item("a", 0).ID
	for range 2 {
		if err := db.CommitJudgements(t.Context(), nil, nil, []store.Delivery{d}, nil); err != nil {
			t.Fatal(err)
		}
	}
	other := d
	other.Destination = "elsewhere"
	if err := db.CommitJudgements(t.Context(), nil, nil, []store.Delivery{other}, nil); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db).Outbox[meddlewatch.OutboxPending]; n != 2 {
		t.Errorf("%d messages, want one for each of two destinations", n)
	}
}

func TestSettleMistakes(t *testing.T) {
	db := open(t)
	deliver(t, db, delivery(1))
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"no such row", db.Settle(t.Context(), 9, meddlewatch.OutboxSent, "", "", noon, noon), "the outbox has no message 9"},
		{"no such state", db.Settle(t.Context(), 1, "nonsense", "", "", noon, noon), `"nonsense" is not a state`},
		{"freeze no such row", db.Freeze(t.Context(), 9, nil, 0, noon), "the outbox has no message 9"},
	}
	for _, tt := range tests {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q in it", tt.name, tt.err, tt.want)
		}
	}
}

func TestAlertOf(t *testing.T) {
	db := open(t)
	ids := []meddlewatch.ID{item("a", 2).ID, item("a", 0).ID}
	items := deliver(t, db, delivery(1),
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertStory, Revision: 2, Change: meddlewatch.ChangeClimbed, Was: meddlewatch.ClaimReport, Items: ids[:1]},
		store.Delivery{Destination: "terminal", Kind: meddlewatch.AlertNotice, Story: ids[0], Items: ids, Feed: items0Feed(), Reason: "Too many at once."})
	shown := items[1]
	story := meddlewatch.Alert{
		Kind: meddlewatch.AlertStory, Story: items[0].ID, Revision: 1,
		Headline: shown.Title, Outlet: shown.Outlet, Link: shown.Link, Summary: shown.Summary, Lang: "en",
		Claim: meddlewatch.ClaimReport, AttributedBy: "an invented agency", Hedge: "suspected",
		Actors: []meddlewatch.Mention{{Name: "Ruritania", As: "Ruritanian"}}, Why: "actor “Ruritanian”", Score: 0.7,
		Published: shown.Published, FirstSeen: items[0].Arrived, Outlets: []string{"The a", "The second outlet"}, Sources: 2,
	}
	named := items[2]
	update := meddlewatch.Alert{
		Kind: meddlewatch.AlertStory, Story: items[0].ID, Revision: 2, Change: meddlewatch.ChangeClimbed, Was: meddlewatch.ClaimReport,
		Headline: named.Title, Outlet: named.Outlet, Link: named.Link, Summary: named.Summary, Lang: "en", Hedge: "said", Score: 0.9,
		Published: named.Published, FirstSeen: items[0].Arrived, Outlets: []string{"The a", "The second outlet"}, Sources: 2,
	}
	notice := meddlewatch.Alert{
		Kind: meddlewatch.AlertNotice, Story: ids[0], FirstSeen: items[2].Arrived, Feed: items0Feed(), Reason: "Too many at once.",
		Lines: []meddlewatch.Line{
			{Headline: items[2].Title, Outlet: items[2].Outlet, Link: items[2].Link},
			{Headline: items[0].Title, Outlet: items[0].Outlet, Link: items[0].Link},
		},
	}
	for row, want := range []meddlewatch.Alert{story, update, notice} {
		got, err := db.AlertOf(t.Context(), int64(row+1))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("row %d: got  %+v\nwant %+v", row+1, got, want)
		}
	}
	if _, err := db.AlertOf(t.Context(), 9); err == nil {
		t.Error("composed a message that is not there")
	}
}

func items0Feed() string { return item("a", 0).Feed }

func TestHeartbeat(t *testing.T) {
	db := open(t)
	if h, err := db.LastHeartbeat(t.Context()); err != nil || h != (store.Heartbeat{}) {
		t.Errorf("before the first: %+v, %v", h, err)
	}
	h := filled[store.Heartbeat]()
	for range 2 {
		if err := db.Heartbeat(t.Context(), noon, h); err != nil {
			t.Fatal(err)
		}
	}
	h.Written = noon
	if got, err := db.LastHeartbeat(t.Context()); err != nil || got != h {
		t.Errorf("got %+v, %v; want %+v", got, err, h)
	}
}

// TestClockGoesBack: what was written down while the clock was ahead keeps
// nothing waiting for longer than a message ever waits, and does not count as
// sent of late.
func TestClockGoesBack(t *testing.T) {
	for _, state := range []meddlewatch.OutboxState{meddlewatch.OutboxRetry, meddlewatch.OutboxUnknown} {
		db := open(t)
		deliver(t, db, delivery(1), delivery(2))
		settle(t, db, 2, meddlewatch.OutboxSent, time.Time{})
		settle(t, db, 1, state, noon.Add(time.Hour))
		if o := claim(t, db, noon.Add(time.Second)); o != nil {
			t.Errorf("%s: claimed %+v before its time", state, o)
		}
		before := noon.AddDate(0, -1, 0)
		if o := claim(t, db, before); row(o) != 1 {
			t.Errorf("%s: a month back claimed row %d, want 1", state, row(o))
		}
		l, err := db.Load(t.Context(), "terminal", before.Add(-time.Hour))
		if err != nil || l.Sent != 0 {
			t.Errorf("%s: a month back %d count as sent within the hour, %v; want none", state, l.Sent, err)
		}
	}
}

// TestDoubtOutlivesTheNextFailure: a message that a crash has left in doubt stays
// in doubt, also when the next try did not even leave the machine.
func TestDoubtOutlivesTheNextFailure(t *testing.T) {
	db := open(t)
	deliver(t, db, delivery(1))
	freeze(t, db, 1, 0) // and the program dies
	freeze(t, db, 1, 0)
	settle(t, db, 1, meddlewatch.OutboxRetry, noon)
	if o := claim(t, db, noon); row(o) != 1 || !o.Doubtful {
		t.Errorf("claimed %+v, want the message, in doubt", o)
	}
	digest(t, db)
	if o := claim(t, db, noon); row(o) != 1 {
		t.Errorf("claimed %+v, want the message itself: it may have arrived", o)
	}
}
