package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/notify"
	"meddlewatch/seeds"
	"meddlewatch/store"
)

// checkCommand looks at everything that can be wrong before the bot is started.
// It never creates anything.
func (a *app) checkCommand(ctx context.Context, args []string) error {
	set := a.flags("check", "[--online]")
	online := set.Bool("online", false, "also ask every feed, and Discord what the bot may do there")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	from := s.file
	if from == "" {
		from = "built-in defaults"
	}
	fmt.Fprintf(a.stdout, "config     fine: %s, %s\n", from, feedsText(len(s.plan.Feeds)))
	list := seeds.Merge(s.watchlists...)
	names := 0
	for _, e := range list.Entities {
		names += len(e.Aliases)
	}
	if err := a.checkVolume(ctx, s); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "watchlist  fine: %d entities, %d names\n", len(list.Entities), names)
	if n, m := len(s.decisions.Accepted.Entities), len(s.decisions.Rejected); n+m > 0 {
		fmt.Fprintf(a.stdout, "decisions  fine: %s, %d accepted, %d rejected\n", s.cfg.Watchlist.Decisions, n, m)
	}
	if err := a.checkDatabase(ctx, s); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "alerts     go to %s\n", s.whereTo())
	if !*online {
		return nil
	}
	return errors.Join(a.checkDestinations(ctx, s), a.checkFeeds(ctx, s))
}

// checkVolume looks whether ordinary news print names of a person's lists too often.
// The bot's own items give examples where there is a database that can be read;
// what may be wrong with it is told later.
func (a *app) checkVolume(ctx context.Context, s *settings) error {
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if err != nil {
		db = nil
	}
	mistakes, warnings, err := s.volume(ctx, s.watchlists, db, a.now())
	if db != nil {
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		return err
	}
	for _, w := range warnings {
		fmt.Fprintf(a.stderr, "warning: %s\n", w)
	}
	if len(mistakes) > 0 {
		return mistakes
	}
	return nil
}

// checkDestinations asks Discord whether every destination can be reached, and
// what it lacks there. It posts nothing.
func (a *app) checkDestinations(ctx context.Context, s *settings) error {
	way := s.discord(a.now, newLog(a.stderr, s.cfg.Log.Format, s.cfg.Log.Level.Slog()))
	defer way.CloseIdle()
	var err error
	show := func(name string, found []notify.Finding) {
		for _, f := range found {
			word := "fine"
			switch {
			case f.Warn:
				word = "warning"
			case !f.OK:
				word, err = "wrong", errSaid
			}
			fmt.Fprintf(a.stdout, "%-10s %s: %s: %s\n", name, word, f.What, f.Text)
		}
	}
	d := s.cfg.Discord
	if s.postsAsBot() {
		show("bot", way.CheckBot(ctx, d.Token.Reveal(), string(d.Channel)))
	}
	if s.postsByWebhook() {
		show("webhook", way.CheckWebhook(ctx, d.Webhook.Reveal()))
	}
	return err
}

func (a *app) checkDatabase(ctx context.Context, s *settings) error {
	path := string(s.cfg.Store.Path)
	db, err := store.OpenReadOnly(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(a.stdout, "database   %s is not there yet; run and once create it\n", path)
		return nil
	}
	if err != nil {
		return err
	}
	defer db.Close()
	state, err := desk.StateOf(ctx, db, s.plan.Feeds, a.now())
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "database   fine: %s, %d items\n", path, state.Items.Total)
	return nil
}

// checkFeeds asks every feed once and says what came of it, in the order of the
// config.
func (a *app) checkFeeds(ctx context.Context, s *settings) error {
	client := s.client(newLog(a.stderr, s.cfg.Log.Format, s.cfg.Log.Level.Slog()))
	defer client.CloseIdle()
	bar := a.progress()
	results := make([]feeds.Result, len(s.plan.Feeds))
	places := make(chan struct{}, s.cfg.Fetch.Concurrency)
	var group sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for i, f := range s.plan.Feeds {
		group.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			results[i] = client.Poll(ctx, f, meddlewatch.FeedState{Feed: f.URL}, a.now())
			mu.Lock()
			defer mu.Unlock()
			done++
			bar.of("asked", done, len(results))
		})
	}
	group.Wait()
	bar.clear()
	bad := 0
	for i, r := range results {
		if r.Document == nil {
			bad++
			fmt.Fprintf(a.stdout, "feed       %s: %s: %s\n", r.State.Status, s.plan.Feeds[i].URL, r.State.Why)
		}
		for _, w := range r.Warnings {
			fmt.Fprintf(a.stdout, "feed       warning: %s: %s\n", s.plan.Feeds[i].URL, w)
		}
	}
	fmt.Fprintf(a.stdout, "feeds      %d of %d can be read\n", len(results)-bad, len(results))
	if bad > 0 {
		return errSaid
	}
	return nil
}
