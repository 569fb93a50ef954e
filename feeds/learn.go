package feeds

import (
	"fmt"
	"math"
	"slices"
	"time"

	"meddlewatch"
)

const (
	day = 24 * time.Hour

	// rateMemory is how long the learned rate remembers: what is older than this
	// counts a third (1/e).
	rateMemory = 7 * day
	// rateSample is how many of the newest items of a first poll tell the rate.
	rateSample = 20
	// shortestGap is the shortest time over which a rate is taken.
	shortestGap = time.Minute
)

const (
	quietGaps    = 10        // usual gaps between items after which a feed is quiet
	quietAtLeast = 3 * day   // and never sooner
	quietAtMost  = 180 * day // and never later
	quietUnknown = 30 * day  // where the usual gap is not known
)

// Learn returns the state after the new items of a good poll have been identified:
// what is known of the feed's dates and rate, and whether it has gone quiet. It
// is called after every good poll, also one without items, and leaves a feed in
// any bad state in it.
//
// The rate is an exponentially weighted mean with a memory of seven days. Items
// that the poll marked as an archive say nothing about the rate. On the first
// arrival the publication dates stand in for the arrivals that nobody saw.
func Learn(state meddlewatch.FeedState, items []meddlewatch.Item, now time.Time) meddlewatch.FeedState {
	now = now.UTC()
	for _, it := range items {
		if p := it.Published.UTC(); p.After(state.Newest) && !p.After(now) {
			state.Newest = p
		}
	}
	fresh := slices.Collect(func(yield func(meddlewatch.Item) bool) {
		for _, it := range items {
			if it.Mark != meddlewatch.MarkArchive && !yield(it) {
				return
			}
		}
	})
	switch {
	case len(items) == 0:
	case state.LastItem.IsZero():
		state.LastItem = now
		if !state.Newest.IsZero() {
			state.LastItem = state.Newest
		}
		state.PerDay = firstRate(items, now)
	default:
		if len(fresh) > 0 {
			state.PerDay = nextRate(state.PerDay, len(fresh), now.Sub(state.LastItem))
		}
		state.LastItem = now
	}
	if state.Failures == 0 && (state.Status == meddlewatch.FeedFine || state.Status == meddlewatch.FeedQuiet) {
		settle(&state, now)
	}
	return state
}

// firstRate returns items a day by the dates of the newest of them, over a day at
// least; zero where they have no dates.
func firstRate(items []meddlewatch.Item, now time.Time) float64 {
	var dates []time.Time
	for _, it := range items {
		if !it.Published.IsZero() && !it.Published.After(now) {
			dates = append(dates, it.Published)
		}
	}
	if len(dates) == 0 {
		return 0
	}
	slices.SortFunc(dates, func(a, b time.Time) int { return b.Compare(a) })
	dates = dates[:min(len(dates), rateSample)]
	span := max(now.Sub(dates[len(dates)-1]), day)
	return float64(len(dates)) / inDays(span)
}

// nextRate moves the rate towards that of n items after a gap; the longer the gap
// the further.
func nextRate(rate float64, n int, gap time.Duration) float64 {
	if rate <= 0 {
		return float64(n) / inDays(max(gap, day))
	}
	gap = max(gap, shortestGap)
	weight := 1 - math.Exp(-float64(gap)/float64(rateMemory))
	return rate*(1-weight) + float64(n)/inDays(gap)*weight
}

func inDays(d time.Duration) float64 { return float64(d) / float64(day) }

// settle names the state of a feed that was read without complaint: moved, quiet
// or fine. A move comes first, because a person can do something about it.
func settle(state *meddlewatch.FeedState, now time.Time) {
	if state.Address != "" {
		enter(state, meddlewatch.FeedMoved, "It has moved for good; put the new address into the config: "+shownString(state.Address), now)
		return
	}
	if idle := now.Sub(state.LastItem); !state.LastItem.IsZero() && idle > quietAfter(state.PerDay) {
		enter(state, meddlewatch.FeedQuiet, fmt.Sprintf("It can be read, but has brought nothing new since %s%s.",
			state.LastItem.Format(time.DateOnly), usually(state.PerDay)), now)
		return
	}
	enter(state, meddlewatch.FeedFine, "", now)
}

// quietAfter returns the silence after which a feed of this rate is quiet.
func quietAfter(perDay float64) time.Duration {
	if perDay <= 0 {
		return quietUnknown
	}
	gaps := quietGaps / perDay * float64(day)
	return time.Duration(min(max(gaps, float64(quietAtLeast)), float64(quietAtMost)))
}

// usually says how often something new is usual.
func usually(perDay float64) string {
	switch {
	case perDay <= 0:
		return ""
	case perDay >= 1:
		return fmt.Sprintf(", where about %.0f a day are usual", perDay)
	}
	return fmt.Sprintf(", where one in about %.0f days is usual", math.Ceil(1/perDay))
}

// enter puts a feed into a state; Since stays while the state does.
func enter(state *meddlewatch.FeedState, status meddlewatch.FeedStatus, why string, now time.Time) {
	if state.Status != status {
		state.Since = now
	}
	state.Status, state.Why = status, why
}
