// Command quality runs "bot backtest" over the labelled items and "bot learn" over
// documents with gold, and compares the figures with the floors of floors.json and
// learner.json: below a floor it fails. It prints Markdown tables.
//
// With -errors it says instead where the bot goes wrong, and with -lockbox how it
// does on the labelled stories that nobody reads, against those that one may.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// options are the flags.
type options struct {
	bot, data, project, judged string
	errors, lockbox, list      bool
	share                      float64
}

func main() {
	var o options
	flag.StringVar(&o.bot, "bot", "bin/bot", "the program to measure")
	flag.StringVar(&o.data, "data", "../shared", "directory of the labelled items")
	flag.StringVar(&o.project, "project", "..", "directory of the project, whose documents are learned from")
	flag.StringVar(&o.judged, "judged", "", "`file` of our own judgements of alerts without a label (default docs/judged.tsv of the project, if it is there)")
	flag.BoolVar(&o.errors, "errors", false, "analyse errors instead")
	flag.BoolVar(&o.lockbox, "lockbox", false, "score the lock-box instead")
	flag.BoolVar(&o.list, "list", false, "list alerts without a judgement; with -errors, misses and false alarms outside the lock-box")
	flag.Float64Var(&o.share, "share", 0.001, "with -errors: share of relevant items in a feed, to say which precision to expect")
	flag.Parse()
	if flag.NArg() > 0 || o.lockbox && (o.errors || o.list) || o.share <= 0 || o.share > 1 {
		fmt.Fprintln(os.Stderr, "usage: quality [-list] [-errors [-share Q] | -lockbox]; the lock-box lists nothing, and Q lies between 0 and 1")
		os.Exit(2)
	}
	p, err := readPlan(floorsFile)
	if err == nil {
		err = o.run(p, os.Stdout, time.Now())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run does what the flags say. Where the labelled items are not there, it says so
// and does what can be done without.
func (o options) run(p plan, out io.Writer, now time.Time) error {
	if _, err := os.Stat(o.data); err != nil {
		fmt.Fprintf(out, "skipped: the labelled items are not in %s\n", o.data)
		if o.errors || o.lockbox {
			return nil
		}
		return learnAll(o.bot, o.data, o.project, out)
	}
	b, err := newBench(o.bot, o.data, p)
	if err != nil {
		return err
	}
	switch {
	case o.lockbox:
		return o.scoreLockbox(b, out, now)
	case o.errors:
		return o.analyse(b, out)
	}
	return errors.Join(o.measure(b, out, now), learnAll(o.bot, o.data, o.project, out))
}

// measure prints the rows of the plan and fails below a floor.
func (o options) measure(b *bench, out io.Writer, began time.Time) error {
	own, note, err := o.ownJudgements()
	if err != nil {
		return err
	}
	runs := b.plan.runs()
	results, err := b.all(runs)
	if err != nil {
		return err
	}
	var rows []row
	var missed, ahead []string
	figures := map[string]map[string]float64{}
	for _, m := range b.plan.Measured {
		r := rowOf(m, results, own)
		rows = append(rows, r)
		figures[m.Name] = r.figures
		missed = append(missed, m.missed(r.figures)...)
		ahead = append(ahead, m.ahead(r.figures)...)
		if m.NotWorseThan != "" {
			missed = append(missed, m.worse(r.figures, figures[m.NotWorseThan])...)
		}
	}
	printRows(out, rows)
	printJudged(out, rows)
	fmt.Fprintln(out, note)
	for _, run := range runs {
		if n := results[run].unseen; n > 0 {
			fmt.Fprintf(out, "%s: %d labels have no item\n", run.set, n)
		}
	}
	if o.list {
		listUnjudged(out, rows)
	}
	fmt.Fprintln(out)
	for _, line := range ahead {
		fmt.Fprintln(out, line)
	}
	fmt.Fprintf(out, "%d backtests in %.0f s\n\n", len(runs), time.Since(began).Seconds())
	return failure("below the floor", missed)
}

// ownJudgements reads the file of them and says what it read.
func (o options) ownJudgements() (judgements, string, error) {
	file := o.judged
	if file == "" {
		file = filepath.Join(o.project, "docs", "judged.tsv")
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			return nil, "No judgements of our own: docs/judged.tsv is not there.", nil
		}
	}
	own, err := readJudged(file)
	return own, fmt.Sprintf("%d judgements in %s.", len(own), filepath.Base(file)), err
}

func failure(what string, lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	text := what + ":"
	for _, line := range lines {
		text += "\n" + line
	}
	return errors.New(text)
}
