package main

import "math"

// counts are what figures are made of. Those of stories, and of sets, add up.
type counts struct {
	tp, fp, fn, tn int
	stories, found int     // labelled stories with a relevant item; those with one found
	grouped        int     // items that B-cubed counts
	gp, gr         float64 // sums of their B-cubed precision and recall
}

func (c *counts) add(d counts) {
	c.tp, c.fp, c.fn, c.tn = c.tp+d.tp, c.fp+d.fp, c.fn+d.fn, c.tn+d.tn
	c.stories, c.found = c.stories+d.stories, c.found+d.found
	c.grouped, c.gp, c.gr = c.grouped+d.grouped, c.gp+d.gp, c.gr+d.gr
}

func (c *counts) decide(found, relevant bool) {
	switch {
	case found && relevant:
		c.tp++
	case found:
		c.fp++
	case relevant:
		c.fn++
	default:
		c.tn++
	}
}

func sum(stories []counts) counts {
	var all counts
	for _, c := range stories {
		all.add(c)
	}
	return all
}

// figures are the shares by the names that the bot's summary uses. A share of
// nothing is missing.
func (c counts) figures() map[string]float64 {
	f := map[string]float64{}
	share := func(name string, part, whole float64) {
		if whole > 0 {
			f[name] = round(part / whole)
		}
	}
	share("precision", float64(c.tp), float64(c.tp+c.fp))
	share("recall", float64(c.tp), float64(c.tp+c.fn))
	share("f1", float64(2*c.tp), float64(2*c.tp+c.fp+c.fn))
	share("story_recall", float64(c.found), float64(c.stories))
	share("bcubed.precision", c.gp, float64(c.grouped))
	share("bcubed.recall", c.gr, float64(c.grouped))
	if c.grouped > 0 {
		p, r := c.gp/float64(c.grouped), c.gr/float64(c.grouped)
		share("bcubed.f1", 2*p*r, p+r)
	}
	return f
}

// round keeps four digits, as the bot does.
func round(f float64) float64 { return math.Round(f*1e4) / 1e4 }

// byStory counts the samples that keep lets through, a labelled story each, in order
// of appearance. Items of one story are not independent of each other, so stories
// are what is drawn again where an interval is asked for. Borderline labels count
// neither way.
func byStory(samples []sample, keep func(sample) bool) []counts {
	at := map[string]int{}
	var stories []counts
	var judged []sample
	for _, s := range samples {
		if !s.labelled || s.label.Label == labelBorderline || keep != nil && !keep(s) {
			continue
		}
		judged = append(judged, s)
		key := s.set + "\n" + s.label.story()
		i, ok := at[key]
		if !ok {
			i = len(stories)
			at[key] = i
			stories = append(stories, counts{})
		}
		c := &stories[i]
		relevant := s.label.Label == labelRelevant
		c.decide(s.Relevant, relevant)
		if relevant {
			c.stories = 1
			if s.Relevant {
				c.found = 1
			}
		}
	}
	for _, g := range bcubed(judged, 2) {
		stories[at[g.story]].add(counts{grouped: 1, gp: g.precision, gr: g.recall})
	}
	return stories
}

// grade is how well one item was put with others.
type grade struct {
	story             string // set and labelled story
	precision, recall float64
}

// bcubed measures grouping item by item over the relevant items whose labelled
// story has at least so many of them (Bagga and Baldwin, "Entity-Based
// Cross-Document Coreferencing Using the Vector Space Model", 1998). Precision of
// an item is the share of the counted items in its story of the bot that truly
// belong with it, recall the share of its labelled story that was put there. Of an
// address that comes twice, the last line counts.
func bcubed(samples []sample, least int) []grade {
	last := map[string]int{}
	for i, s := range samples {
		last[s.set+"\n"+s.URL] = i
	}
	type item struct{ truth, ours string }
	var items []item
	size, both, ours := map[string]int{}, map[item]int{}, map[string]int{}
	for i, s := range samples {
		if s.label.Label == labelRelevant && last[s.set+"\n"+s.URL] == i {
			it := item{s.set + "\n" + s.label.story(), s.set + "\n" + s.Story}
			items = append(items, it)
			size[it.truth]++
		}
	}
	for _, it := range items {
		if size[it.truth] >= least {
			both[it]++
			ours[it.ours]++
		}
	}
	var grades []grade
	for _, it := range items {
		if n := float64(both[it]); n > 0 {
			grades = append(grades, grade{it.truth, n / float64(ours[it.ours]), n / float64(size[it.truth])})
		}
	}
	return grades
}
