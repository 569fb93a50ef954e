package feedserver

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// feed is one source while it is served.
type feed struct {
	Feed
	source Source
	format format
	index  int

	mu     sync.Mutex // guards all below
	at     time.Time  // the time that body and shown belong to
	body   []byte     // nil: not written yet
	shown  []Item
	served map[string]bool // links of everything sent so far
}

// render returns the feed as it was at a time. It is written once for all
// requests of that time.
func (f *feed) render(at time.Time, shift time.Duration) ([]byte, []Item, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.body == nil || !f.at.Equal(at) {
		items := f.source.window(at)
		body, err := f.format.write(f.source.Address, items, shift)
		if err != nil {
			return nil, nil, fmt.Errorf("%s cannot be written: %w", f.source.Address, err)
		}
		f.at, f.body, f.shown = at, body, items
	}
	return f.body, f.shown, nil
}

// sent remembers what a reader was given.
func (f *feed) sent(items []Item) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, it := range items {
		f.served[it.Link] = true
	}
}

// validators sets those that the feed offers: mostly an ETag of the body, for
// some Last-Modified as well, for a few that alone. It returns the time of the
// last change, zero for a feed that does not tell it. An empty feed has had no
// change and offers its ETag.
func (f *feed) validators(h http.Header, body []byte, items []Item, shift time.Duration) time.Time {
	kind := f.index / len(formats()) % 8
	if kind != 7 || len(items) == 0 {
		sum := sha256.Sum256(body)
		h.Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sum[:12])))
	}
	if kind < 5 || len(items) == 0 {
		return time.Time{}
	}
	return items[0].Visible.Add(shift)
}

// answer watches what is sent.
type answer struct {
	http.ResponseWriter
	status  int
	written int
}

func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(p []byte) (int, error) {
	n, err := a.ResponseWriter.Write(p)
	a.written += n
	return n, err
}
