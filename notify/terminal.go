package notify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"meddlewatch"
)

// TerminalOptions says what kind of screen is written to. The caller finds out:
// whether it is a terminal, whether NO_COLOR is set, how wide it is now.
type TerminalOptions struct {
	Color bool
	Width func() int       // columns, asked for every card; nil or 0: not a terminal, 80 columns
	JSON  bool             // a JSON object a line instead of a card
	Now   func() time.Time // nil: time.Now
}

// Columns of a card: below the least a card is unreadable and lets the terminal
// wrap, above the most a line is too long for the eye.
const (
	defaultColumns = 80
	leastColumns   = 24
	mostColumns    = 100
)

// Terminal is the destination that needs nothing: a screen, a pipe or a file.
type Terminal struct {
	opts TerminalOptions

	mu sync.Mutex // a card is written as a whole
	w  io.Writer
}

// NewTerminal returns a terminal that writes to w.
func NewTerminal(w io.Writer, opts TerminalOptions) *Terminal {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Terminal{w: w, opts: opts}
}

// Destination is the terminal as a place for alerts; it takes every one.
func (t *Terminal) Destination() Destination {
	return Destination{Name: "terminal", Render: t.Render, Sender: t}
}

// Render makes a card or, with the JSON option, a line of JSON. It never fails
// for what a feed may hold, and shows all lines.
func (t *Terminal) Render(a meddlewatch.Alert) ([]byte, int, error) {
	if t.opts.JSON {
		line, err := jsonLine(a)
		return line, len(a.Lines), err
	}
	var p paint
	if t.opts.Color {
		p = colors()
	}
	if a.Kind != meddlewatch.AlertStory {
		return noticeCard(a, t.columns(), p), len(a.Lines), nil
	}
	return storyCard(a, t.columns(), p, t.opts.Now()), 0, nil
}

func (t *Terminal) columns() int {
	columns := 0
	if t.opts.Width != nil {
		columns = t.opts.Width()
	}
	if columns <= 0 {
		columns = defaultColumns
	}
	return min(max(columns, leastColumns), mostColumns)
}

// Send writes the payload as it was frozen. Only its colours are taken off where
// there are none now, as when a card made for a screen is printed again into a
// file. A screen cannot be asked what it shows: a card torn by a failure is
// printed again as a whole, rather than lost.
func (t *Terminal) Send(ctx context.Context, out meddlewatch.Outgoing) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", &SendError{Kind: Retry, Err: fmt.Errorf("the alert was not printed: %w", err)}
	}
	if len(out.Payload) == 0 {
		return "", &SendError{Kind: Dead, Err: errors.New("the alert has no content to print")}
	}
	payload := out.Payload
	if !t.opts.Color {
		payload = painted.ReplaceAll(payload, nil)
	}
	err := t.write(ctx, payload)
	if err == nil {
		return "", nil
	}
	kind := Retry
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) || errors.Is(err, os.ErrClosed) {
		kind = Held // nobody reads any more, and nobody will in this run
	}
	return "", &SendError{Kind: kind, Err: fmt.Errorf("the alert could not be printed: %w", err)}
}

// parting is how long a card may still take when the program is asked to stop. A
// screen takes one at once; a pipe that nobody empties never does.
const parting = 3 * time.Second

const errStuck = stuck("nobody reads what is printed")

type stuck string

func (s stuck) Error() string { return string(s) }

// write prints a card as a whole. A write cannot be called off, so it is left
// alone where it still hangs after the end of the context: the card then counts
// as not printed.
func (t *Terminal) write(ctx context.Context, payload []byte) error {
	done := make(chan error, 1)
	go func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		n, err := t.w.Write(payload)
		if err == nil && n < len(payload) {
			err = io.ErrShortWrite
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(parting):
		return errStuck
	}
}
