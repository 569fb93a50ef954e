package story

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"meddlewatch"
)

// TestMergedIsInOrder: the parts of a story that window and batch hold come together in
// the order of time, and the parts stay as they were.
func TestMergedIsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	part := func(ids ...int) []*entry {
		var list []*entry
		for _, id := range ids {
			list = append(list, &entry{features: features{id: meddlewatch.ID(id), time: int64(r.IntN(6))}})
		}
		slices.SortFunc(list, order)
		return list
	}
	for range 200 {
		one, other := part(1, 2, 3, 4, 5)[:r.IntN(6)], part(6, 7, 8, 9)[:r.IntN(5)]
		want := slices.Concat(one, other)
		slices.SortFunc(want, order)
		before := slices.Concat(one, other)
		if got := merged(one, other); !slices.Equal(got, want) {
			t.Fatalf("%d and %d members are not in order", len(one), len(other))
		}
		if !slices.Equal(slices.Concat(one, other), before) {
			t.Fatal("the parts have changed")
		}
	}
}

// BenchmarkGroup puts a story together of which a batch holds older items than the
// window, and newer ones.
func BenchmarkGroup(b *testing.B) {
	const window, batch = 8000, 200
	for _, from := range []int{window, -batch} {
		b.Run(map[bool]string{true: "older", false: "newer"}[from < 0], func(b *testing.B) {
			w := NewWindow(Options{})
			bt := w.Begin()
			bt.shelf = newShelf()
			at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).Unix()
			for i := range window {
				w.shelf.story(1).add(&entry{features: features{id: meddlewatch.ID(i + 1), time: at + int64(i)}})
			}
			for i := range batch {
				bt.shelf.story(1).add(&entry{features: features{id: meddlewatch.ID(window + i + 1), time: at + int64(from+i)}})
			}
			for b.Loop() {
				if g := bt.shape(1); g.members != window+batch {
					b.Fatal(g.members)
				}
			}
		})
	}
}
