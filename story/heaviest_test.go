package story

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestHeaviest compares the cut of a tally with a stable sort by weight.
func TestHeaviest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct {
		name          string
		weights, n    int
		least, spread int
	}{
		{"more than are taken", 60, 16, 40, 60},
		{"many ties", 60, 16, 40, 3},
		{"all of one weight", 60, 16, 40, 1},
		{"as many as are taken", 16, 16, 40, 60},
		{"fewer than are taken", 5, 16, 40, 60},
		{"none", 0, 16, 40, 60},
		{"from nothing to the greatest weight", 300, 40, 0, 256},
		{"all without weight", 20, 16, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var weights []uint8
			var tally tally
			for range c.weights {
				w := uint8(c.least + r.IntN(c.spread))
				weights = append(weights, w)
				tally[w]++
			}
			order := make([]int, len(weights))
			for i := range order {
				order[i] = i
			}
			slices.SortStableFunc(order, func(a, b int) int { return int(weights[b]) - int(weights[a]) })
			want := slices.Sorted(slices.Values(order[:min(c.n, len(order))]))
			var got []int
			for i, heaviest := 0, tally.heaviest(c.n); i < len(weights); i++ {
				if heaviest.takes(weights[i]) {
					got = append(got, i)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("took %v, want %v of %v", got, want, weights)
			}
		})
	}
}
