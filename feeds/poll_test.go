package feeds

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

func TestPollStatuses(t *testing.T) {
	page := func(code int, words string, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
			_, _ = io.WriteString(w, "<!DOCTYPE html><html><body>"+words+"</body></html>")
		}
	}
	bare := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	body := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
	}
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   meddlewatch.FeedStatus
		why    string
		next   time.Duration
	}{
		{"a feed", body(rssOf("one", "two")), meddlewatch.FeedFine, "", 15 * time.Minute},
		{"203", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNonAuthoritativeInfo)
			_, _ = io.WriteString(w, rssOf("one"))
		}, meddlewatch.FeedFine, "", 15 * time.Minute},
		{"a feed without entries", body(rssOf()), meddlewatch.FeedFine, "", 15 * time.Minute},
		{"401", bare(401), stateBlocked, "401 Unauthorized", 15 * time.Minute},
		{"403", bare(403), stateBlocked, "403 Forbidden", 15 * time.Minute},
		{"451", bare(451), stateBlocked, "451", 15 * time.Minute},
		{"403 with a challenge", page(403, "Checking your browser"), stateBlocked, "proof of a human", 15 * time.Minute},
		{"503 with a challenge", page(503, "Just a moment..."), stateBlocked, "proof of a human", 15 * time.Minute},
		{"503 marked as a challenge", bare(503, "Cf-Mitigated", "challenge"), stateBlocked, "proof of a human", 15 * time.Minute},
		{"202 marked as a challenge", bare(202, "X-Amzn-Waf-Action", "challenge"), stateBlocked, "proof of a human", 15 * time.Minute},
		{"503 of a plain server", page(503, "Service Temporarily Unavailable"), stateUnreachable, "503 Service Unavailable", 15 * time.Minute},
		{"503 with Retry-After", bare(503, "Retry-After", "7200"), stateThrottled, "wait 2h0m0s", 2 * time.Hour},
		{"503 with Retry-After of a week", bare(503, "Retry-After", "604800"), stateThrottled, "wait 24h0m0s", 24 * time.Hour},
		{"429", bare(429), stateThrottled, "fewer requests", 15 * time.Minute},
		{"429 with a date", bare(429, "Retry-After", "Sun, 01 Mar 2026 13:00:00 GMT", "Date", "Sun, 01 Mar 2026 12:00:00 GMT"), stateThrottled, "wait 1h0m0s", time.Hour},
		{"404 once", bare(404), stateUnreachable, "404 Not Found", 15 * time.Minute},
		{"410 once", bare(410), stateUnreachable, "410 Gone", 15 * time.Minute},
		{"400", bare(400), stateUnreachable, "400 Bad Request", 15 * time.Minute},
		{"500", bare(500), stateUnreachable, "500 Internal Server Error", 15 * time.Minute},
		{"502", bare(502, "Retry-After", "7200"), stateUnreachable, "502 Bad Gateway", 15 * time.Minute},
		{"599", bare(599), stateUnreachable, "599", 15 * time.Minute},
		{"204", bare(204), stateMalformed, "204 No Content", 15 * time.Minute},
		{"304 unasked", bare(304), stateMalformed, "set no condition", 15 * time.Minute},
		{"nothing", body(""), stateMalformed, "empty body", 15 * time.Minute},
		{"a web page", page(200, "<p>news</p>"), stateMalformed, "web page instead of a feed", 15 * time.Minute},
		{"a web page in capitals after a byte order mark", body("\xef\xbb\xbf \n<HTML><head></head></HTML>"), stateMalformed, "web page", 15 * time.Minute},
		{"words", body("no feed today"), stateMalformed, "cannot be read as a feed", 15 * time.Minute},
		{"zero bytes", body(strings.Repeat("\x00", 1000)), stateMalformed, "cannot be read as a feed", 15 * time.Minute},
		{"too large", body(strings.Repeat("x", 65<<10)), stateMalformed, "more than 64.0 KiB", 15 * time.Minute},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write(make([]byte, 16<<10))
			}
		}, stateMalformed, "more than 64.0 KiB", 15 * time.Minute},
		{"fresh for an hour", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cache-Control", "max-age=3600")
			_, _ = io.WriteString(w, rssOf("one"))
		}, meddlewatch.FeedFine, "", time.Hour},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serveFeed(t, tt.answer)
			c := clientFor(t, shortLimits(), serverHost(s))
			r := c.Poll(t.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime())
			st := r.State
			if st.Status != tt.want || !strings.Contains(st.Why, tt.why) || tt.why == "" && st.Why != "" {
				t.Fatalf("%s: %q, want %s: %q", st.Status, st.Why, tt.want, tt.why)
			}
			good := tt.want == meddlewatch.FeedFine
			if (r.Document != nil) != good || (r.Err == nil) != good || (st.Failures == 0) != good || (st.BodyHash != 0) != good {
				t.Errorf("document %v, error %v, state %+v", r.Document, r.Err, st)
			}
			if good && !st.LastGood.Equal(pollTime()) || !good && !st.LastGood.IsZero() {
				t.Errorf("last good %s", st.LastGood)
			}
			if got := st.NextPoll.Sub(pollTime()); got != tt.next {
				t.Errorf("next poll in %s, want %s", got, tt.next)
			}
			if st.Feed != s.URL || !st.Since.Equal(pollTime()) || !st.LastPoll.Equal(pollTime()) {
				t.Errorf("state %+v", st)
			}
		})
	}
}

// serveBytes runs a server that speaks whatever talk says, after it has read the
// head of a request. It ends with the test.
func serveBytes(t *testing.T, talk func(c net.Conn, done <-chan struct{})) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		var talks []chan struct{}
		for {
			conn, err := l.Accept()
			if err != nil {
				break
			}
			over := make(chan struct{})
			talks = append(talks, over)
			go func() {
				defer close(over)
				defer func() { _ = conn.Close() }()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
					talk(conn, done)
				}
			}()
		}
		for _, over := range talks {
			<-over
		}
	}()
	t.Cleanup(func() {
		close(done)
		_ = l.Close()
		<-ended
	})
	return l.Addr().String()
}

// drip sends a byte at a time until the end of the test.
func drip(c net.Conn, done <-chan struct{}, words string) {
	for i := 0; ; i++ {
		if _, err := c.Write([]byte{words[i%len(words)]}); err != nil {
			return
		}
		select {
		case <-done:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestPollServersThatMisbehave(t *testing.T) {
	say := func(words string) func(net.Conn, <-chan struct{}) {
		return func(c net.Conn, _ <-chan struct{}) { _, _ = io.WriteString(c, words) }
	}
	sayAndWait := func(words string) func(net.Conn, <-chan struct{}) {
		return func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, words)
			<-done
		}
	}
	reset := func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) }
	feed := rssOf("one")
	gz := string(packed(t, "gzip", []byte(rssOf(strings.Repeat("long ", 2000)))))
	tests := []struct {
		name string
		talk func(net.Conn, <-chan struct{})
		want meddlewatch.FeedStatus
		why  string
	}{
		{"silent", func(_ net.Conn, done <-chan struct{}) { <-done }, stateUnreachable, "no answer within 300ms"},
		{"drips its headers", func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			drip(c, done, "X-A: b\r\n")
		}, stateUnreachable, "no answer within 300ms"},
		{"drips its body", func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
			drip(c, done, feed)
		}, stateUnreachable, "No whole answer came within 600ms"},
		{"drips an error page", func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 500 Oh\r\nContent-Length: 50000\r\n\r\n")
			drip(c, done, feed)
		}, stateUnreachable, "500 Internal Server Error"},
		{"drips the body of a redirect", func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 50000\r\n\r\n")
			drip(c, done, feed)
		}, stateUnreachable, "No whole answer came within 600ms"},
		{"hangs up at once", func(net.Conn, <-chan struct{}) {}, stateUnreachable, "without an answer"},
		{"resets at once", func(c net.Conn, _ <-chan struct{}) { reset(c) }, stateUnreachable, "broke the connection off"},
		{"resets in the body", func(c net.Conn, _ <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>")
			time.Sleep(50 * time.Millisecond) // so that the head arrives before the reset
			reset(c)
		}, stateUnreachable, "broke the connection off"},
		{"closes half and waits", func(c net.Conn, done <-chan struct{}) {
			_ = c.(*net.TCPConn).CloseWrite()
			<-done
		}, stateUnreachable, "without an answer"},
		{"body without length, half closed", func(c net.Conn, done <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"+feed)
			_ = c.(*net.TCPConn).CloseWrite()
			<-done
		}, meddlewatch.FeedFine, ""},
		{"body without length, never closed", sayAndWait("HTTP/1.1 200 OK\r\n\r\n" + feed), stateUnreachable, "No whole answer"},
		{"HTTP/1.0", say("HTTP/1.0 200 OK\r\n\r\n" + feed), meddlewatch.FeedFine, ""},
		{"length too short", say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + feed), stateMalformed, "cannot be read as a feed"},
		{"length too long", say(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(feed)+10, feed)), stateMalformed, "breaks off"},
		{"length that is none", say("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"two lengths", say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"huge length", say("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000\r\n\r\n" + feed), stateMalformed, "at most 64.0 KiB"},
		{"chunks cut", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"), stateMalformed, "breaks off"},
		{"chunks that are none", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n"), stateMalformed, "not readable as HTTP"},
		{"gzip cut", say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + gz[:len(gz)/2]), stateMalformed, "decoded as gzip"},
		{"gzip cut, length too long", say(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", len(gz), gz[:len(gz)/2])), stateMalformed, "breaks off"},
		{"status line that is none", say("ICY 200 OK\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"status that is none", say("HTTP/1.1 abc OK\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"status without a phrase", say("HTTP/1.1 200\r\nConnection: close\r\n\r\n" + feed), meddlewatch.FeedFine, ""},
		{"no HTTP at all", say("220 mail.example ESMTP\r\n"), stateMalformed, "not readable as HTTP"},
		{"TLS at a plain port", say("\x15\x03\x01\x00\x02\x02\x16"), stateMalformed, "not readable as HTTP"},
		{"headers that are none", say("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"header bomb", say("HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: "+strings.Repeat("b", 1000)+"\r\n", 200) + "\r\n" + feed), stateMalformed, "headers of the answer"},
		{"endless header", func(c net.Conn, _ <-chan struct{}) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX-A: ")
			for {
				if _, err := c.Write(make([]byte, 8<<10)); err != nil {
					return
				}
			}
		}, stateMalformed, ""},
		{"endless early hints", func(c net.Conn, _ <-chan struct{}) {
			for {
				if _, err := io.WriteString(c, "HTTP/1.1 103 Early Hints\r\nX-A: b\r\n\r\n"); err != nil {
					return
				}
			}
		}, "", ""},
		{"control characters in a header", say("HTTP/1.1 200 OK\r\nETag: \"a\x01b\"\r\nConnection: close\r\n\r\n" + feed), stateMalformed, "not readable as HTTP"},
		{"a validator too long to send back", say("HTTP/1.1 200 OK\r\nETag: " + strings.Repeat("x", 2000) + "\r\nConnection: close\r\n\r\n" + feed), meddlewatch.FeedFine, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := clientFor(t, shortLimits()) // before the server, so that it is looked at after it
			address := serveBytes(t, tt.talk)
			c.SetAllowHosts([]string{address})
			began := time.Now()
			r := c.Poll(t.Context(), feedAt("http://"+address+"/feed"), meddlewatch.FeedState{}, pollTime())
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("took %s", took)
			}
			if tt.want == "" && (r.State.Status == stateMalformed || r.State.Status == stateUnreachable) && r.State.Why != "" {
				return
			}
			if r.State.Status != tt.want || !strings.Contains(r.State.Why, tt.why) {
				t.Errorf("%s: %q (%v), want %s: %q", r.State.Status, r.State.Why, errors.Unwrap(r.Err), tt.want, tt.why)
			}
			if r.State.ETag != "" {
				t.Errorf("kept the validator %q", r.State.ETag)
			}
		})
	}
}

func TestPollHostsThatDoNotAnswer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	_ = l.Close()
	tests := []struct {
		name, address string
		want          meddlewatch.FeedStatus
		why           string
	}{
		{"nothing listens", "http://" + closed + "/", stateUnreachable, "nothing listens"},
		{"no such name", "http://feed.invalid/", stateUnreachable, "DNS"},
		{"not TLS", "https://" + serveBytes(t, func(net.Conn, <-chan struct{}) {}) + "/", stateUnreachable, ""},
		{"ftp", "ftp://files.example/feed", stateBlocked, "http and https"},
		{"no address", "", stateBlocked, "http and https"},
		{"a path", "/feed.xml", stateBlocked, "http and https"},
		{"no host", "http://:80/", stateBlocked, "no host"},
		{"nonsense with a password", "http://u:s3cret@[::1/", stateBlocked, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			host := strings.TrimSuffix(tt.address[strings.LastIndex(tt.address, "//")+1:], "/")
			c := clientFor(t, shortLimits(), strings.TrimPrefix(host, "/"))
			r := c.Poll(t.Context(), feedAt(tt.address), meddlewatch.FeedState{}, pollTime())
			if r.State.Status != tt.want || !strings.Contains(r.State.Why, tt.why) {
				t.Errorf("%s: %q", r.State.Status, r.State.Why)
			}
			if r.Err == nil || strings.Contains(r.Err.Error(), "s3cret") {
				t.Errorf("error %v", r.Err)
			}
		})
	}
}

// scriptedFeed answers each request with the next of its answers.
func scriptedFeed(t *testing.T, answers ...http.HandlerFunc) (string, *Client) {
	t.Helper()
	n := 0
	s := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		if n >= len(answers) {
			t.Error("asked too often")
			return
		}
		n++
		answers[n-1](w, r)
	})
	return s.URL, clientFor(t, shortLimits(), serverHost(s))
}

func TestPollNotModified(t *testing.T) {
	withTTL := strings.Replace(rssOf("one"), "<item>", "<ttl>90</ttl><item>", 1)
	conditional := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != `W/"v1"` || r.Header.Get("If-Modified-Since") != "Sun, 01 Mar 2026 10:00:00 GMT" {
			t.Errorf("asked with %v", r.Header)
		}
		w.WriteHeader(http.StatusNotModified)
	}
	first := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `W/"v1"`)
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT")
		_, _ = io.WriteString(w, withTTL)
	}
	address, c := scriptedFeed(t, first, conditional, conditional, first)
	one := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime())
	if one.Document == nil || one.NotModified || one.State.Title != "Example outlet" {
		t.Fatalf("first poll: %+v", one)
	}
	two := c.Poll(t.Context(), feedAt(address), one.State, pollTime().Add(time.Hour))
	if two.Document != nil || !two.NotModified || two.Err != nil {
		t.Fatalf("second poll: %+v", two)
	}
	want := one.State
	want.LastPoll, want.LastGood = pollTime().Add(time.Hour), pollTime().Add(time.Hour)
	want.NextPoll = two.State.NextPoll
	if two.State != want {
		t.Errorf("state\n%+v, want\n%+v", two.State, want)
	}
	three := c.Poll(t.Context(), feedAt(address), two.State, pollTime().Add(2*time.Hour))
	if !three.NotModified {
		t.Errorf("third poll: %+v", three)
	}
	// Without the hash of a body there is nothing a 304 could mean.
	three.State.BodyHash = 0
	four := c.Poll(t.Context(), feedAt(address), three.State, pollTime().Add(3*time.Hour))
	if four.Document == nil {
		t.Errorf("fourth poll: %+v", four)
	}
}

func TestPollSameBytes(t *testing.T) {
	send := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
	}
	address, c := scriptedFeed(t, send(rssOf("one")), send(rssOf("one")), send(rssOf("one", "two")), send(rssOf("one", "two")))
	one := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime())
	two := c.Poll(t.Context(), feedAt(address), one.State, pollTime().Add(time.Hour))
	if two.Document != nil || !two.NotModified || !two.State.LastGood.Equal(pollTime().Add(time.Hour)) {
		t.Errorf("the same bytes: %+v", two)
	}
	three := c.Poll(t.Context(), feedAt(address), two.State, pollTime().Add(2*time.Hour))
	if three.Document == nil || len(three.Document.Entries) != 2 {
		t.Errorf("other bytes: %+v", three)
	}
	forced := feedAt(address)
	forced.Charset = "iso-8859-1"
	four := c.Poll(t.Context(), forced, three.State, pollTime().Add(3*time.Hour))
	if four.Document == nil {
		t.Errorf("the same bytes under a new charset are not read again: %+v", four)
	}
}

func TestPollRemembersTheTTLOfAnUnchangedDocument(t *testing.T) {
	send := func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, rssOf("one")) }
	address, c := scriptedFeed(t, send, send, send)
	state := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime()).State
	state.TTL = 90 * time.Minute
	for range 2 {
		state = c.Poll(t.Context(), feedAt(address), state, pollTime()).State
		if got := state.NextPoll.Sub(pollTime()); got != 90*time.Minute {
			t.Errorf("next poll in %s", got)
		}
	}
}

func TestPollFailuresKeepWhatIsKnown(t *testing.T) {
	good := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"1"`)
		_, _ = io.WriteString(w, rssOf("one"))
	}
	down := func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "down", http.StatusBadGateway) }
	junk := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"junk"`)
		_, _ = io.WriteString(w, "junk")
	}
	address, c := scriptedFeed(t, good, down, down, down, down, junk, good)
	state := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime()).State
	known := state
	waits := []time.Duration{15 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}
	for i, wait := range waits {
		now := pollTime().Add(time.Duration(i+1) * time.Hour)
		state = c.Poll(t.Context(), feedAt(address), state, now).State
		if state.Failures != i+1 || state.NextPoll.Sub(now) != wait || !state.Since.Equal(pollTime().Add(time.Hour)) {
			t.Errorf("failure %d: %d, next in %s, since %s", i+1, state.Failures, state.NextPoll.Sub(now), state.Since)
		}
	}
	state = c.Poll(t.Context(), feedAt(address), state, pollTime().Add(5*time.Hour)).State
	if state.Status != stateMalformed || !state.Since.Equal(pollTime().Add(5*time.Hour)) {
		t.Errorf("%s since %s", state.Status, state.Since)
	}
	if state.ETag != known.ETag || state.BodyHash != known.BodyHash || state.Title != known.Title || !state.LastGood.Equal(known.LastGood) {
		t.Errorf("forgot what was known: %+v", state)
	}
	r := c.Poll(t.Context(), feedAt(address), state, pollTime().Add(6*time.Hour))
	if r.State.Status != meddlewatch.FeedFine || r.State.Failures != 0 || r.State.Why != "" || !r.NotModified {
		t.Errorf("after the failures: %+v", r)
	}
}

func TestPollGone(t *testing.T) {
	answer := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	good := func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, rssOf("one")) }
	tests := []struct {
		name    string
		answers []http.HandlerFunc
		want    meddlewatch.FeedStatus
	}{
		{"410 twice", []http.HandlerFunc{answer(410), answer(410)}, stateUnreachable},
		{"410 three times", []http.HandlerFunc{answer(410), answer(410), answer(410)}, meddlewatch.FeedGone},
		{"404 and 410", []http.HandlerFunc{answer(404), answer(410), answer(404)}, meddlewatch.FeedGone},
		{"not in a row", []http.HandlerFunc{answer(410), answer(410), answer(500), answer(410)}, stateUnreachable},
		{"stays gone", []http.HandlerFunc{answer(410), answer(410), answer(410), answer(410)}, meddlewatch.FeedGone},
		{"comes back", []http.HandlerFunc{answer(410), answer(410), answer(410), good}, meddlewatch.FeedFine},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			address, c := scriptedFeed(t, tt.answers...)
			var state meddlewatch.FeedState
			for i := range tt.answers {
				state = c.Poll(t.Context(), feedAt(address), state, pollTime().Add(time.Duration(i)*time.Hour)).State
			}
			if state.Status != tt.want {
				t.Errorf("%s: %s", state.Status, state.Why)
			}
		})
	}
}

func TestPollReadInPart(t *testing.T) {
	many := make([]string, 60)
	for i := range many {
		many[i] = fmt.Sprint("title ", i)
	}
	tests := []struct {
		name, body string
		want       meddlewatch.FeedStatus
		warning    string
		entries    int
	}{
		{"all", rssOf("one", "two"), meddlewatch.FeedFine, "", 2},
		{"more than the limit", rssOf(many...), meddlewatch.FeedFine, "It holds 60 entries; the first 50 are read.", 50},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			send := func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tt.body) }
			address, c := scriptedFeed(t, send, send)
			r := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime())
			if r.State.Status != tt.want || len(r.Document.Entries) != tt.entries || strings.Join(r.Warnings, "") != tt.warning {
				t.Errorf("%s, %d entries, warnings %q", r.State.Status, len(r.Document.Entries), r.Warnings)
			}
		})
	}
	t.Run("some", func(t *testing.T) {
		c := NewClient(Options{})
		r := c.settleDocument(meddlewatch.FeedState{Status: meddlewatch.FeedFine}, Document{Raw: 3, Entries: make([]Entry, 2)}, pollTime())
		if r.State.Status != stateMalformed || r.Document == nil || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "Only 2 of the 3") {
			t.Errorf("%+v", r)
		}
	})
}

func TestPollSurvivesAPanic(t *testing.T) {
	s := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, rssOf("one")) })
	c := clientFor(t, Limits{}, serverHost(s))
	calm := c.jitter
	c.jitter = func(time.Duration) time.Duration { panic("of a test") }
	r := c.Poll(t.Context(), feedAt(s.URL), meddlewatch.FeedState{}, pollTime())
	if r.State.Status != stateMalformed || r.Err == nil || r.Document != nil || r.State.ETag != "" || r.State.BodyHash != 0 {
		t.Errorf("%+v", r)
	}
	if !r.State.NextPoll.After(pollTime()) {
		t.Errorf("next poll %s", r.State.NextPoll)
	}
	c.jitter = calm
	if r = c.Poll(t.Context(), feedAt(s.URL), r.State, pollTime().Add(time.Hour)); r.Document == nil {
		t.Errorf("after the panic: %+v", r)
	}
}

func TestPollBadScheduleIsAWarning(t *testing.T) {
	s := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, rssOf("one")) })
	c := clientFor(t, Limits{}, serverHost(s))
	r := c.Poll(t.Context(), meddlewatch.Feed{URL: s.URL, Schedule: "often"}, meddlewatch.FeedState{}, pollTime())
	if r.Document == nil || len(r.Warnings) != 1 || !strings.HasPrefix(r.Warnings[0], `Schedule "often" cannot be read`) {
		t.Errorf("%v, %q", r.Err, r.Warnings)
	}
}

func TestPlainExcerpt(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "a sentence", "a sentence"},
		{"lines and control characters", "a\r\n\x1b[31mred\x00", "a [31mred"},
		{"direction marks", "a\u202eb", "a b"},
		{"bad UTF-8", "a\xffb", "a b"},
		{"long", strings.Repeat("x", 500), strings.Repeat("x", 200) + "…"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := plainExcerpt(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzAnswer lets a server send any bytes at all.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nETag: \"1\"\r\n\r\n" + rssOf("one")))
	f.Add([]byte("HTTP/1.1 301 Moved\r\nLocation: //x:y@/%zz\r\nRetry-After: x\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 429 No\r\nRetry-After: 99999999999999999999\r\nCache-Control: max-age=-1,,=\r\n\r\n"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		address := serveBytes(t, func(c net.Conn, _ <-chan struct{}) { _, _ = c.Write(answer) })
		c := NewClient(Options{AllowHosts: []string{address}, Limits: shortLimits()})
		defer c.CloseIdle()
		r := c.Poll(t.Context(), feedAt("http://"+address+"/"), meddlewatch.FeedState{}, pollTime())
		if r.State.Status == "" || r.State.NextPoll.Before(pollTime()) || (r.Err == nil) != (r.Document != nil) {
			t.Fatalf("%+v", r)
		}
		if r.State.Status == stateMalformed && strings.Contains(r.State.Why, "inside the bot itself") {
			t.Fatal("it panicked")
		}
	})
}
