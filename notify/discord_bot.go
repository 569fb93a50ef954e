package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"meddlewatch"
)

// Bot posts in one channel as a bot user. It is a Sender: a post carries the
// message's nonce with enforce_nonce, under which Discord makes one message only
// for some minutes ("Create Message"); later a doubtful message is looked for in
// the channel before it is posted.
type Bot struct {
	discord *Discord
	channel string
	window  time.Duration
	place   place
	own     *atomic.Pointer[snowflake] // the bot's own user id, once it is known
}

// Bot returns the way to a channel, posting with a bot's token (without "Bot " in
// front). A message without an answer is sent again under its nonce for as long as
// nonceWindow after its first try.
func (d *Discord) Bot(token, channel string, nonceWindow time.Duration) *Bot {
	return &Bot{
		discord: d,
		channel: channel,
		window:  nonceWindow,
		place:   place{server: host(d.base), name: "channel " + channel, secret: newSecret(token)},
		own:     new(atomic.Pointer[snowflake]),
	}
}

// String names the channel.
func (b *Bot) String() string { return "bot in " + b.place.name }

// Format prints String for every verb, so that nothing prints the token.
func (b *Bot) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, b.String()) }

// LogValue is String.
func (b *Bot) LogValue() slog.Value { return slog.StringValue(b.String()) }

// Send posts the message and returns its id. A doubtful one is first looked for
// where its nonce may be forgotten. A failure is a *SendError.
func (b *Bot) Send(ctx context.Context, out meddlewatch.Outgoing) (string, error) {
	body, err := thaw(out.Payload)
	if err != nil {
		return "", err
	}
	body.Nonce, body.EnforceNonce, body.Reference = b.nonce(out), true, replyTo(out.First)

	var by time.Time
	if out.Doubtful {
		age := b.discord.now().Sub(out.FirstTry)
		if age >= 0 && age < b.window {
			by = time.Now().Add(b.window - age)
		} else if id, err := b.find(ctx, out); id != "" || err != nil {
			return id, err
		}
	}
	return b.place.posted(b.post(ctx, body, by))
}

// nonce is what Discord knows the message by. Discord looks for a nonce among all
// messages of an author, in whatever channel, so it holds the channel: two
// programs may post the same story with one token in two places.
func (b *Bot) nonce(out meddlewatch.Outgoing) string {
	return meddlewatch.ID(meddlewatch.HashOf(out.Nonce, b.channel)).String()
}

// call sends a request of the bot to the API. body is nil for none.
func (b *Bot) call(ctx context.Context, method, path string, body *message, by time.Time) *trip {
	var data any
	if body != nil {
		data = body
	}
	return b.discord.call(ctx, method, b.discord.base+apiVersion+path, data, "Bot "+b.place.secret.reveal(), by)
}

// thaw reads a frozen message.
func thaw(payload []byte) (*message, error) {
	var m message
	if err := json.Unmarshal(payload, &m); err != nil {
		return nil, &SendError{Kind: Dead, Err: errors.New("the message was kept in a form that cannot be read; please report this with the message, which the outbox keeps")}
	}
	if m.AllowedMentions.Parse == nil {
		m.AllowedMentions = nobody() // whatever it was, it never notifies anybody
	}
	return &m, nil
}
