package discordserver

import (
	"fmt"
	"net/http"
	"time"

	"meddlewatch"
)

// bucket counts the requests of one route to one target (Discord's reference,
// "Rate Limits").
type bucket struct {
	used  int
	reset time.Time
}

// unlimited is what a server that enforces no limit says it takes in a window.
const unlimited = 1000

// count takes a request into its bucket. It returns the headers that every answer
// has, and how long to wait if there is no room.
func (s *Server) count(route, target string, now time.Time) (http.Header, time.Duration) {
	name := route + " " + target
	b := s.buckets[name]
	if b == nil || !now.Before(b.reset) {
		b = &bucket{reset: now.Add(s.opts.LimitWindow)}
		s.buckets[name] = b
	}
	limit, wait, left := s.opts.Limit, b.reset.Sub(now), 0
	switch {
	case limit == 0:
		limit, left, wait = unlimited, unlimited-1, 0
	case b.used < limit:
		b.used++
		left, wait = limit-b.used, 0
	}
	h := http.Header{}
	h.Set("X-RateLimit-Limit", fmt.Sprint(limit))
	h.Set("X-RateLimit-Remaining", fmt.Sprint(left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", b.reset.Sub(now).Seconds()))
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%016x", meddlewatch.HashOf(route)))
	if wait > 0 {
		h.Set("X-RateLimit-Scope", "user")
		h.Set("Retry-After", wholeSeconds(wait))
	}
	return h, wait
}

// wholeSeconds is a Retry-After (RFC 9110, section 10.2.3), never too short.
func wholeSeconds(d time.Duration) string {
	return fmt.Sprint(int64((d + time.Second - 1) / time.Second))
}

func rateLimited(wait time.Duration, global bool) object {
	return object{"message": "You are being rate limited.", "retry_after": wait.Seconds(), "global": global}
}
