package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// claims prints which claim the bot read in items of every labelled kind; an item
// that it did not find has none.
func (a analysis) claims() {
	counted := map[string]map[string]int{}
	all := map[string]bool{}
	for _, s := range a.sets {
		for _, smp := range a.results[run{set: s.Name}].samples {
			if smp.label.Label != labelRelevant || !smp.Relevant {
				continue
			}
			kind, claim := cmp.Or(smp.label.Kind, "none given"), cmp.Or(smp.Claim, "none")
			if counted[kind] == nil {
				counted[kind] = map[string]int{}
			}
			counted[kind][claim]++
			all[claim] = true
		}
	}
	claims := slices.Sorted(maps.Keys(all))
	t := newTable(append([]string{"kind, and the claim read in it"}, claims...)...)
	for _, kind := range slices.Sorted(maps.Keys(counted)) {
		row := []string{kind}
		for _, claim := range claims {
			row = append(row, fmt.Sprint(counted[kind][claim]))
		}
		t.add(row...)
	}
	a.print(t)
}

// alertsOfStories prints how many alerts the labelled relevant stories raised: one
// each would be right.
func (a analysis) alertsOfStories() {
	t := newTable("alerts of a relevant story", "none", "one", "two", "more")
	for _, s := range a.sets {
		samples := a.results[run{set: s.Name}].samples
		alerting := map[string]bool{} // stories of the bot
		for _, smp := range samples {
			if smp.Outcome == outcomeAlert {
				alerting[smp.Story] = true
			}
		}
		raised := map[string]map[string]bool{} // by labelled story
		for _, smp := range samples {
			if smp.label.Label != labelRelevant {
				continue
			}
			name := smp.label.story()
			if raised[name] == nil {
				raised[name] = map[string]bool{}
			}
			if smp.Relevant && alerting[smp.Story] {
				raised[name][smp.Story] = true
			}
		}
		var n [4]int
		for _, stories := range raised {
			n[min(len(stories), 3)]++
		}
		t.add(s.Name, fmt.Sprint(n[0]), fmt.Sprint(n[1]), fmt.Sprint(n[2]), fmt.Sprint(n[3]))
	}
	a.print(t)
}

// groupings prints B-cubed of grouping alone, and of the items that were found,
// beside how many were not.
func (a analysis) groupings() {
	t := newTable("B-cubed F1", "alone, stories of two or more", "alone, all stories", "of items found, two or more", "of items found, all", "not found")
	for _, s := range a.sets {
		var labelled, found []sample
		missed := 0
		for _, smp := range a.results[run{set: s.Name, groupLabelled: true}].samples {
			if smp.label.Label == labelRelevant {
				labelled = append(labelled, smp)
			}
		}
		for _, smp := range a.results[run{set: s.Name}].samples {
			switch {
			case smp.label.Label != labelRelevant:
			case smp.Relevant:
				found = append(found, smp)
			default:
				missed++
			}
		}
		t.add(s.Name, bcubedF1(labelled, 2), bcubedF1(labelled, 1), bcubedF1(found, 2), bcubedF1(found, 1), fmt.Sprint(missed))
	}
	a.print(t)
}

func bcubedF1(samples []sample, least int) string {
	var c counts
	for _, g := range bcubed(samples, least) {
		c.add(counts{grouped: 1, gp: g.precision, gr: g.recall})
	}
	return cell(c.figures(), nil, "bcubed.f1")
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
