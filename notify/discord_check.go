package notify

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// Finding is one line of what a check of a destination found.
type Finding struct {
	What string // what was looked at: "token", "channel", "Embed Links"
	OK   bool   // it is as it should be
	Warn bool   // it is not, but alerts are posted all the same
	Text string // a sentence, with what to do where something is not as it should be
}

// CheckBot asks whether a bot's token is valid, whether it sees the channel, and
// what it may do there. It posts nothing. What cannot be looked at after a failure
// is left out.
func (d *Discord) CheckBot(ctx context.Context, token, channel string) []Finding {
	c := &check{bot: d.Bot(token, channel, 0)}
	c.run(ctx)
	return c.found
}

// check is one look at a bot's destination.
type check struct {
	bot   *Bot
	me    userInfo
	at    channelInfo
	link  string // that invites the bot, once it was told
	found []Finding
}

func (c *check) run(ctx context.Context) {
	if !c.token(ctx) || !c.channel(ctx) || c.at.Server == "" {
		return
	}
	server, member, changes, ok := c.standing(ctx)
	if !ok {
		return
	}
	c.timeout(member)
	c.permissions(ctx, server, member, changes)
}

func (c *check) token(ctx context.Context) bool {
	if err := c.get(ctx, "/users/@me", "see its own account", &c.me); err != nil {
		c.bad("token", "%v", err.Err)
		return false
	}
	if c.me.ID == "" {
		c.bad("token", "%v", c.bot.place.stranger(http.StatusOK, want{doing: "see its own account"}).Err)
		return false
	}
	c.good("token", "the token is valid; the bot is %q", c.name(c.me.Name))
	return true
}

func (c *check) channel(ctx context.Context) bool {
	if err := c.get(ctx, "/channels/"+url.PathEscape(c.bot.channel), "see "+c.bot.place.name, &c.at); err != nil {
		text := err.Err.Error()
		if err.Kind == Held {
			text += "; where the bot is not on the channel's server yet, somebody who manages that server invites it: " + c.invite(ctx)
		}
		c.bad("channel", "%s", text)
		return false
	}
	kind, posts := c.at.kind()
	switch {
	case !posts:
		c.bad("channel", "%s is %s, where no messages can be posted; set channel to the id of a text or announcement channel, or of a thread", c.named(), kind)
		return false
	case c.at.Thread.Locked:
		c.bad("channel", "%s is a locked thread; unlock it in Discord, or choose another channel", c.named())
	case c.at.Thread.Archived:
		c.warn("channel", "%s is an archived thread; post something there to open it again", c.named())
	default:
		c.good("channel", "the bot sees %s, %s", c.named(), kind)
	}
	return true
}

// standing asks for what the bot's rights in the channel are computed from.
func (c *check) standing(ctx context.Context) (server serverInfo, member memberInfo, changes []overwrite, ok bool) {
	guild := "/guilds/" + url.PathEscape(string(c.at.Server))
	if err := c.get(ctx, guild, "see the channel's server", &server); err != nil {
		c.warn("permissions", "what the bot may do in the channel cannot be told: %v", err.Err)
		return server, member, nil, false
	}
	if err := c.get(ctx, guild+"/members/"+url.PathEscape(string(c.me.ID)), "see itself on the channel's server", &member); err != nil {
		c.warn("permissions", "what the bot may do in the channel cannot be told: %v", err.Err)
		return server, member, nil, false
	}
	server.ID, member.User = c.at.Server, c.me
	c.good("server", "the channel is on the server %q", c.name(server.Name))
	if !c.at.isThread() {
		return server, member, c.at.Changes, true
	}
	// A thread has the permissions of its channel ("Inherited Permissions").
	var parent channelInfo
	if err := c.get(ctx, "/channels/"+url.PathEscape(string(c.at.Parent)), "see the channel of the thread", &parent); err != nil {
		c.warn("permissions", "what the bot may do in the thread cannot be told: %v", err.Err)
		return server, member, nil, false
	}
	return server, member, parent.Changes, true
}

func (c *check) timeout(m memberInfo) {
	until, err := time.Parse(time.RFC3339, m.Timeout)
	if err == nil && until.After(c.bot.discord.now()) {
		c.bad("timeout", "a moderator has timed the bot out until %s; in Discord, right-click the bot and choose Remove Timeout", stamp(until))
	}
}

func (c *check) permissions(ctx context.Context, server serverInfo, member memberInfo, changes []overwrite) {
	write := permission{sendMessages, "Send Messages"}
	if c.at.isThread() {
		write = permission{sendInThreads, "Send Messages in Threads"}
	}
	may := rights(server, member, changes, write.bit)
	for _, p := range []permission{{viewChannel, "View Channel"}, write, {embedLinks, "Embed Links"}} {
		if may&p.bit != 0 {
			c.good(p.name, "the bot has %q in %s", p.name, c.named())
			continue
		}
		c.bad(p.name, "the bot lacks %q in %s: %s", p.name, c.named(), c.grant(ctx, p.name))
	}
	history := permission{readHistory, "Read Message History"}
	if may&history.bit != 0 {
		c.good(history.name, "the bot has %q in %s", history.name, c.named())
		return
	}
	c.warn(history.name, "the bot lacks %q in %s, so a post without an answer cannot be looked up and waits: %s", history.name, c.named(), c.grant(ctx, history.name))
}

// grant says what to click for a permission in the channel, and with the first one
// that is missing how to get them all.
func (c *check) grant(ctx context.Context, permission string) string {
	where := "the channel"
	if c.at.isThread() {
		where = "the thread's channel"
	}
	click := fmt.Sprintf("in Discord, open Edit Channel of %s, Permissions, Advanced permissions, add the bot %q and tick %q", where, c.name(c.me.Name), permission)
	if c.link != "" {
		return click
	}
	return click + "; or, unless the channel forbids it, let somebody who manages the server invite the bot again with all it needs: " + c.invite(ctx)
}

// invite is the address that invites the bot to a server with what it needs
// there. A bot's user has the id of its application, but for the oldest ones.
func (c *check) invite(ctx context.Context) string {
	if c.link != "" {
		return c.link
	}
	var app userInfo
	if err := c.get(ctx, "/applications/@me", "see its own application", &app); err != nil || app.ID == "" {
		app = c.me
	}
	needs := viewChannel | sendMessages | embedLinks | readHistory
	if c.at.isThread() {
		needs |= sendInThreads
	}
	c.link = fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot&permissions=%d", app.ID, needs)
	return c.link
}

func (c *check) get(ctx context.Context, path, doing string, into any) *SendError {
	return c.bot.place.read(c.bot.call(ctx, http.MethodGet, path, nil, time.Time{}), want{doing: doing}, into)
}

// named is the channel under its id and, where it has one, its name.
func (c *check) named() string {
	if c.at.Name == "" {
		return c.bot.place.name
	}
	return fmt.Sprintf("%s (#%s)", c.bot.place.name, c.name(c.at.Name))
}

func (c *check) name(s string) string { return c.bot.place.secret.foreign(s, maxName) }

func (c *check) good(what, format string, args ...any) {
	c.found = append(c.found, Finding{What: what, OK: true, Text: fmt.Sprintf(format, args...)})
}

func (c *check) warn(what, format string, args ...any) {
	c.found = append(c.found, Finding{What: what, Warn: true, Text: fmt.Sprintf(format, args...)})
}

func (c *check) bad(what, format string, args ...any) {
	c.found = append(c.found, Finding{What: what, Text: fmt.Sprintf(format, args...)})
}
