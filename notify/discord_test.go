package notify

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"meddlewatch"
)

const (
	testToken   = "invented.token-of-a.bot-that-does-not-exist"
	testHook    = "Invented-Token_of_a_webhook_that_does_not_exist"
	testChannel = "112233445566778899"
)

// request is what a test server was asked.
type request struct {
	method, path, query, agent, auth string
	body                             string
}

// peer is a server on loopback that answers as a test says and keeps what it was
// asked.
type peer struct {
	*httptest.Server
	t *testing.T

	mu    sync.Mutex
	asked []request
}

func newPeer(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) *peer {
	t.Helper()
	p := &peer{t: t}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		p.asked = append(p.asked, request{r.Method, r.URL.Path, r.URL.RawQuery, r.UserAgent(), r.Header.Get("Authorization"), string(body)})
		n := len(p.asked)
		p.mu.Unlock()
		answer(w, r, n)
	}))
	p.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(p.Close)
	return p
}

func (p *peer) requests() []request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]request(nil), p.asked...)
}

// count is how many requests had this method and path.
func (p *peer) count(method, path string) (n int) {
	for _, r := range p.requests() {
		if r.method == method && r.path == path {
			n++
		}
	}
	return n
}

func (p *peer) discord() *Discord {
	d := NewDiscord(DiscordOptions{APIBase: p.URL, Version: "1.2.3"})
	p.t.Cleanup(d.CloseIdle)
	return d
}

func (p *peer) bot() *Bot { return p.discord().Bot(testToken, testChannel, 90*time.Second) }

func (p *peer) webhook() *Webhook {
	p.t.Helper()
	w, err := p.discord().Webhook(p.URL + "/api/webhooks/42/" + testHook)
	if err != nil {
		p.t.Fatal(err)
	}
	return w
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// outgoing is a message as it comes from the outbox.
func outgoing() meddlewatch.Outgoing {
	return meddlewatch.Outgoing{
		Destination: "discord", Kind: meddlewatch.AlertStory, Story: 77, Revision: 2,
		Nonce:   "aaaaaaaaaaaaaaaaaaaaaaaaa",
		Payload: []byte(`{"content":"Example <State> & friends","allowed_mentions":{"parse":[]}}`),
	}
}

// failed is the SendError of a send that must fail.
func failed(t *testing.T, err error) *SendError {
	t.Helper()
	var f *SendError
	if !errors.As(err, &f) {
		t.Fatalf("the send gave %v, want a SendError", err)
	}
	return f
}

func TestBotPosts(t *testing.T) {
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, `{"id":"900"}`) })
	id, err := p.bot().Send(t.Context(), outgoing())
	if err != nil || id != "900" {
		t.Fatalf("Send = %q, %v; want 900", id, err)
	}
	asked := p.requests()
	if len(asked) != 1 {
		t.Fatalf("%d requests, want 1", len(asked))
	}
	got := asked[0]
	if got.method != "POST" || got.path != "/api/v10/channels/"+testChannel+"/messages" || got.query != "" {
		t.Errorf("posted to %s %s?%s", got.method, got.path, got.query)
	}
	if got.auth != "Bot "+testToken {
		t.Errorf("authorization is %q", got.auth)
	}
	if got.agent != "DiscordBot (https://github.com/bwmarrin/discordgo, v0.29.0) Meddlewatch/1.2.3" {
		t.Errorf("user agent is %q", got.agent)
	}
	want := `{"content":"Example <State> & friends","allowed_mentions":{"parse":[]},"nonce":"` + p.bot().nonce(outgoing()) + `","enforce_nonce":true}`
	if !sameJSON(t, got.body, want) {
		t.Errorf("body is %s\nwant %s", got.body, want)
	}
}

// TestNonceHoldsTheChannel: Discord looks for a nonce in all channels of an
// author, and takes 25 characters.
func TestNonceHoldsTheChannel(t *testing.T) {
	d := NewDiscord(DiscordOptions{})
	here, there := d.Bot(testToken, "1", 0).nonce(outgoing()), d.Bot(testToken, "2", 0).nonce(outgoing())
	if here == there || here != d.Bot("another", "1", time.Hour).nonce(outgoing()) || len(here) > 25 {
		t.Errorf("nonces %q and %q, want two of at most 25 characters that depend on message and channel alone", here, there)
	}
}

func TestWebhookPosts(t *testing.T) {
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, `{"id":901}`) })
	for _, test := range []struct{ name, suffix, query string }{
		{"plain", "/api/webhooks/42/" + testHook, "wait=true&with_components=true"},
		{"an older version", "/api/v8/webhooks/42/" + testHook + "/", "wait=true&with_components=true"},
		{"a thread", "/api/v10/webhooks/42/" + testHook + "?thread_id=55&wait=false&x=y", "thread_id=55&wait=true&with_components=true"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, err := p.discord().Webhook(p.URL + test.suffix)
			if err != nil {
				t.Fatal(err)
			}
			out := outgoing()
			out.Doubtful, out.FirstTry = true, time.Now().Add(-time.Hour) // it is sent again
			out.Payload = []byte(`{"content":"x","allowed_mentions":{"parse":[]},"nonce":"n","enforce_nonce":true}`)
			id, err := w.Send(t.Context(), out)
			if err != nil || id != "901" {
				t.Fatalf("Send = %q, %v; want 901", id, err)
			}
			asked := p.requests()
			got := asked[len(asked)-1]
			if got.method != "POST" || got.path != "/api/v10/webhooks/42/"+testHook || got.query != test.query {
				t.Errorf("posted to %s %s?%s", got.method, got.path, got.query)
			}
			if got.auth != "" {
				t.Errorf("authorization %q goes to a webhook", got.auth)
			}
			if want := `{"content":"x","allowed_mentions":{"parse":[]}}`; !sameJSON(t, got.body, want) {
				t.Errorf("body is %s\nwant %s", got.body, want)
			}
		})
	}
	if n := len(p.requests()); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}

func TestWebhookAddress(t *testing.T) {
	d := NewDiscord(DiscordOptions{})
	for _, test := range []struct{ name, address string }{
		{"nothing", ""},
		{"no address", testHook},
		{"unreadable", "https://example.org/api/webhooks/42/" + testHook + "\x7f"},
		{"another scheme", "ftp://example.org/api/webhooks/42/" + testHook},
		{"with a user", "https://" + testHook + ":x@example.org/api/webhooks/42/" + testHook},
		{"another path", "https://example.org/webhooks/42/" + testHook},
		{"no token", "https://example.org/api/webhooks/42"},
		{"an id that is none", "https://example.org/api/webhooks/" + testHook + "/x"},
		{"more behind", "https://example.org/api/webhooks/42/" + testHook + "/slack"},
		{"encoded", "https://example.org/api/webhooks/42%2F" + testHook},
		{"a thread that is none", "https://example.org/api/webhooks/42/" + testHook + "?thread_id=" + testHook},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, err := d.Webhook(test.address)
			if err == nil {
				t.Fatalf("it is taken as %v", w)
			}
			if strings.Contains(err.Error(), testHook) || !strings.Contains(err.Error(), "copy it again") {
				t.Errorf("the error is %q", err)
			}
			if found := d.CheckWebhook(t.Context(), test.address); len(found) != 1 || found[0].OK || found[0].Text != err.Error() {
				t.Errorf("the check says %v", found)
			}
		})
	}
}

func TestPayloadOfAnotherTime(t *testing.T) {
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, `{"id":"900"}`) })
	out := outgoing()
	out.Payload = []byte("NEW  not JSON\n")
	for _, s := range []Sender{p.bot(), p.webhook()} {
		if _, err := s.Send(t.Context(), out); failed(t, err).Kind != Dead {
			t.Errorf("%v: %v", s, err)
		}
	}
	out.Payload = []byte(`{"content":"@everyone"}`)
	if _, err := p.bot().Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	asked := p.requests()
	if len(asked) != 1 || !strings.Contains(asked[0].body, `"allowed_mentions":{"parse":[]}`) {
		t.Errorf("asked %v, want one post that notifies nobody", asked)
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal([]byte(a), &x), json.Unmarshal([]byte(b), &y)); err != nil {
		t.Fatal(err)
	}
	m, _ := json.Marshal(x)
	n, _ := json.Marshal(y)
	return bytes.Equal(m, n)
}
