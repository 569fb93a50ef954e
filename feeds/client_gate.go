package feeds

import (
	"context"
	"sync"
)

// gates lets one request at a time through to each host:port. The zero value is
// ready; a gate exists only while somebody is at it.
type gates struct {
	mu   sync.Mutex
	open map[string]*gate
}

type gate struct {
	turn  chan struct{} // holds one token while somebody is inside
	users int           // inside or waiting
}

// enter waits for its turn at key, or until ctx ends. After a nil error, leave
// must be called once.
func (g *gates) enter(ctx context.Context, key string) error {
	g.mu.Lock()
	if g.open == nil {
		g.open = make(map[string]*gate)
	}
	at := g.open[key]
	if at == nil {
		at = &gate{turn: make(chan struct{}, 1)}
		g.open[key] = at
	}
	at.users++
	g.mu.Unlock()

	select {
	case at.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		g.forget(key, at)
		return ctx.Err()
	}
}

// leave gives the turn to whoever waits.
func (g *gates) leave(key string) {
	g.mu.Lock()
	at := g.open[key]
	g.mu.Unlock()
	<-at.turn
	g.forget(key, at)
}

func (g *gates) forget(key string, at *gate) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at.users--
	if at.users == 0 {
		delete(g.open, key)
	}
}
