package main

import (
	"cmp"
	"fmt"
	"slices"
)

// area is the area under the curve of precision over recall that arises when the
// threshold falls from the highest score to the lowest: the sum of every step of
// recall times the precision there (average precision). Items of one score come
// together. It is false where no item is relevant.
func area(samples []sample) (float64, bool) {
	var judged []sample
	relevant := 0
	for _, s := range samples {
		if !s.labelled || s.label.Label == labelBorderline {
			continue
		}
		judged = append(judged, s)
		if s.label.Label == labelRelevant {
			relevant++
		}
	}
	if relevant == 0 {
		return 0, false
	}
	slices.SortStableFunc(judged, func(a, b sample) int { return cmp.Compare(b.Score, a.Score) })
	var area, before float64
	right := 0
	for i, s := range judged {
		if s.label.Label == labelRelevant {
			right++
		}
		if i+1 < len(judged) && judged[i+1].Score == s.Score {
			continue
		}
		recall := float64(right) / float64(relevant)
		area += (recall - before) * float64(right) / float64(i+1)
		before = recall
	}
	return area, true
}

// expected is the precision to expect of a feed in which a share q of all items is
// relevant, when recall and the rate of false positives are as they were here:
// qR / (qR + (1-q)FPR). It is false where there is nothing to reckon with.
func (c counts) expected(q float64) (float64, bool) {
	if c.tp+c.fn == 0 || c.fp+c.tn == 0 {
		return 0, false
	}
	recall := float64(c.tp) / float64(c.tp+c.fn)
	rate := float64(c.fp) / float64(c.fp+c.tn)
	whole := q*recall + (1-q)*rate
	return q * recall / whole, whole > 0
}

// curves prints how well the score orders the labelled items, and which precision to
// expect where a share q of all items is relevant.
func (a analysis) curves(q float64) {
	t := newTable("measured", "area under precision over recall", "recall", "false positives",
		fmt.Sprintf("precision at q = %v", q), "at q = 0.01", "at q = 0.1")
	relevant, items := 0, 0
	expected := func(c counts, q float64) string {
		if p, ok := c.expected(q); ok {
			return fmt.Sprintf("%.3f", p)
		}
		return "–"
	}
	add := func(name string, samples []sample) {
		c := sum(byStory(samples, nil))
		under := "–"
		if f, ok := area(samples); ok {
			under = fmt.Sprintf("%.3f", f)
		}
		t.add(name, under, ratio(c.tp, c.tp+c.fn), ratio(c.fp, c.fp+c.tn), expected(c, q), expected(c, 0.01), expected(c, 0.1))
	}
	var all []sample
	for _, s := range a.sets {
		r := a.results[run{set: s.Name}]
		add(s.Name, r.samples)
		all = append(all, r.samples...)
		if s.Stream {
			c := sum(byStory(r.samples, nil))
			relevant, items = relevant+c.tp+c.fn, items+r.items
		}
	}
	add("together", all)
	a.print(t)
	fmt.Fprintf(a.out, "q is the share of relevant items in a feed; in the streams %d of %d items are labelled so, %.4f.\n", relevant, items, float64(relevant)/max(float64(items), 1))
	fmt.Fprintln(a.out, "The rate of false positives is that of labelled items: traps and candidates, harder than news at large, so the truth lies above.")
}
