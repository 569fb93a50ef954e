package notify

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

const (
	messagesPath = "/api/v10/channels/" + testChannel + "/messages"
	mePath       = "/api/v10/users/@me"
	channelPath  = "/api/v10/channels/" + testChannel
	ownID        = "555"
)

// inChannel is a message as a server lists it.
type inChannel struct {
	id      string
	age     time.Duration // before the first try; negative: after
	footer  string
	author  string
	webhook string
}

func (m inChannel) json(first time.Time) map[string]any {
	v := map[string]any{
		"id": m.id, "timestamp": first.Add(-m.age).UTC().Format("2006-01-02T15:04:05.000000+00:00"),
		"author": map[string]any{"id": m.author}, "embeds": []any{}, "content": "x",
	}
	if m.footer != "" {
		v["embeds"] = []any{map[string]any{"title": "other"}, map[string]any{"footer": map[string]any{"text": m.footer}}}
	}
	if m.webhook != "" {
		v["webhook_id"] = m.webhook
	}
	return v
}

// history answers with the messages older than before, at most so many a page.
func history(t *testing.T, w http.ResponseWriter, r *http.Request, messages []inChannel, page int, first time.Time) {
	if r.URL.Query().Get("limit") != "100" {
		t.Errorf("limit is %q", r.URL.Query().Get("limit"))
	}
	found := []any{}
	for _, m := range messages {
		if snowflake(m.id).before(snowflake(r.URL.Query().Get("before"))) && len(found) < page {
			found = append(found, m.json(first))
		}
	}
	body, err := json.Marshal(found)
	if err != nil {
		t.Error(err)
	}
	reply(w, 200, string(body))
}

func many(n int, from, step int, age time.Duration) (list []inChannel) {
	for i := range n {
		list = append(list, inChannel{id: fmt.Sprint(from - i*step), age: age, author: "9"})
	}
	return list
}

func TestDoubtIsSettled(t *testing.T) {
	mark := marker(meddlewatch.AlertStory, 77, 2)
	mine := inChannel{id: "1000", footer: mark, author: ownID}
	tests := []struct {
		name     string
		age      time.Duration // of the first try
		window   time.Duration
		channel  []inChannel
		page     int
		me       string // answer of /users/@me
		meStatus int
		last     string // last_message_id of the channel, as JSON
		lastIs   int    // code of the answer to who asks for it
		want     string // id; "" is a failure
		kind     Failure
		after    time.Duration
		pages    int
		asksMe   int
		posts    int
	}{
		{name: "young: the nonce settles it", age: time.Minute, want: "new", posts: 1},
		{name: "no window", age: time.Second, window: 1, channel: []inChannel{mine}, want: "1000", pages: 1, asksMe: 1},
		{name: "the clock went back", age: -time.Hour, channel: []inChannel{mine}, want: "1000", pages: 1, asksMe: 1},
		{name: "found", channel: []inChannel{{id: "1001", author: "9"}, mine}, want: "1000", pages: 1, asksMe: 1},
		{name: "found behind short pages", channel: append(many(7, 3000, 3, 0), mine), page: 2, want: "1000", pages: 4, asksMe: 1},
		{name: "found out of order", channel: []inChannel{{id: "990", author: "9"}, mine, {id: "1001", author: "9"}}, want: "1000", pages: 1, asksMe: 1},
		{name: "not there", channel: many(3, 3000, 1, 0), want: "new", pages: 2, posts: 1},
		{name: "not there for an hour before", channel: many(3, 3000, 1, 61*time.Minute), want: "new", pages: 1, posts: 1},
		{
			name: "not there, the page ends an hour before", want: "new", pages: 1, posts: 1,
			channel: append(many(2, 3000, 1, -time.Minute), many(2, 2000, 1, 61*time.Minute)...),
		},
		{name: "another revision", channel: []inChannel{{id: "1000", footer: marker(meddlewatch.AlertStory, 77, 1), author: ownID}}, want: "new", pages: 2, posts: 1},
		{name: "another kind", channel: []inChannel{{id: "1000", footer: marker(meddlewatch.AlertDigest, 77, 2), author: ownID}}, want: "new", pages: 2, posts: 1},
		{name: "more in the footer", channel: []inChannel{{id: "1000", footer: mark + "1", author: ownID}}, want: "new", pages: 2, posts: 1},
		{name: "of a webhook", channel: []inChannel{{id: "1000", footer: mark, author: ownID, webhook: "42"}}, want: "new", pages: 2, posts: 1},
		{name: "of somebody else", channel: []inChannel{{id: "1001", footer: mark, author: "9"}, {id: "1000", footer: mark, author: "8"}}, want: "new", pages: 2, asksMe: 1, posts: 1},
		{name: "of somebody else, then ours", channel: []inChannel{{id: "1001", footer: mark, author: "9"}, mine}, want: "1000", pages: 1, asksMe: 1},
		{name: "nobody says who wrote it", channel: []inChannel{{id: "1000", footer: mark}}, want: "1000", pages: 1},
		{name: "nobody says who we are", channel: []inChannel{mine}, me: `{"message":"404: Not Found","code":0}`, meStatus: 404, want: "1000", pages: 1, asksMe: 1},
		{name: "who we are cannot be told", channel: []inChannel{mine}, me: `{}`, meStatus: 500, kind: Unknown, pages: 1, asksMe: 1},
		{name: "who we are is not said", channel: []inChannel{mine}, me: `{}`, meStatus: 200, kind: Unknown, after: time.Minute, pages: 1, asksMe: 1},
		{name: "an empty channel", last: "null", want: "new", pages: 1, posts: 1},
		{name: "an empty channel that does not say", last: `""`, want: "new", pages: 1, posts: 1},
		{name: "history may not be read", last: `"1000"`, lastIs: 50013, kind: Unknown, after: time.Hour, pages: 1},
		{name: "the last message was deleted", last: `"1000"`, lastIs: 10008, want: "new", pages: 1, posts: 1},
		{name: "a server that knows single messages not", last: `"1000"`, lastIs: 0, kind: Unknown, after: time.Hour, pages: 1},
		{name: "the channel goes on for ever", channel: many(120, 900000, 1, 0), page: 1, kind: Unknown, after: time.Hour, pages: 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.age, test.window = cmp.Or(test.age, 10*time.Minute), cmp.Or(test.window, 90*time.Second)
			test.page = cmp.Or(test.page, 100)
			first := time.Now().Add(-test.age)
			p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
				switch {
				case r.Method == http.MethodPost:
					reply(w, 200, `{"id":"4000"}`)
				case r.URL.Path == messagesPath:
					history(t, w, r, test.channel, test.page, first)
				case r.URL.Path == mePath && test.meStatus != 0:
					reply(w, test.meStatus, test.me)
				case r.URL.Path == mePath:
					reply(w, 200, `{"id":"`+ownID+`","username":"Example Bot"}`)
				case r.URL.Path == channelPath:
					reply(w, 200, `{"id":"`+testChannel+`","last_message_id":`+test.last+`}`)
				case r.URL.Path == messagesPath+"/1000":
					reply(w, 404, fmt.Sprintf(`{"message":"no","code":%d}`, test.lastIs))
				default:
					t.Errorf("asked for %s", r.URL.Path)
				}
			})
			out := outgoing()
			out.Doubtful, out.FirstTry = true, first
			id, err := p.discord().Bot(testToken, testChannel, test.window).Send(t.Context(), out)
			if test.want == "" {
				if f := failed(t, err); f.Kind != test.kind || f.After != test.after {
					t.Errorf("%s after %s, want %s after %s: %v", f.Kind, f.After, test.kind, test.after, f)
				}
				if test.after == time.Hour && test.last != "" && !strings.Contains(err.Error(), `"Read Message History"`) {
					t.Errorf("the error does not say what to grant: %v", err)
				}
			} else if want := strings.Replace(test.want, "new", "4000", 1); err != nil || id != want {
				t.Errorf("Send = %q, %v; want %q", id, err, want)
			}
			if n := p.count("GET", messagesPath); n != test.pages {
				t.Errorf("%d pages were read, want %d", n, test.pages)
			}
			if n := p.count("GET", mePath); n != test.asksMe {
				t.Errorf("asked %d times who the bot is, want %d", n, test.asksMe)
			}
			if n := p.count("POST", messagesPath); n != test.posts {
				t.Errorf("%d posts, want %d", n, test.posts)
			}
		})
	}
}

// A server may list a page the other way round: the oldest of it is still where
// the next one begins.
func TestDoubtIsSettledWhereTheOldestComesFirst(t *testing.T) {
	first := time.Now().Add(-10 * time.Minute)
	messages := append(many(9, 3000, 3, -time.Minute), inChannel{id: "1000", footer: marker(meddlewatch.AlertStory, 77, 2), author: ownID})
	p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.URL.Path == mePath {
			reply(w, 200, `{"id":"`+ownID+`"}`)
			return
		}
		var page []any
		for _, m := range messages {
			if snowflake(m.id).before(snowflake(r.URL.Query().Get("before"))) && len(page) < 4 {
				page = append([]any{m.json(first)}, page...)
			}
		}
		body, err := json.Marshal(page)
		if err != nil {
			t.Error(err)
		}
		reply(w, 200, string(body))
	})
	out := outgoing()
	out.Doubtful, out.FirstTry = true, first
	if id, err := p.bot().Send(t.Context(), out); err != nil || id != "1000" {
		t.Errorf("Send = %q, %v; want 1000", id, err)
	}
	if n := p.count("GET", messagesPath); n != 3 {
		t.Errorf("%d pages were read, want 3", n)
	}
}

// Who the bot is, is asked once.
func TestOwnIDIsKept(t *testing.T) {
	first := time.Now().Add(-10 * time.Minute)
	p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.URL.Path == mePath {
			reply(w, 200, `{"id":"`+ownID+`"}`)
			return
		}
		history(t, w, r, []inChannel{{id: "1000", footer: marker(meddlewatch.AlertStory, 77, 2), author: ownID}}, 100, first)
	})
	bot, out := p.bot(), outgoing()
	out.Doubtful, out.FirstTry = true, first
	for range 3 {
		if id, err := bot.Send(t.Context(), out); err != nil || id != "1000" {
			t.Fatalf("Send = %q, %v", id, err)
		}
	}
	if n := p.count("GET", mePath); n != 1 {
		t.Errorf("asked %d times who the bot is, want 1", n)
	}
}

func TestUnsettledWhenTheListFails(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer func(w http.ResponseWriter)
		kind   Failure
		after  time.Duration
	}{
		{"server error", func(w http.ResponseWriter) { reply(w, 500, `{}`) }, Unknown, 0},
		{"a page", func(w http.ResponseWriter) { reply(w, 200, `<html>`) }, Unknown, time.Minute},
		{"no list", func(w http.ResponseWriter) { reply(w, 200, `{}`) }, Unknown, time.Minute},
		{"null", func(w http.ResponseWriter) { reply(w, 200, `null`) }, Unknown, time.Minute},
		{"messages without ids", func(w http.ResponseWriter) { reply(w, 200, `[{"content":"x"}]`) }, Unknown, time.Minute},
		{"a bad request", func(w http.ResponseWriter) { reply(w, 400, `{"message":"x","code":50035}`) }, Unknown, 0},
		{"cut", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, Unknown, 0},
		{"throttled for long", func(w http.ResponseWriter) { reply(w, 429, `{"retry_after":100}`) }, Unknown, 100 * time.Second},
		{"no access", func(w http.ResponseWriter) { reply(w, 403, `{"message":"Missing Access","code":50001}`) }, Held, time.Hour},
		{"reading alone is refused", func(w http.ResponseWriter) { reply(w, 403, `{"message":"Missing Permissions","code":50013}`) }, Unknown, time.Hour},
		{"reading alone is refused without a code", func(w http.ResponseWriter) { reply(w, 403, `{"message":"403: Forbidden","code":0}`) }, Unknown, time.Hour},
		{"a server that lists no messages", func(w http.ResponseWriter) { reply(w, 404, `{"message":"404: Not Found","code":0}`) }, Unknown, time.Hour},
		{"a server that only takes posts there", func(w http.ResponseWriter) { reply(w, 405, ``) }, Unknown, time.Hour},
		{"no channel", func(w http.ResponseWriter) { reply(w, 404, `{"message":"Unknown Channel","code":10003}`) }, Held, time.Hour},
		{"wrong token", func(w http.ResponseWriter) { reply(w, 401, `{"message":"401: Unauthorized","code":0}`) }, Held, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { test.answer(w) })
			out := outgoing()
			out.Doubtful, out.FirstTry = true, time.Now().Add(-10*time.Minute)
			_, err := p.bot().Send(t.Context(), out)
			if f := failed(t, err); f.Kind != test.kind || f.After != test.after {
				t.Errorf("%s after %s, want %s after %s: %v", f.Kind, f.After, test.kind, test.after, f)
			}
			if n := p.count("POST", messagesPath); n != 0 {
				t.Errorf("%d posts before the doubt was settled", n)
			}
		})
	}
}

// Who shows the same full page for ever has not shown that the message is not
// there.
func TestFullPageWithoutPaging(t *testing.T) {
	first := time.Now().Add(-10 * time.Minute)
	p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.Method == http.MethodPost {
			reply(w, 200, `{"id":"4000"}`)
			return
		}
		r.URL.RawQuery = url.Values{"limit": {"100"}}.Encode()
		history(t, w, r, many(100, 3000, 1, 0), 100, first)
	})
	out := outgoing()
	out.Doubtful, out.FirstTry = true, first
	_, err := p.bot().Send(t.Context(), out)
	if f := failed(t, err); f.Kind != Unknown || f.After != time.Hour {
		t.Errorf("%s after %s, want unknown after 1h: %v", f.Kind, f.After, f)
	}
	if n := p.count("POST", messagesPath); n != 0 {
		t.Errorf("%d posts before the doubt was settled", n)
	}
}

// A server that knows no "before" shows the same page for ever.
func TestListWithoutPaging(t *testing.T) {
	first := time.Now().Add(-10 * time.Minute)
	p := newPeer(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.Method == http.MethodPost {
			reply(w, 200, `{"id":"4000"}`)
			return
		}
		r.URL.RawQuery = url.Values{"limit": {"100"}}.Encode()
		history(t, w, r, many(3, 3000, 1, 0), 100, first)
	})
	out := outgoing()
	out.Doubtful, out.FirstTry = true, first
	if id, err := p.bot().Send(t.Context(), out); err != nil || id != "4000" {
		t.Errorf("Send = %q, %v", id, err)
	}
	if n := p.count("GET", messagesPath); n != 2 {
		t.Errorf("%d pages were read, want 2", n)
	}
}

func TestSnowflakes(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`"123456789012345678"`, "123456789012345678"},
		{`123456789012345678`, "123456789012345678"},
		{`null`, ""},
		{`""`, ""},
		{`"12x"`, ""},
		{`"123456789012345678901"`, ""},
		{`-5`, ""},
		{`{"id":5}`, ""},
	} {
		var s snowflake
		if err := json.Unmarshal([]byte(test.text), &s); err != nil || string(s) != test.want {
			t.Errorf("%s is read as %q, %v; want %q", test.text, s, err, test.want)
		}
	}
	for _, test := range []struct {
		a, b snowflake
		want bool
	}{{"9", "10", true}, {"10", "9", false}, {"10", "10", false}, {"010", "11", true}, {"5", "", true}, {"", "5", false}, {"", "", false}} {
		if got := test.a.before(test.b); got != test.want {
			t.Errorf("%q before %q is %v", test.a, test.b, got)
		}
	}
}
