package story

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// invented returns n items over a week, of words drawn as words are: a few often,
// most seldom. All words are invented.
func invented(n int) []meddlewatch.Item {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 8, 200_000)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	words := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "%c%s ", 'A'+byte(r.IntN(26)), strings.ToLower(meddlewatch.ID(mix(zipf.Uint64())).String()[:4+r.IntN(5)]))
		}
		return b.String()
	}
	items := make([]meddlewatch.Item, n)
	for i := range items {
		at := start.Add(7 * 24 * time.Hour * time.Duration(i) / time.Duration(n))
		items[i] = meddlewatch.Item{
			ID: meddlewatch.ID(i + 1), Title: words(10), Summary: words(35), Published: at, Arrived: at,
		}
	}
	return items
}

// news returns the items of a stream, with times squeezed into one week.
func news(tb testing.TB, n int) []meddlewatch.Item {
	var items []meddlewatch.Item
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, files := range streamFiles {
		readLines(tb, needShared(tb, files[0]), func(l line) {
			if len(items) < n {
				it := l.item(start)
				it.Published = start.Add(7 * 24 * time.Hour * time.Duration(len(items)) / time.Duration(n))
				it.Arrived = it.Published
				items = append(items, it)
			}
		})
	}
	return items
}

// BenchmarkPlace places items into a window that holds 100,000.
func BenchmarkPlace(b *testing.B) {
	const full = 100_000
	for _, name := range []string{"invented", "news"} {
		items := invented(full + 5_000)
		if name == "news" {
			items = news(b, full+5_000)
		}
		b.Run(name, func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			w := NewWindow(Options{})
			fill := w.Begin()
			for i, it := range items[:full] {
				fill.Place(it, meddlewatch.Verdict{Score: 1})
				if i%200 == 199 {
					fill.Commit()
				}
			}
			fill.Commit()
			runtime.GC()
			runtime.ReadMemStats(&after)
			batch, i := w.Begin(), 0
			for b.Loop() {
				batch.Place(items[full+i%(len(items)-full)], meddlewatch.Verdict{Score: 1})
				if i++; i%200 == 0 {
					batch = w.Begin()
				}
			}
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/full, "B/item")
			runtime.KeepAlive(w)
		})
	}
}
