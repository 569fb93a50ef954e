package feeds

import (
	"context"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Limits bound what one answer may cost. A zero field takes its value from
// DefaultLimits.
type Limits struct {
	Connect time.Duration // DNS and TCP; the TLS handshake has as much again
	Header  time.Duration // from the request to the end of the answer's headers
	Total   time.Duration // all redirects and the body; waiting for one's turn at a host is not counted
	Body    int64         // bytes, as sent and as decoded
	Items   int           // entries of one document
}

// DefaultLimits returns the limits of the running bot.
func DefaultLimits() Limits {
	return Limits{
		Connect: 10 * time.Second,
		Header:  15 * time.Second,
		Total:   60 * time.Second,
		Body:    10 << 20,
		Items:   DefaultMaxItems,
	}
}

// orDefault fills the zero fields.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	if l.Connect <= 0 {
		l.Connect = d.Connect
	}
	if l.Header <= 0 {
		l.Header = d.Header
	}
	if l.Total <= 0 {
		l.Total = d.Total
	}
	if l.Body <= 0 {
		l.Body = d.Body
	}
	if l.Items <= 0 {
		l.Items = d.Items
	}
	return l
}

// Options is what a Client is made of. The zero value is usable.
type Options struct {
	AllowHosts []string // host:port pairs exempt from the private-network guard
	UserAgent  string   // "" is DefaultUserAgent
	Limits     Limits
	Logger     *slog.Logger // nil logs nothing
	// Jitter returns how much later than necessary a feed is polled, between zero
	// and the longest delay it is given; what lies outside is cut. Nil is random.
	Jitter func(longest time.Duration) time.Duration
}

// DefaultUserAgent is how the bot introduces itself.
const DefaultUserAgent = "meddlewatch (feed reader)"

// idleTimeout keeps connections between polls of a feed that is read every half
// hour, jitter included.
const idleTimeout = 35 * time.Minute

// maxHeaderBytes bounds the headers of one answer.
const maxHeaderBytes = 64 << 10

// Client fetches feeds. It is polite (conditional requests, one request at a time
// per host:port), bounded (see Limits) and closed to private networks. It keeps
// connections and a little memory of each feed; everything that must outlive the
// process is in the FeedState. It is safe for concurrent use; make one with
// NewClient.
type Client struct {
	limits  Limits
	agent   string
	log     *slog.Logger
	jitter  func(time.Duration) time.Duration
	gates   gates
	bodies  bodies
	recalls recalls

	mu        sync.Mutex // guards the two below
	allow     map[string]bool
	transport *http.Transport
}

// NewClient returns a Client.
func NewClient(o Options) *Client {
	c := &Client{limits: o.Limits.orDefault(), agent: o.UserAgent, log: o.Logger, jitter: o.Jitter}
	if c.agent == "" {
		c.agent = DefaultUserAgent
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.jitter == nil {
		c.jitter = func(longest time.Duration) time.Duration { return rand.N(longest + 1) }
	}
	c.SetAllowHosts(o.AllowHosts)
	return c
}

// SetAllowHosts replaces the exemptions from the private-network guard. Where
// they change, kept connections are given up, so that none outlives its permit;
// requests under way end under the rules they began with.
func (c *Client) SetAllowHosts(hosts []string) {
	allow := make(map[string]bool, len(hosts))
	for _, h := range hosts {
		allow[normalHostPort(h)] = true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.transport != nil {
		if maps.Equal(c.allow, allow) {
			return
		}
		c.transport.CloseIdleConnections()
	}
	c.allow = allow
	c.transport = newTransport(newGuard(allow), c.limits)
}

// CloseIdle closes the connections that are kept between polls.
func (c *Client) CloseIdle() { c.roundTripper().CloseIdleConnections() }

// roundTripper returns the transport of the present rules.
func (c *Client) roundTripper() *http.Transport {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.transport
}

// newTransport returns a transport of our own: no proxy, because one from the
// environment would dial where the guard cannot look; no decompression, because
// ours is bounded; small buffers, because a thousand connections idle at a time.
func newTransport(g *guard, l Limits) *http.Transport {
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            g.dialer(l.Connect),
		TLSHandshakeTimeout:    l.Connect,
		ResponseHeaderTimeout:  l.Header,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConnsPerHost:    1, // one request at a time per host:port needs no more
		IdleConnTimeout:        idleTimeout,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		WriteBufferSize:        1 << 10,
		ReadBufferSize:         1 << 10,
	}
}

// Page is what Get found.
type Page struct {
	URL         string // where the answer came from, after redirects, without user and password
	ContentType string // as printed in the header; "" unknown
	Body        []byte // decoded
}

// Get fetches any page under the same limits and the same guard as a feed. The
// error is a sentence for a person.
func (c *Client) Get(ctx context.Context, address string) (Page, error) {
	u, f := readAddress(address)
	if f != nil {
		return Page{}, f
	}
	a, err := c.fetch(ctx, query{url: u, secret: u, accept: acceptPage})
	if err != nil {
		return Page{}, err
	}
	defer c.bodies.put(a.body)
	if f := judgeStatus(a, time.Now()); f != nil {
		return Page{}, f
	}
	if a.status == http.StatusNotModified {
		return Page{}, unaskedNotModified()
	}
	return Page{URL: a.address, ContentType: a.header.Get("Content-Type"), Body: append([]byte(nil), a.body.Bytes()...)}, nil
}

// readAddress parses the address of a feed or a page.
func readAddress(address string) (*url.URL, *fault) {
	u, err := url.Parse(address)
	if err != nil {
		// The error of url.Parse prints the address, and with it a password.
		return nil, &fault{status: stateBlocked, text: "The address cannot be read as a URL; write it as https://host/path."}
	}
	if f := checkScheme(u); f != nil {
		return nil, f
	}
	return u, nil
}
