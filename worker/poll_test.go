package worker

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// A state follows from the one before: the next poll of a feed waits for commit 1
// of the last, however short the schedule and however slow the database.
func TestFeedIsNotPolledWhileItsAnswerWaits(t *testing.T) {
	db, web := newDB(t), newWeb(t)
	url := web.set("/feed", rss())
	w := newTestWorker(t, db, plan(url), web)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()

	w.Tick(ctx, time.Now())
	w.polls.wait()
	web.set("/feed", rss(entry{n: 1, title: events[0]}))
	w.Tick(ctx, time.Now().Add(time.Hour))
	w.polls.wait()
	if n := web.requests("/feed"); n != 1 {
		t.Fatalf("%d polls before the first answer was committed, want 1", n)
	}

	stages := w.startStages(ctx, stop)
	eventually(t, "commit 1", func() bool { return !w.stateOf(url).FirstPoll() })
	w.Tick(ctx, time.Now().Add(time.Hour))
	if err := w.finish(stages); err != nil {
		t.Fatal(err)
	}
	if n := web.requests("/feed"); n != 2 {
		t.Errorf("%d polls, want a second one after the commit", n)
	}
	// The first poll was empty; what the second brings is news.
	if c := countsOf(t, db); c.Items.ByOutcome["alert"] != 1 {
		t.Errorf("outcomes %v, want an alert", c.Items.ByOutcome)
	}
}

// A fault of the bot over one answer becomes the state of that feed.
func TestFaultOverOneAnswer(t *testing.T) {
	const url = "https://feed.example/rss"
	before := meddlewatch.FeedState{Feed: url, Status: meddlewatch.FeedFine, ETag: "kept", LastGood: day(1)}
	after := before
	after.ETag, after.NextPoll = "of what was not kept", day(3)
	w := &Worker{log: slog.New(slog.DiscardHandler)} // without a store
	poll, err := w.identify(t.Context(), arrival{
		feed: feed(url), before: before, now: day(2),
		result: feeds.Result{State: after, Document: &feeds.Document{Entries: []feeds.Entry{{Title: "Weather"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	st := poll.State
	if st.Status != meddlewatch.FeedMalformed || st.Why == "" || !st.Since.Equal(day(2)) || st.Failures != 1 {
		t.Errorf("state %+v, want malformed since the poll, with a reason", st)
	}
	if st.ETag != "kept" || !st.NextPoll.Equal(day(3)) || !st.LastPoll.Equal(day(2)) {
		t.Errorf("state %+v, want the validators of before and the next poll as planned", st)
	}
}

func TestShorterScheduleTakesEffect(t *testing.T) {
	const monthly, often = "0 0 1 * *", "@every 15m"
	polled := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name     string
		state    meddlewatch.FeedState // as after a poll with the monthly schedule
		schedule string                // of the reload
		due      time.Duration         // after the last poll
	}{
		{"shorter", meddlewatch.FeedState{}, often, 15 * time.Minute},
		{"shorter, but the document asks for a day", meddlewatch.FeedState{TTL: 24 * time.Hour}, often, 24 * time.Hour},
		{"shorter, but the server has asked to wait", meddlewatch.FeedState{RetryAfter: polled.Add(3 * time.Hour)}, often, 3 * time.Hour},
		{"the same", meddlewatch.FeedState{}, monthly, 30*24*time.Hour - 12*time.Hour},
		{"longer", meddlewatch.FeedState{}, "0 0 1 1 *", 30*24*time.Hour - 12*time.Hour},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			const url = "https://feed.example/rss"
			st := test.state
			st.Feed, st.LastPoll, st.LastGood = url, polled, polled
			st.NextPoll = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
			db := newDB(t)
			if err := db.CommitPolls(t.Context(), []store.Poll{{State: st}}); err != nil {
				t.Fatal(err)
			}
			p := plan()
			p.Feeds = []meddlewatch.Feed{{URL: url, Schedule: monthly}}
			w := newTestWorker(t, db, p, nil)
			p.Feeds = []meddlewatch.Feed{{URL: url, Schedule: test.schedule}}
			w.SetPlan(p)
			if due := w.due(polled.Add(test.due - time.Second)); len(due) != 0 {
				t.Errorf("due before %s have passed", test.due)
			}
			if due := w.due(polled.Add(test.due)); len(due) != 1 {
				t.Errorf("not due when %s have passed", test.due)
			}
		})
	}
}
