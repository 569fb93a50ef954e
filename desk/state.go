package desk

import (
	"context"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// State is the counts of everything.
type State struct {
	Feeds   map[meddlewatch.FeedStatus]int  `json:"feeds"`
	Items   ItemCounts                      `json:"items"`
	Stories StoryCounts                     `json:"stories"`
	Outbox  map[meddlewatch.OutboxState]int `json:"outbox"`
	// Troubles is why messages of the outbox were not delivered.
	Troubles []store.Trouble `json:"troubles"`
	// Candidates is how many names found in the stream wait for a person. StateOf
	// does not count them; see Queue.
	Candidates int `json:"candidates"`
}

// ItemCounts is how many items were ever fetched, and what became of them; the
// outcomes add up to the total.
type ItemCounts struct {
	Total     int                         `json:"total"`
	ByOutcome map[meddlewatch.Outcome]int `json:"by_outcome"`
}

// StoryCounts is how many stories there are; one is open while an item may still
// join it.
type StoryCounts struct {
	Open  int `json:"open"`
	Total int `json:"total"`
}

// openFor is how long after its last item a story counts as open: the window
// in which an item may still join it.
const openFor = 7 * 24 * time.Hour

// StateOf counts. Feeds are those that are configured now: one that was removed
// is not counted, one that was never polled is new.
func StateOf(ctx context.Context, db *store.DB, configured []meddlewatch.Feed, now time.Time) (State, error) {
	urls := make([]string, len(configured))
	for i, f := range configured {
		urls[i] = f.URL
	}
	counts, err := db.Counts(ctx, urls, now.Add(-openFor))
	if err != nil {
		return State{}, err
	}
	troubles, err := db.Troubles(ctx)
	if err != nil {
		return State{}, err
	}
	return State{
		Feeds:   counts.Feeds,
		Items:   ItemCounts{Total: counts.Items.Total, ByOutcome: counts.Items.ByOutcome},
		Stories: StoryCounts{Open: counts.Stories.Open, Total: counts.Stories.Total},
		Outbox:  counts.Outbox,

		Troubles: troubles,
	}, nil
}

// Health is one configured feed with what is remembered of it.
type Health struct {
	Feed  meddlewatch.Feed
	State meddlewatch.FeedState
}

// FeedHealth puts together what is configured and what is remembered, in the
// order of the configuration.
func FeedHealth(configured []meddlewatch.Feed, known map[string]meddlewatch.FeedState) []Health {
	out := make([]Health, len(configured))
	for i, f := range configured {
		st, ok := known[f.URL]
		if !ok {
			st = meddlewatch.FeedState{Feed: f.URL, Status: meddlewatch.FeedNew}
		}
		out[i] = Health{f, st}
	}
	return out
}
