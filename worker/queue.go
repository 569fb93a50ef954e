package worker

import (
	"net/url"
	"strings"
	"sync"

	"meddlewatch"
)

// pollQueue runs polls: at most so many at the same time, one after the other
// for feeds of one host, and none twice. Feeds that wait for their host hold no
// place, so a slow host delays nobody else.
type pollQueue struct {
	places chan struct{}
	group  sync.WaitGroup

	mu     sync.Mutex
	queued map[string]bool         // by feed: waiting or under way
	hosts  map[string][]queuedPoll // by host: waiting; present while its goroutine lives
}

type queuedPoll struct {
	feed meddlewatch.Feed
	poll func(meddlewatch.Feed)
}

func newPollQueue(concurrency int) *pollQueue {
	return &pollQueue{
		places: make(chan struct{}, max(1, concurrency)),
		queued: map[string]bool{}, hosts: map[string][]queuedPoll{},
	}
}

// add queues a feed unless it is queued already.
func (q *pollQueue) add(feed meddlewatch.Feed, poll func(meddlewatch.Feed)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.queued[feed.URL] {
		return
	}
	q.queued[feed.URL] = true
	host := hostOf(feed.URL)
	waiting, alive := q.hosts[host]
	q.hosts[host] = append(waiting, queuedPoll{feed, poll})
	if !alive {
		q.group.Go(func() { q.serve(host) })
	}
}

// serve polls the feeds of one host until none waits.
func (q *pollQueue) serve(host string) {
	for {
		q.mu.Lock()
		waiting := q.hosts[host]
		if len(waiting) == 0 {
			delete(q.hosts, host)
			q.mu.Unlock()
			return
		}
		next := waiting[0]
		q.hosts[host] = waiting[1:]
		q.mu.Unlock()

		q.places <- struct{}{}
		next.poll(next.feed)
		<-q.places

		q.mu.Lock()
		delete(q.queued, next.feed.URL)
		q.mu.Unlock()
	}
}

// wait returns when nothing is queued or under way.
func (q *pollQueue) wait() { q.group.Wait() }

// hostOf is the host and port of an address, so that a port of its own counts as
// a host of its own.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.ToLower(u.Host)
}
