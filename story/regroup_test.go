package story

import (
	"math/rand/v2"
	"reflect"
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

// TestShapeOfParts: a story of which the batch holds some has the shape it has in one
// piece.
func TestShapeOfParts(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		w := NewWindow(Options{})
		b := w.Begin()
		b.shelf = newShelf()
		var all []*entry
		for i := range 1 + r.IntN(9) {
			e := &entry{features: features{id: meddlewatch.ID(i + 1), time: int64(r.IntN(6))}}
			all = append(all, e)
			[]*shelf{w.shelf, b.shelf}[r.IntN(2)].story(1).add(e)
		}
		slices.SortFunc(all, order)
		want := shape{core: all, members: len(all), first: all[0].time, last: all[len(all)-1].time}
		if half, n := w.rules.members/2, len(all); n > 2*half {
			want.core = slices.Concat(all[:half], all[n-half:])
		}
		if got := b.shape(1); !reflect.DeepEqual(got, want) {
			t.Fatalf("of %d members the shape is %+v, want %+v", len(all), got, want)
		}
		if got := b.shapeOf(all); !reflect.DeepEqual(got, want) {
			t.Fatalf("of %d members in one piece the shape is %+v, want %+v", len(all), got, want)
		}
	}
	if got := NewWindow(Options{}).Begin().shape(1); got.members != 0 || len(got.core) != 0 {
		t.Errorf("a story that is not there has the shape %+v", got)
	}
}

// BenchmarkShape reads the shape of a story of which a batch holds older items than the
// window, and newer ones.
func BenchmarkShape(b *testing.B) {
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
