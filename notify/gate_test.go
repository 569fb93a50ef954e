package notify

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch"
)

// wire stands for the network where time is not real: it answers as a test says.
type wire struct {
	answer func(n int, r *http.Request) (*http.Response, error)
	n      atomic.Int64
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	return w.answer(int(w.n.Add(1)), r)
}

func (w *wire) discord() *Discord {
	return NewDiscord(DiscordOptions{APIBase: "https://discord.example", Transport: w})
}

// said is an answer with headers as "Name: value".
func said(status int, body string, headers ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		h.Set(name, value)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// hang waits for the end of a request.
func hang(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

const okBody = `{"id":"5"}`

func TestTooManyRequests(t *testing.T) {
	const page = "<html>error code: 1015"
	for _, test := range []struct {
		name    string
		refusal func() *http.Response
		waits   time.Duration // until the message is there
		other   time.Duration // until a message to another channel is there
	}{
		{"a bucket", func() *http.Response {
			return said(429, `{"message":"You are being rate limited.","retry_after":1.336,"global":false}`)
		}, 1336 * time.Millisecond, 0},
		{"the longest of three", func() *http.Response {
			return said(429, `{"retry_after":2}`, "Retry-After: 7", "X-RateLimit-Reset-After: 3.5")
		}, 7 * time.Second, 0},
		{"a header alone", func() *http.Response { return said(429, "", "X-RateLimit-Reset-After: 3.5") }, 3500 * time.Millisecond, 0},
		{"a wait as text", func() *http.Response { return said(429, `{"retry_after":"2"}`) }, 2 * time.Second, 0},
		{"a shared limit", func() *http.Response {
			return said(429, `{"retry_after":2}`, "X-RateLimit-Scope: shared")
		}, 2 * time.Second, 0},
		{"global by body", func() *http.Response { return said(429, `{"retry_after":2,"global":true}`) }, 2 * time.Second, 2 * time.Second},
		{"global by header", func() *http.Response {
			return said(429, `{"retry_after":2}`, "X-RateLimit-Global: true")
		}, 2 * time.Second, 2 * time.Second},
		{"global by scope", func() *http.Response {
			return said(429, `{"retry_after":2}`, "X-RateLimit-Scope: global")
		}, 2 * time.Second, 2 * time.Second},
		{"a page with a wait", func() *http.Response {
			return said(429, page, "Retry-After: 9", "Content-Type: text/html")
		}, 9 * time.Second, 9 * time.Second},
		{"a page without", func() *http.Response { return said(429, page, "Content-Type: text/html") }, time.Minute, time.Minute},
		{"nothing readable", func() *http.Response { return said(429, "slow", "Retry-After: soon") }, time.Minute, time.Minute},
		{"nothing at all", func() *http.Response { return said(429, "") }, time.Minute, time.Minute},
		{"no wait", func() *http.Response { return said(429, `{"retry_after":0}`) }, leastWait, 0},
		{"less than none", func() *http.Response { return said(429, `{"retry_after":-3}`) }, leastWait, 0},
		{"a minute", func() *http.Response { return said(429, `{"retry_after":60}`) }, time.Minute, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
					if n == 1 {
						return test.refusal(), nil
					}
					return said(200, okBody), nil
				}}
				d, start := w.discord(), time.Now()
				var first, other time.Duration
				var wg sync.WaitGroup
				wg.Go(func() {
					id, err := d.Bot(testToken, "1", time.Minute).Send(t.Context(), outgoing())
					if err != nil || id != "5" {
						t.Errorf("Send = %q, %v", id, err)
					}
					first = time.Since(start)
				})
				synctest.Wait() // the first one was refused and waits
				wg.Go(func() {
					if _, err := d.Bot(testToken, "2", time.Minute).Send(t.Context(), outgoing()); err != nil {
						t.Error(err)
					}
					other = time.Since(start)
				})
				wg.Wait()
				if first != test.waits || other != test.other {
					t.Errorf("sent after %s, to another channel after %s; want %s, %s", first, other, test.waits, test.other)
				}
				if n := w.n.Load(); n != 3 {
					t.Errorf("%d requests, want 3", n)
				}
			})
		})
	}
}

func TestLongWaitIsTheOutboxs(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       time.Duration
		everyone   bool
	}{
		{"a bucket", `{"retry_after":90}`, 90 * time.Second, false},
		{"global", `{"retry_after":90,"global":true}`, 90 * time.Second, true},
		{"years", `{"retry_after":1e300}`, time.Hour, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
					if n == 1 {
						return said(429, test.body), nil
					}
					return said(200, okBody), nil
				}}
				d := w.discord()
				send := func(channel string) error {
					_, err := d.Bot(testToken, channel, time.Minute).Send(t.Context(), outgoing())
					return err
				}
				start := time.Now()
				if f := failed(t, send("1")); f.Kind != Retry || f.After != test.want {
					t.Errorf("%s after %s, want a retry after %s", f.Kind, f.After, test.want)
				}
				time.Sleep(test.want - 61*time.Second)
				if f := failed(t, send("1")); f.Kind != Retry || f.After != 61*time.Second {
					t.Errorf("later: %s after %s, want a retry after 61s", f.Kind, f.After)
				}
				if err := send("2"); (err != nil) != test.everyone {
					t.Errorf("another channel: %v", err)
				}
				time.Sleep(time.Second)
				if err := send("1"); err != nil || time.Since(start) != test.want {
					t.Errorf("in the end %v after %s, want nil after %s", err, time.Since(start), test.want)
				}
			})
		})
	}
}

// A server that refuses for ever, with no wait to speak of, gets few requests.
func TestNoStorm(t *testing.T) {
	for _, body := range []string{`{"retry_after":0}`, `{"retry_after":-1e9,"global":true}`, `{"retry_after":0.0001}`} {
		t.Run(body, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(int, *http.Request) (*http.Response, error) { return said(429, body), nil }}
				_, err := w.discord().Bot(testToken, "1", time.Minute).Send(t.Context(), outgoing())
				if f := failed(t, err); f.Kind != Retry || f.After <= mostSatOut {
					t.Errorf("%s after %s", f.Kind, f.After)
				}
				if n := w.n.Load(); n != 9 {
					t.Errorf("%d requests, want 9: after 0.25 s, 0.5 s, ... 32 s", n)
				}
			})
		})
	}
}

func TestEdgeWaitsDouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var open atomic.Bool
		w := &wire{answer: func(int, *http.Request) (*http.Response, error) {
			if open.Load() {
				return said(200, okBody), nil
			}
			return said(429, "<html>"), nil
		}}
		bot := w.discord().Bot(testToken, "1", time.Minute)
		for _, want := range []time.Duration{2, 4, 8, 10, 10} { // the first minute is sat out
			_, err := bot.Send(t.Context(), outgoing())
			f := failed(t, err)
			if f.Kind != Retry || f.After != want*time.Minute {
				t.Fatalf("%s after %s, want a retry after %d min", f.Kind, f.After, want)
			}
			time.Sleep(f.After)
		}
		open.Store(true)
		if _, err := bot.Send(t.Context(), outgoing()); err != nil {
			t.Fatal(err)
		}
		open.Store(false)
		start := time.Now()
		go func() {
			time.Sleep(time.Second)
			open.Store(true)
		}()
		if _, err := bot.Send(t.Context(), outgoing()); err != nil || time.Since(start) != time.Minute {
			t.Errorf("after a good answer %v after %s, want nil after a minute", err, time.Since(start))
		}
	})
}

// Requests that were under way together hear of the same trouble: it counts once.
func TestEdgeIsHeardOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			if n <= 3 {
				return said(429, "<html>"), nil
			}
			return said(200, okBody), nil
		}}
		d, start := w.discord(), time.Now()
		var wg sync.WaitGroup
		for _, channel := range []string{"1", "2", "3"} {
			wg.Go(func() {
				if _, err := d.Bot(testToken, channel, time.Minute).Send(t.Context(), outgoing()); err != nil || time.Since(start) != 62*time.Second {
					t.Errorf("channel %s: %v after %s, want nil after 62 s", channel, err, time.Since(start))
				}
			})
		}
		wg.Wait()
	})
}

func TestUsedUpLimit(t *testing.T) {
	for _, test := range []struct {
		name, remaining, reset string
		status                 int
		want                   time.Duration
	}{
		{"used up", "0", "4.25", 200, 4250 * time.Millisecond},
		{"used up by a refusal", "0", "4", 400, 4 * time.Second},
		{"something left", "1", "4", 200, 0},
		{"not said when", "0", "", 200, 0},
		{"no number", "0", "NaN", 200, 0},
		{"already over", "0", "-4", 200, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(int, *http.Request) (*http.Response, error) {
					return said(test.status, okBody, "X-RateLimit-Remaining: "+test.remaining, "X-RateLimit-Reset-After: "+test.reset), nil
				}}
				d, start := w.discord(), time.Now()
				_, _ = d.Bot(testToken, "1", time.Minute).Send(t.Context(), outgoing())
				_, _ = d.Bot(testToken, "2", time.Minute).Send(t.Context(), outgoing())
				if took := time.Since(start); took != 0 {
					t.Errorf("two channels took %s", took)
				}
				_, _ = d.Bot(testToken, "1", time.Minute).Send(t.Context(), outgoing())
				if took := time.Since(start); took != test.want || w.n.Load() != 3 {
					t.Errorf("the next one came after %s (%d requests), want %s", took, w.n.Load(), test.want)
				}
			})
		})
	}
}

func TestStopping(t *testing.T) {
	post := func(ctx context.Context, d *Discord) error {
		_, err := d.Bot(testToken, "1", time.Minute).Send(ctx, outgoing())
		return err
	}
	check := func(ctx context.Context, d *Discord) error {
		return errors.New(d.CheckBot(ctx, testToken, "1")[0].Text)
	}
	tests := []struct {
		name   string
		act    func(context.Context, *Discord) error
		answer func(int, *http.Request) (*http.Response, error)
		took   time.Duration // after the program was asked to stop
		want   Failure       // "" none
	}{
		{"while waiting", post, func(int, *http.Request) (*http.Response, error) { return said(429, `{"retry_after":30}`), nil }, 0, Retry},
		{"while posting", post, func(_ int, r *http.Request) (*http.Response, error) { return hang(r) }, 3 * time.Second, Unknown},
		{"while posting, answered in time", post, func(int, *http.Request) (*http.Response, error) {
			time.Sleep(3500 * time.Millisecond) // a second before, 2.5 after
			return said(200, okBody), nil
		}, 2500 * time.Millisecond, ""},
		{"while asking", check, func(_ int, r *http.Request) (*http.Response, error) { return hang(r) }, 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: test.answer}
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				start := time.Now()
				err := test.act(ctx, w.discord())
				if took := time.Since(start); took != time.Second+test.took {
					t.Errorf("it took %s after the stop, want %s", took-time.Second, test.took)
				}
				if test.want != "" {
					if f := failed(t, err); f.Kind != test.want {
						t.Errorf("it counts as %s: %s; want %s", f.Kind, f, test.want)
					}
				}
				if n := w.n.Load(); n != 1 {
					t.Errorf("%d requests, want 1", n)
				}
				if err := post(ctx, w.discord()); failed(t, err).Kind != Retry || w.n.Load() != 1 {
					t.Errorf("after the stop %v and %d requests", err, w.n.Load())
				}
			})
		})
	}
}

func TestTryIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{answer: func(_ int, r *http.Request) (*http.Response, error) { return hang(r) }}
		start := time.Now()
		_, err := w.discord().Bot(testToken, "1", time.Minute).Send(t.Context(), outgoing())
		if f := failed(t, err); f.Kind != Unknown || time.Since(start) != tryTime || w.n.Load() != 1 {
			t.Errorf("%v after %s and %d requests", f, time.Since(start), w.n.Load())
		}
	})
}

// A message of unknown fate is not sent under its nonce once the nonce may be
// forgotten, also where the wait for its turn made it so late.
func TestNonceWindowIncludesTheWait(t *testing.T) {
	for _, test := range []struct {
		name  string
		age   time.Duration
		posts int64
		want  Failure
	}{
		{"its turn comes in time", 40 * time.Second, 2, ""},
		{"its turn comes too late", 70 * time.Second, 1, Retry},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
					if n == 1 {
						return said(429, `{"retry_after":30}`), nil
					}
					return said(200, okBody), nil
				}}
				out := outgoing()
				out.Doubtful, out.FirstTry = true, time.Now().Add(-test.age)
				start := time.Now()
				_, err := w.discord().Bot(testToken, "1", 90*time.Second).Send(t.Context(), out)
				if test.want != "" {
					if f := failed(t, err); f.Kind != test.want || time.Since(start) != 0 {
						t.Errorf("%v after %s", f, time.Since(start))
					}
				} else if err != nil {
					t.Error(err)
				}
				if n := w.n.Load(); n != test.posts {
					t.Errorf("%d posts, want %d", n, test.posts)
				}
			})
		})
	}
}

func TestSeconds(t *testing.T) {
	for _, test := range []struct {
		text string
		want time.Duration
		ok   bool
	}{
		{"1", time.Second, true},
		{" 0.2505 ", 251 * time.Millisecond, true},
		{"1e2", 100 * time.Second, true},
		{"-1", 0, true},
		{"1e999", time.Hour, true},
		{"-1e999", 0, true},
		{"Infinity", time.Hour, true},
		{"Wed, 21 Oct 2015 07:28:00 GMT", 0, true},
		{"NaN", 0, false},
		{"", 0, false},
		{"soon", 0, false},
		{"null", 0, false},
		{"1 2", 0, false},
	} {
		if got, ok := seconds(test.text); got != test.want || ok != test.ok {
			t.Errorf("seconds(%q) = %s, %v; want %s, %v", test.text, got, ok, test.want, test.ok)
		}
	}
	if got, ok := seconds(time.Now().Add(40 * time.Second).UTC().Format(http.TimeFormat)); !ok || math.Abs(got.Seconds()-40) > 2 {
		t.Errorf("a date in 40 s is %s, %v", got, ok)
	}
}

// Routes that are open again are forgotten.
func TestWaitsStaySmall(t *testing.T) {
	var w waits
	now := time.Now()
	for i := range 1000 {
		now = now.Add(time.Second)
		w.refused(meddlewatch.HashOf(string(rune(i))), answer{status: 429, body: []byte(`{"retry_after":5}`)}, leastWait, now)
	}
	if n := len(w.routes); n > 6 {
		t.Errorf("%d routes are kept, want at most 6", n)
	}
}

// A server that refuses everything says nothing about another one: the webhook's
// host is its own. Discord's own names are one server.
func TestServersLimitApart(t *testing.T) {
	for _, test := range []struct {
		hook  string
		waits time.Duration // of the bot
	}{
		{"https://other.example", 0},
		{"https://discord.com", time.Minute},
		{"https://discordapp.com", time.Minute},
		{"https://ptb.discord.com", time.Minute},
		{"https://canary.discord.com", time.Minute},
	} {
		t.Run(test.hook, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &wire{answer: func(_ int, r *http.Request) (*http.Response, error) {
					if strings.Contains(r.URL.Path, "/webhooks/") {
						return said(429, `<html>error code: 1015`, "Content-Type: text/html", "Retry-After: 60"), nil
					}
					return said(200, okBody), nil
				}}
				d := NewDiscord(DiscordOptions{Transport: w})
				hook, err := d.Webhook(test.hook + "/api/webhooks/42/" + testHook)
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
				defer stop()
				if _, err := hook.Send(ctx, outgoing()); failed(t, err).Kind != Retry {
					t.Errorf("the webhook: %v", err)
				}
				began := time.Now().Add(-30 * time.Second)
				if test.waits == 0 {
					began = time.Now()
				}
				if _, err := d.Bot(testToken, testChannel, time.Minute).Send(t.Context(), outgoing()); err != nil || time.Since(began) != test.waits {
					t.Errorf("the bot posted after %s, %v; want %s", time.Since(began), err, test.waits)
				}
			})
		})
	}
}
