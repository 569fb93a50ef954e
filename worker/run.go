package worker

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/robfig/cron/v3"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// Schedules of the worker's own jobs, in cron's notation. The feeds have their
// own schedules; a tick only looks which of them are due.
const (
	tickEvery  = "@every 1s"
	pulseEvery = "@every 15s"
	pruneEvery = "@every 1h"
)

// Run polls, judges and delivers until its context ends, then finishes what it
// has begun and returns nil. It returns an error when the database can no longer
// be read or written; nothing is lost then, the next start goes on from the last
// commit.
func (w *Worker) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	jobs, err := w.schedule(ctx)
	if err != nil {
		return err
	}
	finished := w.startStages(ctx, stop)
	w.Tick(ctx, w.now().UTC()) // the scheduler waits for the next full second
	jobs.Start()
	<-ctx.Done()
	<-jobs.Stop().Done()
	return w.finish(finished)
}

// Once polls every feed now (but one that asked to be left alone), judges and
// delivers all that is due, and returns.
func (w *Worker) Once(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w.cycle = true
	finished := w.startStages(ctx, stop)
	now := w.now()
	var due []meddlewatch.Feed
	for _, feed := range w.currentPlan().Feeds {
		if feeds.DueForced(w.stateOf(feed.URL), now) {
			due = append(due, feed)
		}
	}
	var done atomic.Int64
	for _, feed := range due {
		w.startPoll(ctx, feed, func() { w.progress(int(done.Add(1)), len(due)) })
	}
	return w.finish(finished)
}

// finish lets everything run dry: the polls under way, then the stages behind
// them. It returns the problem that ended the worker, if one did.
func (w *Worker) finish(stages *sync.WaitGroup) error {
	w.polls.wait()
	close(w.arrived)
	stages.Wait()
	select {
	case err := <-w.problems:
		return err
	default:
		return nil
	}
}

// startStages starts committing, judging and delivering. Each ends when the one
// before it has ended and its own work is done, so that closing w.arrived lets
// everything run dry in order; the end of the context shortens that to what has
// been begun.
func (w *Worker) startStages(ctx context.Context, stop func()) *sync.WaitGroup {
	var all, delivering sync.WaitGroup
	check := func(doing string, err error) {
		if err != nil {
			w.fail(doing, err)
			stop()
		}
	}
	all.Go(func() {
		check("storing what feeds brought", w.commitArrivals(ctx))
		for range w.arrived {
			// After a failure nothing more is stored: it will be asked for again.
			continue
		}
		close(w.judge)
	})
	all.Go(func() {
		check("judging items", w.judgeLoop(ctx))
		for range w.judge {
			continue
		}
		for _, p := range w.postmen {
			close(p.work)
		}
	})
	for _, p := range w.postmen {
		delivering.Go(func() { check("delivering alerts", p.loop(ctx)) })
	}
	all.Go(delivering.Wait)
	return &all
}

// judgeLoop judges whenever commit 1 has left something, beginning with what an
// earlier run left.
func (w *Worker) judgeLoop(ctx context.Context) error {
	if err := w.restore(ctx); err != nil {
		return err
	}
	for {
		if err := w.judgePending(ctx); err != nil {
			return err
		}
		if _, open := <-w.judge; !open {
			return w.judgePending(ctx)
		}
	}
}

// schedule sets up the worker's own jobs. A job that panics is logged, and one
// that still runs is not started again.
func (w *Worker) schedule(ctx context.Context) (*cron.Cron, error) {
	log := cronLog{w.log}
	c := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.Recover(log), cron.SkipIfStillRunning(log)))
	for spec, job := range map[string]func(){
		tickEvery:  func() { w.Tick(ctx, w.now().UTC()) },
		pulseEvery: func() { w.pulse(ctx) },
		pruneEvery: func() { w.prune(ctx) },
	} {
		if _, err := c.AddFunc(spec, job); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// pulse writes down that the worker is alive and can write.
func (w *Worker) pulse(ctx context.Context) {
	if err := w.store.Heartbeat(ctx, w.now(), store.Heartbeat{Tick: w.lastTick()}); err != nil && ctx.Err() == nil {
		w.log.Error("the database can not be written", "error", err)
	}
}

// prune forgets texts and reasons that are older than a person wants to keep.
func (w *Worker) prune(ctx context.Context) {
	plan := w.currentPlan()
	if _, err := w.store.Prune(ctx, w.now(), plan.KeepText, plan.KeepVerdicts); err != nil && ctx.Err() == nil {
		w.log.Error("old texts could not be removed", "error", err)
	}
}
