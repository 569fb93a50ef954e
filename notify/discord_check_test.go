package notify

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// guild is a server as the check sees it, with the answers as JSON.
type guild struct {
	channel, parent, server, member string
	fail                            map[string]string // path: status and body
}

func goodGuild() guild {
	return guild{
		channel: `{"id":"` + testChannel + `","type":0,"name":"alerts","guild_id":"1","permission_overwrites":[]}`,
		parent:  `{"id":"70","type":0,"name":"parent","guild_id":"1","permission_overwrites":[]}`,
		server:  `{"id":"1","name":"Example Server","owner_id":"99","roles":[{"id":"1","permissions":"84992"}]}`,
		member:  `{"roles":[],"user":{"id":"` + ownID + `"}}`,
	}
}

func (g guild) answer(w http.ResponseWriter, r *http.Request, _ int) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v10")
	if failure, ok := g.fail[path]; ok {
		var status int
		_, _ = fmt.Sscan(failure, &status)
		_, body, _ := strings.Cut(failure, " ")
		reply(w, status, body)
		return
	}
	switch path {
	case "/users/@me":
		reply(w, 200, `{"id":"`+ownID+`","username":"Example Bot"}`)
	case "/applications/@me":
		reply(w, 200, `{"id":"777","name":"Example"}`)
	case "/channels/" + testChannel:
		reply(w, 200, g.channel)
	case "/channels/70":
		reply(w, 200, g.parent)
	case "/guilds/1":
		reply(w, 200, g.server)
	case "/guilds/1/members/" + ownID:
		reply(w, 200, g.member)
	default:
		reply(w, 404, `{"message":"404: Not Found","code":0}`)
	}
}

// lines are findings as "what ok", "what WARN" or "what BAD".
func lines(found []Finding) string {
	var all []string
	for _, f := range found {
		state := "BAD"
		switch {
		case f.OK:
			state = "ok"
		case f.Warn:
			state = "WARN"
		}
		all = append(all, f.What+" "+state)
	}
	return strings.Join(all, ", ")
}

func TestCheckBot(t *testing.T) {
	const seen = "token ok, channel ok, server ok, "
	const invite = "https://discord.com/oauth2/authorize?client_id=777&scope=bot&permissions=84992"
	allow := func(permissions string) func(*guild) {
		return func(g *guild) { g.server = strings.Replace(g.server, `"84992"`, permissions, 1) }
	}
	overwrites := func(list string) func(*guild) {
		return func(g *guild) {
			g.channel = strings.Replace(g.channel, `"permission_overwrites":[]`, `"permission_overwrites":[`+list+`]`, 1)
		}
	}
	thread := func(meta, change string) func(*guild) {
		return func(g *guild) {
			g.channel = `{"id":"` + testChannel + `","type":11,"name":"a thread","guild_id":"1","parent_id":"70","thread_metadata":{` + meta + `}}`
			g.server = strings.Replace(g.server, `"84992"`, `"274877991936"`, 1)
			g.parent = strings.Replace(g.parent, `"permission_overwrites":[]`, `"permission_overwrites":[`+change+`]`, 1)
		}
	}
	fail := func(path, with string) func(*guild) {
		return func(g *guild) { g.fail = map[string]string{path: with} }
	}
	const forbidden = `403 {"message":"Missing Access","code":50001}`
	for _, test := range []struct {
		name string
		set  func(*guild)
		want string
		say  []string
	}{
		{
			"all is well", func(*guild) {}, seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok",
			[]string{`"Example Bot"`, `(#alerts)`, "a text channel", `"Example Server"`},
		},
		{"permissions as a number", allow("84992"), seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", nil},
		{"no permissions", allow(`"0"`), seen + "View Channel BAD, Send Messages BAD, Embed Links BAD, Read Message History WARN", []string{invite, "Edit Channel", `tick "View Channel"`}},
		{"no history", allow(`"19456"`), seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History WARN", []string{"cannot be looked up", invite}},
		{"no embeds", allow(`"68608"`), seen + "View Channel ok, Send Messages ok, Embed Links BAD, Read Message History ok", []string{invite}},
		{"administrator", allow(`"8"`), seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", nil},
		{"denied in the channel", overwrites(`{"id":"1","type":0,"allow":"0","deny":"2048"}`), seen + "View Channel ok, Send Messages BAD, Embed Links BAD, Read Message History ok", nil},
		{"allowed to the bot again", overwrites(`{"id":"` + ownID + `","type":1,"allow":2048,"deny":0},{"id":"1","type":0,"allow":"0","deny":"2048"}`), seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", nil},
		{"timed out", func(g *guild) {
			g.member = `{"roles":[],"communication_disabled_until":"2099-01-02T03:04:05+00:00"}`
		}, seen + "timeout BAD, View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", []string{"2 Jan 2099 03:04 UTC", "Remove Timeout"}},
		{"was timed out", func(g *guild) {
			g.member = `{"roles":[],"communication_disabled_until":"2001-01-02T03:04:05+00:00"}`
		}, seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", nil},

		{"thread", thread("", ""), seen + "View Channel ok, Send Messages in Threads ok, Embed Links ok, Read Message History ok", []string{"a thread"}},
		{
			"thread of a channel that forbids it", thread("", `{"id":"1","allow":"0","deny":"274877906944"}`), seen + "View Channel ok, Send Messages in Threads BAD, Embed Links BAD, Read Message History ok",
			[]string{"permissions=274877991936", "the thread's channel"},
		},
		{"thread needs no Send Messages", thread("", `{"id":"1","allow":"0","deny":"2048"}`), seen + "View Channel ok, Send Messages in Threads ok, Embed Links ok, Read Message History ok", nil},
		{"archived thread", thread(`"archived":true`, ""), "token ok, channel WARN, server ok, View Channel ok, Send Messages in Threads ok, Embed Links ok, Read Message History ok", nil},
		{"locked thread", thread(`"archived":true,"locked":true`, ""), "token ok, channel BAD, server ok, View Channel ok, Send Messages in Threads ok, Embed Links ok, Read Message History ok", []string{"unlock it"}},

		{"a forum", func(g *guild) { g.channel = strings.Replace(g.channel, `"type":0`, `"type":15`, 1) }, "token ok, channel BAD", []string{"a forum, where no messages"}},
		{"a direct message", func(g *guild) { g.channel = `{"id":"` + testChannel + `","type":1}` }, "token ok, channel ok", []string{"a direct message"}},
		{"a new kind of channel", func(g *guild) { g.channel = strings.Replace(g.channel, `"type":0`, `"type":99`, 1) }, seen + "View Channel ok, Send Messages ok, Embed Links ok, Read Message History ok", []string{"(99)"}},

		{"wrong token", fail("/users/@me", `401 {"message":"401: Unauthorized","code":0}`), "token BAD", []string{"token_file"}},
		{"no Discord", fail("/users/@me", `200 <html>`), "token BAD", []string{"api_base"}},
		{"nobody", fail("/users/@me", `200 {}`), "token BAD", []string{"api_base"}},
		{"channel not seen", fail("/channels/"+testChannel, forbidden), "token ok, channel BAD", []string{`"View Channel"`, invite}},
		{"no channel", fail("/channels/"+testChannel, `404 {"message":"Unknown Channel","code":10003}`), "token ok, channel BAD", []string{invite}},
		{"server not seen", fail("/guilds/1", forbidden), "token ok, channel ok, permissions WARN", nil},
		{"member not seen", fail("/guilds/1/members/"+ownID, `500 {}`), "token ok, channel ok, permissions WARN", []string{"(500)"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := goodGuild()
			test.set(&g)
			p := newPeer(t, g.answer)
			found := p.discord().CheckBot(t.Context(), testToken, testChannel)
			if got := lines(found); got != test.want {
				t.Errorf("found %s\nwant  %s", got, test.want)
			}
			text := ""
			for _, f := range found {
				text += f.Text + "\n"
			}
			for _, say := range test.say {
				if !strings.Contains(text, say) {
					t.Errorf("nothing says %q", say)
				}
			}
			t.Log("\n" + text)
			for _, r := range p.requests() {
				if r.method != "GET" {
					t.Errorf("the check asks to %s %s", r.method, r.path)
				}
			}
		})
	}
}

// Where the application is not told, the bot's own id stands in the invitation.
func TestInviteWithoutApplication(t *testing.T) {
	g := goodGuild()
	g.fail = map[string]string{"/applications/@me": "404 {}", "/channels/" + testChannel: "404 {}"}
	p := newPeer(t, g.answer)
	found := p.discord().CheckBot(t.Context(), testToken, testChannel)
	if len(found) != 2 || !strings.Contains(found[1].Text, "client_id="+ownID+"&scope=bot") {
		t.Errorf("found %v", found)
	}
}

func TestCheckWebhook(t *testing.T) {
	for _, test := range []struct {
		name, body, query string
		status            int
		want, say         string
	}{
		{"alive", `{"id":"42","name":"Example Hook","channel_id":"70"}`, "", 200, "webhook ok", `"Example Hook" posts in channel 70`},
		{"a thread", `{"id":"42","name":"Example Hook","channel_id":"70"}`, "?thread_id=71", 200, "webhook ok", "thread 71"},
		{"removed", `{"message":"Unknown Webhook","code":10015}`, "", 404, "webhook BAD", "make a new webhook"},
		{"another token", `{"message":"Invalid Webhook Token","code":50027}`, "", 401, "webhook BAD", "make a new webhook"},
		{"no webhook", `{}`, "", 200, "webhook BAD", "does not speak"},
		{"trouble", `{}`, "", 503, "webhook BAD", "passes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, test.status, test.body) })
			found := p.discord().CheckWebhook(t.Context(), p.URL+"/api/webhooks/42/"+testHook+test.query)
			if got := lines(found); got != test.want || !strings.Contains(found[0].Text, test.say) {
				t.Errorf("found %v, want %s and %q", found, test.want, test.say)
			}
			asked := p.requests()
			if len(asked) != 1 || asked[0].method != "GET" || asked[0].path != "/api/v10/webhooks/42/"+testHook || asked[0].auth != "" {
				t.Errorf("asked %v", asked)
			}
		})
	}
}

func TestCheckWithoutServer(t *testing.T) {
	d := NewDiscord(DiscordOptions{APIBase: "http://127.0.0.1:1", Now: time.Now})
	found := d.CheckBot(t.Context(), testToken, testChannel)
	if lines(found) != "token BAD" || !strings.Contains(found[0].Text, "127.0.0.1:1 cannot be reached to see its own account: the connection is refused; check the network and api_base") {
		t.Errorf("found %v", found)
	}
}
