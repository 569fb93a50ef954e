package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// words is invented text of about n bytes, as compressible as prose is.
func words(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%c%s%d ", 'a'+r.IntN(26), "ordwoodstoneriverhill"[:3+r.IntN(17)], r.IntN(100))
	}
	return b.String()
}

func bulk(r *rand.Rand, feed, from, n, size int) store.Poll {
	p := poll(fmt.Sprint("feed", feed), from, from+n)
	for i := range p.Items {
		p.Items[i].Summary = words(r, size)
	}
	return p
}

// BenchmarkFirstPoll keeps 1,000 feeds of 50 items of 3 KB, reads them back as
// pending and judges them.
func BenchmarkFirstPoll(b *testing.B) {
	for _, together := range []int{1, 10} {
		b.Run(fmt.Sprint("feeds-a-commit=", together), func(b *testing.B) { firstPoll(b, together) })
	}
}

func firstPoll(b *testing.B, together int) {
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "first.db")
		db := openAt(b, path)
		ctx := context.Background()
		r := rand.New(rand.NewPCG(1, 2))
		var seen, commit1, pending, commit2 time.Duration
		took := func(into *time.Duration, f func() error) {
			start := cpu()
			if err := f(); err != nil {
				b.Fatal(err)
			}
			*into += cpu() - start
		}
		for f := 0; f < 1000; f += together {
			polls := make([]store.Poll, together)
			for i := range polls {
				polls[i] = bulk(r, f+i, 0, 50, 3000)
				keys := make([]meddlewatch.Key, 0, 100)
				for _, s := range polls[i].Sightings {
					keys = append(keys, s.Key)
				}
				took(&seen, func() error { _, err := db.Seen(ctx, keys); return err })
			}
			took(&commit1, func() error { return db.CommitPolls(ctx, polls) })
		}
		for {
			var items []meddlewatch.Item
			took(&pending, func() (err error) { items, err = db.Pending(ctx, 200); return err })
			if len(items) == 0 {
				break
			}
			js := make([]meddlewatch.Judgement, len(items))
			for i, it := range items {
				js[i] = meddlewatch.Judgement{
					Item: it, Outcome: meddlewatch.OutcomeBelowThreshold,
					Verdict:   meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold, Versions: meddlewatch.Versions{Watchlist: "w"}},
					Placement: meddlewatch.Placement{Story: it.ID},
				}
			}
			took(&commit2, func() error { return db.CommitJudgements(ctx, js, nil, nil, nil) })
		}
		b.ReportMetric(float64(size(b, path))/50_000, "disk-bytes/item")
		b.ReportMetric(seen.Seconds(), "cpu-s/seen")
		b.ReportMetric(commit1.Seconds(), "cpu-s/commit1")
		b.ReportMetric(pending.Seconds(), "cpu-s/pending")
		b.ReportMetric(commit2.Seconds(), "cpu-s/commit2")
	}
}

// BenchmarkCommitNews keeps one poll of 50 new items of 3 KB.
func BenchmarkCommitNews(b *testing.B) {
	db := open(b)
	r := rand.New(rand.NewPCG(1, 2))
	var spent time.Duration
	n := 0
	for b.Loop() {
		b.StopTimer()
		p := bulk(r, 1, n*50, 50, 3000)
		n++
		b.StartTimer()
		start := cpu()
		if err := db.CommitPolls(context.Background(), []store.Poll{p}); err != nil {
			b.Fatal(err)
		}
		spent += cpu() - start
	}
	b.ReportMetric(float64(spent.Microseconds())/float64(n), "cpu-µs/op")
}

// BenchmarkCommitQuiet keeps the states of 1,000 feeds without news.
func BenchmarkCommitQuiet(b *testing.B) {
	db := open(b)
	polls := make([]store.Poll, 1000)
	for i := range polls {
		polls[i].State = filled[meddlewatch.FeedState]()
		polls[i].State.Feed = fmt.Sprintf("https://outlet%d.example/feed", i)
	}
	var spent time.Duration
	n := 0
	for b.Loop() {
		n++
		start := cpu()
		if err := db.CommitPolls(context.Background(), polls); err != nil {
			b.Fatal(err)
		}
		spent += cpu() - start
	}
	b.ReportMetric(float64(spent.Microseconds())/float64(n), "cpu-µs/op")
}

// BenchmarkMillion asks a database that knows a million items.
func BenchmarkMillion(b *testing.B) {
	path := filepath.Join(b.TempDir(), "million.db")
	million(b, path)
	r := rand.New(rand.NewPCG(3, 4))
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			db, err := store.Open(context.Background(), path)
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	db := openAt(b, path)
	b.Run("Size", func(b *testing.B) {
		for b.Loop() {
			b.ReportMetric(float64(size(b, path))/1_000_000, "disk-bytes/item")
		}
	})
	for _, n := range []int{100, 4000} {
		b.Run(fmt.Sprint("Seen=", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				keys := make([]meddlewatch.Key, n)
				for i := range keys {
					keys[i] = millionth(r.IntN(2_000_000)).LinkKey // half of them unknown
				}
				b.StartTimer()
				if _, err := db.Seen(context.Background(), keys); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("ItemByKey", func(b *testing.B) {
		for b.Loop() {
			it := millionth(r.IntN(1_000_000))
			if s, err := db.ItemByKey(context.Background(), it.LinkKey, it.Link); err != nil || s == nil {
				b.Fatal(s, err)
			}
		}
	})
	b.Run("Counts", func(b *testing.B) {
		for b.Loop() {
			if c := count(b, db); c.Items.Total < 1_000_000 || sum(c) != c.Items.Total {
				b.Fatal(c)
			}
		}
	})
	b.Run("PendingNone", func(b *testing.B) {
		for b.Loop() {
			if items, err := db.Pending(context.Background(), 200); err != nil || len(items) != 0 {
				b.Fatal(len(items), err)
			}
		}
	})
	b.Run("CommitNews", func(b *testing.B) {
		n := 0
		var spent time.Duration
		for b.Loop() {
			b.StopTimer()
			p := bulk(r, 5_000_000+n, 0, 50, 3000)
			n++
			b.StartTimer()
			start := cpu()
			if err := db.CommitPolls(context.Background(), []store.Poll{p}); err != nil {
				b.Fatal(err)
			}
			spent += cpu() - start
		}
		b.ReportMetric(float64(spent.Microseconds())/float64(n), "cpu-µs/op")
	})
	b.Run("PruneAll", func(b *testing.B) {
		for b.Loop() {
			if _, err := db.Prune(context.Background(), noon.AddDate(1, 0, 0), time.Hour, time.Hour); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// size is what the database takes on disk, without its log.
func size(b *testing.B, path string) int64 {
	b.Helper()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

func millionth(n int) meddlewatch.Item {
	it := item("feed", n)
	it.Arrived = noon.Add(time.Duration(n) * 3 * time.Second) // a month
	return it
}

// million writes a million judged items, most without words, as a database is
// after some months.
func million(b *testing.B, path string) {
	b.Helper()
	const size, total = 10_000, 1_000_000
	db, err := store.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	for from := 0; from < total; from += size {
		p := store.Poll{State: meddlewatch.FeedState{Feed: "https://feed.example/"}}
		js := make([]meddlewatch.Judgement, size)
		for n := range size {
			it := millionth(from + n)
			p.Items = append(p.Items, it)
			p.Sightings = append(p.Sightings, meddlewatch.Sighting{Key: it.LinkKey, Other: it.GUIDKey, Title: it.LinkKey + 1, Feed: 9},
				meddlewatch.Sighting{Key: it.GUIDKey, Other: it.LinkKey, Title: it.LinkKey + 1, Feed: 9})
			js[n] = meddlewatch.Judgement{Item: it, Outcome: meddlewatch.OutcomeBelowThreshold, Placement: meddlewatch.Placement{Story: it.ID}}
		}
		if err := db.CommitPolls(context.Background(), []store.Poll{p}); err != nil {
			b.Fatal(err)
		}
		if err := db.CommitJudgements(context.Background(), js, nil, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
}
