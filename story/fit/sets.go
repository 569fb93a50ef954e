package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/internal/lockbox"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/story"
)

// span is how far apart in time two items are compared, as in the window.
const (
	day  = 24 * time.Hour
	span = 7 * day
)

// set is the pairs of one file of items.
type set struct {
	name  string
	pairs []pair
}

// item is a labelled item with its verdict; story is "" where it is not relevant.
type item struct {
	meddlewatch.Judgement
	story string
}

// readSets reads all labelled items below a folder.
func readSets(data string) ([]set, error) {
	files, err := filepath.Glob(filepath.Join(data, "stream", "items-*.jsonl*"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds no stream/items-*.jsonl; say with -data where the labelled items are", data)
	}
	judge, err := newJudge()
	if err != nil {
		return nil, err
	}
	eval := filepath.Join(data, "eval", "items-dev.jsonl")
	var sets []set
	for _, file := range append([]string{eval}, files...) { // sorted by Glob
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		labels := file
		if file != eval {
			labels = filepath.Join(data, "stream", strings.Replace(name, "items", "labels", 1)+".jsonl")
		}
		items, err := readItems(file, labels, judge)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set{name, pairsOf(items)})
	}
	return sets, nil
}

// newJudge is the judge that is shipped, with the learned watchlist alone.
func newJudge() (*match.Matcher, error) {
	list, err := seeds.Learned()
	if err != nil {
		return nil, err
	}
	data, err := match.DefaultData()
	if err != nil {
		return nil, err
	}
	return match.New(list, data, 0.5)
}

// readItems reads and judges the labelled items of a file, each address once,
// without those of locked stories.
func readItems(file, labelFile string, judge *match.Matcher) ([]item, error) {
	labels, err := readLabels(labelFile)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var items []item
	seen := map[meddlewatch.ID]bool{}
	err = feeds.ReadItems(bufio.NewReader(f), filepath.Base(file), func(_ int, it meddlewatch.Item) error {
		label, ok := labels.Of(it)
		if !ok || seen[it.ID] || lockbox.Holds(label.Story) {
			return nil
		}
		seen[it.ID] = true
		one := item{Judgement: meddlewatch.Judgement{Item: it, Verdict: judge.Judge(it)}}
		if label.Label == desk.LabelRelevant {
			one.story = label.Story
		}
		items = append(items, one)
		return nil
	})
	return items, err
}

func readLabels(file string) (*desk.Labels, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return desk.ReadLabels(f, filepath.Base(file))
}

// pairsOf pairs items of one story that are at most a week apart, and relevant items
// of different stories, or with others that score high enough to enter the window,
// as if they were of one week, whenever they were: a week has few events, and those
// of other weeks are as good examples of what two events share. Pairs whose link is
// impossible teach nothing about weights. All pairs of a story of n items count as
// much as n/2, so that a large story does not drown the others.
func pairsOf(items []item) []pair {
	size := map[string]int{}
	for _, it := range items {
		size[it.story]++
	}
	window := story.NewWindow(story.Options{})
	var pairs []pair
	for i, a := range items {
		if a.story == "" {
			continue
		}
		for k, b := range items {
			if b.story != "" && k <= i || b.story == "" && b.Verdict.Score < window.Floor() {
				continue
			}
			together := a.story == b.story
			near := a.Item.Time().Sub(b.Item.Time()).Abs() <= span
			switch {
			case !together && !near && shareCampaign(a, b):
				continue // two events of one campaign are seldom of one week
			case !together:
				days := time.Duration((i + k) % int(span/day))
				b.Item.Arrived = a.Item.Time().Add(days * day)
				b.Item.Published = b.Item.Arrived
			case !near:
				continue
			}
			features, possible := window.Measure(a.Judgement, b.Judgement)
			if !possible {
				continue
			}
			p := pair{features: features, together: together, weight: 1}
			if together {
				p.weight /= float64(size[a.story] - 1)
			}
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func shareCampaign(a, b item) bool {
	for _, c := range a.Verdict.Campaigns {
		for _, d := range b.Verdict.Campaigns {
			if c.Name == d.Name {
				return true
			}
		}
	}
	return false
}
