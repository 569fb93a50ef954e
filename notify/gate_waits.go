package notify

import (
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds of a wait that a server asks for. Less than the least, however often,
// would be a storm of requests; it is doubled with every refusal of the same
// request. Nobody is left alone for longer than the most: the server may ask
// again.
const (
	leastWait = 250 * time.Millisecond
	mostWait  = time.Hour
	// mostSatOut is the longest wait that a request sits out. A longer one is the
	// outbox's business.
	mostSatOut = time.Minute
	// edgeFirst and edgeMost bound the wait after a refusal that does not say how
	// long: it comes from the edge of Discord's network and is about the whole
	// address, which is banned for an hour when it goes on (Discord: "Invalid
	// Request Limit").
	edgeFirst = time.Minute
	edgeMost  = 10 * time.Minute
)

// waits knows which requests must wait and until when. A route is a method and a
// path with its ids, the finest grain on which Discord limits ("Rate Limits":
// per-route limits depend on the channel, server or webhook). The zero value lets
// everything through.
type waits struct {
	mu     sync.Mutex
	routes map[uint64]time.Time
	all    time.Time     // for every request
	edge   time.Duration // the last wait after a refusal without one; zero: none
}

// left is how long a request has to wait still; not above zero: not at all.
func (w *waits) left(route uint64, now time.Time) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	until := w.all
	if t := w.routes[route]; t.After(until) {
		until = t
	}
	if until.IsZero() {
		return 0
	}
	return until.Sub(now)
}

// answered notes an answer that is no refusal: when it says that the limit of its
// route is used up, the next request waits for it to be renewed.
func (w *waits) answered(route uint64, a answer, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.edge = 0
	if strings.TrimSpace(a.header.Get("X-RateLimit-Remaining")) != "0" {
		return
	}
	if wait, ok := seconds(a.header.Get("X-RateLimit-Reset-After")); ok && wait > 0 {
		w.close(route, now.Add(min(wait, mostWait)), now)
	}
}

// refused notes a 429 and says how long is to be waited, at least so long, and
// whether that holds for every request.
func (w *waits) refused(route uint64, a answer, least time.Duration, now time.Time) (wait time.Duration, everyone bool) {
	asked := readLimit(a)
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case !asked.edge:
		w.edge = 0
	case !asked.known && w.all.After(now):
		return w.all.Sub(now), true // another request has heard the same already
	case !asked.known:
		w.edge = min(max(2*w.edge, edgeFirst), edgeMost)
		asked.wait = w.edge
	}
	wait = max(asked.wait, least)
	until := now.Add(wait)
	if !asked.global {
		w.close(route, until, now)
		return wait, false
	}
	if until.After(w.all) {
		w.all = until
	}
	return wait, true
}

// close keeps a route shut until then. What is open again is forgotten, so that
// the map does not grow with every route ever used.
func (w *waits) close(route uint64, until, now time.Time) {
	maps.DeleteFunc(w.routes, func(_ uint64, t time.Time) bool { return !t.After(now) })
	if w.routes == nil {
		w.routes = map[uint64]time.Time{}
	}
	if until.After(w.routes[route]) {
		w.routes[route] = until
	}
}

// limit is what a 429 says.
type limit struct {
	wait   time.Duration
	known  bool // it says how long
	global bool // it is about every request
	edge   bool // it does not come from the API itself
}

// readLimit reads a 429. Of several waits the longest counts.
func readLimit(a answer) limit {
	var body struct {
		RetryAfter json.RawMessage `json:"retry_after"`
		Global     any             `json:"global"`
	}
	l := limit{edge: a.html()}
	if json.Unmarshal(a.body, &body) != nil {
		body.RetryAfter, body.Global = nil, nil
	}
	for _, said := range []string{
		strings.Trim(string(body.RetryAfter), `"`),
		a.header.Get("Retry-After"),
		a.header.Get("X-RateLimit-Reset-After"),
	} {
		if wait, ok := seconds(said); ok {
			l.wait, l.known = max(l.wait, wait), true
		}
	}
	l.edge = l.edge || !l.known
	l.global = l.edge || body.Global == true ||
		strings.EqualFold(a.header.Get("X-RateLimit-Global"), "true") ||
		strings.EqualFold(a.header.Get("X-RateLimit-Scope"), "global")
	return l
}

// html says whether an answer is a page for people: Discord's API never sends
// one, the edge before it and other servers do.
func (a answer) html() bool {
	kind, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(kind), "text/html") || strings.HasPrefix(strings.TrimSpace(string(a.body[:min(len(a.body), 512)])), "<")
}

// seconds reads a number of seconds with or without a fraction, as Discord
// writes waits, or the HTTP date that Retry-After may be (RFC 9110, 10.2.3). Only
// what is no number is not known; numbers beyond all measure are cut.
func seconds(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if at, err := http.ParseTime(s); err == nil {
		return min(max(time.Until(at), 0), mostWait), true
	}
	n, err := strconv.ParseFloat(s, 64)
	if math.IsNaN(n) || err != nil && !math.IsInf(n, 0) {
		return 0, false
	}
	n = min(max(n, 0), mostWait.Seconds())
	return time.Duration(math.Ceil(n*1000)) * time.Millisecond, true
}
