package feeds

import (
	"sync"

	"meddlewatch"
)

// recall is what is remembered of a feed between polls of one process and has no
// place in FeedState. It belongs to one body: where the state that comes back does
// not name that body, because its commit failed, the recall counts nothing. So
// nothing in it can make an item get lost.
type recall struct {
	body meddlewatch.Key
	held validators // of an address that the feed only redirects to
}

// recalls keeps a recall for each feed. The zero value is ready.
type recalls struct {
	mu     sync.Mutex
	byFeed map[string]recall
}

// of returns what is remembered of the body that the state names.
func (r *recalls) of(state meddlewatch.FeedState) recall {
	r.mu.Lock()
	defer r.mu.Unlock()
	if got := r.byFeed[state.Feed]; state.BodyHash != 0 && got.body == state.BodyHash {
		return got
	}
	return recall{}
}

// keep remembers; what says nothing takes no place.
func (r *recalls) keep(feed string, v recall) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v.held.empty() {
		delete(r.byFeed, feed)
		return
	}
	if r.byFeed == nil {
		r.byFeed = make(map[string]recall)
	}
	r.byFeed[feed] = v
}
