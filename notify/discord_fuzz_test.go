package notify

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"meddlewatch"
)

// Whatever a list of messages holds, looking for one ends, and only a message
// with the marker is taken for the one that is looked for.
func FuzzHistory(f *testing.F) {
	mark := marker(meddlewatch.AlertStory, 77, 2)
	f.Add(`[{"id":"5","timestamp":"2026-01-02T03:04:05+00:00","author":{"id":"555"},"embeds":[{"footer":{"text":"` + mark + `"}}]}]`)
	f.Add(`[{"id":"5","webhook_id":"1","embeds":[{"footer":null}]},{"id":4}]`)
	f.Add(`[]`)
	f.Add(`[null,{"id":-1,"timestamp":7}]`)
	f.Fuzz(func(t *testing.T, list string) {
		w := &wire{answer: func(_ int, r *http.Request) (*http.Response, error) {
			switch {
			case r.Method == http.MethodPost:
				return said(200, `{"id":"4000"}`), nil
			case strings.HasSuffix(r.URL.Path, "/users/@me"):
				return said(200, `{"id":"`+ownID+`"}`), nil
			case strings.HasSuffix(r.URL.Path, "/messages"):
				return said(200, list), nil
			}
			return said(200, `{}`), nil
		}}
		out := outgoing()
		out.Doubtful, out.FirstTry = true, time.Now().Add(-time.Hour)
		id, err := w.discord().Bot(testToken, testChannel, time.Minute).Send(t.Context(), out)
		switch {
		case err != nil:
			if f := failed(t, err); f.Kind != Unknown {
				t.Fatalf("%q counts as %s", list, f.Kind)
			}
		case id != "4000" && (!isDigits(id) || !strings.Contains(unescaped(list), mark)):
			t.Fatalf("%q is taken for the message %q", list, id)
		}
		if n := w.n.Load(); n > maxPages+3 {
			t.Fatalf("%d requests for %q", n, list)
		}
	})
}

// unescaped is a JSON text with all strings written plainly.
func unescaped(text string) string {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return text
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return b.String()
}

// Whatever a server says, a check ends with sentences.
func FuzzCheck(f *testing.F) {
	g := goodGuild()
	f.Add(`{"id":"555","username":"Example"}`, g.channel, g.server, g.member)
	f.Add(`{"id":5}`, `{"id":5,"type":11,"guild_id":1,"parent_id":2,"thread_metadata":null,"permission_overwrites":[{"id":1,"allow":1,"deny":"2"},null]}`, `{"roles":null}`, `{}`)
	f.Add(`[]`, `null`, ``, `"`+testToken+`"`)
	f.Fuzz(func(t *testing.T, me, channel, server, member string) {
		w := &wire{answer: func(_ int, r *http.Request) (*http.Response, error) {
			switch path := r.URL.Path; {
			case strings.Contains(path, "/users/"), strings.Contains(path, "/applications/"):
				return said(200, me), nil
			case strings.Contains(path, "/channels/"):
				return said(200, channel), nil
			case strings.Contains(path, "/members/"):
				return said(200, member), nil
			}
			return said(200, server), nil
		}}
		d := w.discord()
		found := append(d.CheckBot(t.Context(), testToken, testChannel), d.CheckWebhook(t.Context(), "https://discord.example/api/webhooks/42/"+testHook)...)
		if len(found) < 2 {
			t.Fatalf("found %v", found)
		}
		for _, f := range found {
			if f.What == "" || f.OK && f.Warn || len(f.Text) > 2*mostSentence || !utf8.ValidString(f.Text) || strings.ContainsAny(f.Text, "\r\n\x1b") || strings.Contains(f.Text, testToken) || strings.Contains(f.Text, testHook) {
				t.Fatalf("found %+v", f)
			}
		}
	})
}

// An address is taken for a webhook or refused, and never repeated.
func FuzzWebhookAddress(f *testing.F) {
	f.Add("https://discord.com/api/webhooks/42/" + testHook)
	f.Add("http://127.0.0.1:8080/api/v10/webhooks/42/" + testHook + "?thread_id=5#x")
	f.Add("https://user@discord.com/api/webhooks/42/%2e%2e/" + testHook)
	f.Fuzz(func(t *testing.T, address string) {
		d := NewDiscord(DiscordOptions{})
		w, err := d.Webhook(address)
		if err != nil {
			if strings.Contains(err.Error(), testHook) {
				t.Fatalf("%q is repeated: %v", address, err)
			}
			return
		}
		r, err := http.NewRequest(http.MethodPost, w.address(), io.NopCloser(strings.NewReader("")))
		if err != nil || r.URL.Host == "" || r.URL.Path != "/api/v10/webhooks/"+w.id+"/"+w.place.secret.reveal() {
			t.Fatalf("%q is called at %q, %v", address, w.address(), err)
		}
		if sings(everyForm(w)) || strings.Contains(everyForm(w), testHook) {
			t.Fatalf("%q is printed: %v", address, w)
		}
	})
}

// Whatever a server says, what is shown of it is short and keeps the secret.
func FuzzForeignText(f *testing.F) {
	f.Add("Missing Permissions", 200)
	f.Add(percent(canary), 20)
	f.Add("&#x43;anary-In_vented-0123456789%2", 5)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = max(most, 0) % 1000
		got := newSecret(canary).foreign(text, most)
		if len(got) > max(most+len("…"), len(withheld)) || !utf8.ValidString(got) || strings.ContainsAny(got, "\r\n\x1b") || strings.Contains(got, canary[:tell]) {
			t.Fatalf("foreign(%q, %d) = %q", text, most, got)
		}
	})
}
