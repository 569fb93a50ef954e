package story

import (
	"fmt"
	"slices"
	"testing"

	"meddlewatch"
)

// What an item is compared with does not depend on which of the others are in the window
// and which still in the batch: also where a key has so many that only the newest count.
func TestTriesDoNotDependOnBatches(t *testing.T) {
	var items []meddlewatch.Item
	for i := range 2*maxPosting + 3 {
		items = append(items, said(i, fmt.Sprintf("Gulls of Port Orsa %d tell of meddling", i),
			fmt.Sprintf("Harbour bell %d, lantern %d.", i%3, i%5)))
	}
	triesAfter := func(batch int) []string {
		w := NewWindow(Options{})
		b := w.Begin()
		for i, it := range items[:len(items)-1] {
			if i == batch {
				b.Commit()
			}
			b.Place(it, relevant)
		}
		f, _ := w.read.read(items[len(items)-1], relevant)
		b.candidates(probeOf(&f))
		var out []string
		for _, one := range w.tried.best {
			out = append(out, fmt.Sprintf("%s shares %d", one.mark.id, one.score))
		}
		return out
	}
	want := triesAfter(0)
	if len(want) != defaultRules().tried {
		t.Fatalf("%d are tried, so that none was left out", len(want))
	}
	for _, batch := range []int{1, maxPosting / 2, maxPosting, maxPosting + 1, 2 * maxPosting} {
		if got := triesAfter(batch); !slices.Equal(got, want) {
			t.Errorf("with %d in the window %q, with none %q", batch, got, want)
		}
	}
}
