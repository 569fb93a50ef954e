package notify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"regexp"
	"time"

	"meddlewatch"
)

// Webhook posts through a webhook, which needs no bot. It is a Sender. A webhook
// knows no nonce, and cannot list what it has posted: a message without an answer
// is sent again, since an alert twice is less harm than an alert lost.
type Webhook struct {
	discord *Discord
	base    string // scheme and host, the webhook's own
	id      string
	thread  string // of the channel; "" none
	place   place
}

// webhookPath is the path of a webhook: its id and its token, which alone makes
// it a secret.
var webhookPath = regexp.MustCompile(`^/api(?:/v[0-9]+)?/webhooks/([0-9]{1,20})/([A-Za-z0-9_-]+)/?$`)

// Webhook returns the way through a webhook, from the address that Discord shows:
// https://HOST/api/webhooks/ID/TOKEN, with a version of the API or without, and
// with ?thread_id= for a thread of its channel. Its host is its own, whatever the
// server of d. The error does not hold the address.
func (d *Discord) Webhook(address string) (*Webhook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return nil, errors.New("this is not the address of a webhook; copy it again with Copy Webhook URL in the channel's settings")
	}
	parts := webhookPath.FindStringSubmatch(u.EscapedPath())
	if parts == nil {
		return nil, errors.New("the address is not that of a webhook, which is https://HOST/api/webhooks/ID/TOKEN; copy it again with Copy Webhook URL in the channel's settings")
	}
	thread := u.Query().Get("thread_id")
	if thread != "" && (!isDigits(thread) || len(thread) > maxSnowflake) {
		return nil, errors.New("the thread_id in the webhook's address is not the id of a thread; copy it again with Copy Thread ID in Discord")
	}
	return &Webhook{
		discord: d,
		base:    u.Scheme + "://" + u.Host,
		id:      parts[1],
		thread:  thread,
		place:   place{server: u.Host, name: "webhook " + parts[1], webhook: true, secret: newSecret(parts[2])},
	}, nil
}

// String names the webhook without its token.
func (w *Webhook) String() string { return w.place.name }

// Format prints String for every verb, so that nothing prints the token.
func (w *Webhook) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, w.String()) }

// LogValue is String.
func (w *Webhook) LogValue() slog.Value { return slog.StringValue(w.String()) }

// Send posts the message and returns its id. A failure is a *SendError.
func (w *Webhook) Send(ctx context.Context, out meddlewatch.Outgoing) (string, error) {
	body, err := thaw(out.Payload)
	if err != nil {
		return "", err
	}
	body.Nonce, body.EnforceNonce = "", false
	// Without wait there is no answer to speak of, without with_components no
	// button ("Execute Webhook").
	query := url.Values{"wait": {"true"}, "with_components": {"true"}}
	if w.thread != "" {
		query.Set("thread_id", w.thread)
	}
	return w.place.posted(w.discord.call(ctx, "POST", w.address()+"?"+query.Encode(), body, "", time.Time{}))
}

// address is where the webhook answers. It is a secret.
func (w *Webhook) address() string {
	return w.base + apiVersion + "/webhooks/" + w.id + "/" + w.place.secret.reveal()
}
