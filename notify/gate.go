package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"meddlewatch"
)

// Bounds of one request. Discord answers within a second or not at all; what it
// answers is at most a page of 100 messages of some 20 kB each.
const (
	tryTime   = 15 * time.Second
	maxAnswer = 4 << 20
	// partingPost is how long a request that changes something may still take when
	// the program is asked to stop. One that only asks ends at once.
	partingPost = 3 * time.Second
)

// gate lets requests through. It keeps to each server's rate limits for all
// requests to it, which discordgo does without listening to a context and without
// knowing of global limits. It is safe for concurrent use.
type gate struct {
	base http.RoundTripper
	log  *slog.Logger

	mu      sync.Mutex
	servers map[string]*waits // by server
}

// waitsAt is what is known of the limits of a host's server.
func (g *gate) waitsAt(host string) *waits {
	g.mu.Lock()
	defer g.mu.Unlock()
	name := server(host)
	if g.servers[name] == nil {
		if g.servers == nil {
			g.servers = map[string]*waits{}
		}
		g.servers[name] = new(waits)
	}
	return g.servers[name]
}

// server names the server behind a host: Discord is one under all its names.
func server(host string) string {
	switch host = strings.ToLower(host); host {
	case "discordapp.com", "ptb.discord.com", "canary.discord.com", "ptb.discordapp.com", "canary.discordapp.com":
		return "discord.com"
	}
	return host
}

// trip is one request on its way through the gate, and what became of it. It is
// the transport of that request alone, so that whoever sent it can ask for what
// http.Client and discordgo leave out or wrap with secrets.
type trip struct {
	gate  *gate
	waits *waits    // of the server that is asked
	by    time.Time // the request must not begin after this time; zero: whenever

	fate   fate
	wait   time.Duration // fateShut: how long the gate stays shut
	cause  error         // fateUnreached, fateUnanswered: never shown, only classified
	answer answer        // fateAnswered
}

// fate is what became of a request.
type fate int

const (
	fateNone       fate = iota // it was never handed to the gate
	fateStopped                // the context ended before it was sent
	fateShut                   // the server asked for a longer wait than is sat out here
	fateLate                   // its turn would have come after the time it must have begun by
	fateUnreached              // there was no connection: nothing was sent
	fateUnanswered             // it was sent, and no whole answer came
	fateAnswered               // there is an answer
)

// answer is what a server answered.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// faults of an answer that came.
var (
	errTooLong  = errors.New("the answer is too long")
	errPanicked = errors.New("the transport panicked")
)

// errTrip is all that discordgo hears of a failed request: its own errors hold
// addresses, and those of webhooks hold secrets.
var errTrip = errors.New("the request failed")

// RoundTrip sends a request when its turn has come, and again while the server
// answers that there were too many (429): such a request was not processed. The
// answer is kept in the trip. What is returned holds its status alone, so that
// nothing downstream follows a redirect, waits without a context, or puts foreign
// text into an error.
func (t *trip) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := slurp(req)
	if err != nil {
		return nil, errTrip
	}
	route := meddlewatch.HashOf(req.Method, req.URL.Host, req.URL.Path)
	t.waits = t.gate.waitsAt(req.URL.Host)
	for least := leastWait; ; least *= 2 {
		if !t.pass(req.Context(), route) || !t.try(req, body) {
			return nil, errTrip
		}
		if t.answer.status != http.StatusTooManyRequests {
			t.waits.answered(route, t.answer, time.Now())
			break
		}
		wait, everyone := t.waits.refused(route, t.answer, least, time.Now())
		t.gate.log.Warn("Discord asks the bot to wait", "wait", wait, "all_destinations", everyone)
	}
	return &http.Response{
		Status:     fmt.Sprintf("%d %s", t.answer.status, http.StatusText(t.answer.status)),
		StatusCode: t.answer.status,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     http.Header{},
		Body:       http.NoBody,
		Request:    req,
	}, nil
}

// slurp takes the body out of a request, so that it can be sent again.
func slurp(req *http.Request) ([]byte, error) {
	if req.Body == nil {
		return nil, nil
	}
	defer func() { _ = req.Body.Close() }() // it was read from memory
	return io.ReadAll(req.Body)
}

// pass waits until a request may be sent and says whether it may.
func (t *trip) pass(ctx context.Context, route uint64) bool {
	for {
		if ctx.Err() != nil {
			t.fate = fateStopped
			return false
		}
		now := time.Now()
		wait := max(t.waits.left(route, now), 0)
		t.wait = wait
		switch {
		case !t.by.IsZero() && now.Add(wait).After(t.by):
			t.fate = fateLate
			return false
		case wait == 0:
			return true
		case wait > mostSatOut:
			t.fate = fateShut
			return false
		}
		turn := time.NewTimer(wait)
		select {
		case <-turn.C:
		case <-ctx.Done():
			turn.Stop()
		}
	}
}

// try sends a request once and says whether a whole answer came.
func (t *trip) try(req *http.Request, body []byte) bool {
	asked := req.Context()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(asked), tryTime)
	defer cancel()
	stop := context.AfterFunc(asked, func() {
		if req.Method == http.MethodGet {
			cancel()
			return
		}
		time.AfterFunc(partingPost, cancel)
	})
	defer stop()

	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	again := req.Clone(ctx)
	again.Body, again.GetBody, again.ContentLength = http.NoBody, nil, 0
	if len(body) > 0 {
		again.Body, again.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		// For a kept connection that the server has closed before a byte was written.
		again.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	t.answer, t.cause = t.gate.send(again)
	switch {
	case t.cause == nil:
		t.fate = fateAnswered
	case connected.Load():
		t.fate = fateUnanswered
	default:
		t.fate = fateUnreached
	}
	return t.fate == fateAnswered
}

// send makes one exchange and reads the answer whole. A panic below becomes an
// error without the panic's own words, which could hold the address.
func (g *gate) send(req *http.Request) (a answer, err error) {
	defer func() {
		if recover() != nil {
			err = errPanicked
		}
	}()
	resp, err := g.base.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = resp.Body.Close() }() // it has been read, or is given up
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = errTooLong
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: body}, err
}
