package worker

import (
	"slices"
	"time"

	"meddlewatch"
)

// FirstPoll says what may alert of the items a feed shows when it is read for
// the first time. The zero value keeps all of them silent.
type FirstPoll struct {
	Newest int           // at most so many of the newest items may alert; zero: no limit by number
	Since  time.Duration // only items published so recently may alert; zero: no limit by time
}

// silent says whether nothing of a first poll may alert.
func (p FirstPoll) silent() bool { return p.Newest == 0 && p.Since == 0 }

// archiveItems is how many unseen items, all older than the newest known one,
// make an archive: a publisher that puts old items back, not news.
const archiveItems = 10

// surgeFactor is how many times the expected number of items still counts as
// usual: news days are busier than others, but not by more than this.
const surgeFactor = 3

// markArrival sets the marks of new items. The state is that of the feed before
// the poll that brought them.
func markArrival(state meddlewatch.FeedState, items []meddlewatch.Item, policy FirstPoll, now time.Time) {
	mark := meddlewatch.MarkNone
	switch {
	case state.FirstPoll():
		markFirstPoll(items, policy, now)
		return
	case archive(state, items):
		mark = meddlewatch.MarkArchive
	case surge(state, items, now):
		mark = meddlewatch.MarkSurge
	}
	for i := range items {
		items[i].Mark = mark
	}
}

// markFirstPoll keeps silent what the policy does not let through. An item
// without a date can not be shown to be recent, so a limit by time keeps it
// silent.
func markFirstPoll(items []meddlewatch.Item, policy FirstPoll, now time.Time) {
	for i := range items {
		items[i].Mark = meddlewatch.MarkFirstPoll
	}
	if policy.silent() {
		return
	}
	byAge := make([]int, 0, len(items))
	for i, it := range items {
		recent := !it.Published.IsZero() && now.Sub(it.Published) <= policy.Since
		if policy.Since == 0 || recent {
			byAge = append(byAge, i)
		}
	}
	slices.SortStableFunc(byAge, func(a, b int) int { return items[b].Time().Compare(items[a].Time()) })
	if policy.Newest > 0 && len(byAge) > policy.Newest {
		byAge = byAge[:policy.Newest]
	}
	for _, i := range byAge {
		items[i].Mark = meddlewatch.MarkNone
	}
}

func archive(state meddlewatch.FeedState, items []meddlewatch.Item) bool {
	if len(items) <= archiveItems || state.Newest.IsZero() {
		return false
	}
	return !slices.ContainsFunc(items, func(it meddlewatch.Item) bool {
		return it.Published.IsZero() || !it.Published.Before(state.Newest)
	})
}

// surge says whether a poll brought more than the feed's rate and the time since
// its last good poll let expect, so that a night offline is none.
func surge(state meddlewatch.FeedState, items []meddlewatch.Item, now time.Time) bool {
	expected := state.PerDay * now.Sub(state.LastGood).Hours() / 24
	return float64(len(items)) > max(floodAlerts, surgeFactor*expected)
}
