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
	for b.Loop() {
		db := openAt(b, filepath.Join(b.TempDir(), "first.db"))
		ctx := context.Background()
		r := rand.New(rand.NewPCG(1, 2))
		var spent [3]time.Duration
		for f := range 1000 {
			p := bulk(r, f, 0, 50, 3000)
			keys := make([]meddlewatch.Key, 0, 100)
			for _, s := range p.Sightings {
				keys = append(keys, s.Key)
			}
			start := cpu()
			if _, err := db.Seen(ctx, keys); err != nil {
				b.Fatal(err)
			}
			if err := db.CommitPolls(ctx, []store.Poll{p}); err != nil {
				b.Fatal(err)
			}
			spent[0] += cpu() - start
		}
		for {
			start := cpu()
			items, err := db.Pending(ctx, 200)
			if err != nil {
				b.Fatal(err)
			}
			spent[1] += cpu() - start
			if len(items) == 0 {
				break
			}
			js := make([]meddlewatch.Judgement, len(items))
			for i, it := range items {
				js[i] = meddlewatch.Judgement{Item: it, Outcome: meddlewatch.OutcomeBelowThreshold,
					Verdict:   meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold, Versions: meddlewatch.Versions{Watchlist: "w"}},
					Placement: meddlewatch.Placement{Story: it.ID}}
			}
			start = cpu()
			if err := db.CommitJudgements(ctx, js, nil, nil); err != nil {
				b.Fatal(err)
			}
			spent[2] += cpu() - start
		}
		b.ReportMetric(spent[0].Seconds(), "cpu-s/commit1")
		b.ReportMetric(spent[1].Seconds(), "cpu-s/pending")
		b.ReportMetric(spent[2].Seconds(), "cpu-s/commit2")
	}
}
