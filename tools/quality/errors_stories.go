package main

import "fmt"

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
