package story

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"meddlewatch/internal/lockbox"
	"meddlewatch/internal/race"
)

// orderRuns is how many orders of arrival are tried.
const orderRuns = 20

// orderCeiling is the largest part of the labelled items that may be in another story
// when the items of each day come in another order. The goal is 0.01; what is left are the
// loose ends of large events, which join when they come late and open a story when they
// come first, since an item keeps the story in which it was placed.
const orderCeiling = 0.05

// TestOrderOfArrival shuffles the labelled items of each day and counts those that end
// up in another story.
func TestOrderOfArrival(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	for _, set := range labelledSets() {
		t.Run(set.name, func(t *testing.T) {
			items := slices.DeleteFunc(set.load(t), func(l labelled) bool { return lockbox.Holds(l.story) })
			want := grouped(items)
			random := rand.New(rand.NewPCG(1, 2))
			moves := 0
			for range orderRuns {
				moves += moved(want, grouped(shuffledDays(items, random)))
			}
			share := float64(moves) / float64(orderRuns*len(want))
			t.Logf("%.2f %% of %d items moved", 100*share, len(want))
			if share > orderCeiling {
				t.Errorf("%.3f of the items moved, at most %.3f may", share, orderCeiling)
			}
		})
	}
}

// shuffledDays returns the items with those of each day in a random order.
func shuffledDays(items []labelled, random *rand.Rand) []labelled {
	out := slices.Clone(items)
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && sameDay(out[from], out[to]) {
			to++
		}
		day := out[from:to]
		random.Shuffle(len(day), func(i, k int) { day[i], day[k] = day[k], day[i] })
		from = to
	}
	return out
}

func sameDay(a, b labelled) bool {
	return a.item.Arrived.Format("2006-01-02") == b.item.Arrived.Format("2006-01-02")
}

// moved counts the items that two groupings of the same items do not place alike:
// stories of the one are matched to stories of the other, those that have most items in
// common first and each once, and what lies outside of a match has moved.
func moved(a, b map[string]string) int {
	type pair struct{ a, b string }
	common := make(map[pair]int)
	for item, story := range a {
		common[pair{story, b[item]}]++
	}
	pairs := slices.SortedFunc(maps.Keys(common), func(p, q pair) int {
		return cmp.Or(-cmp.Compare(common[p], common[q]), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	matchedA, matchedB := make(map[string]bool), make(map[string]bool)
	outside := len(a)
	for _, p := range pairs {
		if matchedA[p.a] || matchedB[p.b] {
			continue
		}
		matchedA[p.a], matchedB[p.b] = true, true
		outside -= common[p]
	}
	return outside
}

func TestMoved(t *testing.T) {
	groups := func(stories ...string) map[string]string {
		out := make(map[string]string)
		for i, s := range stories {
			out[string(rune('a'+i))] = s
		}
		return out
	}
	tests := []struct {
		name string
		a, b map[string]string
		want int
	}{
		{"the same", groups("x", "x", "y"), groups("x", "x", "y"), 0},
		{"the same under other names", groups("x", "x", "y"), groups("p", "p", "q"), 0},
		{"one that is alone", groups("x", "x", "x", "y"), groups("x", "x", "p", "q"), 1},
		{"one in another story", groups("x", "x", "x", "y", "y"), groups("x", "x", "y", "y", "y"), 1},
		{"a story in halves", groups("x", "x", "x", "x"), groups("x", "x", "y", "y"), 2},
		{"all alone", groups("x", "x", "x"), groups("p", "q", "r"), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := moved(test.a, test.b); got != test.want {
				t.Errorf("%d items moved, want %d", got, test.want)
			}
		})
	}
}
