package main

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/internal/lockbox"
	"meddlewatch/match"
)

// example is an item with what a person says of it.
type example struct {
	item     meddlewatch.Item
	set      int
	relevant bool
	labelled bool
	weight   float64
	features []string
}

// locked says whether a label belongs to the lock-box; one without a story goes by its
// address.
func locked(l desk.Label) bool { return lockbox.Holds(cmp.Or(l.Story, l.URL)) }

// read reads all sets.
func read(p plan, data, project string) ([]*example, error) {
	var all []*example
	for n, s := range p.Sets {
		read := s.read
		if s.Sentences != "" {
			read = s.readSentences
		}
		list, err := read(n, data, project)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			switch {
			case !e.labelled:
				e.weight *= p.Unlabelled
			case !e.relevant:
				e.weight *= p.Negative
			}
		}
		all = append(all, list...)
	}
	return all, nil
}

func (s set) read(n int, data, project string) ([]*example, error) {
	labels, err := readLabels(place(s.Labels, data, project))
	if err != nil {
		return nil, err
	}
	name := place(s.Items, data, project)
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w; the labelled items lie beside the project, name their directory with -data", err)
	}
	defer file.Close()
	stories := map[string]int{}
	named := map[*example]string{}
	var list []*example
	err = feeds.ReadItems(file, name, func(_ int, it meddlewatch.Item) error {
		l, ok := labels.Of(it)
		if ok && (l.Label == desk.LabelBorderline || locked(l)) {
			return nil
		}
		e := &example{item: it, set: n, labelled: ok, relevant: ok && l.Label == desk.LabelRelevant, weight: s.Weight}
		if e.relevant && l.Story != "" {
			stories[l.Story]++
			named[e] = l.Story
		}
		list = append(list, e)
		return nil
	})
	// Items of one story are not independent of each other.
	for e, story := range named {
		e.weight /= math.Sqrt(float64(stories[story]))
	}
	return list, err
}

func place(path, data, project string) string {
	if strings.HasPrefix(path, "./") {
		return filepath.Join(project, path)
	}
	return filepath.Join(data, path)
}

func readLabels(name string) (*desk.Labels, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w; the labelled items lie beside the project, name their directory with -data", err)
	}
	defer file.Close()
	return desk.ReadLabels(file, name)
}

// describe finds the features of every example. Those without any say nothing
// about weights.
func describe(judge *match.Matcher, examples []*example) {
	for _, e := range examples {
		e.features = judge.Features(e.item)
	}
}
