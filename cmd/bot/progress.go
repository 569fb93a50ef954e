package main

import (
	"fmt"
	"io"
	"sync"
)

// progress shows on a terminal how far long work has come, on one line that is
// overwritten. Without a terminal it shows nothing: a log of dots helps nobody.
type progress struct {
	mu    sync.Mutex
	out   io.Writer // nil: not a terminal
	shown bool
}

// of shows one step of many.
func (p *progress) of(doing string, done, all int) {
	p.show(fmt.Sprintf("%s %d of %d", doing, done, all))
}

func (p *progress) show(line string) {
	if p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, "\r\x1b[K%s", line)
	p.shown = true
}

// clear takes the line away before something else is printed.
func (p *progress) clear() {
	if p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}

// behind returns a writer that takes the line away before it writes.
func (p *progress) behind(w io.Writer) io.Writer { return clearing{p, w} }

type clearing struct {
	p *progress
	w io.Writer
}

// Write clears the progress line, then writes.
func (c clearing) Write(b []byte) (int, error) {
	c.p.clear()
	return c.w.Write(b)
}
