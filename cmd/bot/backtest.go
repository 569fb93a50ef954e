package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
)

// backtestFlags is a call of backtest.
type backtestFlags struct {
	items, labels, against string
	span                   config.Duration // zero: --items
	grouped, sorted        bool
	asJSON                 bool
}

// backtestCommand judges items with the worker's own judging, and compares two
// configs by it.
func (a *app) backtestCommand(ctx context.Context, args []string) error {
	f, err := a.backtestFlags(args)
	if err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	var changed *settings
	if f.against != "" {
		if changed, err = a.changedConfig(f.against); err != nil {
			return err
		}
		refused, _, err := changed.volume(ctx, changed.watchlists, nil, a.now())
		if err != nil {
			return err
		}
		for _, m := range refused { // what it would do is worth seeing all the same
			fmt.Fprintf(a.stderr, "warning: %s\n", m)
		}
	}
	from, err := a.material(ctx, s, f)
	if err != nil {
		return err
	}
	bar := a.progress()
	test := desk.Backtest{
		Items: from.items, Judge: s.plan.Judge, Labels: from.labels,
		GroupLabelled: f.grouped, SortPublished: f.sorted,
		Progress: func(done int) { bar.show(fmt.Sprintf("judged %d items", done)) },
	}
	out := bufio.NewWriter(bar.behind(a.stdout))
	if changed != nil {
		err = a.backtestAgainst(test, s, changed, from, f.asJSON, out)
	} else {
		err = backtestAlone(test, from, f.asJSON, out)
	}
	if err == nil {
		bar.clear()
	}
	return errors.Join(err, out.Flush(), from.close())
}

func (a *app) backtestFlags(args []string) (backtestFlags, error) {
	var f backtestFlags
	set := a.flags("backtest", "--items FILE | --history 30d [--labels FILE [--group-labelled]] [--against CONFIG] [--sort published] [--json]")
	set.StringVar(&f.items, "items", "", "JSON Lines `FILE` of items, plain or .gz; - reads standard input")
	history := set.String("history", "", "judge what the database has of so long a `SPAN`, such as 30d, instead of a file")
	set.StringVar(&f.labels, "labels", "", "JSON Lines `FILE` of labels to compare with; --history compares with those of bot label where no file is named")
	set.BoolVar(&f.grouped, "group-labelled", false, "take relevance from the labels, to measure grouping alone")
	set.StringVar(&f.against, "against", "", "the changed `CONFIG`: say which alerts it adds to those of the config in use, and which it removes")
	sorting := set.String("sort", "", "`published`: judge in order of publication instead of the file's")
	set.BoolVar(&f.asJSON, "json", false, "a JSON line an item, the summary last")
	help := set.help
	set.help = func() {
		help()
		fmt.Fprint(a.stdout, againstHelp)
	}
	if _, err := parse(set, args, 0, 0); err != nil {
		return f, err
	}
	f.sorted = *sorting != ""
	empty := ""
	set.Visit(func(given *flag.Flag) {
		if given.Value.String() == "" {
			empty = given.Name
		}
	})
	switch {
	case empty != "":
		return f, usagef("backtest: --%s is empty; give it a value, or leave it out", empty)
	case f.items == "" && *history == "":
		return f, usagef("backtest: no items; name a file with --items, or a span with --history")
	case f.items != "" && *history != "":
		return f, usagef("backtest: --items and --history; keep one of the two")
	case f.grouped && f.labels == "" && *history == "":
		return f, usagef("backtest: --group-labelled needs --labels")
	case f.grouped && f.against != "":
		return f, usagef("backtest: --group-labelled takes relevance from the labels, so that --against has nothing to compare; keep one of the two")
	case f.sorted && *sorting != "published":
		return f, usagef("backtest: --sort knows only \"published\"")
	}
	if *history != "" {
		if err := f.span.UnmarshalText([]byte(*history)); err != nil {
			return f, usagef("backtest: --history: %v", err)
		}
	}
	return f, nil
}

const againstHelp = `
Nothing is sent or stored. With --against the lines of items are those of the changed
config, and the summary also has "added", "removed" (alerts), "turned" (items that are
relevant under one config alone), "before" (the summary of the config in use) and
"changes": a member an alert, with "change", "url", "title", "outlet", "date", "label",
"before", "after" and "because". An alert that only moves to another item of its story is
no change.
`

// backtestAlone prints what one config makes of the items.
func backtestAlone(test desk.Backtest, from material, asJSON bool, out io.Writer) error {
	if asJSON {
		lines := jsonTo(out)
		summary, err := test.Run(func(j meddlewatch.Judgement) error { return lines.Encode(desk.LineOf(j)) })
		if err != nil {
			return err
		}
		return lines.Encode(map[string]desk.Summary{"summary": from.mark(summary)})
	}
	summary, err := test.Run(printAlert(out))
	if err == nil {
		printSummary(out, from.mark(summary))
		from.tell(out)
	}
	return err
}

func jsonTo(out io.Writer) *json.Encoder {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return lines
}

// printAlert prints the alerts, each with the reason; other items only count.
func printAlert(out io.Writer) func(meddlewatch.Judgement) error {
	return func(j meddlewatch.Judgement) error {
		if j.Outcome != meddlewatch.OutcomeAlert {
			return nil
		}
		claim := string(j.Verdict.Claim)
		if claim == "" {
			claim = "report"
		}
		_, err := fmt.Fprintf(out, "%.2f  %s\n      %s, %s, %s\n      why: %s\n      %s\n\n",
			j.Verdict.Score, j.Item.Title, j.Item.Outlet, j.Item.Time().Format("2006-01-02"), claim,
			j.Verdict.Why(), j.Item.Link)
		return err
	}
}

func printSummary(out io.Writer, s desk.Summary) {
	fmt.Fprintf(out, "items    %d: %s\n", s.Items, counts(meddlewatch.Outcomes(), s.ByOutcome))
	fmt.Fprintf(out, "alerts   %d, of %d relevant items; %d stories in all\n", s.Alerts, s.Relevant, s.Stories)
	if s.F1 == nil {
		return
	}
	fmt.Fprintf(out, "labels   precision %.3f, recall %.3f, F1 %.3f, story recall %.3f\n", *s.Precision, *s.Recall, *s.F1, *s.StoryRecall)
	fmt.Fprintf(out, "wrong    %d false alerts, %d borderline, %d without a label\n", *s.FalseAlerts, *s.BorderlineAlerts, *s.UnlabelledAlerts)
	fmt.Fprintf(out, "grouping B-cubed precision %.3f, recall %.3f, F1 %.3f\n", s.BCubed.Precision, s.BCubed.Recall, s.BCubed.F1)
}
