package desk

import (
	"bufio"
	"cmp"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/internal/lockbox"
	"meddlewatch/internal/race"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/story"
	"meddlewatch/worker"
)

// orderRuns is how many orders of arrival are tried.
const orderRuns = 40

// orderCeiling is the largest part of the items that may be in another story when the
// items of each day come in another order. What is left are chains of three items, of
// which one links two others.
const orderCeiling = 0.01

// TestOrderOfArrival shuffles the items of each day that enter the story window, as the
// judge that is shipped lets them in, and counts those that end up in another story. Items
// of locked stories are left out.
func TestOrderOfArrival(t *testing.T) {
	if testing.Short() {
		t.Skip("judges 180,000 items")
	}
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	sets := []struct {
		name, items, labels string
		sorted              bool
	}{
		{"items-dev", "eval/items-dev.jsonl", "eval/items-dev.jsonl", true},
		{"October and November 2022", "stream/items-2022-10-11.jsonl.gz", "stream/labels-2022-10-11.jsonl", false},
		{"December 2023", "stream/items-2023-12.jsonl.gz", "stream/labels-2023-12.jsonl", false},
	}
	for _, set := range sets {
		t.Run(set.name, func(t *testing.T) {
			items, judge := entering(t, set.items, set.labels)
			if set.sorted {
				sortPublished(items)
			}
			want := storiesOf(t, items, judge)
			random := rand.New(rand.NewPCG(1, 2))
			moves := 0
			for range orderRuns {
				moves += moved(want, storiesOf(t, shuffledDays(items, random), judge))
			}
			share := float64(moves) / float64(orderRuns*len(want))
			t.Logf("%.2f %% of %d items moved", 100*share, len(want))
			if share > orderCeiling {
				t.Errorf("%.4f of the items moved, at most %.2f may", share, orderCeiling)
			}
		})
	}
}

// knownVerdicts judges items as they were judged before.
type knownVerdicts map[meddlewatch.ID]meddlewatch.Verdict

// Judge returns what is known of the item.
func (k knownVerdicts) Judge(it meddlewatch.Item) meddlewatch.Verdict { return k[it.ID] }

// entering returns the items of a file that enter the story window, and their verdicts.
func entering(t *testing.T, itemsFile, labelsFile string) ([]meddlewatch.Item, worker.Judge) {
	t.Helper()
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join("..", "..", "shared", filepath.FromSlash(name)))
		if err != nil {
			t.Skipf("needs ../shared/%s, which is not there", name)
		}
		t.Cleanup(func() { _ = f.Close() })
		return f
	}
	labels, err := ReadLabels(open(labelsFile), labelsFile)
	if err != nil {
		t.Fatal(err)
	}
	list, err := seeds.Learned()
	if err != nil {
		t.Fatal(err)
	}
	data, err := match.DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	judge, err := match.New(list, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	floor := story.NewWindow(story.Options{}).Floor()
	verdicts := knownVerdicts{}
	var items []meddlewatch.Item
	err = feeds.ReadItems(bufio.NewReader(open(itemsFile)), itemsFile, func(_ int, it meddlewatch.Item) error {
		if label, ok := labels.Of(it); ok && lockbox.Holds(cmp.Or(label.Story, label.URL)) {
			return nil
		}
		if _, known := verdicts[it.ID]; known {
			return nil
		}
		if v := judge.Judge(it); v.Score >= floor {
			verdicts[it.ID] = v
			items = append(items, it)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return items, verdicts
}

// storiesOf returns the stories in which items are at the end.
func storiesOf(t *testing.T, items []meddlewatch.Item, judge worker.Judge) map[meddlewatch.ID]meddlewatch.ID {
	t.Helper()
	stories := map[meddlewatch.ID]meddlewatch.ID{}
	_, err := Backtest{
		Judge: judge,
		Items: func(each func(meddlewatch.Item) error) error {
			for _, it := range items {
				if err := each(it); err != nil {
					return err
				}
			}
			return nil
		},
	}.Run(func(j meddlewatch.Judgement) error {
		stories[j.Item.ID] = j.Placement.Story
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

// shuffledDays returns the items with those of each day in a random order.
func shuffledDays(items []meddlewatch.Item, random *rand.Rand) []meddlewatch.Item {
	out := slices.Clone(items)
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && day(out[from]) == day(out[to]) {
			to++
		}
		some := out[from:to]
		random.Shuffle(len(some), func(i, k int) { some[i], some[k] = some[k], some[i] })
		from = to
	}
	return out
}

func day(it meddlewatch.Item) string { return it.Arrived.Format("2006-01-02") }

// moved counts the items that two groupings of the same items do not place alike:
// stories of the one are matched to stories of the other, those that have most items in
// common first and each once, and what lies outside of a match has moved.
func moved(a, b map[meddlewatch.ID]meddlewatch.ID) int {
	type pair struct{ a, b meddlewatch.ID }
	common := make(map[pair]int)
	for item, story := range a {
		common[pair{story, b[item]}]++
	}
	pairs := slices.SortedFunc(maps.Keys(common), func(p, q pair) int {
		return cmp.Or(-cmp.Compare(common[p], common[q]), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	matchedA, matchedB := make(map[meddlewatch.ID]bool), make(map[meddlewatch.ID]bool)
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
	groups := func(stories ...meddlewatch.ID) map[meddlewatch.ID]meddlewatch.ID {
		out := make(map[meddlewatch.ID]meddlewatch.ID)
		for i, s := range stories {
			out[meddlewatch.ID(i+1)] = s
		}
		return out
	}
	tests := []struct {
		name string
		a, b map[meddlewatch.ID]meddlewatch.ID
		want int
	}{
		{"the same", groups(1, 1, 2), groups(1, 1, 2), 0},
		{"the same under other names", groups(1, 1, 2), groups(8, 8, 9), 0},
		{"one that is alone", groups(1, 1, 1, 2), groups(1, 1, 8, 9), 1},
		{"one in another story", groups(1, 1, 1, 2, 2), groups(1, 1, 2, 2, 2), 1},
		{"a story in halves", groups(1, 1, 1, 1), groups(1, 1, 2, 2), 2},
		{"all alone", groups(1, 1, 1), groups(8, 9, 7), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := moved(test.a, test.b); got != test.want {
				t.Errorf("%d items moved, want %d", got, test.want)
			}
		})
	}
}
