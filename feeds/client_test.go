package feeds

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"meddlewatch"
)

// pollTime is the time of the first poll of a test.
func pollTime() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

// rssOf returns a feed with the given titles.
func rssOf(titles ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Example outlet</title><link>http://outlet.example/</link><description>d</description>`)
	for i, title := range titles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>http://outlet.example/%d</link><guid>%s</guid></item>", title, i, title)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// serveFeed runs a server for one test.
func serveFeed(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// serverHost returns the host:port of a server.
func serverHost(s *httptest.Server) string { return strings.SplitN(s.URL, "//", 2)[1] }

// shortLimits are limits that a test can wait for.
func shortLimits() Limits {
	return Limits{Connect: 300 * time.Millisecond, Header: 300 * time.Millisecond, Total: 600 * time.Millisecond, Body: 64 << 10, Items: 50}
}

// clientFor returns a client without jitter that may reach the given hosts. At the
// end of the test it has left nothing running.
func clientFor(t *testing.T, limits Limits, hosts ...string) *Client {
	t.Helper()
	ignore := goleak.IgnoreCurrent()
	c := NewClient(Options{AllowHosts: hosts, Limits: limits, Jitter: func(time.Duration) time.Duration { return 0 }})
	t.Cleanup(func() {
		c.CloseIdle()
		goleak.VerifyNone(t, ignore)
	})
	return c
}

// feedAt is a feed with the usual schedule.
func feedAt(address string) meddlewatch.Feed {
	return meddlewatch.Feed{URL: address, Schedule: "*/15 * * * *"}
}

func TestGuardAtDialTime(t *testing.T) {
	var asked atomic.Int32
	feed := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = w.Write([]byte(rssOf("one")))
	})
	other := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, feed.URL, http.StatusFound)
	})
	_, port, _ := net.SplitHostPort(serverHost(feed))
	tests := []struct {
		name    string
		address string
		allow   []string
		want    meddlewatch.FeedStatus
	}{
		{"loopback address", feed.URL, nil, stateBlocked},
		{"a name that resolves to loopback", "http://localhost:" + port + "/", nil, stateBlocked},
		{"exempt", feed.URL, []string{serverHost(feed)}, meddlewatch.FeedFine},
		{"exempt by name", "http://localhost:" + port + "/", []string{"LOCALHOST:" + port}, meddlewatch.FeedFine},
		{"exempt by name, asked by address", feed.URL, []string{"localhost:" + port}, stateBlocked},
		{"another port of the exempt host", feed.URL, []string{"127.0.0.1:1"}, stateBlocked},
		{"redirect from an exempt host", other.URL, []string{serverHost(other)}, stateBlocked},
		{"redirect to an exempt host", other.URL, []string{serverHost(other), serverHost(feed)}, meddlewatch.FeedFine},
		{"unspecified address", "http://0.0.0.0:" + port + "/", nil, stateBlocked},
		{"mapped address", "http://[::ffff:127.0.0.1]:" + port + "/", nil, stateBlocked},
		{"IPv6 loopback", "http://[::1]:" + port + "/", nil, stateBlocked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked.Store(0)
			c := clientFor(t, Limits{}, tt.allow...)
			r := c.Poll(t.Context(), feedAt(tt.address), meddlewatch.FeedState{}, pollTime())
			if r.State.Status != tt.want {
				t.Fatalf("status %s (%s), want %s", r.State.Status, r.State.Why, tt.want)
			}
			if tt.want == stateBlocked {
				if asked.Load() != 0 {
					t.Error("the refused server was asked")
				}
				if !strings.Contains(r.State.Why, "allow_hosts") {
					t.Errorf("the sentence does not name the cure: %s", r.State.Why)
				}
			}
		})
	}
}

func TestProxyOfTheEnvironmentIsIgnored(t *testing.T) {
	proxy := serveFeed(t, func(_ http.ResponseWriter, _ *http.Request) { t.Error("the proxy was asked") })
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	c := clientFor(t, shortLimits(), serverHost(proxy))
	if tr := c.roundTripper(); tr.Proxy != nil {
		t.Error("the transport has a proxy")
	}
	r := c.Poll(t.Context(), feedAt("http://feed.invalid/"), meddlewatch.FeedState{}, pollTime())
	if r.State.Status != stateUnreachable {
		t.Errorf("status %s: %s", r.State.Status, r.State.Why)
	}
}

func TestSetAllowHosts(t *testing.T) {
	s := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(rssOf("one"))) })
	c := clientFor(t, Limits{})
	poll := func() meddlewatch.FeedStatus {
		return c.Poll(t.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime()).State.Status
	}
	if got := poll(); got != stateBlocked {
		t.Fatalf("before: %s", got)
	}
	c.SetAllowHosts([]string{serverHost(s)})
	if got := poll(); got != meddlewatch.FeedFine {
		t.Fatalf("allowed: %s", got)
	}
	same := c.roundTripper()
	c.SetAllowHosts([]string{serverHost(s), strings.ToUpper(serverHost(s))})
	if c.roundTripper() != same {
		t.Error("the same list threw the connections away")
	}
	c.SetAllowHosts(nil)
	if got := poll(); got != stateBlocked {
		t.Fatalf("a kept connection outlived its permit: %s", got)
	}
}

func TestOneRequestAtATimePerHost(t *testing.T) {
	var inside, most atomic.Int32
	s := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) {
		n := inside.Add(1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		time.Sleep(5 * time.Millisecond)
		inside.Add(-1)
		_, _ = w.Write([]byte(rssOf("one")))
	})
	// The time of all is longer than the time of one: waiting must not count.
	c := clientFor(t, Limits{Total: 200 * time.Millisecond}, serverHost(s))
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			r := c.Poll(t.Context(), feedAt(fmt.Sprintf("%s/%d", s.URL, i)), meddlewatch.FeedState{}, pollTime())
			if r.Err != nil {
				t.Errorf("feed %d: %v", i, r.Err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at a time", most.Load())
	}
	if len(c.gates.open) != 0 {
		t.Errorf("%d gates left", len(c.gates.open))
	}
}

func TestGates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gates
		if err := g.enter(t.Context(), "a:80"); err != nil {
			t.Fatal(err)
		}
		if err := g.enter(t.Context(), "b:80"); err != nil {
			t.Fatal("another host waits too")
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		began := time.Now()
		if err := g.enter(ctx, "a:80"); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("a second one got in: %v", err)
		}
		if waited := time.Since(began); waited != time.Hour {
			t.Errorf("waited %s", waited)
		}
		done := make(chan error)
		go func() { done <- g.enter(t.Context(), "a:80") }()
		synctest.Wait()
		g.leave("a:80")
		if err := <-done; err != nil {
			t.Error(err)
		}
		g.leave("a:80")
		g.leave("b:80")
		if len(g.open) != 0 {
			t.Errorf("%d gates left", len(g.open))
		}
	})
}

func TestCancelledPollChangesNothing(t *testing.T) {
	release := make(chan struct{})
	s := serveFeed(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	c := clientFor(t, Limits{}, serverHost(s))
	before := meddlewatch.FeedState{Feed: s.URL, Status: meddlewatch.FeedFine, ETag: `"1"`, BodyHash: 7, LastGood: pollTime()}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	r := c.Poll(ctx, feedAt(s.URL), before, pollTime().Add(time.Hour))
	if !errors.Is(r.Err, context.Canceled) || r.State != before {
		t.Errorf("got %v and %+v", r.Err, r.State)
	}
}

func TestConnectionsAreKept(t *testing.T) {
	tests := []struct {
		name   string
		tls    bool
		answer http.HandlerFunc
	}{
		{"plain", false, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(rssOf("one"))) }},
		{"HTTP/2", true, func(w http.ResponseWriter, r *http.Request) {
			if r.ProtoMajor != 2 {
				t.Errorf("asked with %s", r.Proto)
			}
			_, _ = w.Write([]byte(rssOf("one")))
		}},
		{"not modified", false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = w.Write([]byte(rssOf("one")))
		}},
		{"short error page", false, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusNotFound) }},
		{"chunked brotli", false, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = w.Write(packed(t, "br", []byte(rssOf("one"))))
			w.(http.Flusher).Flush()
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var connections atomic.Int32
			s := httptest.NewUnstartedServer(tt.answer)
			s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateNew {
					connections.Add(1)
				}
			}
			if tt.tls {
				s.EnableHTTP2 = true
				s.StartTLS()
			} else {
				s.Start()
			}
			defer s.Close()
			c := clientFor(t, Limits{}, serverHost(s))
			if tt.tls {
				c.transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
				c.transport.TLSClientConfig.NextProtos = nil
			}
			var state meddlewatch.FeedState
			for i := range 4 {
				state = c.Poll(t.Context(), feedAt(s.URL), state, pollTime().Add(time.Duration(i)*time.Hour)).State
			}
			if connections.Load() != 1 {
				t.Errorf("%d connections for 4 polls (%s)", connections.Load(), state.Why)
			}
		})
	}
}

func TestGet(t *testing.T) {
	s := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new#here", http.StatusMovedPermanently)
		case "/new":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<html>a page</html>"))
		case "/big":
			_, _ = w.Write(make([]byte, 100<<10))
		case "/same":
			w.WriteHeader(http.StatusNotModified)
		default:
			http.NotFound(w, r)
		}
	})
	c := clientFor(t, shortLimits(), serverHost(s))
	p, err := c.Get(t.Context(), s.URL+"/old")
	if err != nil || p.URL != s.URL+"/new" || p.ContentType != "text/html" || string(p.Body) != "<html>a page</html>" {
		t.Errorf("got %+v, %v", p, err)
	}
	for address, want := range map[string]string{
		s.URL + "/big":         "64.0 KiB",
		s.URL + "/same":        "304",
		s.URL + "/none":        "404",
		"ftp://files.example/": "http and https",
		"http:///nohost":       "no host",
		"http://[::1":          "cannot be read",
		"http://127.0.0.1:1/":  "allow_hosts",
	} {
		if _, err := c.Get(t.Context(), address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Get(%s) says %v, want %q in it", address, err, want)
		}
	}
}

func TestCertificateThatDoesNotHold(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ErrorLog = nil
	defer s.Close()
	c := clientFor(t, Limits{}, serverHost(s))
	c.transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	r := c.Poll(t.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime())
	if r.State.Status != stateUnreachable || !strings.Contains(r.State.Why, "certificate") {
		t.Errorf("%s: %s", r.State.Status, r.State.Why)
	}
}

func TestHTTP2ServersThatMisbehave(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		why    string
	}{
		{"resets the stream", func(_ http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, "HTTP/2 exchange"},
		{"resets the stream in the body", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<rss>"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, "HTTP/2 exchange"},
		{"silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "no answer within 300ms"},
		{"drips", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte("x"))
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		}, "No whole answer"},
		{"header bomb", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 200 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("b", 1000))
			}
		}, "HTTP/2 exchange"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := httptest.NewUnstartedServer(tt.answer)
			s.EnableHTTP2 = true
			s.StartTLS()
			defer s.Close()
			c := clientFor(t, shortLimits(), serverHost(s))
			c.transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
			c.transport.TLSClientConfig.NextProtos = nil
			r := c.Poll(t.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime())
			if r.Err == nil || !strings.Contains(r.State.Why, tt.why) {
				t.Errorf("%s: %q (%v)", r.State.Status, r.State.Why, errors.Unwrap(r.Err))
			}
			c.CloseIdle()
		})
	}
}

func TestSilenceInsteadOfTLS(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // accepts by the kernel alone and never says a word
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	c := clientFor(t, shortLimits(), l.Addr().String())
	r := c.Poll(t.Context(), feedAt("https://"+l.Addr().String()), meddlewatch.FeedState{}, pollTime())
	if r.State.Status != stateUnreachable || !strings.Contains(r.State.Why, "No connection within 300ms") {
		t.Errorf("%s: %s", r.State.Status, r.State.Why)
	}
}

func TestPlainHTTPWhereTLSIsAsked(t *testing.T) {
	s := serveFeed(t, func(http.ResponseWriter, *http.Request) {})
	c := clientFor(t, shortLimits(), serverHost(s))
	r := c.Poll(t.Context(), feedAt(strings.Replace(s.URL, "http:", "https:", 1)), meddlewatch.FeedState{}, pollTime())
	if r.State.Status != stateUnreachable || !strings.Contains(r.State.Why, "does not speak TLS") {
		t.Errorf("%s: %s", r.State.Status, r.State.Why)
	}
}
