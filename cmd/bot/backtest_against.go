package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
)

// backtestAgainst prints which alerts a changed config adds and removes.
func (a *app) backtestAgainst(test desk.Backtest, s, changed *settings, from material, asJSON bool, out io.Writer) error {
	each := func(meddlewatch.Judgement) error { return nil }
	lines := jsonTo(out)
	if asJSON {
		each = func(j meddlewatch.Judgement) error { return lines.Encode(desk.LineOf(j)) }
	}
	review, err := test.Against(changed.plan.Judge, each)
	if err != nil {
		return err
	}
	if asJSON {
		review.Before, review.After = from.mark(review.Before), from.mark(review.After)
		return lines.Encode(map[string]desk.ReviewSummary{"summary": review.Summary()})
	}
	old := s.file
	if old == "" {
		old = "built-in defaults"
	}
	printReview(out, review, old, changed.file)
	from.tell(out)
	return nil
}

// changedConfig loads the config that is compared with the one in use.
func (a *app) changedConfig(file string) (*settings, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, config.Mistakes{{File: file, Line: 1, Col: 1, What: "there is no such file", Do: "name the changed config with --against"}}
	}
	return a.setupFrom(file)
}

func printChange(out io.Writer, c desk.Change) {
	alerts := c.After
	if c.Kind == desk.Removed {
		alerts = c.Before
	}
	claim := string(alerts.Claim)
	if claim == "" {
		claim = "report"
	}
	about := []string{c.Date.Format("2006-01-02"), claim}
	if c.Outlet != "" {
		about = append([]string{c.Outlet}, about...)
	}
	if c.Label != "" {
		about = append(about, "labelled "+c.Label)
	}
	fmt.Fprintf(out, "%-7s  %.2f  %s\n      %s\n      why: %s\n      changed: %s\n      %s\n\n",
		c.Kind, alerts.Score, c.Title, strings.Join(about, ", "), alerts.Why, strings.Join(c.Because, "; "), onScreen(c.URL))
}

func printReview(out io.Writer, r desk.Review, old, fresh string) {
	over := "Over these " + countOf(r.After.Items, "item")
	if r.After.Items == 1 {
		over = "Over this item"
	}
	added, removed := r.Count(desk.Added), r.Count(desk.Removed)
	switch {
	case r.After.Items == 0:
		fmt.Fprintln(out, "There is no item to compare over.")
		return
	case added+removed+r.Turned == 0:
		fmt.Fprintf(out, "%s this edit changes nothing: %s.\n", over, alertsOf(r.After))
		return
	case added+removed == 0:
		fmt.Fprintf(out, "%s this edit adds no alert and removes none.\n\n", over)
	default:
		fmt.Fprintf(out, "%s this edit adds %s and removes %d:\n\n", over, countOf(added, "alert"), removed)
	}
	for _, c := range r.Changes {
		printChange(out, c)
	}
	width := max(len(old), len(fresh))
	fmt.Fprintf(out, "before   %-*s  %s\n", width, old, alertsOf(r.Before))
	fmt.Fprintf(out, "after    %-*s  %s\n", width, fresh, alertsOf(r.After))
	if r.Turned > 0 {
		fmt.Fprintf(out, "turned   %s, relevant under one of the two only\n", countOf(r.Turned, "item"))
	}
	if r.After.F1 != nil {
		fmt.Fprintf(out, "labels   alerts added: %s; removed: %s\n", labelled(r.Changes, desk.Added), labelled(r.Changes, desk.Removed))
	}
}

// alertsOf is the alerts of a run, with how right they are where labels say so.
func alertsOf(s desk.Summary) string {
	text := fmt.Sprintf("%s, of %s", countOf(s.Alerts, "alert"), countOf(s.Relevant, "relevant item"))
	if s.F1 != nil {
		text += fmt.Sprintf("; precision %.3f, recall %.3f, F1 %.3f, story recall %.3f, %s",
			*s.Precision, *s.Recall, *s.F1, *s.StoryRecall, countOf(*s.FalseAlerts, "false alert"))
	}
	return text
}

// labelled counts the alerts of a kind by what people say of their stories. A story may
// have several.
func labelled(changes []desk.Change, kind desk.ChangeKind) string {
	by := map[string]int{}
	for _, c := range changes {
		if c.Kind == kind {
			by[c.Label]++
		}
	}
	return fmt.Sprintf("%d of right stories, %d of wrong, %d of borderline, %d of those without a label",
		by[desk.LabelRelevant], by[desk.LabelNot], by[desk.LabelBorderline], by[""])
}
