package notify

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// apiVersion is the version of Discord's API that everything here speaks.
const apiVersion = "/api/v10"

// DiscordOptions says which server speaks Discord's API and how the bot meets
// it.
type DiscordOptions struct {
	APIBase string           // address before /api/v10; "" is https://discord.com
	Version string           // of the bot, for the user agent; "" is "dev"
	Now     func() time.Time // nil: time.Now. Rate limits are waited out by the machine's own clock
	Log     *slog.Logger     // nil logs nothing
	// Transport brings a request there; nil is one of our own. It must call the
	// GotConn hook of net/http/httptrace once it has a connection, as
	// http.Transport does: an error before that means that nothing was sent.
	Transport http.RoundTripper
}

// Discord is the way to one server that speaks Discord's REST API; all
// destinations of a process share one, since they share its global limits. It
// needs no gateway. It knows no secrets, and is safe for concurrent use.
type Discord struct {
	base  string // scheme and host, without the API's own path
	agent string
	now   func() time.Time
	gate  *gate
}

// NewDiscord returns a way to the server. Nothing is asked of it yet.
func NewDiscord(o DiscordOptions) *Discord {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Transport == nil {
		o.Transport = newDiscordTransport()
	}
	return &Discord{
		base: strings.TrimRight(cmp.Or(o.APIBase, "https://discord.com"), "/"),
		// Discord asks for a user agent of this form and blocks others (error 40333).
		agent: "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ") Meddlewatch/" + cmp.Or(o.Version, "dev"),
		now:   o.Now,
		gate:  &gate{base: o.Transport, log: o.Log},
	}
}

// newDiscordTransport returns a transport that bounds connecting; each try as a
// whole is bounded by the gate. A kept connection is given up soon, because a
// message sent into a dead one is a message of unknown fate.
func newDiscordTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
}

// CloseIdle closes the connections that are kept between messages.
func (d *Discord) CloseIdle() {
	if t, ok := d.gate.base.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// String names the server.
func (d *Discord) String() string { return "Discord at " + host(d.base) }

// Format prints String for every verb.
func (d *Discord) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, d.String()) }

// LogValue is String.
func (d *Discord) LogValue() slog.Value { return slog.StringValue(d.String()) }

// host is the host and port of an address.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "an address that cannot be read"
	}
	return u.Host
}

// call sends one request, whose body is nil or one of our own structs, and says
// what became of it. by is the time by which it must have begun, zero for
// whenever. authorization is "" for a request that needs none.
//
// A session is made for each request: its rate limiter would hold a lock while a
// request is under way and sleep on it, deaf to the context. Retries are off, and
// what discordgo returns is left aside for what the gate saw: its errors hold the
// request with its secrets, and do not tell whether anything was sent.
func (d *Discord) call(ctx context.Context, method, address string, body any, authorization string, by time.Time) *trip {
	t := &trip{gate: d.gate, by: by}
	s := &discordgo.Session{
		Token:                  authorization,
		UserAgent:              d.agent,
		Client:                 &http.Client{Transport: t},
		Ratelimiter:            discordgo.NewRatelimiter(),
		ShouldRetryOnRateLimit: false,
		MaxRestRetries:         0,
	}
	_, _ = s.RequestWithBucketID(method, address, body, "", discordgo.WithContext(ctx))
	return t
}
