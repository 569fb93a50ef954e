package desk

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
	"meddlewatch/story"
	"meddlewatch/worker"
)

const known = "https://news.example/known"

// openKnown returns a database with one item, judged or not.
func openKnown(t *testing.T, title string, judge worker.Judge) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	it := feeds.ItemFrom(meddlewatch.Feed{URL: "https://news.example/rss"}, feeds.Document{},
		feeds.Entry{Title: title, Link: known}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	items := []meddlewatch.Item{it}
	if err := db.CommitPolls(t.Context(), []store.Poll{{State: meddlewatch.FeedState{Feed: it.Feed}, Items: items}}); err != nil {
		t.Fatal(err)
	}
	if judge == nil {
		return db
	}
	judged := worker.JudgeItems(worker.NewState(judge, story.NewWindow(story.Options{})), items)
	if err := db.CommitJudgements(t.Context(), judged.Judgements, judged.Stories, nil, nil); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestWhy(t *testing.T) {
	today := wordJudge{versions: meddlewatch.Versions{Watchlist: "aaaaaaaaaaaa"}}
	later := wordJudge{versions: meddlewatch.Versions{Watchlist: "bbbbbbbbbbbb"}}
	tests := []struct {
		name       string
		title      string
		stored     worker.Judge // nil: not judged yet
		prune      bool
		again      worker.Judge
		outcome    meddlewatch.Outcome
		recomputed string
	}{
		{"alerted", harbour, today, false, today, "alert", "Judged again: the same result."},
		{"not relevant, without reasons", weather, today, false, today, "below-threshold", "Judged again: the same result."},
		{"other data", harbour, today, false, later, "alert", "Judged again with today's data (watchlist bbbbbbbbbbbb"},
		{"the same data and another result", harbour, today, false, otherJudge{today}, "alert", "Judged again with the same data: another result"},
		{"text forgotten", harbour, today, true, today, "alert", "Its text is no longer kept"},
		{"not judged yet", harbour, nil, false, today, "pending", "It waits to be judged."},
		{"a judge that breaks over it", "broken", today, false, today, "below-threshold", "Judged again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := openKnown(t, test.title, test.stored)
			if test.prune {
				if _, err := db.Prune(t.Context(), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), time.Hour, 0); err != nil {
					t.Fatal(err)
				}
			}
			got, err := Why(t.Context(), db, ready(test.again), nil, "http://www.news.example/known?utm_source=x")
			if err != nil {
				t.Fatal(err)
			}
			if !got.Seen || got.Outcome != test.outcome || !strings.HasPrefix(got.Recomputed, test.recomputed) {
				t.Errorf("seen %t, outcome %s, %q; want %s, %q", got.Seen, got.Outcome, got.Recomputed, test.outcome, test.recomputed)
			}
			if got.Reasons == nil || got.Actors == nil || got.Campaigns == nil {
				t.Errorf("a list is null: %+v", got)
			}
		})
	}
}

// otherJudge finds nothing relevant, with the same data.
type otherJudge struct{ judge wordJudge }

func (o otherJudge) Judge(meddlewatch.Item) meddlewatch.Verdict {
	return meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold, Versions: o.judge.versions}
}

func TestWhyOfWhatWasNeverSeen(t *testing.T) {
	configured := []meddlewatch.Feed{{URL: "https://rss.news.example/world"}, {URL: "https://feeds.news.example/all"}, {URL: "https://other.example/rss"}}
	db := openKnown(t, weather, wordJudge{})
	tests := []struct{ name, address, want string }{
		{"of a configured site", "https://www.news.example/unknown", "The feed that would have had to carry it: https://feeds.news.example/all, https://rss.news.example/world"},
		{"of another site", "https://nobody.example/unknown", "No configured feed is of nobody.example; “bot feeds add https://nobody.example” looks for one."},
		{"no address", "unknown", "It is no web address"},
		{"nothing", "", "It is no web address"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Why(t.Context(), db, ready(wordJudge{}), configured, test.address)
			if err != nil {
				t.Fatal(err)
			}
			if got.Seen || !strings.HasPrefix(got.Absence, test.want) {
				t.Errorf("seen %t, %q; want %q", got.Seen, got.Absence, test.want)
			}
		})
	}
}

// ready is a judge that takes no time to make.
func ready(judge worker.Judge) func() (worker.Judge, error) {
	return func() (worker.Judge, error) { return judge, nil }
}
