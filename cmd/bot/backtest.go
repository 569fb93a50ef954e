package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// backtestCommand judges items of a file with the worker's own judging.
func (a *app) backtestCommand(ctx context.Context, args []string) error {
	set := a.flags("backtest", "--items FILE | --history 30d [--labels FILE [--group-labelled]] [--sort published] [--json]")
	items := set.String("items", "", "JSON Lines `FILE` of items, plain or .gz; - reads standard input")
	history := set.String("history", "", "judge what the database has of so long a `SPAN`, such as 30d, instead of a file")
	labelFile := set.String("labels", "", "JSON Lines `FILE` of labels to compare with")
	grouped := set.Bool("group-labelled", false, "take relevance from the labels, to measure grouping alone")
	sorting := set.String("sort", "", "`published`: judge in order of publication instead of the file's")
	asJSON := set.Bool("json", false, "a JSON line an item, the summary last")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	switch {
	case *items == "" && *history == "":
		return usagef("backtest: no items; name a file with --items, or a span with --history")
	case *items != "" && *history != "":
		return usagef("backtest: --items and --history; keep one of the two")
	case *grouped && *labelFile == "":
		return usagef("backtest: --group-labelled needs --labels")
	case *sorting != "" && *sorting != "published":
		return usagef("backtest: --sort knows only \"published\"")
	}
	var span config.Duration
	if *history != "" {
		if err := span.UnmarshalText([]byte(*history)); err != nil {
			return usagef("backtest: --history: %v", err)
		}
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	source := a.itemsOf(ctx, *items)
	if *history != "" {
		source = a.historyOf(ctx, s, time.Duration(span))
	}
	labels, err := readLabels(*labelFile)
	if err != nil {
		return err
	}
	bar := a.progress()
	test := desk.Backtest{
		Items: source, Judge: s.plan.Judge, Labels: labels,
		GroupLabelled: *grouped, SortPublished: *sorting != "",
		Progress: func(done int) { bar.show(fmt.Sprintf("judged %d items", done)) },
	}
	out := bufio.NewWriter(bar.behind(a.stdout))
	print := a.printBacktest(out)
	if *asJSON {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		print = func(j meddlewatch.Judgement) error { return lines.Encode(desk.LineOf(j)) }
	}
	summary, err := test.Run(print)
	if err != nil {
		return errors.Join(err, out.Flush())
	}
	bar.clear()
	if *asJSON {
		err = json.NewEncoder(out).Encode(map[string]desk.Summary{"summary": summary})
	} else {
		printSummary(out, summary)
	}
	return errors.Join(err, out.Flush())
}

// itemsOf reads an items file; a stopped program stops reading.
func (a *app) itemsOf(ctx context.Context, name string) func(func(meddlewatch.Item) error) error {
	return func(each func(meddlewatch.Item) error) error {
		in := a.stdin
		if name != "-" {
			file, err := os.Open(name)
			if err != nil {
				return named(name, err)
			}
			defer file.Close()
			in = file
		}
		return feeds.ReadItems(in, name, func(_ int, it meddlewatch.Item) error {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("stopped: %w", err)
			}
			return each(it)
		})
	}
}

// historyOf reads what the bot itself has seen, as long as the texts are kept. How
// an item arrived does not count: a backtest knows no first polls and no floods.
func (a *app) historyOf(ctx context.Context, s *settings, span time.Duration) func(func(meddlewatch.Item) error) error {
	return func(each func(meddlewatch.Item) error) error {
		db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
		if err != nil {
			return err
		}
		err = db.History(ctx, a.now().Add(-span), func(known store.Stored) error {
			known.Item.Mark = meddlewatch.MarkNone
			return each(known.Item)
		})
		return errors.Join(err, db.Close())
	}
}

func readLabels(name string) (*desk.Labels, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, named(name, err)
	}
	defer file.Close()
	return desk.ReadLabels(file, name)
}

// printBacktest prints the alerts, each with the reason; other items only count.
func (a *app) printBacktest(out io.Writer) func(meddlewatch.Judgement) error {
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
