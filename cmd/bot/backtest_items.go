package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// material is what a backtest judges and compares with.
type material struct {
	items      func(func(meddlewatch.Item) error) error
	labels     *desk.Labels
	labelsFrom string
	// Of the bot's own history alone:
	since    time.Time // zero: the items are those of a file
	textGone int
	textKept string // how long texts are kept, as the config says
	close    func() error
}

// material opens what a backtest judges, and its labels: those of a file, else for
// the bot's own history those that people gave.
func (a *app) material(ctx context.Context, s *settings, f backtestFlags) (material, error) {
	m := material{items: a.itemsOf(f.items), close: func() error { return nil }}
	var err error
	if f.labels != "" {
		m.labelsFrom = f.labels
		if m.labels, err = readLabels(f.labels); err != nil {
			return m, err
		}
	}
	if f.span == 0 {
		return m, nil
	}
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if err != nil {
		return m, err
	}
	m.close = db.Close
	m.since, m.textKept = a.now().Add(-time.Duration(f.span)), s.cfg.Store.KeepText.String()
	m.items = func(each func(meddlewatch.Item) error) error {
		return desk.History{DB: db, Since: m.since}.Items(ctx, each)
	}
	if m.textGone, err = db.Forgotten(ctx, m.since); err != nil {
		return m, errors.Join(err, db.Close())
	}
	if f.labels == "" {
		list, err := desk.LabelList(ctx, db)
		if err == nil {
			list, err = desk.StoriesNow(ctx, db, list)
		}
		if err != nil {
			return m, errors.Join(err, db.Close())
		}
		if m.labels = desk.LabelsOf(list); m.labels != nil {
			m.labelsFrom = "bot label"
		}
	}
	if f.grouped && m.labels == nil {
		return m, errors.Join(usagef("backtest: --group-labelled needs labels, and nobody has given any with bot label; name a file with --labels"), db.Close())
	}
	return m, nil
}

// mark adds to a summary where items and labels come from.
func (m material) mark(s desk.Summary) desk.Summary {
	s.LabelsFrom = m.labelsFrom
	if !m.since.IsZero() {
		s.TextGone = &m.textGone
	}
	return s
}

// tell says where items and labels come from, as far as a person has to know.
func (m material) tell(out io.Writer) {
	if m.labelsFrom == "bot label" {
		fmt.Fprintln(out, "compared with the labels of bot label")
	}
	if n := m.labels.Alone(); n > 0 {
		fmt.Fprintf(out, "left out of the grouping: %s without a story (bot label URL relevant --story NAME gives one)\n", countOf(n, "relevant label"))
	}
	if m.textGone > 0 {
		fmt.Fprintf(out, "left out %s since %s, whose text is no longer kept (store.keep_text is %s)\n",
			countOf(m.textGone, "item"), m.since.UTC().Format("2006-01-02 15:04 UTC"), m.textKept)
	}
}

// itemsOf reads an items file.
func (a *app) itemsOf(name string) func(func(meddlewatch.Item) error) error {
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
		return feeds.ReadItems(in, name, func(_ int, it meddlewatch.Item) error { return each(it) })
	}
}

func readLabels(name string) (*desk.Labels, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, named(name, err)
	}
	defer file.Close()
	return desk.ReadLabels(file, name)
}
