package feeds

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// The server runs in the same process, so its share is in every figure; they are
// for comparison. What the client alone costs is measured with the whole program.

// benchPoll polls one feed whose first answer has been read.
func benchPoll(b *testing.B, h http.HandlerFunc) {
	s := httptest.NewServer(h)
	defer s.Close()
	c := NewClient(Options{AllowHosts: []string{serverHost(s)}})
	defer c.CloseIdle()
	feed := feedAt(s.URL)
	first := c.Poll(b.Context(), feed, meddlewatch.FeedState{}, pollTime())
	if first.Err != nil {
		b.Fatal(first.Err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if r := c.Poll(b.Context(), feed, first.State, pollTime()); !r.NotModified {
			b.Fatal(r.State.Why)
		}
	}
}

func BenchmarkPoll304(b *testing.B) {
	benchPoll(b, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rssOf("one")))
	})
}

func BenchmarkPollSame220KB(b *testing.B) {
	titles := make([]string, 50)
	for i := range titles {
		titles[i] = strings.Repeat(fmt.Sprint("some words of item ", i, " "), 190)
	}
	body := []byte(rssOf(titles...))
	for _, coding := range []string{"", "gzip", "br", "zstd"} {
		b.Run("coding="+coding, func(b *testing.B) {
			sent := body
			if coding != "" {
				sent = packed(b, coding, body)
			}
			benchPoll(b, func(w http.ResponseWriter, _ *http.Request) {
				if coding != "" {
					w.Header().Set("Content-Encoding", coding)
				}
				_, _ = w.Write(sent)
			})
		})
	}
}

// BenchmarkIdleConnections reports what a kept connection costs on the client's
// side and the server's together.
func BenchmarkIdleConnections(b *testing.B) {
	const feeds = 200
	servers := make([]*httptest.Server, feeds)
	var hosts []string
	for i := range servers {
		servers[i] = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(rssOf("one"))) }))
		defer servers[i].Close()
		hosts = append(hosts, serverHost(servers[i]))
	}
	inUse := func() float64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapInuse + m.StackInuse)
	}
	for b.Loop() {
		before := inUse()
		c := NewClient(Options{AllowHosts: hosts})
		for _, s := range servers {
			if r := c.Poll(b.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime()); r.Err != nil {
				b.Fatal(r.Err)
			}
		}
		time.Sleep(10 * time.Millisecond)
		b.ReportMetric((inUse()-before)/feeds, "B/connection")
		c.CloseIdle()
	}
}

func BenchmarkBodyKey(b *testing.B) {
	body := make([]byte, 220_000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		bodyKey(body, "")
	}
}
