package main

import (
	"context"
	"fmt"
	"time"

	"meddlewatch/config"
	"meddlewatch/desk"
)

// healthcheckCommand says by its exit code whether the worker on this database
// is alive, polling and able to write.
func (a *app) healthcheckCommand(ctx context.Context, args []string) error {
	set := a.flags("healthcheck", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, db, err := a.setupToRead(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	path := string(s.cfg.Store.Path)
	if err := desk.Healthy(ctx, db, path, s.plan.Feeds, s.stallAfter(a.now()), a.now()); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "fine")
	return nil
}

// stallAfter is how overdue a feed may be, from the longest schedule there is.
func (s *settings) stallAfter(now time.Time) time.Duration {
	longest := time.Duration(0)
	for _, c := range s.schedules() {
		next := c.Next(now)
		longest = max(longest, c.Next(next).Sub(next))
	}
	return s.cfg.Health.Stall.After(longest)
}

// schedules is every schedule in use.
func (s *settings) schedules() []config.Cron {
	list := []config.Cron{s.cfg.Defaults.Schedule}
	for _, f := range s.cfg.Feeds {
		if f.On() && f.Schedule.Set() {
			list = append(list, f.Schedule)
		}
	}
	return list
}
