package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// row is a measurement with what came out.
type row struct {
	measurement
	counts    counts
	alerted   alerted
	figures   map[string]float64
	intervals map[string]interval
}

// rowOf puts together what the runs of a measurement came to. Of a single run the
// bot's own figures hold; the lines give intervals, sums and parts.
func rowOf(m measurement, results map[run]*result, own judgements) row {
	r := row{measurement: m}
	var stories []counts
	items := 0
	runs := m.runs()
	for _, run := range runs {
		res := results[run]
		items += res.items
		r.alerted.add(alertsOf(res.samples, own))
		stories = append(stories, byStory(res.samples, m.keeps)...)
	}
	r.counts = sum(stories)
	r.figures, r.intervals = r.counts.figures(), resample(stories)
	switch {
	case len(m.Languages) > 0: // how many items of a language there are, alerts or not, no label tells
		items = r.counts.tp + r.counts.fp + r.counts.fn + r.counts.tn
	default:
		maps.Copy(r.figures, r.alerted.figures())
	}
	if len(runs) == 1 && len(m.Languages) == 0 {
		for name := range r.figures {
			said, ok := results[runs[0]].summary[name]
			if r.figures[name] = said; !ok {
				delete(r.figures, name)
			}
		}
	}
	r.figures["items"] = float64(items)
	if m.GroupLabelled { // all but grouping was taken from the labels
		maps.DeleteFunc(r.figures, func(name string, _ float64) bool {
			return name != "items" && !strings.HasPrefix(name, "bcubed.")
		})
	}
	return r
}

func (m measurement) keeps(s sample) bool {
	return len(m.Languages) == 0 || slices.Contains(m.Languages, s.label.language())
}

// cell writes a figure with its interval, if it has one.
func cell(figures map[string]float64, intervals map[string]interval, name string) string {
	f, ok := figures[name]
	if !ok {
		return "–"
	}
	if name == "items" || strings.HasSuffix(name, "alerts") {
		return fmt.Sprintf("%.0f", f)
	}
	if i, ok := intervals[name]; ok {
		return fmt.Sprintf("%.3f (%.2f to %.2f)", f, i.low, i.high)
	}
	return fmt.Sprintf("%.3f", f)
}

// printRows prints the main table.
func printRows(out io.Writer, rows []row) {
	t := newTable("measured", "items", "precision", "recall", "F1", "story recall", "B-cubed F1", "alerts", "false alerts", "unlabelled alerts")
	for _, r := range rows {
		cells := []string{r.Name}
		for _, name := range []string{"items", "precision", "recall", "f1", "story_recall", "bcubed.f1", "alerts", "false_alerts", "unlabelled_alerts"} {
			cells = append(cells, cell(r.figures, r.intervals, name))
		}
		t.add(cells...)
	}
	t.print(out)
	fmt.Fprintf(out, "\nIn brackets: 95 %% of %d draws, with repetition, of the labelled stories.\n", draws)
}

// printJudged prints the second figures: what precision is, and how many alerts are
// right, when alerts without a label count by our own judgement.
func printJudged(out io.Writer, rows []row) {
	t := newTable("with our own judgements", "precision", "alerts right", "wrong", "borderline", "not judged yet", "share right")
	for _, r := range rows {
		if r.GroupLabelled || len(r.Languages) > 0 {
			continue
		}
		a := r.alerted
		right, wrong := a.relevant+a.judgedRelevant, a.wrong+a.judgedNot
		t.add(
			r.Name, ratio(r.counts.tp+a.judgedRelevant, r.counts.tp+a.judgedRelevant+r.counts.fp+a.judgedNot),
			fmt.Sprintf("%d + %d", a.relevant, a.judgedRelevant), fmt.Sprintf("%d + %d", a.wrong, a.judgedNot),
			fmt.Sprintf("%d + %d", a.borderline, a.judgedBetween), fmt.Sprint(len(a.unjudged)), ratio(right, right+wrong),
		)
	}
	fmt.Fprintln(out)
	t.print(out)
	fmt.Fprintln(out, "\nAlerts are stories: labelled ones + those judged by their first item.")
}

// table is a Markdown table.
type table struct{ rows [][]string }

func newTable(head ...string) *table {
	t := &table{}
	t.add(head...)
	t.add(slices.Repeat([]string{"---"}, len(head))...)
	return t
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print(out io.Writer) {
	for _, cells := range t.rows {
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
}

// ratio writes a share; one of nothing is a dash.
func ratio(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(part)/float64(whole))
}
