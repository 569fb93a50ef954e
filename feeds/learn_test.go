package feeds

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// itemsAt returns an item for each age, in days before now; a negative zero-less
// age lies in the future. NaN is an item without a date.
func itemsAt(now time.Time, ages ...float64) []meddlewatch.Item {
	var items []meddlewatch.Item
	for i, age := range ages {
		it := meddlewatch.Item{Title: fmt.Sprint("item ", i), Arrived: now}
		if !math.IsNaN(age) {
			it.Published = now.Add(-time.Duration(age * float64(day)))
		}
		items = append(items, it)
	}
	return items
}

func TestLearnFirstPoll(t *testing.T) {
	now := pollTime()
	undated := math.NaN()
	daily := make([]float64, 100)
	for i := range daily {
		daily[i] = float64(i)
	}
	tests := []struct {
		name    string
		ages    []float64
		newest  time.Time
		last    time.Time
		perDay  float64
		verdict meddlewatch.FeedStatus
	}{
		{"empty", nil, time.Time{}, time.Time{}, 0, meddlewatch.FeedFine},
		{"undated", []float64{undated, undated}, time.Time{}, now, 0, meddlewatch.FeedFine},
		{"ten of today", []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6}, now.Add(-day / 10), now.Add(-day / 10), 10, meddlewatch.FeedFine},
		{"one a day, the newest twenty count", daily, now, now, 20.0 / 19, meddlewatch.FeedFine},
		{"future dates say nothing", []float64{-30, 1, 2}, now.Add(-day), now.Add(-day), 1, meddlewatch.FeedFine},
		{"dead for years", []float64{3000, 3001, 3002}, now.Add(-3000 * day), now.Add(-3000 * day), 3.0 / 3002, meddlewatch.FeedQuiet},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Learn(meddlewatch.FeedState{Status: meddlewatch.FeedFine, LastGood: now}, itemsAt(now, tt.ages...), now)
			if !s.Newest.Equal(tt.newest) || !s.LastItem.Equal(tt.last) || s.Status != tt.verdict {
				t.Errorf("newest %s, last %s, %s (%s)", s.Newest, s.LastItem, s.Status, s.Why)
			}
			if math.Abs(s.PerDay-tt.perDay) > 1e-9 {
				t.Errorf("%g a day, want %g", s.PerDay, tt.perDay)
			}
		})
	}
}

func TestLearnRateFollowsTheFeed(t *testing.T) {
	now := pollTime()
	s := Learn(meddlewatch.FeedState{Status: meddlewatch.FeedFine}, itemsAt(now, 0, 1, 2, 3), now)
	run := func(days, perDay int) {
		for range days * perDay {
			now = now.Add(day / time.Duration(perDay))
			s = Learn(s, itemsAt(now, 0), now)
			s = Learn(s, nil, now) // polls without news change nothing
		}
	}
	run(60, 24)
	if s.PerDay < 23 || s.PerDay > 25 {
		t.Errorf("24 a day are learned as %g", s.PerDay)
	}
	run(60, 2)
	if s.PerDay < 1.9 || s.PerDay > 2.2 {
		t.Errorf("2 a day are learned as %g", s.PerDay)
	}
	// The same rate in one lump a day.
	for range 30 {
		now = now.Add(day)
		s = Learn(s, itemsAt(now, 0, 0, 0, 0, 0, 0), now)
	}
	if s.PerDay < 5.7 || s.PerDay > 6.3 {
		t.Errorf("6 a day at once are learned as %g", s.PerDay)
	}
	before := s.PerDay
	archive := itemsAt(now, 400, 401, 402, 403, 404, 405)
	for i := range archive {
		archive[i].Mark = meddlewatch.MarkArchive
	}
	if s = Learn(s, archive, now.Add(time.Minute)); s.PerDay != before || !s.LastItem.Equal(now.Add(time.Minute)) {
		t.Errorf("an archive makes it %g, was %g", s.PerDay, before)
	}
}

func TestQuiet(t *testing.T) {
	now := pollTime()
	tests := []struct {
		name   string
		perDay float64
		idle   time.Duration
		quiet  bool
		why    string
	}{
		{"busy, a night", 20, 12 * time.Hour, false, ""},
		{"busy, four days", 20, 4 * day, true, "about 20 a day"},
		{"daily, a week", 1, 7 * day, false, ""},
		{"daily, eleven days", 1, 11 * day, true, "about 1 a day"},
		{"weekly, two months", 1.0 / 7, 60 * day, false, ""},
		{"weekly, eleven weeks", 1.0 / 7, 77 * day, true, "one in about 7 days"},
		{"yearly, five months", 1.0 / 365, 150 * day, false, ""},
		{"yearly, a year", 1.0 / 365, 365 * day, true, "one in about 365 days"},
		{"unknown, four weeks", 0, 28 * day, false, ""},
		{"unknown, five weeks", 0, 35 * day, true, "nothing new since"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			since := now.Add(-time.Hour)
			s := meddlewatch.FeedState{Status: meddlewatch.FeedFine, Since: since, PerDay: tt.perDay, LastItem: now.Add(-tt.idle)}
			s = Learn(s, nil, now)
			if (s.Status == meddlewatch.FeedQuiet) != tt.quiet || !strings.Contains(s.Why, tt.why) {
				t.Fatalf("%s: %q", s.Status, s.Why)
			}
			if !tt.quiet {
				return
			}
			if !s.Since.Equal(now) {
				t.Errorf("quiet since %s", s.Since)
			}
			later := Learn(s, nil, now.Add(day))
			if !later.Since.Equal(now) {
				t.Errorf("a day later quiet since %s", later.Since)
			}
			woken := Learn(later, itemsAt(now, 0), now.Add(2*day))
			if woken.Status != meddlewatch.FeedFine || woken.Why != "" {
				t.Errorf("after an item: %s: %q", woken.Status, woken.Why)
			}
		})
	}
}

func TestLearnLeavesBadStatesAlone(t *testing.T) {
	now := pollTime()
	for _, status := range meddlewatch.FeedStatuses() {
		if status == meddlewatch.FeedFine || status == meddlewatch.FeedQuiet {
			continue
		}
		s := meddlewatch.FeedState{Status: status, Why: "why", Since: now, PerDay: 10, LastItem: now.Add(-100 * day)}
		if got := Learn(s, nil, now); got.Status != status || got.Why != "why" {
			t.Errorf("%s became %s: %s", status, got.Status, got.Why)
		}
	}
}
