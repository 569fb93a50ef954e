package main

import (
	"context"
	"fmt"

	"meddlewatch/desk"
	"meddlewatch/store"
)

// healthcheckCommand says by its exit code whether the worker on this database
// is alive, polling and able to write.
func (a *app) healthcheckCommand(ctx context.Context, args []string) error {
	set := a.flags("healthcheck", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := desk.Healthy(ctx, db, s.plan.Feeds, s.stallAfter, a.now()); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "fine")
	return nil
}
