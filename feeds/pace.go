package feeds

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"meddlewatch"
)

const (
	maxAsked        = 24 * time.Hour   // the longest wait that a server can ask for
	maxBackoff      = 4 * time.Hour    // the longest wait that failures alone lead to
	patience        = 3                // failures in a row after which the interval doubles
	maxJitter       = time.Minute      // and never more than a tenth of the interval
	fallbackPace    = 15 * time.Minute // where a schedule cannot be read
	clockSetBack    = time.Hour        // a last poll so far in the future means that the clock was wrong
	maxDeltaSeconds = 1 << 31          // RFC 9111, 1.2.2: more seconds than this are read as this
)

// Asked is what the last answer asks of the pace. Each field is a wait from now on
// and zero where nothing is asked; more than 24 hours count as 24 hours.
type Asked struct {
	TTL        time.Duration // of the document
	Fresh      time.Duration // Cache-Control, or else Expires
	RetryAfter time.Duration // of a 429 or 503
	Failures   int           // in a row, this answer included
}

// NextPoll is the one place that decides when a feed is read again: at the latest
// of the schedule, what the document and the cache headers say, and Retry-After;
// after the third failure in a row the interval doubles each time, up to four
// hours unless the schedule itself is longer. Jitter (see Options.Jitter) delays
// that by up to a tenth, at most a minute, so that feeds do not all come at once.
//
// The schedule is a cron expression in UTC or "@every 15m". One that cannot be
// read is an error; the time returned with it is that of every 15 minutes.
func NextPoll(schedule string, asked Asked, now time.Time, jitter func(longest time.Duration) time.Duration) (time.Time, error) {
	now = now.UTC()
	next, interval, err := scheduled(schedule, now)
	wait := next.Sub(now)
	for _, d := range []time.Duration{asked.TTL, asked.Fresh, asked.RetryAfter} {
		wait = max(wait, min(d, maxAsked))
	}
	if asked.Failures >= patience {
		wait = max(wait, backoff(interval, asked.Failures-patience+1))
	}
	if jitter != nil {
		longest := min(wait/10, maxJitter)
		wait += min(max(jitter(longest), 0), longest)
	}
	return now.Add(wait), err
}

// scheduled returns the next time of a schedule and the interval that follows it.
func scheduled(schedule string, now time.Time) (time.Time, time.Duration, error) {
	fallback := now.Add(fallbackPace)
	// The cron package panics on a time zone without an expression, and schedules
	// are in UTC anyway.
	if strings.HasPrefix(schedule, "TZ=") || strings.HasPrefix(schedule, "CRON_TZ=") {
		return fallback, fallbackPace, fmt.Errorf("schedule %q names a time zone; schedules are in UTC, take the zone away", schedule)
	}
	s, err := cron.ParseStandard(schedule)
	if err != nil {
		return fallback, fallbackPace, fmt.Errorf("schedule %q cannot be read; write five cron fields such as \"*/15 * * * *\", or \"@every 15m\"", schedule)
	}
	next := s.Next(now)
	if next.IsZero() {
		return fallback, fallbackPace, fmt.Errorf("schedule %q never comes; give a date that exists", schedule)
	}
	return next, s.Next(next).Sub(next), nil
}

// backoff doubles an interval some times.
func backoff(interval time.Duration, times int) time.Duration {
	for range times {
		if interval >= maxBackoff {
			break
		}
		interval = min(2*interval, maxBackoff)
	}
	return interval
}

// Due says whether a feed is to be polled. A feed whose last poll lies in the
// future, because the clock was wrong then, is due.
func Due(state meddlewatch.FeedState, now time.Time) bool {
	return !now.Before(state.NextPoll) || state.LastPoll.After(now.Add(clockSetBack))
}

// DueForced says whether a feed may be polled when a person asks for it now: always,
// unless its server has asked to wait.
func DueForced(state meddlewatch.FeedState, now time.Time) bool {
	return Due(state, now) || !now.Before(state.RetryAfter)
}

// freshFor returns how long an answer says that it stays the same: the longer of
// max-age and s-maxage less its age, or else Expires less Date (RFC 9111, 4.2).
// no-store and no-cache ask for nothing.
func freshFor(h http.Header, now time.Time) time.Duration {
	var maxAge time.Duration
	var given bool
	for _, line := range h["Cache-Control"] {
		for directive := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "no-store", "no-cache":
				return 0
			case "max-age", "s-maxage":
				if d, ok := deltaSeconds(strings.Trim(strings.TrimSpace(value), `"`)); ok {
					maxAge, given = max(maxAge, d), true
				}
			}
		}
	}
	if given {
		age, _ := deltaSeconds(strings.TrimSpace(h.Get("Age")))
		return max(maxAge-age, 0)
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		date = now
	}
	return max(expires.Sub(date), 0)
}

// retryAfter reads Retry-After (RFC 9110, 10.2.3): seconds or a date. asked is
// false where there is none, or none that can be read.
func retryAfter(h http.Header, now time.Time) (wait time.Duration, asked bool) {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if d, ok := deltaSeconds(value); ok {
		return min(d, maxAsked), true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	// The date is the server's; so is the clock it is to be measured by.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), maxAsked), true
}

// deltaSeconds reads a number of seconds; one that is too large to hold is as good
// as the largest.
func deltaSeconds(s string) (time.Duration, bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > maxDeltaSeconds {
		n = maxDeltaSeconds
	}
	return time.Duration(n) * time.Second, true
}
