package notify

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// What became of a message, over real connections, and with how many requests.
func TestWasItSent(t *testing.T) {
	cutAfter := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, strings.Repeat(" ", n))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}
	}
	status := func(code int, body string, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for _, h := range headers {
				name, value, _ := strings.Cut(h, ": ")
				w.Header().Set(name, value)
			}
			reply(w, code, body)
		}
	}
	inTurn := func(first, then http.HandlerFunc) http.HandlerFunc {
		n := 0
		return func(w http.ResponseWriter, r *http.Request) {
			if n++; n%2 == 1 {
				first(w, r)
				return
			}
			then(w, r)
		}
	}
	good := status(200, okBody)
	for _, test := range []struct {
		name     string
		answer   http.HandlerFunc
		want     Failure // "" is sent
		requests int
	}{
		{"sent", good, "", 1},
		{"reset", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_ = conn.(*net.TCPConn).SetLinger(0)
			_ = conn.Close()
		}, Unknown, 1},
		{"closed without an answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unknown, 1},
		{"cut body", cutAfter(10), Unknown, 1},
		{"too long", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, okBody+strings.Repeat(" ", maxAnswer))
		}, Unknown, 1},
		{"just not too long", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, okBody+strings.Repeat(" ", maxAnswer-len(okBody)))
		}, "", 1},
		{"server error", status(502, "<html>"), Unknown, 1},
		{"redirect", status(307, "", "Location: /api/v10/elsewhere"), Held, 1},
		{"see other", status(303, "", "Location: /api/v10/elsewhere"), Held, 1},
		{"bad request", status(400, `{"message":"x","code":50035}`), Dead, 1},
		{"unauthorized", status(401, `{"message":"401: Unauthorized","code":0}`), Held, 1},
		{"too many, then well", inTurn(status(429, `{"retry_after":0.1}`), good), "", 2},
		{"too many, then unknown", inTurn(status(429, `{"retry_after":0.1}`), status(500, `{}`)), Unknown, 2},
		{"discordgo's own limiter hears nothing", status(200, okBody, "X-RateLimit-Reset-After: junk", "X-RateLimit-Remaining: junk", "X-RateLimit-Reset: junk"), "", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, kind := range []string{"bot", "webhook"} {
				var mu sync.Mutex
				answer := test.answer
				p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
					mu.Lock()
					defer mu.Unlock()
					answer(w, r)
				})
				var s Sender = p.bot()
				if kind == "webhook" {
					s = p.webhook()
				}
				id, err := s.Send(t.Context(), outgoing())
				switch {
				case test.want == "" && (err != nil || id != "5"):
					t.Errorf("%s: Send = %q, %v", kind, id, err)
				case test.want != "" && failed(t, err).Kind != test.want:
					t.Errorf("%s: %v, want %s", kind, err, test.want)
				}
				if n := len(p.requests()); n != test.requests {
					t.Errorf("%s: %d requests, want %d", kind, n, test.requests)
				}
			}
		})
	}
}

func TestWasNotSent(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	plain := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, okBody) })
	for _, test := range []struct{ name, base, say string }{
		{"refused", "http://127.0.0.1:1", "refused"},
		{"no certificate of anybody we trust", secure.URL, "certificate"},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), "TLS"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := NewDiscord(DiscordOptions{APIBase: test.base})
			defer d.CloseIdle()
			hook, err := d.Webhook(test.base + "/api/webhooks/42/" + testHook)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range []Sender{d.Bot(testToken, testChannel, time.Minute), hook} {
				_, err := s.Send(t.Context(), outgoing())
				if f := failed(t, err); f.Kind != Retry || !strings.Contains(f.Error(), test.say) || !strings.Contains(f.Error(), "check the network") {
					t.Errorf("%v: %s: %v", s, f.Kind, f)
				}
			}
		})
	}
	if n := len(plain.requests()); n != 0 {
		t.Errorf("%d requests arrived without TLS", n)
	}
}

// A connection that the server has closed since the last message is noticed, and
// the message is neither lost nor doubled.
func TestKeptConnectionClosed(t *testing.T) {
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, okBody) })
	bot := p.bot()
	for i := range 3 {
		if id, err := bot.Send(t.Context(), outgoing()); err != nil || id != "5" {
			t.Fatalf("message %d: %q, %v", i, id, err)
		}
		p.CloseClientConnections()
		time.Sleep(100 * time.Millisecond) // more than it takes to hear of it
	}
	if n := p.count("POST", messagesPath); n != 3 {
		t.Errorf("%d posts for 3 messages", n)
	}
}

// Many send at once, and the server limits them all.
func TestTogether(t *testing.T) {
	var mu sync.Mutex
	shut := time.Time{}
	early := 0
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, n int) {
		mu.Lock()
		defer mu.Unlock()
		if n == 5 {
			shut = time.Now().Add(300 * time.Millisecond)
		}
		if time.Now().Before(shut) {
			if n > 40 {
				early++
			}
			reply(w, 429, `{"retry_after":0.3,"global":true}`)
			return
		}
		reply(w, 200, okBody)
	})
	d := p.discord()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			channel := strings.Repeat("1", i+1)
			if id, err := d.Bot(testToken, channel, time.Minute).Send(t.Context(), outgoing()); err != nil || id != "5" {
				t.Errorf("channel %s: %q, %v", channel, id, err)
			}
		})
	}
	wg.Wait()
	if n := len(p.requests()); n > 60 || early > 0 {
		t.Errorf("%d requests for 20 messages, %d of them in spite of the wait", n, early)
	}
}

// A server that makes the message and says nothing of it has taken it: without a
// read-back it would be sent again for ever.
func TestNoContentIsSent(t *testing.T) {
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { w.WriteHeader(http.StatusNoContent) })
	for _, s := range []Sender{p.bot(), p.webhook()} {
		if id, err := s.Send(t.Context(), outgoing()); err != nil || id != "" {
			t.Errorf("%v: Send = %q, %v; want sent, without an id", s, id, err)
		}
	}
}
