package feeds

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

func TestNextPoll(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 7, 0, 0, time.UTC)
	none := func(time.Duration) time.Duration { return 0 }
	all := func(longest time.Duration) time.Duration { return longest }
	tests := []struct {
		name     string
		schedule string
		asked    Asked
		jitter   func(time.Duration) time.Duration
		want     time.Duration // from now on
		err      string
	}{
		{name: "next quarter", schedule: "*/15 * * * *", want: 8 * time.Minute},
		{name: "every", schedule: "@every 20m", want: 20 * time.Minute},
		{name: "UTC", schedule: "0 6 * * *", want: 17*time.Hour + 53*time.Minute},
		{name: "a weekly schedule is not cut", schedule: "0 0 * * 1", want: 11*time.Hour + 53*time.Minute},
		{name: "a monthly schedule is not cut", schedule: "7 12 1 * *", want: 31 * 24 * time.Hour},
		{name: "TTL", schedule: "*/15 * * * *", asked: Asked{TTL: time.Hour}, want: time.Hour},
		{name: "TTL shorter than the schedule", schedule: "@every 2h", asked: Asked{TTL: time.Hour}, want: 2 * time.Hour},
		{name: "fresh", schedule: "*/15 * * * *", asked: Asked{TTL: time.Hour, Fresh: 90 * time.Minute}, want: 90 * time.Minute},
		{name: "retry after", schedule: "*/15 * * * *", asked: Asked{RetryAfter: 3 * time.Hour}, want: 3 * time.Hour},
		{name: "TTL of a year", schedule: "*/15 * * * *", asked: Asked{TTL: 365 * 24 * time.Hour}, want: 24 * time.Hour},
		{name: "fresh for a year", schedule: "*/15 * * * *", asked: Asked{Fresh: 365 * 24 * time.Hour}, want: 24 * time.Hour},
		{name: "two failures", schedule: "@every 15m", asked: Asked{Failures: 2}, want: 15 * time.Minute},
		{name: "three failures", schedule: "@every 15m", asked: Asked{Failures: 3}, want: 30 * time.Minute},
		{name: "four failures", schedule: "@every 15m", asked: Asked{Failures: 4}, want: time.Hour},
		{name: "three failures by cron", schedule: "*/15 * * * *", asked: Asked{Failures: 3}, want: 30 * time.Minute},
		{name: "many failures", schedule: "@every 15m", asked: Asked{Failures: 1 << 40}, want: 4 * time.Hour},
		{name: "many failures of a daily feed", schedule: "@every 24h", asked: Asked{Failures: 50}, want: 24 * time.Hour},
		{name: "failures and retry after", schedule: "@every 15m", asked: Asked{Failures: 3, RetryAfter: 5 * time.Hour}, want: 5 * time.Hour},
		{name: "jitter is a tenth", schedule: "@every 5m", jitter: all, want: 5*time.Minute + 30*time.Second},
		{name: "jitter is a minute", schedule: "@every 5h", jitter: all, want: 5*time.Hour + time.Minute},
		{name: "too much jitter", schedule: "@every 5m", jitter: func(time.Duration) time.Duration { return time.Hour }, want: 5*time.Minute + 30*time.Second},
		{name: "negative jitter", schedule: "@every 5m", jitter: func(time.Duration) time.Duration { return -time.Hour }, want: 5 * time.Minute},
		{name: "no schedule", schedule: "", want: 15 * time.Minute, err: "cannot be read"},
		{name: "nonsense", schedule: "now and then", want: 15 * time.Minute, err: "cannot be read"},
		{name: "nonsense still obeys", schedule: "now", asked: Asked{TTL: time.Hour}, want: time.Hour, err: "cannot be read"},
		{name: "zone alone", schedule: "TZ=UTC", want: 15 * time.Minute, err: "time zone"},
		{name: "zone", schedule: "CRON_TZ=Asia/Tokyo 0 6 * * *", want: 15 * time.Minute, err: "time zone"},
		{name: "a day that never comes", schedule: "0 0 30 2 *", want: 15 * time.Minute, err: "never comes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.jitter == nil {
				tt.jitter = none
			}
			got, err := NextPoll(tt.schedule, tt.asked, now, tt.jitter)
			if got.Sub(now) != tt.want {
				t.Errorf("in %s, want %s", got.Sub(now), tt.want)
			}
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v, want %q", err, tt.err)
			}
		})
	}
	local := now.In(time.FixedZone("east", 5*3600+1800))
	if got, _ := NextPoll("0 6 * * *", Asked{}, local, nil); !got.Equal(now.Add(17*time.Hour + 53*time.Minute)) {
		t.Errorf("a local clock moves the schedule to %s", got)
	}
}

func TestFreshFor(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"nothing", nil, 0},
		{"max-age", http.Header{"Cache-Control": {"public, max-age=600"}}, 10 * time.Minute},
		{"capitals and quotes", http.Header{"Cache-Control": {`Max-Age="600"`}}, 10 * time.Minute},
		{"s-maxage is longer", http.Header{"Cache-Control": {"max-age=60, s-maxage=600"}}, 10 * time.Minute},
		{"two lines", http.Header{"Cache-Control": {"public", "max-age=600"}}, 10 * time.Minute},
		{"less its age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"240"}}, 6 * time.Minute},
		{"older than fresh", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"900"}}, 0},
		{"no-store", http.Header{"Cache-Control": {"max-age=600, no-store"}, "Expires": {at(time.Hour)}}, 0},
		{"no-cache", http.Header{"Cache-Control": {"no-cache"}, "Expires": {at(time.Hour)}}, 0},
		{"max-age before expires", http.Header{"Cache-Control": {"max-age=0"}, "Expires": {at(time.Hour)}}, 0},
		{"expires", http.Header{"Expires": {at(time.Hour)}}, time.Hour},
		{"expires by the server's clock", http.Header{"Expires": {at(3 * time.Hour)}, "Date": {at(2 * time.Hour)}}, time.Hour},
		{"expired", http.Header{"Expires": {at(-time.Hour)}}, 0},
		{"expires as a number", http.Header{"Expires": {"0"}}, 0},
		{"more than can be counted", http.Header{"Cache-Control": {"max-age=99999999999999999999999"}}, (1 << 31) * time.Second},
		{"negative", http.Header{"Cache-Control": {"max-age=-5"}}, 0},
		{"nonsense", http.Header{"Cache-Control": {"max-age=soon, =, ,,"}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := freshFor(tt.header, now); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
		asked  bool
	}{
		{"none", nil, 0, false},
		{"seconds", http.Header{"Retry-After": {"120"}}, 2 * time.Minute, true},
		{"zero", http.Header{"Retry-After": {"0"}}, 0, true},
		{"white space", http.Header{"Retry-After": {" 120 "}}, 2 * time.Minute, true},
		{"a date", http.Header{"Retry-After": {at(time.Hour)}}, time.Hour, true},
		{"a date by the server's clock", http.Header{"Retry-After": {at(3 * time.Hour)}, "Date": {at(2 * time.Hour)}}, time.Hour, true},
		{"a date gone by", http.Header{"Retry-After": {at(-time.Hour)}}, 0, true},
		{"a year", http.Header{"Retry-After": {"31536000"}}, 24 * time.Hour, true},
		{"more than can be counted", http.Header{"Retry-After": {"99999999999999999999"}}, 24 * time.Hour, true},
		{"negative", http.Header{"Retry-After": {"-1"}}, 0, false},
		{"fraction", http.Header{"Retry-After": {"1.5"}}, 0, false},
		{"nonsense", http.Header{"Retry-After": {"later"}}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, asked := retryAfter(tt.header, now)
			if got != tt.want || asked != tt.asked {
				t.Errorf("got %s, %t, want %s, %t", got, asked, tt.want, tt.asked)
			}
		})
	}
}

func TestDue(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name        string
		state       meddlewatch.FeedState
		due, forced bool
	}{
		{"never polled", meddlewatch.FeedState{}, true, true},
		{"its time has come", meddlewatch.FeedState{NextPoll: now}, true, true},
		{"too early", meddlewatch.FeedState{Status: meddlewatch.FeedFine, NextPoll: now.Add(time.Second)}, false, true},
		{"failing", meddlewatch.FeedState{Status: stateUnreachable, NextPoll: now.Add(time.Second)}, false, true},
		{"asked to wait", meddlewatch.FeedState{Status: stateThrottled, RetryAfter: now.Add(time.Second), NextPoll: now.Add(time.Minute)}, false, false},
		{"has waited as asked", meddlewatch.FeedState{Status: stateThrottled, RetryAfter: now, NextPoll: now.Add(time.Minute)}, false, true},
		{"the clock was a year ahead", meddlewatch.FeedState{LastPoll: now.AddDate(1, 0, 0), NextPoll: now.AddDate(1, 0, 1)}, true, true},
		{"the clock was a second ahead", meddlewatch.FeedState{Status: stateThrottled, LastPoll: now.Add(time.Second), RetryAfter: now.Add(time.Hour), NextPoll: now.Add(time.Hour)}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Due(tt.state, now); got != tt.due {
				t.Errorf("Due = %t", got)
			}
			if got := DueForced(tt.state, now); got != tt.forced {
				t.Errorf("DueForced = %t", got)
			}
		})
	}
}

func FuzzPace(f *testing.F) {
	f.Add("*/15 * * * *", "max-age=60", "120", "Sun, 01 Mar 2026 12:00:00 GMT")
	f.Add("@every 5m", `s-maxage="1",no-store`, "Sun, 01 Mar 2026 12:00:00 GMT", "0")
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, schedule, cache, retry, expires string) {
		h := http.Header{"Cache-Control": {cache}, "Retry-After": {retry}, "Expires": {expires}}
		wait, _ := retryAfter(h, now)
		fresh := freshFor(h, now)
		if wait < 0 || wait > maxAsked || fresh < 0 {
			t.Fatalf("wait %s, fresh %s", wait, fresh)
		}
		// Whatever a server says, the schedule alone may ask for more than a day.
		next, _ := NextPoll("@every 15m", Asked{Fresh: fresh, RetryAfter: wait}, now, nil)
		if next.Before(now) || next.After(now.Add(maxAsked+maxJitter)) {
			t.Fatalf("next poll %s", next)
		}
		if len(schedule) > 100 {
			return // the configuration is not a stranger
		}
		if next, _ := NextPoll(schedule, Asked{}, now, nil); next.Before(now) {
			t.Fatalf("schedule %q leads to %s", schedule, next)
		}
	})
}
