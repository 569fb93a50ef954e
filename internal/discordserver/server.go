package discordserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// Options says how the server behaves. The zero value is Discord on a good day.
type Options struct {
	Address     string           // host:port to listen on; "": a free port of loopback
	Now         func() time.Time // the server's clock, for ids, timestamps and the nonce memory; nil: time.Now
	NonceMemory time.Duration    // how long a nonce is remembered; 0: 3 minutes ("a few minutes" is what Discord promises)
	PlainIDs    bool             // ids are small numbers, of which no time can be read
	Limit       int              // requests a bucket takes in a window; 0: as many as come
	LimitWindow time.Duration    // 0: 5 seconds
	// MessageContent grants the privileged intent without which an application
	// reads the messages of others without content, embeds and components.
	MessageContent bool
	// OnMessage is told of every message when it is created, OnViolation of every
	// broken rule. They must not call the server; nil: nobody is told.
	OnMessage   func(Message)
	OnViolation func(string)
}

// Message is a message as it was stored.
type Message struct {
	ID        string
	ChannelID string
	WebhookID string // "" when it did not come through a webhook
	Nonce     string
	Content   string
	Body      json.RawMessage // as received
	Time      time.Time       // of the server's clock
}

// Request is a request that came in.
type Request struct {
	Method string
	Route  string    // "POST /channels/{}/messages"; with the path as it came where there is no such route
	Target string    // the first id of the path, such as the channel; "" none
	Query  string    // as received
	Status int       // answered; 0: not answered, or not yet
	Time   time.Time // of the server's clock
	Nonce  string    // of the body
}

// Server is a guild with a bot in it, a channel and a webhook of that channel.
type Server struct {
	opts   Options
	doc    *openapi3.T
	http   *http.Server
	url    string
	closed chan struct{}
	// serving counts the listener and every request under way.
	serving sync.WaitGroup

	mu         sync.Mutex // guards all below
	closing    bool
	guild      guild
	token      string
	webhook    webhook
	messages   []*stored
	lastID     uint64
	nonces     map[string]*stored
	buckets    map[string]*bucket
	faults     []*Fault
	requests   []*Request
	violations []string
}

// Start listens and serves until Close.
func Start(o Options) (*Server, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	if o.Address == "" {
		o.Address = "127.0.0.1:0"
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", o.Address)
	if err != nil {
		return nil, fmt.Errorf("the Discord for tests cannot listen on %s: %w", o.Address, err)
	}
	s.url = "http://" + listener.Addr().String()
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	s.serving.Go(func() { _ = s.http.Serve(listener) }) // ends with Close
	return s, nil
}

// New returns a server that does not listen: only its Transport leads to it.
func New(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NonceMemory == 0 {
		o.NonceMemory = 3 * time.Minute
	}
	if o.LimitWindow == 0 {
		o.LimitWindow = 5 * time.Second
	}
	doc, err := api()
	if err != nil {
		return nil, err
	}
	s := &Server{
		opts: o, doc: doc, url: "http://discord.test", closed: make(chan struct{}),
		nonces: map[string]*stored{}, buckets: map[string]*bucket{},
	}
	s.settle()
	return s, nil
}

// Close ends the listener, all connections and every answer that is held back.
func (s *Server) Close() error {
	s.mu.Lock()
	over := s.closing
	s.closing = true
	s.mu.Unlock()
	if over {
		return nil
	}
	close(s.closed)
	var err error
	if s.http != nil {
		err = s.http.Close()
	}
	s.serving.Wait()
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("the Discord for tests did not close: %w", err)
	}
	return nil
}

// URL is the address that takes the place of https://discord.com.
func (s *Server) URL() string { return s.url }

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token
}

// SetToken gives the bot another token; the one before is refused from now on.
func (s *Server) SetToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = token
}

// BotID is the bot's user, ApplicationID its application.
func (s *Server) BotID() string { return s.guild.bot }

// ApplicationID is the bot's application; for all but very old bots it is the same
// number as the user, here it is not.
func (s *Server) ApplicationID() string { return s.guild.application }

// Guild is the guild that the bot is a member of.
func (s *Server) Guild() string { return s.guild.id }

// Channel is the channel that is there from the start.
func (s *Server) Channel() string { return s.guild.first }

// Webhook is the full address of the webhook, as Discord's "Copy Webhook URL"
// gives it: without a version.
func (s *Server) Webhook() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.url + "/api/webhooks/" + s.webhook.id + "/" + s.webhook.token
}

// Messages lists the messages of a channel as they were stored, in order of
// creation; of all channels when it is "".
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Message
	for _, m := range s.messages {
		if channel == "" || m.ChannelID == channel {
			list = append(list, m.Message)
		}
	}
	return list
}

// Requests lists every request since the start or the last ResetRequests, in order
// of arrival.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Request, len(s.requests))
	for i, r := range s.requests {
		list[i] = *r
	}
	return list
}

// ResetRequests forgets the requests so far. Messages and violations stay.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// Violations lists every rule that a request broke, and every answer of our own
// that Discord's document refuses. A test fails on any.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// violate writes a violation down; the caller holds mu.
func (s *Server) violate(format string, args ...any) {
	v := fmt.Sprintf(format, args...)
	s.violations = append(s.violations, v)
	if s.opts.OnViolation != nil {
		s.opts.OnViolation(v)
	}
}
