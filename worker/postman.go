package worker

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"meddlewatch"
	"meddlewatch/notify"
	"meddlewatch/route"
	"meddlewatch/store"
)

// postman brings messages to one destination: one at a time and in order. Each
// destination has its own, so that none waits for another.
type postman struct {
	worker *Worker
	name   string
	log    *slog.Logger
	work   chan struct{} // commit 2 has left messages; closed when it leaves no more

	mu      sync.Mutex
	to      notify.Destination
	mended  bool          // a person has changed something since the last failure
	changed chan struct{} // the same, as news

	// Used by the delivering goroutine alone.
	pause     pause
	gathering gathering
}

func newPostman(w *Worker, to notify.Destination) *postman {
	return &postman{
		worker: w, name: to.Name, to: to,
		log:  w.log.With("destination", to.Name),
		work: make(chan struct{}, 1), changed: make(chan struct{}, 1),
	}
}

// replace takes what a reload made of the destination. Whatever kept it shut may
// be mended now, so it is tried at once.
func (p *postman) replace(to notify.Destination) {
	p.mu.Lock()
	p.to, p.mended = to, true
	p.mu.Unlock()
	wake(p.changed)
}

func (p *postman) destination() notify.Destination {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.mended {
		p.mended = false
		p.pause.reopen()
	}
	return p.to
}

// lookEvery is how often a destination is looked at for messages whose time has
// come.
const lookEvery = time.Second

func (p *postman) loop(ctx context.Context) error {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		if err := p.deliver(ctx, false); err != nil {
			return err
		}
		if p.waitForWork(look.C) {
			return p.finish(ctx)
		}
	}
}

// linger is how long a cycle that ends by itself waits for messages whose next try
// comes soon, as after an answer that was lost: there may be no next cycle for
// long.
const linger = 10 * time.Second

// finish sends what is due when nothing more will come, or soon will be.
func (p *postman) finish(ctx context.Context) error {
	until := p.worker.now().Add(linger)
	for ctx.Err() == nil {
		if err := p.deliver(ctx, true); err != nil || p.pause.shut(until) {
			return err
		}
		soon, err := p.worker.store.Claim(context.WithoutCancel(ctx), p.name, false, until)
		if err != nil || soon == nil || !p.worker.now().Before(until) {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(lookEvery):
		}
	}
	return nil
}

// waitForWork returns when there is something to do, and says whether it is the
// last time.
func (p *postman) waitForWork(look <-chan time.Time) (last bool) {
	for {
		select {
		case _, open := <-p.work:
			return !open
		case <-p.changed:
			return false
		case <-look:
			if !p.pause.shut(p.worker.now()) {
				return false
			}
		}
	}
}

// deliver sends what is due, oldest first, until nothing is left or the
// destination can not take it now. last says that nothing more will come.
func (p *postman) deliver(ctx context.Context, last bool) error {
	db := context.WithoutCancel(ctx)
	for ctx.Err() == nil {
		to := p.destination()
		if p.pause.shut(p.worker.now()) {
			if p.pause.held() {
				return p.worker.store.Hold(db, p.name) // what came meanwhile
			}
			return nil
		}
		few, err := p.makeRoom(db, to.PerHour, last)
		if err != nil {
			return err
		}
		out, err := p.worker.store.Claim(db, p.name, few, p.worker.now())
		if err != nil || out == nil {
			return err
		}
		if err := p.send(ctx, to, *out); err != nil {
			return err
		}
	}
	return nil
}

// works notes that the destination takes messages.
func (p *postman) works() {
	if p.pause.failures > 0 {
		p.log.Info("alerts are delivered again")
	}
	p.pause = pause{}
}

// fails notes a failure and returns how long the message waits. People are told
// of a trouble once, when it begins, and once more when a change of theirs has not
// mended it. Troubles that pass by themselves count as one, whatever each try says.
func (p *postman) fails(ctx context.Context, out meddlewatch.Outgoing, failed *notify.SendError) time.Duration {
	if failed.Kind == notify.Dead {
		p.log.Error("alert refused", "story", out.Story, "error", failed)
		return 0
	}
	trouble, level := string(failed.Kind), slog.LevelWarn
	switch {
	case failed.Kind == notify.Held:
		trouble, level = failed.Error(), slog.LevelError
	case alone(failed):
		trouble = failed.Error()
	}
	if trouble == p.pause.told || alone(failed) && trouble == out.Error || ctx.Err() != nil {
		level = slog.LevelDebug // known, or no trouble but the end of the program
	}
	p.pause.told = trouble
	p.log.Log(context.WithoutCancel(ctx), level, "alerts wait", "story", out.Story, "error", failed)
	now := p.worker.now()
	p.pause.fail(failed, now)
	if failed.Kind == notify.Retry {
		return p.pause.until.Sub(now) // it was not sent, so it keeps its place before the others
	}
	return rowWait(failed, out.Attempts)
}

// gathering is what waits for room at a destination that got its share.
type gathering struct {
	waiting      int
	since, grown time.Time // zero: nothing waits
	digest       time.Time // when the last digest was made
}

// watch notes how much waits now.
func (g *gathering) watch(waiting int, now time.Time) {
	switch {
	case waiting == 0:
		g.since, g.grown = time.Time{}, time.Time{}
	case g.since.IsZero():
		g.since, g.grown = now, now
	case waiting > g.waiting:
		g.grown = now
	}
	g.waiting = waiting
}

// makeRoom says whether only few messages may be sent, those that need no room
// under the cap, and puts the others into a digest when it is time.
func (p *postman) makeRoom(ctx context.Context, perHour int, last bool) (few bool, err error) {
	if perHour == 0 {
		return false, nil
	}
	now := p.worker.now()
	load, err := p.worker.store.Load(ctx, p.name, now.Add(-route.Hour))
	if err != nil {
		return false, err
	}
	over := load
	if load.Sent < perHour {
		over.Waiting = 0
	}
	p.gathering.watch(over.Waiting, now)
	step := route.Next(perHour, p.routeLoad(load, last), now)
	if step != route.List {
		return step == route.Wait, nil
	}
	reason := fmt.Sprintf("More than %s came within an hour; the others are listed here.", count(perHour, "alert", "alerts"))
	if load.Sent < perHour {
		reason = "This channel took no messages for a while; those that came meanwhile are listed here."
	}
	p.gathering = gathering{digest: now}
	return false, p.worker.store.Digest(ctx, p.name, reason)
}

func (p *postman) routeLoad(l store.Load, last bool) route.Load {
	return route.Load{
		Sent: l.Sent, Waiting: l.Waiting,
		Since: p.gathering.since, Grown: p.gathering.grown, Digest: p.gathering.digest,
		Throttled: p.pause.throttled,
		More:      p.worker.cycle, Last: last,
	}
}
