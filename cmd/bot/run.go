package main

import (
	"context"
	"errors"
)

// runCommand is the worker, until it is stopped.
func (a *app) runCommand(ctx context.Context, args []string) error {
	ctx, stopped := untilStopped(ctx)
	defer stopped()
	hangup, deaf := hangups()
	defer deaf()
	set := a.flags("run", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	h, err := s.openHouse(ctx, a, string(s.cfg.Store.Path), direct(a.stdout))
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil // asked to stop while it still started
	}
	if err != nil {
		return err
	}
	defer h.close()
	reload := h.reloadOnChange(hangup) // whoever reads that the bot watches may edit a file at once
	h.greet()
	reloading, stop := context.WithCancel(ctx)
	defer stop()
	go reload(reloading)
	return h.worker.Run(ctx)
}
