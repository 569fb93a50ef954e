package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
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
		db := openAt(b, filepath.Join(b.TempDir(), "first.db"))
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
			took(&commit2, func() error { return db.CommitJudgements(ctx, js, nil, nil) })
		}
		b.ReportMetric(seen.Seconds(), "cpu-s/seen")
		b.ReportMetric(commit1.Seconds(), "cpu-s/commit1")
		b.ReportMetric(pending.Seconds(), "cpu-s/pending")
		b.ReportMetric(commit2.Seconds(), "cpu-s/commit2")
	}
}
