package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/store"
)

// onceCommand is one cycle. With --json the counts are all that stands on
// standard output, and the alerts go to standard error. Where the log is JSON,
// alerts and counts are too, an object a line.
func (a *app) onceCommand(ctx context.Context, args []string) error {
	ctx, stopped := untilStopped(ctx)
	defer stopped()
	set := a.flags("once", "[--dry-run] [--json]")
	dry := set.Bool("dry-run", false, "change and send nothing: show what would be alerted")
	asJSON := set.Bool("json", false, "counts as JSON")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	path := string(s.cfg.Store.Path)
	if *dry {
		copied, remove, err := dryCopy(ctx, path)
		if err != nil {
			return err
		}
		defer remove()
		path = copied
		s.onlyTerminal = true // where it is to be seen, and sends nothing
		s.plan.Discover = nil // nobody could decide about names that are forgotten at once
	}
	alerts := direct(a.stdout)
	if *asJSON {
		alerts = a.stderr
	}
	h, err := s.openHouse(ctx, a, path, alerts)
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.worker.Once(ctx); err != nil {
		return err
	}
	h.progress.clear()
	if ctx.Err() != nil {
		return errors.New("stopped before every feed was polled; what was read is kept, the next start goes on from there")
	}
	state, err := s.state(ctx, h.db, a.now())
	if err != nil {
		return err
	}
	if n := len(s.plan.Feeds); n > 0 && state.Feeds[meddlewatch.FeedUnreachable] == n {
		h.log.Warn("no feed could be reached; is there a network? To see the judging without one: bot backtest --items examples/items.jsonl")
	}
	return a.printState(state, *asJSON || s.cfg.Log.Format == config.FormatJSON)
}

// dryCopy makes a copy of the database that a dry run may change: everything is
// as it would be, and nothing is kept. Without a database it starts from none.
func dryCopy(ctx context.Context, path string) (string, func(), error) {
	dir, err := os.MkdirTemp("", "meddlewatch-dry-run-")
	if err != nil {
		return "", nil, err
	}
	remove := func() { _ = os.RemoveAll(dir) }
	copied := filepath.Join(dir, "meddlewatch.db")
	db, err := store.OpenReadOnly(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		return copied, remove, nil
	}
	if err == nil {
		err = errors.Join(db.Backup(ctx, copied), db.Close())
	}
	if err != nil {
		remove()
		return "", nil, err
	}
	return copied, remove, nil
}
