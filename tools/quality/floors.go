package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// agree says where the figures made of the lines are not those of the bot's summary:
// then one of the two counts wrongly, and neither may be relied on.
func (r *result) agree() error {
	mine := sum(byStory(r.samples, nil)).figures()
	maps.Copy(mine, alertsOf(r.samples, nil).figures())
	mine["items"] = float64(r.items)
	for _, name := range []string{
		"items", "precision", "recall", "f1", "story_recall", "bcubed.precision", "bcubed.recall", "bcubed.f1",
		"alerts", "false_alerts", "borderline_alerts", "unlabelled_alerts",
	} {
		said, ok := r.summary[name]
		if !ok {
			return fmt.Errorf("the summary lacks %s", name)
		}
		off := 1.5e-4 // both are rounded; two addresses of one article are two items here, and one to the bot
		switch {
		case strings.HasPrefix(name, "bcubed."):
			off = 0.02
		case name == "precision" || name == "recall" || name == "f1":
			off = 0.02
		}
		// A share of nothing is zero there and missing here.
		if math.Abs(mine[name]-said) > off {
			return fmt.Errorf("the summary says %s is %v, and its lines make it %s", name, said, exact(mine, name))
		}
	}
	return nil
}

// missed lists what a measurement does not keep: floors and ceilings. A figure that
// is missing keeps nothing.
func (m measurement) missed(figures map[string]float64) []string {
	var missed []string
	for _, name := range slices.Sorted(maps.Keys(m.Figures)) {
		b := m.Figures[name]
		got, ok := figures[name]
		switch {
		case b.Floor != nil && (!ok || got < *b.Floor):
			missed = append(missed, fmt.Sprintf("%s: %s is %s, at least %v is needed", m.Name, name, exact(figures, name), *b.Floor))
		case b.Ceiling != nil && (!ok || got > *b.Ceiling):
			missed = append(missed, fmt.Sprintf("%s: %s is %s, at most %v may be", m.Name, name, exact(figures, name), *b.Ceiling))
		}
	}
	return missed
}

// ahead lists the goals that are not reached yet.
func (m measurement) ahead(figures map[string]float64) []string {
	var ahead []string
	for _, name := range slices.Sorted(maps.Keys(m.Figures)) {
		b := m.Figures[name]
		got, ok := figures[name]
		switch {
		case b.Goal == nil:
		case b.Floor != nil && (!ok || got < *b.Goal):
			ahead = append(ahead, fmt.Sprintf("goal not reached: %s: %s is %s, at least %v is wanted", m.Name, name, exact(figures, name), *b.Goal))
		case b.Ceiling != nil && (!ok || got > *b.Goal):
			ahead = append(ahead, fmt.Sprintf("goal not reached: %s: %s is %s, at most %v is wanted", m.Name, name, exact(figures, name), *b.Goal))
		}
	}
	return ahead
}

// slack is by how much a share may fall where it must not get worse: less than one
// item of the smallest set.
const slack = 0.005

// worse lists what got worse against another row. Alerts without a label are not
// compared: more of them may be right.
func (m measurement) worse(figures, before map[string]float64) []string {
	var worse []string
	for _, name := range []string{"precision", "recall", "f1", "story_recall", "bcubed.f1", "false_alerts"} {
		was, asked := before[name]
		got, ok := figures[name]
		kept := ok && got >= was-slack
		if name == "false_alerts" {
			kept = ok && got <= was
		}
		if asked && !kept {
			worse = append(worse, fmt.Sprintf("%s: %s is %s, and %s in %q", m.Name, name, exact(figures, name), exact(before, name), m.NotWorseThan))
		}
	}
	return worse
}

// exact writes a figure with all its digits, and what is missing as a dash.
func exact(figures map[string]float64, name string) string {
	if f, ok := figures[name]; ok {
		return fmt.Sprint(f)
	}
	return "–"
}
