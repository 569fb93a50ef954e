package worker

import (
	"log/slog"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/notify"
	"meddlewatch/store"
)

// Plan is what a person decides: which feeds are polled, what judges them, what
// may alert of a feed that is new, and where alerts go. A reload replaces it as a
// whole.
type Plan struct {
	Feeds        []meddlewatch.Feed
	Judge        Judge
	FirstPoll    FirstPoll
	Destinations []notify.Destination
	KeepText     time.Duration // texts of items older than this are forgotten
	KeepVerdicts time.Duration // and the reasons of verdicts older than this
	Discover     Discoverer    // finds names that no list has; nil: none are looked for
	// Known says whether a list has a name under any alias, or a person does not want
	// to hear of it; nil: no name is known.
	Known func(string) bool
}

// Options is what a worker is made of. All members but Progress are needed.
type Options struct {
	Plan        Plan
	Store       *store.DB
	Client      *feeds.Client
	Concurrency int // polls under way at the same time
	Now         func() time.Time
	Log         *slog.Logger
	// Progress, where set, hears of every finished poll of a cycle.
	Progress func(done, all int)
}
