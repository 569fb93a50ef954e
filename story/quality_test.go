package story

import (
	"cmp"
	"maps"
	"slices"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/internal/lockbox"
	"meddlewatch/internal/race"
)

// bcubedFloor is what grouping must reach on the labelled items.
const bcubedFloor = 0.80

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

// grouped places items, a batch each few, and returns the stories they are in at the end,
// by link.
func grouped(items []labelled) map[string]string {
	w := NewWindow(Options{})
	assigned := make(map[string]string)
	links := make(map[meddlewatch.ID]string)
	for some := range slices.Chunk(items, 20) {
		b := w.Begin()
		for _, l := range some {
			p := b.Place(l.item, meddlewatch.Verdict{Score: 1})
			links[l.item.ID] = l.item.Link
			assigned[l.item.Link] = p.Story.String()
			for _, m := range p.Moves {
				assigned[links[m.Item]] = m.To.String()
			}
		}
		b.Commit()
	}
	return assigned
}

// labelledSet is a file of labelled items.
type labelledSet struct {
	name string
	load func(testing.TB) []labelled
}

func labelledSets() []labelledSet {
	return []labelledSet{
		{"eval", loadEval},
		{"stream 2022", func(tb testing.TB) []labelled { return loadStream(tb, streamFiles[0]) }},
		{"stream 2023", func(tb testing.TB) []labelled { return loadStream(tb, streamFiles[1]) }},
	}
}

// TestQuality measures grouping over every set of labelled items, without those of
// locked stories, and without what verdicts add to the words.
func TestQuality(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	for _, set := range labelledSets() {
		t.Run(set.name, func(t *testing.T) {
			items := slices.DeleteFunc(set.load(t), func(l labelled) bool { return lockbox.Holds(l.story) })
			truth := make(map[string]string)
			for _, l := range items {
				truth[l.item.Link] = l.story
			}
			p, r, f1 := BCubed(grouped(items), truth)
			t.Logf("B-cubed precision %.3f recall %.3f F1 %.3f", p, r, f1)
			if f1 < bcubedFloor {
				t.Errorf("B-cubed F1 is %.3f, must be at least %.2f", f1, bcubedFloor)
			}
		})
	}
}

// loadTopical returns the items of a stream that name a state and an act of
// influence, whatever they are about: what a lax judge would let in.
func loadTopical(tb testing.TB, files [2]string) []labelled {
	lex := newLexicon()
	acts := make(map[uint32]bool)
	for _, stem := range topical {
		acts[hashBytes([]byte(stem))] = true
	}
	var out []labelled
	var words []word
	readLines(tb, needShared(tb, files[0]), func(l line) {
		it := l.item(time.Time{})
		text := it.Title + "\n" + clip(it.Summary, maxSummary)
		words = split(words[:0], text)
		place, act := false, false
		for _, w := range words {
			place = place || lex.placeOf(text, w) != 0
			act = act || acts[w.stem]
		}
		if place && act {
			out = append(out, labelled{item: it})
		}
	})
	return out
}

// TestNoGiantStories feeds everything of two samples that is about states and
// influence, of which only a fraction is relevant, and looks at the largest
// stories: a topic of the month is no story.
func TestNoGiantStories(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 180,000 items")
	}
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	const largestShare = 0.03 // of all items, in one story
	for _, files := range streamFiles {
		items := loadTopical(t, files)
		size := make(map[string]int)
		largest := ""
		for _, story := range grouped(items) {
			if size[story]++; size[story] > size[largest] {
				largest = story
			}
		}
		sizes := slices.Sorted(maps.Values(size))
		slices.Reverse(sizes)
		t.Logf("%s: %d items in %d stories, the largest %v", files[0], len(items), len(size), sizes[:min(10, len(sizes))])
		if size[largest] > int(largestShare*float64(len(items))) {
			t.Errorf("%s: %d of %d items are in one story", files[0], size[largest], len(items))
		}
	}
}
