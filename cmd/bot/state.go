package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/store"
)

// stateCommand prints counts of everything.
func (a *app) stateCommand(ctx context.Context, args []string) error {
	set := a.flags("state", "[--json]")
	asJSON := set.Bool("json", false, "as JSON")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, db, err := a.setupToRead(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	state, err := s.state(ctx, db, a.now())
	if err != nil {
		return err
	}
	return a.printState(state, *asJSON)
}

// state counts everything, also the names that wait for a person.
func (s *settings) state(ctx context.Context, db *store.DB, now time.Time) (desk.State, error) {
	state, err := desk.StateOf(ctx, db, s.plan.Feeds, now)
	if err != nil {
		return desk.State{}, err
	}
	queue, err := desk.OpenQueue(ctx, db, s.decisions, s.plan.Known)
	if err != nil {
		return desk.State{}, err
	}
	state.Candidates = len(queue.List(false))
	return state, nil
}

func (a *app) printState(s desk.State, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(s)
	}
	fmt.Fprintf(a.stdout, "feeds    %s\n", counts(meddlewatch.FeedStatuses(), s.Feeds))
	fmt.Fprintf(a.stdout, "items    %d: %s\n", s.Items.Total, counts(meddlewatch.Outcomes(), s.Items.ByOutcome))
	fmt.Fprintf(a.stdout, "stories  %d open, %d in all\n", s.Stories.Open, s.Stories.Total)
	fmt.Fprintf(a.stdout, "outbox   %s\n", counts(meddlewatch.OutboxStates(), s.Outbox))
	for _, t := range s.Troubles {
		fmt.Fprintf(a.stdout, "         %d %s at %s: %s\n", t.Messages, t.State, t.Destination, t.Error)
	}
	if s.Candidates > 0 {
		fmt.Fprintf(a.stdout, "names    %d found that no list has; see: bot candidates\n", s.Candidates)
	}
	return nil
}

// counts lists what there is some of, in the given order.
func counts[K ~string](order []K, n map[K]int) string {
	text := ""
	for _, k := range order {
		if n[k] > 0 {
			text += fmt.Sprintf(", %d %s", n[k], k)
		}
	}
	if text == "" {
		return "none"
	}
	return text[2:]
}
