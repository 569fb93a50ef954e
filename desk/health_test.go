package desk

import (
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

func TestWriting(t *testing.T) {
	now := time.Date(2026, 3, 9, 17, 30, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for name, tt := range map[string]struct{ started, written, want string }{
		"just started, never wrote":     {started: "10s"},
		"just started, another's sign":  {started: "10s", written: "90h"},
		"wrote a moment ago":            {started: "90h", written: "15s"},
		"never wrote":                   {started: "66s", want: "has written no sign of life since its start 1m6s ago"},
		"wrote last before its start":   {started: "66s", written: "90h", want: "has written no sign of life since its start 1m6s ago"},
		"wrote nothing for two minutes": {started: "90h", written: "2m", want: "wrote its last sign of life 2m0s ago"},
	} {
		t.Run(name, func(t *testing.T) {
			started, _ := time.ParseDuration(tt.started)
			var beat store.Heartbeat
			if written, err := time.ParseDuration(tt.written); err == nil {
				beat.Written = ago(written)
			}
			err := writing(beat, store.Holder{PID: 7, Since: ago(started)}, now)
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("sick: %v", err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestPolling(t *testing.T) {
	now := time.Date(2026, 3, 9, 17, 30, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	const stall = 30 * time.Minute
	for name, tt := range map[string]struct {
		started time.Time
		states  []meddlewatch.FeedState
		stuck   string // the feed it names; "" is healthy
	}{
		"just started, nothing polled yet": {started: ago(time.Minute)},
		"all polled": {
			started: ago(10 * time.Hour),
			states: []meddlewatch.FeedState{
				{Feed: "a", LastPoll: ago(time.Minute), NextPoll: now.Add(time.Minute)},
				{Feed: "b", LastPoll: ago(time.Minute), NextPoll: now.Add(time.Minute)},
			},
		},
		"one feed hangs, others are polled": {
			started: ago(10 * time.Hour),
			states: []meddlewatch.FeedState{
				{Feed: "a", LastPoll: ago(2 * time.Hour), NextPoll: ago(time.Hour)},
				{Feed: "b", LastPoll: ago(time.Minute), NextPoll: now.Add(time.Minute)},
			},
		},
		"nothing was due": {
			started: ago(10 * time.Hour),
			states: []meddlewatch.FeedState{
				{Feed: "a", LastPoll: ago(2 * time.Hour), NextPoll: now.Add(time.Hour)},
				{Feed: "b", LastPoll: ago(3 * time.Hour), NextPoll: now.Add(2 * time.Hour)},
			},
		},
		"no poll has ended though one was due": {
			started: ago(10 * time.Hour),
			states: []meddlewatch.FeedState{
				{Feed: "a", LastPoll: ago(2 * time.Hour), NextPoll: now.Add(time.Hour)},
				{Feed: "b", LastPoll: ago(time.Hour), NextPoll: ago(45 * time.Minute)},
			},
			stuck: "b should have been polled 45m0s ago",
		},
		"never polled since the start": {started: ago(time.Hour), stuck: "a should have been polled 1h0m0s ago"},
		"started after a long pause": {
			started: ago(time.Minute),
			states:  []meddlewatch.FeedState{{Feed: "a", LastPoll: ago(90 * time.Hour), NextPoll: ago(89 * time.Hour)}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			known := map[string]meddlewatch.FeedState{}
			for _, st := range tt.states {
				known[st.Feed] = st
			}
			err := polling([]meddlewatch.Feed{{URL: "a"}, {URL: "b"}}, known, store.Holder{PID: 7, Since: tt.started}, stall, now)
			switch {
			case tt.stuck == "" && err != nil:
				t.Errorf("stuck: %v", err)
			case tt.stuck != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.stuck)):
				t.Errorf("got %v, want %q", err, tt.stuck)
			}
		})
	}
}
