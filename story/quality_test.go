package story

import (
	"cmp"
	"maps"
	"slices"
	"testing"
	"time"

	"meddlewatch"
)

// bcubedFloor is what grouping must reach on the labelled items.
const bcubedFloor = 0.70

// labelled is an item whose true story is known.
type labelled struct {
	item  meddlewatch.Item
	story string
}

// loadEval returns the labelled relevant items in order of publication, those
// without a date last, ties by id.
func loadEval(tb testing.TB) []labelled {
	var lines []line
	readLines(tb, needShared(tb, "eval/items-dev.jsonl"), func(l line) {
		if l.Label == "relevant" {
			lines = append(lines, l)
		}
	})
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Published, "9999"), cmp.Or(b.Published, "9999")), cmp.Compare(a.ID, b.ID))
	})
	var out []labelled
	var last time.Time
	for _, l := range lines {
		it := l.item(last)
		last = it.Arrived
		out = append(out, labelled{it, l.Story})
	}
	return out
}

// loadStream returns the labelled relevant items of a stream in order of arrival.
func loadStream(tb testing.TB, files [2]string) []labelled {
	labels := make(map[string]line)
	readLines(tb, needShared(tb, files[1]), func(l line) { labels[l.URL] = l })
	var out []labelled
	readLines(tb, needShared(tb, files[0]), func(l line) {
		if m, ok := labels[l.Link]; ok && m.Label == "relevant" {
			delete(labels, l.Link)
			out = append(out, labelled{l.item(time.Time{}), m.Story})
		}
	})
	return out
}

// grouped places items, a batch each few, and returns their stories by link.
func grouped(items []labelled) map[string]string {
	w := NewWindow(Options{})
	assigned := make(map[string]string)
	for some := range slices.Chunk(items, 20) {
		b := w.Begin()
		for _, l := range some {
			p := b.Place(l.item, meddlewatch.Verdict{Score: 1})
			assigned[l.item.Link] = p.Story.String()
		}
		b.Commit()
	}
	return assigned
}

// TestQuality measures grouping over every set of labelled items, and apart for
// the stories that were tuned to and those that were not.
func TestQuality(t *testing.T) {
	sets := map[string]func() []labelled{
		"eval":        func() []labelled { return loadEval(t) },
		"stream 2022": func() []labelled { return loadStream(t, streamFiles[0]) },
		"stream 2023": func() []labelled { return loadStream(t, streamFiles[1]) },
	}
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		t.Run(name, func(t *testing.T) {
			items := sets[name]()
			assigned := grouped(items)
			truth, seen, kept := make(map[string]string), make(map[string]string), make(map[string]string)
			for _, l := range items {
				truth[l.item.Link] = l.story
				if locked(l.story) {
					kept[l.item.Link] = l.story
				} else {
					seen[l.item.Link] = l.story
				}
			}
			report := func(part string, truth map[string]string) float64 {
				p, r, f1 := BCubed(assigned, truth)
				t.Logf("%-12s B-cubed precision %.3f recall %.3f F1 %.3f", part, p, r, f1)
				return f1
			}
			report("tuned to", seen)
			report("locked", kept)
			if f1 := report("all", truth); f1 < bcubedFloor {
				t.Errorf("B-cubed F1 is %.3f, must be at least %.2f", f1, bcubedFloor)
			}
		})
	}
}
