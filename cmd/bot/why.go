package main

import (
	"context"
	"encoding/json"
	"runtime/debug"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// whyCommand says what was decided about an item and why, or why nothing is
// known of it.
func (a *app) whyCommand(ctx context.Context, args []string) error {
	set := a.flags("why", "URL [--json]")
	asJSON := set.Bool("json", false, "as JSON")
	rest, err := parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	s, err := a.load(config.Find(a.configFile, a.env))
	if err != nil {
		return err
	}
	if a.env("GOGC") == "" { // for all of this short command
		debug.SetGCPercent(setupGCPercent)
	}
	judge := s.judgeMeanwhile()
	configured, err := s.feeds()
	if err != nil {
		return err
	}
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if err != nil {
		return err
	}
	defer db.Close()
	answer, err := desk.Why(ctx, db, judge, configured, rest[0])
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(a.stdout).Encode(answer)
	}
	a.printWhy(answer)
	return nil
}

// judgeMeanwhile begins to read what a judge is made of and returns at once; the function
// waits for it and makes the judge of one item. Most of the time of a question is spent on
// this, and many answers need none: the text is gone, or the item was never seen.
func (s *settings) judgeMeanwhile() func(meddlewatch.Item) (worker.Judge, error) {
	data, lists := meanwhile(s.data), meanwhile(s.merged)
	return func(it meddlewatch.Item) (worker.Judge, error) {
		list, err := lists()
		if err != nil {
			return nil, err
		}
		lexicons, err := data()
		if err != nil {
			return nil, err
		}
		return match.NewFor(it, list, lexicons, float64(s.cfg.Alert.Threshold))
	}
}

// merged is the one watchlist that all lists of the config come to.
func (s *settings) merged() (meddlewatch.Watchlist, error) {
	_, decisions, err := s.readDecisions()
	if err != nil {
		return meddlewatch.Watchlist{}, err
	}
	lists, err := s.lists(decisions)
	if err != nil {
		return meddlewatch.Watchlist{}, err
	}
	return seeds.Merge(lists...), nil
}
