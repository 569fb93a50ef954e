package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/store"
	"meddlewatch/story"
	"meddlewatch/worker"
)

// BenchmarkWhy asks the true program, its start included, of a database that knows a
// million items. The goal is 50 ms.
func BenchmarkWhy(b *testing.B) {
	dir := b.TempDir()
	millionItems(b, filepath.Join(dir, "test.db"))
	bot := filepath.Join(dir, "bot")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", bot, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	config := "[store]\npath = \"test.db\"\n[fetch]\nbuiltin_feeds = false\n[[feeds]]\nurl = \"" + whyFeed(0).URL + "\"\n"
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, address string }{
		{"an-alert", whyLink(whyRelevant)},
		{"not-relevant", whyLink(500_001)},
		{"text-forgotten", whyLink(17)},
		{"never-seen", "https://news0.example/never"},
		{"never-seen-of-no-feed", "https://nobody.example/never"},
	} {
		b.Run(c.name, func(b *testing.B) {
			var spent time.Duration
			n := 0
			for b.Loop() {
				cmd := exec.CommandContext(b.Context(), bot, "why", c.address)
				cmd.Dir = dir
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				n++
			}
			b.ReportMetric(float64(spent.Microseconds())/1000/float64(n), "cpu-ms/op")
		})
	}
}

// The database of the benchmark: one item of ten thousand is relevant, and texts of the
// first half are forgotten.
const (
	whyItems    = 1_000_000
	whyFeeds    = 300
	whyRelevant = 900_000
)

func whyFeed(n int) meddlewatch.Feed {
	return meddlewatch.Feed{URL: fmt.Sprintf("https://news%d.example/rss", n%whyFeeds)}
}

func whyLink(n int) string { return fmt.Sprintf("https://news%d.example/%d", n%whyFeeds, n) }

func millionItems(b *testing.B, path string) {
	b.Helper()
	db, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}()
	data, err := match.DefaultData()
	if err != nil {
		b.Fatal(err)
	}
	list, err := seeds.Learned()
	if err != nil {
		b.Fatal(err)
	}
	judge, err := match.New(list, data, 0.5)
	if err != nil {
		b.Fatal(err)
	}
	state := worker.NewState(judge, story.NewWindow(story.Options{}))
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	const batch = 10_000
	for from := 0; from < whyItems; from += batch {
		var poll store.Poll
		for n := from; n < from+batch; n++ {
			title := fmt.Sprintf("Council of town %d opens a new library", n)
			if n%10_000 == 0 {
				title = fmt.Sprintf("Russia used %d fake accounts to meddle in the election, says the FBI", n)
			}
			it := feeds.ItemFrom(whyFeed(n), feeds.Document{}, feeds.Entry{Title: title, Link: whyLink(n)}, begin.Add(time.Duration(n)*3*time.Second))
			poll.State.Feed = it.Feed
			poll.Items = append(poll.Items, it)
			poll.Sightings = append(poll.Sightings, meddlewatch.Sighting{Key: it.LinkKey, Title: 1, Feed: 1})
		}
		if err := db.CommitPolls(b.Context(), []store.Poll{poll}); err != nil {
			b.Fatal(err)
		}
		judged := worker.JudgeItems(state, poll.Items)
		var deliveries []store.Delivery
		for _, a := range judged.Announcements {
			deliveries = append(deliveries, store.Delivery{Destination: "terminal", Kind: a.Kind, Story: a.Story, Revision: a.Revision, Items: a.Items})
		}
		if err := db.CommitJudgements(b.Context(), judged.Judgements, judged.Stories, deliveries, nil); err != nil {
			b.Fatal(err)
		}
		judged.Commit()
	}
	half := begin.Add(whyItems / 2 * 3 * time.Second)
	if _, err := db.Prune(b.Context(), half, time.Nanosecond, 0); err != nil {
		b.Fatal(err)
	}
}
