package worker

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch"
)

func feedAt(host string, n int) meddlewatch.Feed {
	return meddlewatch.Feed{URL: fmt.Sprintf("https://%s/%d", host, n)}
}

func TestPollQueue(t *testing.T) {
	t.Run("one at a time for a host, and a slow host delays no other", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			q := newPollQueue(2)
			start := time.Now()
			var mu sync.Mutex
			took := map[string]time.Duration{}
			poll := func(cost time.Duration) func(meddlewatch.Feed) {
				return func(f meddlewatch.Feed) {
					time.Sleep(cost)
					mu.Lock()
					defer mu.Unlock()
					took[f.URL] = time.Since(start)
				}
			}
			for n := range 5 {
				q.add(feedAt("slow.example", n), poll(time.Minute))
			}
			q.add(feedAt("fast.example", 0), poll(time.Second))
			q.wait()
			if got := took["https://fast.example/0"]; got != time.Second {
				t.Errorf("the fast host was done after %s, want 1s", got)
			}
			if got := took["https://slow.example/4"]; got != 5*time.Minute {
				t.Errorf("the slow host was done after %s, want 5m: one poll after the other", got)
			}
		})
	})
	t.Run("a feed under way is not queued again", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			q := newPollQueue(4)
			polls := 0
			poll := func(meddlewatch.Feed) { time.Sleep(time.Minute); polls++ }
			for range 3 {
				q.add(feedAt("feed.example", 1), poll)
				time.Sleep(time.Second)
			}
			q.wait()
			if polls != 1 {
				t.Errorf("%d polls, want 1", polls)
			}
		})
	})
	t.Run("no more than so many at a time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			q := newPollQueue(3)
			start := time.Now()
			for n := range 9 {
				q.add(feedAt(fmt.Sprintf("host%d.example", n), 0), func(meddlewatch.Feed) { time.Sleep(time.Second) })
			}
			q.wait()
			if took := time.Since(start); took != 3*time.Second {
				t.Errorf("nine polls of a second took %s, want 3s with three places", took)
			}
		})
	})
}
