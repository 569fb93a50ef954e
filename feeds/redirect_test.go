package feeds

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// TestMoves polls a feed in steps. Each step says how the configured address
// answers and what is then known of the move.
func TestMoves(t *testing.T) {
	type step struct {
		after   time.Duration // since the step before
		via     string        // codes of the redirects on the way, such as "301 302"; "" none; "down" a 500
		target  string        // path at the end of the way
		address string        // path adopted after the poll; "" none
		seen    int
	}
	const hour = time.Hour
	tests := []struct {
		name  string
		steps []step
	}{
		{"adopted after three sightings and a day", []step{
			{0, "301", "/new", "", 1}, {12 * hour, "301", "/new", "", 2}, {12 * hour, "301", "/new", "/new", 0},
		}},
		{"308 too, and a chain", []step{
			{0, "308 301", "/new", "", 1}, {13 * hour, "301 308", "/new", "", 2}, {13 * hour, "308", "/new", "/new", 0},
		}},
		{"three sightings in an hour are too few", []step{
			{0, "301", "/new", "", 1}, {hour, "301", "/new", "", 2}, {hour, "301", "/new", "", 3}, {22 * hour, "301", "/new", "/new", 0},
		}},
		{"two sightings in a week are too few", []step{
			{0, "301", "/new", "", 1}, {168 * hour, "301", "/new", "", 2},
		}},
		{"another target starts anew", []step{
			{0, "301", "/new", "", 1}, {20 * hour, "301", "/new", "", 2}, {20 * hour, "301", "/other", "", 1}, {20 * hour, "301", "/new", "", 1},
		}},
		{"temporary redirects never count", []step{
			{0, "302", "/new", "", 0}, {20 * hour, "303", "/new", "", 0}, {20 * hour, "307", "/new", "", 0}, {20 * hour, "302", "/new", "", 0},
		}},
		{"one temporary hop spoils the chain", []step{
			{0, "301", "/new", "", 1}, {20 * hour, "301 302", "/new", "", 0}, {20 * hour, "301", "/new", "", 1},
		}},
		{"an answer without a redirect spoils it too", []step{
			{0, "301", "/new", "", 1}, {20 * hour, "", "", "", 0},
		}},
		{"a failure on the way does not", []step{
			{0, "301", "/new", "", 1}, {12 * hour, "down", "", "", 1}, {12 * hour, "301", "/new", "", 2}, {12 * hour, "301", "/new", "/new", 0},
		}},
		{"an adopted address is given up after three failures", []step{
			{0, "301", "/new", "", 1},
			{12 * hour, "301", "/new", "", 2},
			{12 * hour, "301", "/new", "/new", 0},
			{hour, "down", "", "/new", 0},
			{hour, "down", "", "/new", 0},
			{hour, "down", "", "", 0},
			{hour, "", "", "", 0},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var now step
			s := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
				if now.via == "down" {
					http.Error(w, "down", http.StatusInternalServerError)
					return
				}
				hops := strings.Fields(now.via)
				var at int
				if n, _ := fmt.Sscanf(r.URL.Path, "/hop%d", &at); n == 0 && r.URL.Path != "/feed" {
					_, _ = w.Write([]byte(rssOf("one")))
					return
				}
				if at == len(hops) {
					_, _ = w.Write([]byte(rssOf("one")))
					return
				}
				to := fmt.Sprintf("/hop%d", at+1)
				if at+1 == len(hops) {
					to = now.target
				}
				var code int
				_, _ = fmt.Sscan(hops[at], &code)
				http.Redirect(w, r, to, code)
			})
			c := clientFor(t, Limits{}, serverHost(s))
			var state meddlewatch.FeedState
			clock := pollTime()
			for i, next := range tt.steps {
				now = next
				clock = clock.Add(now.after)
				state = c.Poll(t.Context(), feedAt(s.URL+"/feed"), state, clock).State
				want := now.address
				if want != "" {
					want = s.URL + want
				}
				if state.Address != want || state.MovedSeen != now.seen {
					t.Fatalf("step %d: address %q, seen %d (%s), want %q, %d", i, state.Address, state.MovedSeen, state.MovedTo, want, now.seen)
				}
				switch {
				case now.via == "down":
				case state.Address != "" && state.Status != meddlewatch.FeedMoved, state.Address == "" && state.Status != meddlewatch.FeedFine:
					t.Errorf("step %d: %s: %s", i, state.Status, state.Why)
				}
			}
		})
	}
}

func TestMoveBackToTheConfiguredAddress(t *testing.T) {
	s := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/new" {
			http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
			return
		}
		_, _ = w.Write([]byte(rssOf("one")))
	})
	c := clientFor(t, Limits{}, serverHost(s))
	state := meddlewatch.FeedState{Address: s.URL + "/new", LastGood: pollTime()}
	for i := range 3 {
		state = c.Poll(t.Context(), feedAt(s.URL+"/feed"), state, pollTime().Add(time.Duration(i)*13*time.Hour)).State
	}
	if state.Address != "" || state.Status != meddlewatch.FeedFine {
		t.Errorf("address %q, %s", state.Address, state.Status)
	}
}

func TestRedirects(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   meddlewatch.FeedStatus
		why    string
	}{
		{"ten hops", countDown(10), meddlewatch.FeedFine, ""},
		{"eleven hops", countDown(11), stateUnreachable, "more than 10 times"},
		{"a circle", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, map[string]string{"/a": "/b", "/b": "/a"}[r.URL.Path], http.StatusFound)
		}, stateUnreachable, "in a circle"},
		{"to itself", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "#x", http.StatusFound) }, stateUnreachable, "in a circle"},
		{"to a file", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, stateBlocked, "http and https"},
		{"to nowhere", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) }, stateUnreachable, "without a readable address"},
		{"to nonsense", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(http.StatusFound)
		}, stateUnreachable, "without a readable address"},
		{"to no host", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http:///x")
			w.WriteHeader(http.StatusFound)
		}, stateBlocked, "no host"},
		{"to the metadata service", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest?token=s3cret", http.StatusFound)
		}, stateBlocked, "link-local"},
		{"300 is not followed", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/b")
			w.WriteHeader(http.StatusMultipleChoices)
		}, stateUnreachable, "300 Multiple Choices"},
		{"an endless body beside the redirect", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/b" {
				_, _ = w.Write([]byte(rssOf("one")))
				return
			}
			w.Header().Set("Location", "/b")
			w.WriteHeader(http.StatusFound)
			for r.Context().Err() == nil {
				_, _ = w.Write(make([]byte, 32<<10))
			}
		}, meddlewatch.FeedFine, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serveFeed(t, tt.answer)
			c := clientFor(t, shortLimits(), serverHost(s))
			r := c.Poll(t.Context(), feedAt(s.URL+"/a"), meddlewatch.FeedState{}, pollTime())
			if r.State.Status != tt.want || !strings.Contains(r.State.Why, tt.why) {
				t.Errorf("%s: %s", r.State.Status, r.State.Why)
			}
			if strings.Contains(r.State.Why, "s3cret") {
				t.Errorf("a secret in %q", r.State.Why)
			}
		})
	}
}

// countDown redirects n times and then answers with a feed.
func countDown(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var at int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &at)
		if at == n {
			_, _ = w.Write([]byte(rssOf("one")))
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/%d", at+1), http.StatusFound)
	}
}

func TestRedirectFromHTTPSToHTTPIsWarnedOf(t *testing.T) {
	plain := serveFeed(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(rssOf("one"))) })
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, plain.URL, http.StatusFound)
	}))
	defer secure.Close()
	c := clientFor(t, Limits{}, serverHost(plain), serverHost(secure))
	c.transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	r := c.Poll(t.Context(), feedAt(secure.URL), meddlewatch.FeedState{}, pollTime())
	if r.Document == nil || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "from https to plain http") {
		t.Errorf("%v, warnings %q", r.Err, r.Warnings)
	}
}

func TestValidatorsGoToTheAddressThatGaveThem(t *testing.T) {
	var toFeed, toMirror []string
	var mirror *httptest.Server
	redirect := false
	feed := serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		toFeed = append(toFeed, r.Header.Get("If-None-Match")+"|"+r.Header.Get("If-Modified-Since"))
		if redirect {
			http.Redirect(w, r, mirror.URL+"/m", http.StatusFound)
			return
		}
		w.Header().Set("ETag", `"feed"`)
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"feed"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rssOf("one")))
	})
	mirror = serveFeed(t, func(w http.ResponseWriter, r *http.Request) {
		toMirror = append(toMirror, r.Header.Get("If-None-Match"))
		w.Header().Set("ETag", `"mirror"`)
		if r.Header.Get("If-None-Match") == `"mirror"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rssOf("one", "two")))
	})
	c := clientFor(t, Limits{}, serverHost(feed), serverHost(mirror))
	var state meddlewatch.FeedState
	clock := pollTime()
	poll := func() Result {
		clock = clock.Add(time.Hour)
		r := c.Poll(t.Context(), feedAt(feed.URL), state, clock)
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		return r
	}
	state = poll().State
	state = poll().State
	redirect = true
	unsaved := poll() // its commit fails: the state stays as it was
	if unsaved.Document == nil || unsaved.State.ETag != "" {
		t.Errorf("state of the redirected answer: %q", unsaved.State.ETag)
	}
	r := poll()
	if r.Document == nil {
		t.Error("items of a commit that failed are not read again")
	}
	state = r.State
	if r = poll(); !r.NotModified {
		t.Error("the mirror is not asked on condition")
	}
	state = r.State
	redirect = false
	if r = poll(); r.Document == nil {
		t.Error("back at the feed, nothing is read")
	}
	if want := []string{"|", `"feed"|Sun, 01 Mar 2026 10:00:00 GMT`, `"feed"|Sun, 01 Mar 2026 10:00:00 GMT`, `"feed"|Sun, 01 Mar 2026 10:00:00 GMT`, "|", "|"}; fmt.Sprint(toFeed) != fmt.Sprint(want) {
		t.Errorf("the feed was asked with %q, want %q", toFeed, want)
	}
	if want := []string{"", "", `"mirror"`}; fmt.Sprint(toMirror) != fmt.Sprint(want) {
		t.Errorf("the mirror was asked with %q, want %q", toMirror, want)
	}
}

func TestCredentialsStayWithTheirHost(t *testing.T) {
	auth := make(map[string]string)
	handler := func(name, to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			user, password, _ := r.BasicAuth()
			auth[name+r.URL.Path] = user + ":" + password
			if r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" {
				t.Errorf("%s was told more than it should: %v", name, r.Header)
			}
			w.Header().Set("Set-Cookie", "a=b")
			switch {
			case r.URL.Path == "/feed":
				http.Redirect(w, r, "/own", http.StatusMovedPermanently)
			case to != "":
				http.Redirect(w, r, to, http.StatusMovedPermanently)
			default:
				_, _ = w.Write([]byte("not a feed"))
			}
		}
	}
	second := serveFeed(t, handler("second", ""))
	_, port, _ := strings.Cut(serverHost(second), ":")
	first := serveFeed(t, handler("first", "http://localhost:"+port+"/other"))
	c := clientFor(t, Limits{}, serverHost(first), "localhost:"+port)
	address := strings.Replace(first.URL, "http://", "http://reader:s3cret@", 1) + "/feed"
	r := c.Poll(t.Context(), feedAt(address), meddlewatch.FeedState{}, pollTime())
	want := map[string]string{"first/feed": "reader:s3cret", "first/own": "reader:s3cret", "second/other": ":"}
	if fmt.Sprint(auth) != fmt.Sprint(want) {
		t.Errorf("sent %v, want %v", auth, want)
	}
	if r.State.Status != stateMalformed || strings.Contains(r.State.Why+r.Err.Error(), "s3cret") {
		t.Errorf("%s: %s", r.State.Status, r.State.Why)
	}
}
