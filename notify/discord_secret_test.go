package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

// canary is a secret that nothing may sing.
const canary = "Canary-In_vented-0123456789-abcdefghij-KLMNOPQRST-uvwxyz-9876543210"

// sings says whether a text holds a good part of the canary.
func sings(text string) bool {
	text = strings.ToLower(text)
	for i := range len(canary) - 16 {
		part := canary[i : i+16]
		hex := fmt.Sprintf("%x", part)
		for _, form := range []string{part, hex, percent(part)} {
			if strings.Contains(text, strings.ToLower(form)) {
				return true
			}
		}
	}
	return false
}

// percent encodes every character.
func percent(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "%%%02x", c)
	}
	return b.String()
}

// logs collects everything that is logged, at every level.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logs) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug - 100, AddSource: true}))
}

// everyForm is all that printing makes of a value.
func everyForm(v any) string {
	var b strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T", "%p"} {
		fmt.Fprintf(&b, verb+"\n", v)
		fmt.Fprintf(&b, verb+"\n", struct{ inner any }{v})
	}
	j, err := json.Marshal(v)
	fmt.Fprintf(&b, "%s %v\n", j, err)
	for _, h := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
		slog.New(h).Error("x", "value", v, "values", []any{v})
	}
	return b.String()
}

// listen makes discordgo's own log audible.
func listen(t *testing.T, l *logs) {
	before := discordgo.Logger
	discordgo.Logger = func(_, _ int, format string, a ...any) { _, _ = fmt.Fprintf(l, format, a...) }
	t.Cleanup(func() { discordgo.Logger = before })
}

func TestSecretsStaySecret(t *testing.T) {
	echo := func(status int, body string, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for _, h := range headers {
				name, value, _ := strings.Cut(h, ": ")
				w.Header().Set(name, value)
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, strings.NewReplacer("{auth}", r.Header.Get("Authorization"), "{url}", r.URL.String()).Replace(body))
		}
	}
	complaint := `{"message":"` + canary + ` {auth} {url}","code":50035,"errors":{"` + canary + `":{"_errors":[{"message":"` + canary + `"}]}}}`
	cut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10000")
		_, _ = io.WriteString(w, `{"id":"`+canary)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	reset := func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
	servers := []struct {
		name   string
		answer http.HandlerFunc
	}{
		{"an id", echo(200, `{"id":"`+canary+`"}`)},
		{"a page", echo(200, `<html>`+canary+`{auth}{url}`, "Content-Type: text/html")},
		{"bad JSON", echo(200, `{"id":"`+canary)},
		{"another type", echo(200, `{"id":{"`+canary+`":"{auth}"}}`)},
		{"a redirect", echo(307, canary, "Location: https://127.0.0.1:1/"+canary)},
		{"a broken redirect", echo(302, canary, "Location: http://%zz"+canary)},
		{"400", echo(400, complaint)},
		{"401", echo(401, complaint, "WWW-Authenticate: "+canary)},
		{"403", echo(403, complaint)},
		{"404", echo(404, complaint, "Server: "+canary)},
		{"409 in text", echo(409, canary)},
		{"429 for long", echo(429, `{"message":"`+canary+`","retry_after":900,"code":"`+canary+`"}`, "Retry-After: "+canary, "X-RateLimit-Bucket: "+canary)},
		{"429 for a moment, then 500", func() http.HandlerFunc {
			n := 0
			return func(w http.ResponseWriter, r *http.Request) {
				if n++; n%2 == 1 {
					echo(429, `{"message":"`+canary+`","retry_after":0}`)(w, r)
					return
				}
				echo(500, complaint)(w, r)
			}
		}()},
		{"500", echo(500, complaint, "X-Echo: "+canary)},
		{"502", echo(502, canary)},
		{"percent-encoded", echo(400, `{"message":"at /webhooks/1/`+percent(canary)+`","code":50035}`)},
		{"percent-encoded twice", echo(403, `{"message":"`+percent(percent(canary))+`","code":50013}`)},
		{"as entities", echo(404, `{"message":"`+strings.ReplaceAll(canary, "-", "&#45;")+`","code":10015}`)},
		{"escaped", echo(400, `{"message":"`+strings.ReplaceAll(canary, "-", `\u002d`)+`","code":1}`)},
		{"with invisible characters", echo(400, `{"message":"`+strings.ReplaceAll(canary, "-", `\u200b-`)+`","code":1}`)},
		{"half of it", echo(400, `{"message":"token `+canary[10:40]+`","code":1}`)},
		{"cut at the bound", echo(400, `{"message":"`+strings.Repeat("x", maxSaid-20)+canary+`","code":1}`)},
		{"as a field", echo(400, `{"message":"x","code":50035,"errors":{"`+canary+`":{"`+canary+`":{"_errors":[{"message":"{auth}"}]}}}}`)},
		{"a cut body", cut},
		{"a reset", reset},
		{"a panic of the server", func(http.ResponseWriter, *http.Request) { panic(canary) }},
	}
	for _, test := range servers {
		t.Run(test.name, func(t *testing.T) {
			p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) { test.answer(w, r) })
			tryAll(t, func(l *logs) *Discord {
				return NewDiscord(DiscordOptions{APIBase: p.URL, Log: l.logger()})
			}, p.URL)
		})
	}

	t.Run("refused", func(t *testing.T) {
		tryAll(t, func(l *logs) *Discord {
			return NewDiscord(DiscordOptions{APIBase: "http://127.0.0.1:1", Log: l.logger()})
		}, "http://127.0.0.1:1")
	})
	t.Run("no such name", func(t *testing.T) {
		tryAll(t, func(l *logs) *Discord {
			return NewDiscord(DiscordOptions{APIBase: "http://host.invalid", Log: l.logger()})
		}, "http://host.invalid")
	})
	t.Run("TLS", func(t *testing.T) {
		server := httptest.NewUnstartedServer(echo(200, canary))
		server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
		server.StartTLS()
		defer server.Close()
		tryAll(t, func(l *logs) *Discord {
			return NewDiscord(DiscordOptions{APIBase: server.URL, Log: l.logger()})
		}, server.URL)
	})
	t.Run("no TLS", func(t *testing.T) {
		p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) { echo(200, canary)(w, r) })
		address := strings.Replace(p.URL, "http:", "https:", 1)
		tryAll(t, func(l *logs) *Discord {
			return NewDiscord(DiscordOptions{APIBase: address, Log: l.logger()})
		}, address)
	})
	for name, fault := range map[string]func(r *http.Request) (*http.Response, error){
		"an error of the transport": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String() + canary, Err: errors.New(canary + r.Header.Get("Authorization"))}
		},
		"a panic of the transport": func(r *http.Request) (*http.Response, error) { panic(fmt.Sprint(canary, r.URL, r.Header)) },
		"a timeout":                hang,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tryAll(t, func(l *logs) *Discord {
					return NewDiscord(DiscordOptions{APIBase: "https://discord.example", Log: l.logger(), Transport: &wire{answer: func(_ int, r *http.Request) (*http.Response, error) { return fault(r) }}})
				}, "https://discord.example")
			})
		})
	}
}

// tryAll takes everything that speaks to a server through its paces, and looks
// for the canary in all that comes of it.
func tryAll(t *testing.T, discord func(*logs) *Discord, base string) {
	t.Helper()
	l := &logs{}
	listen(t, l)
	silent := func(what, text string) {
		t.Helper()
		if sings(text) {
			t.Errorf("%s gives the secret away: %s", what, text)
		}
	}
	address := base + "/api/webhooks/42/" + canary + "?thread_id=7"
	for _, doubtful := range []bool{false, true} {
		d := discord(l)
		hook, err := d.Webhook(address)
		if err != nil {
			t.Fatal(err)
		}
		bot := d.Bot(canary, testChannel, time.Second)
		for _, s := range []Sender{bot, hook} {
			out := outgoing()
			out.Doubtful, out.FirstTry = doubtful, time.Now().Add(-time.Hour)
			id, err := s.Send(context.Background(), out)
			if f := failed(t, err); len(f.Error()) > mostSentence {
				t.Errorf("the error has %d bytes", len(f.Error()))
			}
			silent("the id", id)
			for e := err; e != nil; e = errors.Unwrap(e) {
				silent("the error", everyForm(e))
			}
			silent("the sender", everyForm(s))
		}
		silent("the bot's value", everyForm(*bot))
		silent("the webhook's value", everyForm(*hook))
		silent("the way", everyForm(d)+everyForm(*d))
		d.CloseIdle()

		d = discord(l) // whose gate is open
		silent("the check of the bot", everyForm(d.CheckBot(context.Background(), canary, testChannel)))
		silent("the check of the webhook", everyForm(d.CheckWebhook(context.Background(), address)))
		d.CloseIdle()
	}
	silent("the log", l.String())
}

// What a certificate says is not repeated.
func TestConnectingSpeaksForItself(t *testing.T) {
	err := &url.Error{Op: "Post", URL: canary, Err: &tls.CertificateVerificationError{Err: errors.New(canary)}}
	if said := connecting(err); sings(said) || !strings.Contains(said, "not trusted") {
		t.Errorf("connecting = %q", said)
	}
}

func TestForeignText(t *testing.T) {
	s := newSecret(canary)
	for _, test := range []struct{ name, text, want string }{
		{"harmless", "Missing Permissions", "Missing Permissions"},
		{"several lines", "a\r\n\x1b[31mb\u202e", "a [31mb"},
		{"long", strings.Repeat("é", 200), strings.Repeat("é", 100) + "…"},
		{"cut inside a character", "x" + strings.Repeat("é", 200), "x" + strings.Repeat("é", 99) + "…"},
		{"percent signs", "100 % of 5%zz", "100 % of 5%zz"},
		{"eleven characters of the secret", canary[:11], canary[:11]},
		{"twelve characters of the secret", "x" + canary[5:17], withheld},
		{"the end of it", canary[len(canary)-12:], withheld},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := s.foreign(test.text, 200); got != test.want {
				t.Errorf("foreign = %q, want %q", got, test.want)
			}
		})
	}
	if got := newSecret("short").foreign("it is short", 200); got != withheld {
		t.Errorf("a short secret is shown: %q", got)
	}
	if got := (secret{}).foreign("anything", 200); got != "anything" {
		t.Errorf("no secret hides %q", got)
	}
}
