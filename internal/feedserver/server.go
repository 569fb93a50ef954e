package feedserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"meddlewatch"
)

// Options says how a stream is served. The zero value serves it as recorded.
type Options struct {
	Shift     time.Duration // added to every date that is served
	Listeners int           // ports of loopback; 0: 4
	Bare      int           // every so many-th source offers no validator at all; 1: none does; 0: all do
	RSS       bool          // all feeds are RSS; false: the formats rotate by source
}

// Feed is one served feed.
type Feed struct {
	URL    string // where it is served; the path stays the same from run to run
	Source string // where it was recorded
}

// Server serves a stream until it is closed. It starts before the first item:
// SetTime moves it on.
type Server struct {
	opts    Options
	feeds   []*feed
	byPath  map[string]*feed
	hosts   []string
	servers []*http.Server
	serving sync.WaitGroup

	// answering is read-locked by every answer under way. Who counts takes it
	// whole: a reader has the last byte before the answer is written down.
	answering   sync.RWMutex
	requests    atomic.Int64
	notModified atomic.Int64

	mu sync.Mutex
	at time.Time
}

// Start listens on loopback and serves.
func Start(stream *Stream, opts Options) (*Server, error) {
	if opts.Listeners <= 0 {
		opts.Listeners = 4
	}
	s := &Server{opts: opts, byPath: map[string]*feed{}}
	for range opts.Listeners {
		listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(fmt.Errorf("the feed server cannot listen: %w", err), s.Close())
		}
		server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
		s.servers = append(s.servers, server)
		s.hosts = append(s.hosts, listener.Addr().String())
		s.serving.Go(func() { _ = server.Serve(listener) }) // ends with Close
	}
	all := formats()
	if opts.RSS {
		all = all[:1]
	}
	for i, source := range stream.Sources {
		f := &feed{source: source, format: all[i%len(all)], index: i, served: map[string]bool{}}
		path := fmt.Sprintf("/%016x%s", meddlewatch.HashOf(source.Address), f.format.extension)
		f.Feed = Feed{URL: "http://" + s.hosts[i%len(s.hosts)] + path, Source: source.Address}
		s.feeds = append(s.feeds, f)
		s.byPath[path] = f
	}
	return s, nil
}

// SetTime moves the simulated clock, which runs in the time of the recording.
// Every feed shows what it showed then, its dates shifted.
func (s *Server) SetTime(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = t
}

// Feeds lists the feeds in the order of their sources.
func (s *Server) Feeds() []Feed {
	feeds := make([]Feed, len(s.feeds))
	for i, f := range s.feeds {
		feeds[i] = f.Feed
	}
	return feeds
}

// Hosts lists the host:port of every listener.
func (s *Server) Hosts() []string { return append([]string(nil), s.hosts...) }

// Requests is the number of answers given so far, NotModified among them.
func (s *Server) Requests() int { return int(s.requests.Load()) }

// NotModified is the number of 304 answers given so far.
func (s *Server) NotModified() int {
	s.answering.Lock()
	defer s.answering.Unlock()
	return int(s.notModified.Load())
}

// Served lists every item that stood in a body sent so far, each once, by source.
func (s *Server) Served() []Item {
	s.answering.Lock()
	defer s.answering.Unlock()
	var items []Item
	for _, f := range s.feeds {
		f.mu.Lock()
		for _, it := range f.source.Items {
			if f.served[it.Link] {
				items = append(items, it)
			}
		}
		f.mu.Unlock()
	}
	return items
}

// Close ends all listeners and connections.
func (s *Server) Close() error {
	var errs []error
	for _, server := range s.servers {
		errs = append(errs, server.Close())
	}
	s.serving.Wait()
	return errors.Join(errs...)
}

// ServeHTTP answers for one feed; conditions and ranges are those of RFC 9110, as
// http.ServeContent has them.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.answering.RLock()
	defer s.answering.RUnlock()
	s.requests.Add(1)
	f, ok := s.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	at := s.at
	s.mu.Unlock()
	body, items, err := f.render(at, s.opts.Shift)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", f.format.mime)
	modified := time.Time{}
	if s.opts.Bare <= 0 || f.index%s.opts.Bare != s.opts.Bare-1 {
		modified = f.validators(w.Header(), body, items, s.opts.Shift)
	}
	answer := &answer{ResponseWriter: w}
	http.ServeContent(answer, r, "", modified, bytes.NewReader(body))
	switch {
	case answer.status == http.StatusNotModified:
		s.notModified.Add(1)
	case answer.status == http.StatusOK && answer.written == len(body): // not a HEAD, not torn
		f.sent(items)
	}
}
