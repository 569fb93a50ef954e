package route_test

import (
	"testing"
	"time"

	"meddlewatch/route"
)

func TestNext(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	const second, minute = time.Second, time.Minute
	full := route.Load{Sent: 20, Waiting: 5, Since: ago(minute), Grown: ago(20 * second)}
	with := func(change func(*route.Load)) route.Load {
		l := full
		change(&l)
		return l
	}
	tests := []struct {
		name string
		cap  int
		load route.Load
		want route.Step
	}{
		{"nothing waits", 20, route.Load{Sent: 19}, route.Alone},
		{"nothing waits, and there is no room for what comes next", 20, route.Load{Sent: 20}, route.Wait},
		{"room for one", 20, with(func(l *route.Load) { l.Sent = 19 }), route.Alone},
		{"no cap", 0, full, route.Alone},
		{"over, and the burst is over", 20, full, route.List},
		{"over, one waits", 20, with(func(l *route.Load) { l.Waiting = 1 }), route.List},
		{"over, the burst goes on", 20, with(func(l *route.Load) { l.Grown = ago(19 * second) }), route.Wait},
		{"over, the burst goes on for too long", 20, with(func(l *route.Load) { l.Since, l.Grown = ago(10*minute), ago(second) }), route.List},
		{"a digest was sent just now", 20, with(func(l *route.Load) { l.Digest = ago(9 * minute) }), route.Wait},
		{"a digest was sent long ago", 20, with(func(l *route.Load) { l.Digest = ago(10 * minute) }), route.List},
		{"a cycle is under way", 20, with(func(l *route.Load) { l.More, l.Since = true, ago(time.Hour) }), route.Wait},
		{"the cycle is over", 20, with(func(l *route.Load) { l.More, l.Last, l.Grown = true, true, now }), route.List},
		{"the cycle is over, there is room", 20, with(func(l *route.Load) { l.Last, l.Sent = true, 3 }), route.Alone},
		{"piled up at a throttled channel", 20, with(func(l *route.Load) { l.Throttled, l.Sent = true, 0 }), route.List},
		{"one at a throttled channel", 20, with(func(l *route.Load) { l.Throttled, l.Sent, l.Waiting = true, 0, 1 }), route.Alone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := route.Next(tt.cap, tt.load, now); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}
