package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

func TestPrune(t *testing.T) {
	const day = 24 * time.Hour
	db := open(t)
	const old, young = 1200, 50 // more than two batches
	polls := []store.Poll{poll("old", 0, old), poll("young", 0, young), poll("pending", 0, 1), poll("owed", 0, 2), poll("listed", 0, 1)}
	for i := range polls[1].Items {
		polls[1].Items[i].Arrived = noon.Add(50 * day)
	}
	commit(t, db, polls...)
	var js []meddlewatch.Judgement
	for i, p := range polls {
		if i == 2 {
			continue
		}
		for _, it := range p.Items {
			js = append(js, meddlewatch.Judgement{
				Item: it, Outcome: meddlewatch.OutcomeDomestic, Placement: meddlewatch.Placement{Story: it.ID},
				Verdict: meddlewatch.Verdict{Score: 0.3, Guard: meddlewatch.OutcomeDomestic, Claim: meddlewatch.ClaimOpinion},
			})
		}
	}
	owed := polls[3].Items
	js[old+young+1].Placement = meddlewatch.Placement{Story: owed[0].ID, Joined: true}
	out := []store.Delivery{
		{Destination: "terminal", Kind: meddlewatch.AlertStory, Story: owed[0].ID, Revision: 1},
		{Destination: "terminal", Kind: meddlewatch.AlertNotice, Story: 99, Items: []meddlewatch.ID{polls[4].Items[0].ID}},
	}
	if err := db.CommitJudgements(t.Context(), js, nil, out, nil); err != nil {
		t.Fatal(err)
	}
	before := count(t, db)
	now := noon.Add(60 * day)

	prune := func(text, verdicts time.Duration, want store.Pruned) {
		t.Helper()
		got, err := db.Prune(t.Context(), now, text, verdicts)
		if err != nil || got != want {
			t.Errorf("pruned %+v, %v; want %+v", got, err, want)
		}
	}
	prune(0, 0, store.Pruned{})
	prune(61*day, 61*day, store.Pruned{})
	prune(30*day, 61*day, store.Pruned{Texts: old})
	prune(30*day, 30*day, store.Pruned{Verdicts: old})
	prune(30*day, 30*day, store.Pruned{})
	if got := len(history(t, db)); got != young+4 {
		t.Errorf("%d texts left, want %d", got, young+4)
	}
	it := polls[0].Items[700]
	s, err := db.ItemByKey(t.Context(), it.LinkKey, it.Link)
	if err != nil || s == nil {
		t.Fatalf("a pruned item is not found: %v", err)
	}
	if s.Text || s.Item.Title != "" || s.Outcome != meddlewatch.OutcomeDomestic || s.Verdict.Score != 0.3 || s.Verdict.Claim != "" || !s.Judged {
		t.Errorf("left of a pruned item: %+v", s)
	}
	seen, err := db.Seen(t.Context(), []meddlewatch.Key{it.LinkKey, it.GUIDKey})
	if err != nil || len(seen) != 2 {
		t.Errorf("the keys of a pruned item: %v, %v", seen, err)
	}
	if after := count(t, db); sum(after) != sum(before) || after.Items.Total != before.Items.Total {
		t.Errorf("counts before %v, after %v", before.Items, after.Items)
	}
	// Once delivered, nothing holds them any longer; what has no verdict stays.
	settle(t, db, 1, meddlewatch.OutboxSent, time.Time{})
	settle(t, db, 2, meddlewatch.OutboxDead, time.Time{})
	prune(30*day, 30*day, store.Pruned{Texts: 3, Verdicts: 3})

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.Prune(ctx, now, day, day); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
}
