package worker

import (
	"fmt"
	"testing"
	"time"

	"meddlewatch"
)

func day(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }

func published(times ...time.Time) []meddlewatch.Item {
	items := make([]meddlewatch.Item, len(times))
	for i, t := range times {
		items[i] = meddlewatch.Item{ID: meddlewatch.ID(i + 1), Published: t, Arrived: day(20)}
	}
	return items
}

func repeated(n int, t time.Time) []meddlewatch.Item {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = t
	}
	return published(times...)
}

func TestMarkArrival(t *testing.T) {
	known := meddlewatch.FeedState{LastGood: day(19), Newest: day(19), PerDay: 4}
	offline := meddlewatch.FeedState{LastGood: day(15), Newest: day(15), PerDay: 10}
	tests := []struct {
		name   string
		state  meddlewatch.FeedState
		items  []meddlewatch.Item
		policy FirstPoll
		want   meddlewatch.Mark
		marked int
	}{
		{"an ordinary poll", known, repeated(5, day(20)), FirstPoll{}, meddlewatch.MarkNone, 5},
		{"three times the usual is still usual", known, repeated(12, day(20)), FirstPoll{}, meddlewatch.MarkNone, 12},
		{"more than that is a surge", known, repeated(13, day(20)), FirstPoll{}, meddlewatch.MarkSurge, 13},
		{"five days offline are no surge", offline, repeated(100, day(19)), FirstPoll{}, meddlewatch.MarkNone, 100},
		{"a feed of unknown rate may bring five", meddlewatch.FeedState{LastGood: day(19)}, repeated(5, day(20)), FirstPoll{}, meddlewatch.MarkNone, 5},
		{"eleven old items are an archive", known, repeated(11, day(3)), FirstPoll{}, meddlewatch.MarkArchive, 11},
		{"ten old items are late news", known, repeated(10, day(3)), FirstPoll{}, meddlewatch.MarkNone, 10},
		{"undated items are no archive", known, append(repeated(11, day(3)), published(time.Time{})...), FirstPoll{}, meddlewatch.MarkNone, 12},
		{"a first poll is silent", meddlewatch.FeedState{}, repeated(30, day(20)), FirstPoll{}, meddlewatch.MarkFirstPoll, 30},
		{"a first poll lets the newest through", meddlewatch.FeedState{}, published(day(1), day(20), day(2), day(19)), FirstPoll{Newest: 2}, meddlewatch.MarkNone, 2},
		{"a first poll lets the recent through", meddlewatch.FeedState{}, published(day(1), day(20), day(18), time.Time{}), FirstPoll{Since: 72 * time.Hour}, meddlewatch.MarkNone, 2},
		{"a first poll lets at most so many through", meddlewatch.FeedState{}, repeated(30, day(20)), FirstPoll{Since: 72 * time.Hour, Newest: 10}, meddlewatch.MarkNone, 10},
		{"after an empty first poll items are news", meddlewatch.FeedState{LastGood: day(19)}, repeated(1, day(1)), FirstPoll{}, meddlewatch.MarkNone, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			markArrival(test.state, test.items, test.policy, day(20))
			marked := 0
			for _, it := range test.items {
				if it.Mark == test.want {
					marked++
				}
			}
			if marked != test.marked {
				t.Errorf("%d of %d items have mark %q, want %d", marked, len(test.items), test.want, test.marked)
			}
		})
	}
}

func TestFirstPollLetsTheNewestThrough(t *testing.T) {
	items := published(day(1), day(20), day(2), day(19))
	markArrival(meddlewatch.FeedState{}, items, FirstPoll{Newest: 2}, day(20))
	got := fmt.Sprint(items[0].Mark, items[1].Mark, items[2].Mark, items[3].Mark)
	want := fmt.Sprint(meddlewatch.MarkFirstPoll, meddlewatch.MarkNone, meddlewatch.MarkFirstPoll, meddlewatch.MarkNone)
	if got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
}
