package discordserver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"meddlewatch/internal/discordserver"
)

const (
	postRoute    = "POST /channels/{}/messages"
	webhookRoute = "POST /webhooks/{}/{}"
	one          = `{"content":"one","embeds":[{"title":"t","fields":[{"name":"n","value":"v"}]}],"allowed_mentions":{"parse":[]},` +
		`"components":[{"type":1,"components":[{"type":2,"style":5,"label":"Read","url":"https://a.example"}]}]}`
)

// clock is a clock that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)} }

// start serves until the end of the test, which wants no violation.
func start(t *testing.T, o discordserver.Options) *discordserver.Server {
	t.Helper()
	s := startRude(t, o)
	t.Cleanup(func() {
		for _, v := range s.Violations() {
			t.Errorf("violation: %s", v)
		}
	})
	return s
}

// startRude is start for a test that breaks rules.
func startRude(t *testing.T, o discordserver.Options) *discordserver.Server {
	t.Helper()
	s, err := discordserver.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// ask sends a request as the bot does; path is below the version.
func ask(t *testing.T, s *discordserver.Server, method, path, body string) (int, http.Header, map[string]any) {
	t.Helper()
	status, header, raw := askRaw(t, request(t, s, method, s.URL()+"/api/v10"+path, body))
	var object map[string]any
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &object); err != nil {
			t.Fatalf("%s %s answers %q: %v", method, path, raw, err)
		}
	}
	return status, header, object
}

func list(t *testing.T, s *discordserver.Server, query string) []map[string]any {
	t.Helper()
	_, _, raw := askRaw(t, request(t, s, http.MethodGet, s.URL()+"/api/v10/channels/"+s.Channel()+"/messages"+query, ""))
	var messages []map[string]any
	if err := json.Unmarshal(raw, &messages); err != nil {
		t.Fatalf("the list is %q: %v", raw, err)
	}
	return messages
}

func request(t *testing.T, s *discordserver.Server, method, address, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	if !strings.Contains(address, "/webhooks/") {
		r.Header.Set("Authorization", "Bot "+s.Token())
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func askRaw(t *testing.T, r *http.Request) (int, http.Header, []byte) {
	t.Helper()
	a, err := client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, a.Header, raw
}

// client uses every connection once and follows no redirect.
func client() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func messagesPath(s *discordserver.Server) string { return "/channels/" + s.Channel() + "/messages" }

func hookPath(s *discordserver.Server) string {
	_, path, _ := strings.Cut(s.Webhook(), "/api")
	return path
}

func withNonce(nonce string, enforce bool) string {
	return fmt.Sprintf(`{"content":"c %s","nonce":%q,"enforce_nonce":%v,"allowed_mentions":{"parse":[]}}`, nonce, nonce, enforce)
}

// Every operation is asked once; that the answers are what Discord's document says
// is seen by the absence of violations.
func TestEveryOperation(t *testing.T) {
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("plain ids %v", plain), func(t *testing.T) {
			s := start(t, discordserver.Options{PlainIDs: plain})
			_, _, made := ask(t, s, http.MethodPost, messagesPath(s), one)
			_, _, hooked := ask(t, s, http.MethodPost, hookPath(s)+"?wait=true&with_components=true", one)
			for _, path := range []string{
				"/users/@me", "/applications/@me", "/guilds/" + s.Guild(), "/guilds/" + s.Guild() + "/roles",
				"/guilds/" + s.Guild() + "/members/" + s.BotID(), "/channels/" + s.Channel(), messagesPath(s) + "?limit=2",
				messagesPath(s) + "/" + made["id"].(string), hookPath(s), hookPath(s) + "/messages/" + hooked["id"].(string),
			} {
				status, header, raw := askRaw(t, request(t, s, http.MethodGet, s.URL()+"/api/v10"+path, ""))
				if status != http.StatusOK || len(raw) < 10 {
					t.Errorf("GET %s answers %d %s", path, status, raw)
				}
				for _, h := range []string{"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} {
					if header.Get("X-RateLimit-"+h) == "" {
						t.Errorf("GET %s answers without X-RateLimit-%s", path, h)
					}
				}
			}
			for _, r := range s.Requests() {
				if r.Status != http.StatusOK {
					t.Errorf("%s is written down with status %d", r.Route, r.Status)
				}
			}
		})
	}
}

func TestAnswersAreChecked(t *testing.T) {
	s := startRude(t, discordserver.Options{})
	s.SetToken("x")
	ask(t, s, http.MethodGet, "/users/@me", "") // an error answer is checked as well
	if v := s.Violations(); len(v) > 0 {
		t.Errorf("an error answer of ours is refused: %v", v)
	}
}

func TestMessageAsStored(t *testing.T) {
	c := newClock()
	s := start(t, discordserver.Options{Now: c.now})
	body := strings.Replace(one, `"content":"one"`, `"content":" one ","nonce":"n1","enforce_nonce":true`, 1)
	_, _, made := ask(t, s, http.MethodPost, messagesPath(s), body)
	stored := s.Messages(s.Channel())
	if len(stored) != 1 {
		t.Fatalf("%d messages are stored, want 1", len(stored))
	}
	m := stored[0]
	if m.ID != made["id"] || m.ChannelID != s.Channel() || m.WebhookID != "" || m.Nonce != "n1" || m.Content != "one" ||
		string(m.Body) != body || !m.Time.Equal(c.now()) {
		t.Errorf("stored is %+v", m)
	}
	if made["nonce"] != "n1" || made["timestamp"] != "2026-03-04T05:06:07.000000+00:00" {
		t.Errorf("the answer has nonce %v and timestamp %v", made["nonce"], made["timestamp"])
	}
	if author := made["author"].(map[string]any); author["id"] != s.BotID() {
		t.Errorf("the author is %v, want the bot", author)
	}
	read := list(t, s, "")
	if len(read) != 1 || read[0]["id"] != m.ID || read[0]["content"] != "one" {
		t.Fatalf("the channel reads %v", read)
	}
	if _, there := read[0]["nonce"]; there {
		t.Error("the nonce is in the list, where Discord does not tell it")
	}
	embeds := read[0]["embeds"].([]any)
	if e := embeds[0].(map[string]any); e["type"] != "rich" || e["title"] != "t" {
		t.Errorf("the embed reads %v", e)
	}
	if len(read[0]["components"].([]any)) != 1 {
		t.Errorf("the components read %v", read[0]["components"])
	}
}

func TestIDsTellTheTimeUnlessPlain(t *testing.T) {
	timeOf := func(id string) time.Time {
		var n int64
		if _, err := fmt.Sscan(id, &n); err != nil {
			t.Fatal(err)
		}
		return time.UnixMilli(n>>22 + 1420070400000)
	}
	c := newClock()
	s := start(t, discordserver.Options{Now: c.now})
	_, _, made := ask(t, s, http.MethodPost, messagesPath(s), one)
	if got := timeOf(made["id"].(string)); !got.Equal(c.now()) {
		t.Errorf("the id says %s, want %s", got, c.now())
	}
	s = start(t, discordserver.Options{Now: c.now, PlainIDs: true})
	_, _, made = ask(t, s, http.MethodPost, messagesPath(s), one)
	if got := timeOf(made["id"].(string)); got.Year() != 2015 {
		t.Errorf("the plain id %v says %s", made["id"], got)
	}
}

func TestNonce(t *testing.T) {
	c := newClock()
	s := start(t, discordserver.Options{Now: c.now, NonceMemory: time.Minute})
	other := s.NewChannel("other")
	post := func(channel, nonce string, enforce bool) string {
		t.Helper()
		status, _, m := ask(t, s, http.MethodPost, "/channels/"+channel+"/messages", withNonce(nonce, enforce))
		if status != http.StatusOK || m["nonce"] != nonce {
			t.Fatalf("nonce %s answers %d %v", nonce, status, m)
		}
		return m["id"].(string)
	}
	first := post(s.Channel(), "a", true)
	c.add(59 * time.Second)
	if again := post(s.Channel(), "a", true); again != first {
		t.Error("the same nonce made another message while it was remembered")
	}
	if elsewhere := post(other, "a", true); elsewhere != first {
		t.Error("the same nonce made another message in another channel; Discord looks at the author")
	}
	if loose := post(s.Channel(), "a", false); loose == first {
		t.Error("a nonce that is not enforced found a message")
	}
	c.add(time.Second)
	second := post(s.Channel(), "a", true)
	if second == first {
		t.Error("the nonce was remembered for too long")
	}
	if again := post(s.Channel(), "a", true); again != second {
		t.Error("the nonce was not remembered again")
	}
	if b := post(s.Channel(), "b", true); b == second {
		t.Error("another nonce found a message")
	}
	free := post(s.Channel(), "c", false)
	if post(s.Channel(), "c", true) == free {
		t.Error("a nonce that was not enforced was remembered")
	}
	if n := len(s.Messages("")); n != 6 {
		t.Errorf("%d messages, want 6", n)
	}
	if r := s.Requests()[0]; r.Nonce != "a" || r.Route != postRoute || r.Target != s.Channel() {
		t.Errorf("the request is written down as %+v", r)
	}
}

func TestPaging(t *testing.T) {
	for _, plain := range []bool{false, true} {
		c := newClock()
		s := start(t, discordserver.Options{Now: c.now, PlainIDs: plain, MessageContent: true})
		var want []string
		for i := range 130 {
			m, err := s.Say(s.Channel(), fmt.Sprint(i))
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, m.ID)
			if i%3 == 0 {
				c.add(time.Second)
			}
		}
		if _, err := s.Say(s.NewChannel("other"), "elsewhere"); err != nil {
			t.Fatal(err)
		}
		ids := func(messages []map[string]any) []string {
			var ids []string
			for _, m := range messages {
				ids = append(ids, m["id"].(string))
			}
			slices.Reverse(ids) // newest first
			return ids
		}
		if got := ids(list(t, s, "")); !slices.Equal(got, want[80:]) {
			t.Errorf("without a limit the list is %v", got)
		}
		for _, limit := range []int{1, 7, 100} {
			var got []string
			for before := ""; ; before = "&before=" + got[0] {
				page := ids(list(t, s, fmt.Sprintf("?limit=%d%s", limit, before)))
				if len(page) == 0 {
					break
				}
				got = append(page, got...)
			}
			if !slices.Equal(got, want) {
				t.Errorf("by before, %d at a time, the messages are %v", limit, got)
			}
			got = nil
			for after := "0"; ; after = got[len(got)-1] {
				page := ids(list(t, s, fmt.Sprintf("?limit=%d&after=%s", limit, after)))
				if len(page) == 0 {
					break
				}
				got = append(got, page...)
			}
			if !slices.Equal(got, want) {
				t.Errorf("by after, %d at a time, the messages are %v", limit, got)
			}
		}
		if got := ids(list(t, s, "?limit=5&around="+want[60])); !slices.Equal(got, want[58:63]) {
			t.Errorf("around %s the messages are %v", want[60], got)
		}
	}
}

func TestMessagesOfOthersNeedTheIntent(t *testing.T) {
	for _, granted := range []bool{false, true} {
		s := start(t, discordserver.Options{MessageContent: granted})
		if _, err := s.Say(s.Channel(), "hello"); err != nil {
			t.Fatal(err)
		}
		if got := list(t, s, "")[0]["content"]; (got == "hello") != granted {
			t.Errorf("with the intent %v the bot reads %q", granted, got)
		}
	}
}

func TestWebhook(t *testing.T) {
	s := start(t, discordserver.Options{MessageContent: true})
	if status, _, m := ask(t, s, http.MethodPost, hookPath(s), one); status != http.StatusNoContent || m != nil {
		t.Errorf("without wait the answer is %d %v", status, m)
	}
	if m := list(t, s, "")[0]; len(m["components"].([]any)) != 0 {
		t.Error("without with_components there are components")
	}
	status, _, made := ask(t, s, http.MethodPost, hookPath(s)+"?wait=true&with_components=true", one)
	if status != http.StatusOK || made["webhook_id"] == nil || len(made["components"].([]any)) != 1 {
		t.Errorf("with wait and with_components the answer is %d %v", status, made)
	}
	if got := s.Messages(s.Channel()); len(got) != 2 || got[1].WebhookID != made["webhook_id"] {
		t.Errorf("stored is %+v", got)
	}
	// As people copy it, without a version.
	if status, _, raw := askRaw(t, request(t, s, http.MethodPost, s.Webhook()+"?wait=true", one)); status != http.StatusOK {
		t.Errorf("the copied address answers %d %s", status, raw)
	}
	if status, _, m := ask(t, s, http.MethodPost, hookPath(s)+"?thread_id=1", one); status != http.StatusNotFound {
		t.Errorf("an unknown thread answers %d %v", status, m)
	}
	if status, _, m := ask(t, s, http.MethodGet, hookPath(s)+"x", ""); status != http.StatusUnauthorized || m["code"] != 50027. {
		t.Errorf("a wrong webhook token answers %d %v", status, m)
	}
	s.RemoveWebhook()
	if status, _, m := ask(t, s, http.MethodPost, hookPath(s), one); status != http.StatusNotFound || m["code"] != 10015. {
		t.Errorf("a removed webhook answers %d %v", status, m)
	}
	if err := s.NewWebhook(s.Channel()); err != nil {
		t.Fatal(err)
	}
	if status, _, m := ask(t, s, http.MethodGet, hookPath(s), ""); status != http.StatusOK || m["channel_id"] != s.Channel() {
		t.Errorf("a new webhook answers %d %v", status, m)
	}
}

func TestToken(t *testing.T) {
	s := start(t, discordserver.Options{})
	r := request(t, s, http.MethodPost, s.URL()+"/api/v10"+messagesPath(s), one)
	for _, wrong := range []string{"", "Bot x", s.Token(), "Bearer " + s.Token()} {
		r := r.Clone(t.Context())
		r.Body = io.NopCloser(strings.NewReader(one))
		r.Header.Set("Authorization", wrong)
		status, _, raw := askRaw(t, r)
		if status != http.StatusUnauthorized || string(raw) != `{"code":0,"message":"401: Unauthorized"}` {
			t.Errorf("token %q answers %d %s", wrong, status, raw)
		}
	}
	s.SetToken("new")
	if status, _, _ := ask(t, s, http.MethodGet, "/users/@me", ""); status != http.StatusOK {
		t.Errorf("the new token answers %d", status)
	}
	if status, _, _ := askRaw(t, r); status != http.StatusUnauthorized {
		t.Errorf("the old token answers %d", status)
	}
	if n := len(s.Messages("")); n != 0 {
		t.Errorf("%d messages were made without the token", n)
	}
}

func TestPermissions(t *testing.T) {
	const all = discordserver.ViewChannel | discordserver.SendMessages | discordserver.EmbedLinks | discordserver.ReadMessageHistory
	type outcome struct {
		get, post, list int
		code            float64 // of the first refusal
		embeds          int
	}
	free := outcome{get: 200, post: 200, list: 1, embeds: 1}
	blind := outcome{get: 403, post: 403, list: -1, code: 50001}
	mute := outcome{get: 200, post: 403, list: 0, code: 50013}
	tests := []struct {
		name   string
		change func(s *discordserver.Server) error
		want   outcome
	}{
		{"all", func(*discordserver.Server) error { return nil }, free},
		{"no view", func(s *discordserver.Server) error { return s.Deny(s.Channel(), discordserver.ViewChannel) }, blind},
		{"no send", func(s *discordserver.Server) error { return s.Deny(s.Channel(), discordserver.SendMessages) }, mute},
		{"no history", func(s *discordserver.Server) error {
			return s.Deny(s.Channel(), discordserver.ReadMessageHistory)
		}, outcome{get: 200, post: 200, list: 0, embeds: 1}},
		{"no embeds", func(s *discordserver.Server) error { return s.Deny(s.Channel(), discordserver.EmbedLinks) }, outcome{get: 200, post: 200, list: 1}},
		{"nothing for everyone, enough for the bot", func(s *discordserver.Server) error {
			s.SetPermissions(0, all)
			return nil
		}, free},
		{"nothing for both", func(s *discordserver.Server) error {
			s.SetPermissions(0, 0)
			return nil
		}, blind},
		{"a private channel", func(s *discordserver.Server) error {
			return s.SetOverwrites(s.Channel(), discordserver.Overwrite{ID: s.Guild(), Deny: discordserver.ViewChannel})
		}, blind},
		{"a private channel that lets the bot in", func(s *discordserver.Server) error {
			return s.SetOverwrites(
				s.Channel(), discordserver.Overwrite{ID: s.BotID(), Member: true, Allow: discordserver.ViewChannel},
				discordserver.Overwrite{ID: s.Guild(), Deny: discordserver.ViewChannel},
			)
		}, free},
		{"an administrator in a private channel", func(s *discordserver.Server) error {
			s.SetPermissions(0, discordserver.Administrator)
			return s.SetOverwrites(s.Channel(), discordserver.Overwrite{ID: s.Guild(), Deny: all})
		}, free},
		{"denied, then denied more, then given back", func(s *discordserver.Server) error {
			return errors.Join(
				s.Deny(s.Channel(), discordserver.SendMessages), s.Deny(s.Channel(), discordserver.ViewChannel),
				s.SetOverwrites(s.Channel()),
			)
		}, free},
		{"kicked", func(s *discordserver.Server) error {
			s.Kick()
			return nil
		}, blind},
		{"channel removed", func(s *discordserver.Server) error {
			s.RemoveChannel(s.Channel())
			return nil
		}, outcome{get: 404, post: 404, list: -1, code: 10003}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := start(t, discordserver.Options{})
			if err := test.change(s); err != nil {
				t.Fatal(err)
			}
			got := outcome{list: -1}
			note := func(body map[string]any) {
				if code, ok := body["code"].(float64); ok && got.code == 0 {
					got.code = code
				}
			}
			var body map[string]any
			got.get, _, body = ask(t, s, http.MethodGet, "/channels/"+s.Channel(), "")
			note(body)
			got.post, _, body = ask(t, s, http.MethodPost, messagesPath(s), one)
			note(body)
			if embeds, ok := body["embeds"].([]any); ok {
				got.embeds = len(embeds)
			}
			if status, _, raw := askRaw(t, request(t, s, http.MethodGet, s.URL()+"/api/v10"+messagesPath(s), "")); status == http.StatusOK {
				var messages []any
				if err := json.Unmarshal(raw, &messages); err != nil {
					t.Fatal(err)
				}
				got.list = len(messages)
			}
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestWithoutEmbedsNothingMayBeLeft(t *testing.T) {
	s := start(t, discordserver.Options{})
	if err := s.Deny(s.Channel(), discordserver.EmbedLinks); err != nil {
		t.Fatal(err)
	}
	status, _, body := ask(t, s, http.MethodPost, messagesPath(s), `{"embeds":[{"title":"t"}],"allowed_mentions":{"parse":[]}}`)
	if status != http.StatusBadRequest || body["code"] != 50006. {
		t.Errorf("a message of a lost embed answers %d %v", status, body)
	}
}

func TestBrokenMessage(t *testing.T) {
	s := startRude(t, discordserver.Options{})
	long := strings.Repeat("x", 257)
	status, _, body := ask(t, s, http.MethodPost, messagesPath(s),
		`{"content":"c","embeds":[{"title":"t"},{"title":"`+long+`","colour":1}],"allowed_mentions":{"parse":[]}}`)
	if status != http.StatusBadRequest || body["code"] != 50035. || body["message"] != "Invalid Form Body" {
		t.Errorf("a broken message answers %d %v", status, body)
	}
	if at := fmt.Sprint(body["errors"]); !strings.Contains(at, "INVALID_") {
		t.Errorf("the errors are %v", body["errors"])
	}
	status, _, body = ask(t, s, http.MethodPost, hookPath(s), `{"allowed_mentions":{"parse":[]}}`)
	if status != http.StatusBadRequest || body["code"] != 50006. {
		t.Errorf("an empty message answers %d %v", status, body)
	}
	if n := len(s.Messages("")); n != 0 {
		t.Errorf("%d broken messages were stored", n)
	}
	for _, want := range []string{
		postRoute + ": title-length: embeds/1/title: 257", postRoute + ": unknown-member: embeds/1/colour",
		webhookRoute + ": empty: ",
	} {
		if !slices.ContainsFunc(s.Violations(), func(v string) bool { return strings.HasPrefix(v, want) }) {
			t.Errorf("no violation begins with %q: %v", want, s.Violations())
		}
	}
	for _, v := range s.Violations() {
		if strings.Contains(v, "of ours") {
			t.Errorf("an answer of ours is refused: %s", v)
		}
	}
}

func TestBadRequests(t *testing.T) {
	tests := []struct {
		name   string
		method string
		path   func(*discordserver.Server) string
		change func(*http.Request)
		body   string
		status int
		want   string // of the violation
	}{
		{"an unknown route", http.MethodGet, func(*discordserver.Server) string { return "/gateway/bot" }, nil, "", 404, "no such route"},
		{"another method", http.MethodDelete, messagesPath, nil, "", 404, "no such route"},
		{"another User-Agent", http.MethodGet, messagesPath, func(r *http.Request) { r.Header.Set("User-Agent", "curl") }, "", 200, "User-Agent"},
		{"the bot's token for a webhook", http.MethodGet, hookPath, func(r *http.Request) { r.Header.Set("Authorization", "Bot x") }, "", 200, "Authorization"},
		{"another Content-Type", http.MethodPost, messagesPath, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, one, 200, "Content-Type"},
		{"a body where none belongs", http.MethodGet, messagesPath, nil, "{}", 200, "has no body"},
		{"limit 0", http.MethodGet, with(messagesPath, "?limit=0"), nil, "", 400, "limit"},
		{"limit 101", http.MethodGet, with(messagesPath, "?limit=101"), nil, "", 400, "limit"},
		{"limit of words", http.MethodGet, with(messagesPath, "?limit=ten"), nil, "", 400, "limit"},
		{"before what is no id", http.MethodGet, with(messagesPath, "?before=x"), nil, "", 400, "before"},
		{"before and after", http.MethodGet, with(messagesPath, "?before=1&after=1"), nil, "", 400, "one is allowed"},
		{"limit twice", http.MethodGet, with(messagesPath, "?limit=1&limit=2"), nil, "", 400, "twice"},
		{"an unknown parameter", http.MethodPost, with(hookPath, "?wate=true"), nil, one, 400, "wate"},
		{"wait of words", http.MethodPost, with(hookPath, "?wait=yes"), nil, one, 400, "wait"},
		{"a channel that is no id", http.MethodGet, func(*discordserver.Server) string { return "/channels/alerts" }, nil, "", 400, "channel_id"},
		{"a huge body", http.MethodPost, messagesPath, nil, `{"content":"` + strings.Repeat("x", 2<<20) + `"}`, 400, "could not be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := startRude(t, discordserver.Options{})
			r := request(t, s, test.method, s.URL()+"/api/v10"+test.path(s), test.body)
			if test.change != nil {
				test.change(r)
			}
			status, _, raw := askRaw(t, r)
			if status != test.status {
				t.Errorf("the answer is %d %s, want %d", status, raw, test.status)
			}
			v := s.Violations()
			if !slices.ContainsFunc(v, func(v string) bool { return strings.Contains(v, test.want) }) {
				t.Errorf("the violations are %v, want one of %q", v, test.want)
			}
			if strings.Contains(fmt.Sprint(v), "of ours") {
				t.Errorf("an answer of ours is refused: %v", v)
			}
		})
	}
}

func with(path func(*discordserver.Server) string, query string) func(*discordserver.Server) string {
	return func(s *discordserver.Server) string { return path(s) + query }
}

func TestUnknownThings(t *testing.T) {
	s := start(t, discordserver.Options{})
	for path, code := range map[string]float64{
		"/channels/1": 10003, "/guilds/1": 10004, "/guilds/1/roles": 10004, "/guilds/" + s.Guild() + "/members/1": 10007,
		messagesPath(s) + "/1": 10008, "/webhooks/1/x": 10015, hookPath(s) + "/messages/1": 10008,
	} {
		if status, _, body := ask(t, s, http.MethodGet, path, ""); status != http.StatusNotFound || body["code"] != code {
			t.Errorf("GET %s answers %d %v, want code %v", path, status, body, code)
		}
	}
	_, _, made := ask(t, s, http.MethodPost, messagesPath(s), one)
	if status, _, _ := ask(t, s, http.MethodGet, hookPath(s)+"/messages/"+made["id"].(string), ""); status != http.StatusNotFound {
		t.Errorf("the bot's message is found through the webhook: %d", status)
	}
	s.RemoveMessage(made["id"].(string))
	if status, _, _ := ask(t, s, http.MethodGet, messagesPath(s)+"/"+made["id"].(string), ""); status != http.StatusNotFound {
		t.Errorf("a removed message answers %d", status)
	}
}

func TestRateLimit(t *testing.T) {
	c := newClock()
	s := start(t, discordserver.Options{Now: c.now, Limit: 2, LimitWindow: 10 * time.Second})
	path := messagesPath(s)
	for i, remaining := range []string{"1", "0"} {
		status, h, _ := ask(t, s, http.MethodPost, path, one)
		if status != http.StatusOK || h.Get("X-RateLimit-Limit") != "2" || h.Get("X-RateLimit-Remaining") != remaining ||
			h.Get("X-RateLimit-Reset-After") != "10.000" || h.Get("X-RateLimit-Reset") != "1772600777.000" {
			t.Errorf("request %d answers %d with %v", i+1, status, h)
		}
	}
	c.add(2500 * time.Millisecond)
	status, h, body := ask(t, s, http.MethodPost, path, one)
	if status != http.StatusTooManyRequests || body["retry_after"] != 7.5 || body["global"] != false ||
		h.Get("Retry-After") != "8" || h.Get("X-RateLimit-Scope") != "user" || h.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("request 3 answers %d %v with %v", status, body, h)
	}
	if status, _, _ := ask(t, s, http.MethodPost, "/channels/"+s.NewChannel("other")+"/messages", one); status != http.StatusOK {
		t.Errorf("another channel answers %d", status)
	}
	c.add(7500 * time.Millisecond)
	if status, _, _ := ask(t, s, http.MethodPost, path, one); status != http.StatusOK {
		t.Errorf("after the window the answer is %d", status)
	}
	if n := len(s.Messages(s.Channel())); n != 3 {
		t.Errorf("%d messages, want 3", n)
	}
}

func TestFaultAnswers(t *testing.T) {
	html := "text/html; charset=UTF-8"
	tests := []struct {
		name   string
		fault  discordserver.Fault
		status int
		kind   string
		header [2]string
		body   string
	}{
		{"bucket", discordserver.RateLimited(1500 * time.Millisecond), 429, "application/json", [2]string{"Retry-After", "2"}, `"retry_after":1.5`},
		{"global", discordserver.RateLimitedGlobally(time.Second), 429, "application/json", [2]string{"X-RateLimit-Global", "true"}, `"global":true`},
		{"edge", discordserver.RateLimitedByEdge(time.Minute), 429, html, [2]string{"Retry-After", "60"}, "<html>"},
		{"edge without a time", discordserver.RateLimitedByEdge(0), 429, html, [2]string{"Retry-After", ""}, "<html>"},
		{"bad gateway", discordserver.BadGateway(), 502, html, [2]string{}, "502 Bad Gateway"},
		{"internal error", discordserver.InternalError(), 500, "application/json", [2]string{}, `"code":0`},
		{"unauthorized", discordserver.Unauthorized(), 401, "application/json", [2]string{}, "401: Unauthorized"},
		{"forbidden", discordserver.Forbidden(50013), 403, "application/json", [2]string{}, "50013"},
		{"not found", discordserver.NotFound(10003), 404, "application/json", [2]string{}, "10003"},
		{"a page", discordserver.Page(), 200, html, [2]string{}, "<html>"},
		{"redirect", discordserver.Redirect("https://a.example/"), 302, html, [2]string{"Location", "https://a.example/"}, ""},
		{"made by hand", discordserver.Fault{Status: 418, Body: "teapot"}, 418, "text/plain; charset=utf-8", [2]string{}, "teapot"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := start(t, discordserver.Options{})
			test.fault.Route = postRoute
			s.Fault(test.fault)
			ask(t, s, http.MethodGet, "/users/@me", "") // another route is spared
			status, h, raw := askRaw(t, request(t, s, http.MethodPost, s.URL()+"/api/v10"+messagesPath(s), one))
			if status != test.status || h.Get("Content-Type") != test.kind || !strings.Contains(string(raw), test.body) ||
				test.header[0] != "" && h.Get(test.header[0]) != test.header[1] {
				t.Errorf("the answer is %d %s with %v", status, raw, h)
			}
			if n := len(s.Messages("")); n != 0 {
				t.Errorf("the fault made %d messages", n)
			}
			if status, _, _ := ask(t, s, http.MethodPost, messagesPath(s), one); status != http.StatusOK {
				t.Errorf("the request after the fault answers %d", status)
			}
			if r := s.Requests(); len(r) != 3 || r[1].Status != test.status || r[1].Route != postRoute {
				t.Errorf("the requests are written down as %+v", r)
			}
		})
	}
}

func TestFaultsAreCounted(t *testing.T) {
	s := start(t, discordserver.Options{})
	other := s.NewChannel("other")
	statuses := func(n int, path string) string {
		var got []string
		for range n {
			status, _, _ := ask(t, s, http.MethodPost, path, one)
			got = append(got, fmt.Sprint(status))
		}
		return strings.Join(got, " ")
	}
	f := discordserver.InternalError()
	f.After, f.Times = 1, 2
	s.Fault(f)
	if got := statuses(4, messagesPath(s)); got != "200 500 500 200" {
		t.Errorf("after one, twice: %s", got)
	}
	f = discordserver.InternalError()
	f.Target = other
	s.Fault(f)
	if got := statuses(2, messagesPath(s)) + " " + statuses(2, "/channels/"+other+"/messages"); got != "200 200 500 200" {
		t.Errorf("one channel alone: %s", got)
	}
	f = discordserver.InternalError()
	f.Times = -1
	s.Fault(f)
	if got := statuses(3, messagesPath(s)); got != "500 500 500" {
		t.Errorf("for ever: %s", got)
	}
	s.ClearFaults()
	if got := statuses(1, messagesPath(s)); got != "200" {
		t.Errorf("cleared: %s", got)
	}
	s.ResetRequests()
	if n := len(s.Requests()); n != 0 {
		t.Errorf("%d requests after they were forgotten", n)
	}
}

func TestFaultyRequestsAreChecked(t *testing.T) {
	s := startRude(t, discordserver.Options{})
	s.Fault(discordserver.BadGateway())
	askRaw(t, request(t, s, http.MethodPost, s.URL()+"/api/v10"+messagesPath(s), `{"content":"c"}`))
	if v := s.Violations(); len(v) != 1 || !strings.Contains(v[0], "allowed-mentions") {
		t.Errorf("the violations are %v", v)
	}
}

func TestLostAnswers(t *testing.T) {
	created := func(f discordserver.Fault) discordserver.Fault {
		f.Created = true
		return f
	}
	tests := []struct {
		name  string
		fault discordserver.Fault
		made  int
		// status written down; 0 where no answer was given.
		status int
		// reported is how a client sees it.
		reported func(status int, err error) bool
	}{
		{"reset", discordserver.Fault{Reset: true}, 0, 0, func(_ int, err error) bool { return errors.Is(err, syscall.ECONNRESET) }},
		{"created and reset", discordserver.LostAnswer(), 1, 0, func(_ int, err error) bool { return errors.Is(err, syscall.ECONNRESET) }},
		{"torn", discordserver.Fault{Torn: true}, 1, 200, func(_ int, err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
		{"created behind a bad gateway", created(discordserver.BadGateway()), 1, 502, func(status int, err error) bool { return status == 502 && err == nil }},
		{"hangs for too long", discordserver.Fault{Hang: time.Hour}, 1, 0, func(_ int, err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{"hangs for too long, with nothing made", discordserver.Fault{Hang: time.Hour, Status: 504}, 0, 0, func(_ int, err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{"hangs a little", discordserver.Fault{Hang: time.Millisecond}, 1, 200, func(status int, err error) bool { return status == 200 && err == nil }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := start(t, discordserver.Options{})
			s.Fault(test.fault)
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			r := request(t, s, http.MethodPost, s.URL()+"/api/v10"+messagesPath(s), withNonce("lost", true)).WithContext(ctx)
			status := 0
			a, err := client().Do(r)
			if err == nil {
				status = a.StatusCode
				_, err = io.ReadAll(a.Body)
				a.Body.Close()
			}
			if !test.reported(status, err) {
				t.Errorf("the client sees %d, %v", status, err)
			}
			if n := len(s.Messages("")); n != test.made {
				t.Errorf("%d messages were made, want %d", n, test.made)
			}
			if r := s.Requests()[0]; r.Nonce != "lost" || r.Status != test.status {
				t.Errorf("written down is %+v, want status %d", r, test.status)
			}
			// What was lost is found again by its nonce, or made now.
			ask(t, s, http.MethodPost, messagesPath(s), withNonce("lost", true))
			if n := len(s.Messages("")); n != 1 {
				t.Errorf("%d messages after the second try, want 1", n)
			}
		})
	}
}

func TestCloseEndsWhatHangs(t *testing.T) {
	s, err := discordserver.Start(discordserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Fault(discordserver.Fault{Hang: time.Hour})
	ended := make(chan error, 1)
	r := request(t, s, http.MethodGet, s.URL()+"/api/v10/users/@me", "")
	go func() {
		a, err := client().Do(r)
		if err == nil {
			err = a.Body.Close()
		}
		ended <- err
	}()
	for len(s.Requests()) == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	select {
	case err := <-ended:
		t.Logf("the request ends with %v", err)
	case <-time.After(10 * time.Second):
		t.Error("a request still hangs after Close")
	}
}

func TestStartSaysWhyItCannotListen(t *testing.T) {
	s := start(t, discordserver.Options{})
	u, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := discordserver.Start(discordserver.Options{Address: u.Host}); err == nil || !strings.Contains(err.Error(), u.Host) {
		t.Errorf("a port in use gives %v", err)
	}
}

func TestListeners(t *testing.T) {
	var told bytes.Buffer
	s := startRude(t, discordserver.Options{
		OnMessage:   func(m discordserver.Message) { fmt.Fprintln(&told, "message", m.Content) },
		OnViolation: func(v string) { fmt.Fprintln(&told, "violation", v) },
	})
	ask(t, s, http.MethodPost, messagesPath(s), one)
	askRaw(t, request(t, s, http.MethodGet, s.URL()+"/nowhere", ""))
	if got := told.String(); !strings.HasPrefix(got, "message one\nviolation GET /nowhere: ") {
		t.Errorf("the listeners were told %q", got)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := start(t, discordserver.Options{})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 5 {
				r := request(t, s, http.MethodPost, s.URL()+"/api/v10"+messagesPath(s), withNonce(fmt.Sprint(i), true))
				a, err := client().Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				_ = a.Body.Close()
			}
		})
	}
	all.Wait()
	if n, r := len(s.Messages("")), len(s.Requests()); n != 8 || r != 40 {
		t.Errorf("%d messages of %d requests, want 8 of 40", n, r)
	}
}

func TestReplies(t *testing.T) {
	s := start(t, discordserver.Options{})
	body := func(id string, must string) string {
		return `{"content":"c","allowed_mentions":{"parse":[]},"message_reference":{"message_id":"` + id + `"` + must + `}}`
	}
	_, _, first := ask(t, s, http.MethodPost, messagesPath(s), one)
	id, _ := first["id"].(string)
	history := []discordserver.Permission{discordserver.ReadMessageHistory}
	tests := []struct {
		name   string
		body   string
		deny   []discordserver.Permission
		status int
		code   float64
	}{
		{"to a message of the channel", body(id, ""), nil, 200, 0},
		{"to one that is gone", body("1", ""), nil, 400, 50035},
		{"to one that must be there", body("1", `,"fail_if_not_exists":true`), nil, 400, 50035},
		{"to one that need not be there", body("1", `,"fail_if_not_exists":false`), nil, 200, 0},
		{"where the bot may not read", body(id, ""), history, 403, 160002},
		{"a message that is no reply, there", one, history, 200, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := errors.Join(s.SetOverwrites(s.Channel()), s.Deny(s.Channel(), test.deny...)); err != nil {
				t.Fatal(err)
			}
			status, _, answer := ask(t, s, http.MethodPost, messagesPath(s), test.body)
			code, _ := answer["code"].(float64)
			if status != test.status || code != test.code {
				t.Errorf("%d, %v; want %d, %v: %v", status, code, test.status, test.code, answer)
			}
		})
	}
}
