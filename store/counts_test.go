package store_test

import (
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"

	"pgregory.net/rapid"
)

func count(t testing.TB, db *store.DB) store.Counts {
	t.Helper()
	c, err := db.Counts(t.Context(), nil, noon)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sum(c store.Counts) int {
	n := 0
	for _, of := range c.Items.ByOutcome {
		n += of
	}
	return n
}

func TestCounts(t *testing.T) {
	db := open(t)
	polls := commit(t, db, poll("a", 0, 3), poll("gone", 0, 0), poll("unconfigured", 0, 0))
	polls[1].State.Status = meddlewatch.FeedGone
	commit(t, db, polls[1:2]...)
	it := polls[0].Items[0]
	err := db.CommitJudgements(t.Context(),
		[]meddlewatch.Judgement{{Item: it, Outcome: meddlewatch.OutcomeAlert, Placement: meddlewatch.Placement{Story: it.ID}}},
		[]meddlewatch.Story{{ID: it.ID, Updated: noon}, {ID: 5, Updated: noon.Add(-time.Millisecond)}},
		[]store.Delivery{{Destination: "terminal", Kind: meddlewatch.AlertStory, Story: it.ID, Revision: 1}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Counts(t.Context(), []string{polls[0].State.Feed, polls[1].State.Feed, "https://never.example/"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if c.Feeds[meddlewatch.FeedFine] != 1 || c.Feeds[meddlewatch.FeedGone] != 1 || c.Feeds[meddlewatch.FeedNew] != 1 || len(c.Feeds) != len(meddlewatch.FeedStatuses()) {
		t.Errorf("feeds %v", c.Feeds)
	}
	if c.Items.Total != 3 || c.Items.ByOutcome[meddlewatch.OutcomeAlert] != 1 || c.Items.ByOutcome[meddlewatch.OutcomePending] != 2 || len(c.Items.ByOutcome) != len(meddlewatch.Outcomes()) {
		t.Errorf("items %v", c.Items)
	}
	if c.Stories != (store.StoryCounts{Open: 1, Total: 2}) {
		t.Errorf("stories %v", c.Stories)
	}
	if c.Outbox[meddlewatch.OutboxPending] != 1 || len(c.Outbox) != len(meddlewatch.OutboxStates()) {
		t.Errorf("outbox %v", c.Outbox)
	}
}

// TestCountsAlwaysSum does what a worker may do in any order, mistakes included,
// and counts after every step what the items themselves say.
func TestCountsAlwaysSum(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		db, err := store.Open(t.Context(), rapidPath(t))
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := db.Close(); err != nil {
				rt.Error(err)
			}
		}()
		store.NoSync(t, db)
		want := map[meddlewatch.ID]meddlewatch.Outcome{}
		var known []meddlewatch.ID
		rt.Repeat(map[string]func(*rapid.T){
			"poll": func(rt *rapid.T) {
				n := rapid.IntRange(0, 5).Draw(rt, "items")
				var p store.Poll
				for range n {
					// Few IDs, so that they collide.
					p.Items = append(p.Items, meddlewatch.Item{ID: meddlewatch.ID(rapid.IntRange(1, 20).Draw(rt, "id")), Arrived: noon.Add(-time.Hour)})
				}
				polls := []store.Poll{p}
				if err := db.CommitPolls(t.Context(), polls); err != nil {
					rt.Fatal(err)
				}
				for _, it := range polls[0].Items {
					if _, twice := want[it.ID]; twice {
						rt.Fatalf("ID %s given twice", it.ID)
					}
					want[it.ID] = meddlewatch.OutcomePending
					known = append(known, it.ID)
				}
			},
			"judge": func(rt *rapid.T) {
				if len(known) == 0 {
					return
				}
				js := make([]meddlewatch.Judgement, rapid.IntRange(1, 4).Draw(rt, "judgements"))
				for i := range js {
					js[i].Item.ID = rapid.SampledFrom(known).Draw(rt, "item")
					js[i].Outcome = rapid.SampledFrom(meddlewatch.Outcomes()).Draw(rt, "outcome")
				}
				broken := rapid.Bool().Draw(rt, "broken")
				if broken {
					js = append(js, meddlewatch.Judgement{Outcome: "nonsense"})
				}
				err := db.CommitJudgements(t.Context(), js, nil, nil, nil)
				if broken != (err != nil) {
					rt.Fatalf("broken %v, error %v", broken, err)
				}
				for _, j := range js {
					if !broken {
						want[j.Item.ID] = j.Outcome
					}
				}
			},
			"prune": func(rt *rapid.T) {
				if _, err := db.Prune(t.Context(), noon, time.Minute, time.Minute); err != nil {
					rt.Fatal(err)
				}
			},
			"": func(rt *rapid.T) {
				c, err := db.Counts(t.Context(), nil, noon)
				if err != nil {
					rt.Fatal(err)
				}
				by := map[meddlewatch.Outcome]int{}
				for _, o := range want {
					by[o]++
				}
				for _, o := range meddlewatch.Outcomes() {
					if c.Items.ByOutcome[o] != by[o] {
						rt.Errorf("%s: counted %d, is %d", o, c.Items.ByOutcome[o], by[o])
					}
				}
				if c.Items.Total != len(want) || sum(c) != len(want) {
					rt.Errorf("total %d, sum %d, items %d", c.Items.Total, sum(c), len(want))
				}
			},
		})
	})
}
