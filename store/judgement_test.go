package store_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// fullJudgement has every field set that a judgement of it can have.
func fullJudgement(it meddlewatch.Item) meddlewatch.Judgement {
	j := meddlewatch.Judgement{Item: it, Verdict: filled[meddlewatch.Verdict](), Placement: filled[meddlewatch.Placement](), Outcome: meddlewatch.OutcomeAlert}
	j.Verdict.Guard = meddlewatch.OutcomeHomonym
	j.Placement.Moves = nil // they are of other items; see TestMoves
	return j
}

func history(t *testing.T, db *store.DB) []store.Stored {
	t.Helper()
	var all []store.Stored
	err := db.History(t.Context(), time.Time{}, func(s store.Stored) error {
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestJudgementRoundTrip(t *testing.T) {
	db := open(t)
	items := commit(t, db, poll("a", 0, 3))[0].Items
	full := fullJudgement(items[0])
	bare := meddlewatch.Judgement{Item: items[1], Placement: meddlewatch.Placement{Story: items[1].ID}, Outcome: meddlewatch.OutcomeBelowThreshold}
	story := filled[meddlewatch.Story]()
	if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{full, bare}, []meddlewatch.Story{story}, nil, nil); err != nil {
		t.Fatal(err)
	}
	want := []store.Stored{
		{Judgement: full, Judged: true, Text: true},
		{Judgement: bare, Judged: true, Text: true},
		{Judgement: meddlewatch.Judgement{Item: items[2], Outcome: meddlewatch.OutcomePending}, Text: true},
	}
	if got := history(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	stories, err := db.Stories(t.Context(), []meddlewatch.ID{story.ID, 99})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[meddlewatch.ID]meddlewatch.Story{story.ID: story}; !reflect.DeepEqual(stories, want) {
		t.Errorf("got  %+v\nwant %+v", stories, want)
	}
	pending, err := db.Pending(t.Context(), 10)
	if err != nil || len(pending) != 1 || pending[0].ID != items[2].ID {
		t.Errorf("pending: %v, %v; want the third item", pending, err)
	}
}

func TestJudgedAgain(t *testing.T) {
	db := open(t)
	it := commit(t, db, poll("a", 0, 1))[0].Items[0]
	bare := meddlewatch.Judgement{Item: it, Placement: meddlewatch.Placement{Story: it.ID}, Outcome: meddlewatch.OutcomeDomestic}
	for _, j := range []meddlewatch.Judgement{fullJudgement(it), bare} {
		if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{j}, nil, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := history(t, db); len(got) != 1 || !reflect.DeepEqual(got[0].Judgement, bare) {
		t.Errorf("got  %+v\nwant %+v", got, bare)
	}
	counts := count(t, db)
	if counts.Items.ByOutcome[meddlewatch.OutcomeDomestic] != 1 || sum(counts) != 1 {
		t.Errorf("counts %v", counts.Items)
	}
}

func TestJudgementsAllOrNone(t *testing.T) {
	db := open(t)
	items := commit(t, db, poll("a", 0, 1))[0].Items
	good := meddlewatch.Judgement{Item: items[0], Outcome: meddlewatch.OutcomeAlert, Placement: meddlewatch.Placement{Story: items[0].ID}}
	tests := []struct {
		name string
		bad  meddlewatch.Judgement
		want string
	}{
		{"unknown item", meddlewatch.Judgement{Item: meddlewatch.Item{ID: 77}, Outcome: meddlewatch.OutcomeAlert}, "it is not in the database"},
		{"unknown outcome", meddlewatch.Judgement{Item: items[0], Outcome: "nonsense"}, `"nonsense" is not an outcome`},
		{"unknown guard", meddlewatch.Judgement{Item: items[0], Outcome: meddlewatch.OutcomeAlert, Verdict: meddlewatch.Verdict{Guard: "nonsense"}}, `"nonsense" is not an outcome`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{good, tt.bad}, []meddlewatch.Story{{ID: 3}},
				[]store.Delivery{{Destination: "terminal", Kind: meddlewatch.AlertStory, Story: 3, Revision: 1}}, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want %q in it", err, tt.want)
			}
			pending, err := db.Pending(t.Context(), 10)
			if err != nil || len(pending) != 1 {
				t.Errorf("%d pending, %v; want 1", len(pending), err)
			}
			counts := count(t, db)
			if counts.Stories.Total != 0 || counts.Outbox[meddlewatch.OutboxPending] != 0 || counts.Items.ByOutcome[meddlewatch.OutcomePending] != 1 {
				t.Errorf("something was kept: %+v", counts)
			}
		})
	}
}

func TestWindowItems(t *testing.T) {
	db := open(t)
	items := commit(t, db, poll("a", 0, 6))[0].Items
	var js []meddlewatch.Judgement
	for i, it := range items[:5] { // the last stays pending
		js = append(js, meddlewatch.Judgement{
			Item: it, Outcome: meddlewatch.OutcomeBelowThreshold,
			Verdict: meddlewatch.Verdict{Score: float64(i) / 10}, Placement: meddlewatch.Placement{Story: it.ID},
		})
	}
	if err := db.CommitJudgements(t.Context(), js, nil, nil, nil); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		since time.Time
		floor float64
		want  []int
	}{
		{"all judged", time.Time{}, 0, []int{0, 1, 2, 3, 4}},
		{"by score", time.Time{}, 0.2, []int{2, 3, 4}},
		{"by arrival", noon.Add(3 * time.Second), 0, []int{3, 4}},
		{"both", noon.Add(time.Second), 0.2, []int{2, 3, 4}},
		{"none", noon.Add(time.Hour), 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []meddlewatch.Judgement
			err := db.WindowItems(t.Context(), tt.since, tt.floor, func(j meddlewatch.Judgement) error {
				got = append(got, j)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			var want []meddlewatch.Judgement
			for _, i := range tt.want {
				want = append(want, js[i])
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
	stop := errors.New("enough")
	if err := db.WindowItems(t.Context(), time.Time{}, 0, func(meddlewatch.Judgement) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v, want the callback's own", err)
	}
}

func TestItemByKey(t *testing.T) {
	db := open(t)
	plain, noKey, retitled := item("a", 1), item("b", 1), item("a", 1)
	noKey.LinkKey = 0
	retitled.ID++
	retitled.Title = "Another headline"
	items := commit(t, db, store.Poll{Items: []meddlewatch.Item{plain, noKey}}, store.Poll{Items: []meddlewatch.Item{retitled}})
	plain, noKey, retitled = items[0].Items[0], items[0].Items[1], items[1].Items[0]
	tests := []struct {
		name string
		key  meddlewatch.Key
		url  string
		want *meddlewatch.Item
	}{
		{"the last of two with one link", plain.LinkKey, "", &retitled},
		{"a link that is no key", 12345, noKey.Link, &noKey},
		{"unknown", 12345, "https://elsewhere.example/", nil},
		{"nothing asked", 0, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := db.ItemByKey(t.Context(), tt.key, tt.url)
			if err != nil {
				t.Fatal(err)
			}
			if (got == nil) != (tt.want == nil) || got != nil && !reflect.DeepEqual(got.Item, *tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
