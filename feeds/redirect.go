package feeds

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// maxRedirects is how many hops an answer may be away.
const maxRedirects = 10

// drainAtMost is how many bytes of a redirect's body are read so that its
// connection can be kept.
const drainAtMost = 4 << 10

const (
	acceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
	acceptPage = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
)

// validators are what a server gave with an answer so that the next request can
// ask whether anything changed. They are sent to the address that gave them and
// to no other.
type validators struct {
	address      string
	etag         string
	lastModified string
}

func (v validators) empty() bool { return v.etag == "" && v.lastModified == "" }

// query is one question: an address, and what goes with the request.
type query struct {
	url    *url.URL
	secret *url.URL // the configured address: its user and password go to its host alone
	accept string
	held   []validators
}

// answer is what came back from the last hop.
type answer struct {
	status      int
	header      http.Header
	address     string // of the last hop, without user and password
	redirected  bool
	permanent   bool          // redirected, and every hop said that it is for ever
	conditional bool          // the last hop was asked with validators
	body        *bytes.Buffer // the decoded body; of an error page its beginning; nil without one
	warnings    []string
}

// errTotal ends a request that takes longer than Limits.Total.
var errTotal = errors.New("the time for a whole answer is over")

// fetch asks and follows redirects. Each hop is guarded and waits for its turn at
// its host by itself, so that two feeds that lead to each other's hosts cannot
// block each other. The error is a *fault, or that of ctx.
func (c *Client) fetch(ctx context.Context, q query) (answer, error) {
	budget := c.limits.Total
	at := q.url
	var seen, warnings []string
	permanent := true
	for {
		a, next, err := c.hop(ctx, at, q, &budget)
		if err != nil {
			return answer{}, redirectedFault(err, at, len(seen) > 0)
		}
		if next == nil {
			a.redirected = len(seen) > 0
			a.permanent = a.redirected && permanent
			a.warnings = warnings
			return a, nil
		}
		if a.status != http.StatusMovedPermanently && a.status != http.StatusPermanentRedirect {
			permanent = false
		}
		seen = append(seen, a.address)
		if f := checkHop(seen, next); f != nil {
			return answer{}, f
		}
		if at.Scheme == "https" && next.Scheme == "http" {
			warnings = append(warnings, "It redirects from https to plain http at "+plainExcerpt(next.Host)+", where anybody on the way can change what it says.")
		}
		at = next
	}
}

// checkHop decides whether a redirect may be followed.
func checkHop(seen []string, next *url.URL) *fault {
	if f := checkScheme(next); f != nil {
		f.text = "It redirects to where feeds cannot go. " + f.text
		return f
	}
	if slices.Contains(seen, bareAddress(next)) {
		return &fault{status: stateUnreachable, text: "It redirects in a circle, by way of " + shownAddress(next) + "."}
	}
	if len(seen) > maxRedirects {
		return &fault{status: stateUnreachable, text: "It redirects more than 10 times without an answer."}
	}
	return nil
}

// redirectedFault says where it happened when that is not the address asked for.
func redirectedFault(err error, at *url.URL, redirected bool) error {
	f, ok := errors.AsType[*fault](err)
	if !ok || !redirected {
		return err
	}
	g := *f
	g.text = "After a redirect to " + shownAddress(at) + ": " + g.text
	return &g
}

// hop makes one request. next is where a redirect leads; otherwise the answer is
// complete. What the request used of the budget is taken off it.
func (c *Client) hop(ctx context.Context, at *url.URL, q query, budget *time.Duration) (answer, *url.URL, error) {
	key := urlHostPort(at)
	if err := c.gates.enter(ctx, key); err != nil {
		return answer{}, nil, err
	}
	defer c.gates.leave(key)

	began := time.Now()
	defer func() { *budget -= time.Since(began) }()
	limited, cancel := context.WithTimeoutCause(ctx, *budget, errTotal)
	defer cancel()

	a := answer{address: bareAddress(at)}
	req, conditional := c.request(limited, at, a.address, q)
	a.conditional = conditional
	resp, err := c.roundTripper().RoundTrip(req)
	if err != nil {
		return answer{}, nil, c.networkFault(ctx, limited, err)
	}
	defer func() { _ = resp.Body.Close() }() // nothing is lost: what was wanted has been read
	a.status, a.header = resp.StatusCode, resp.Header

	if next, f := redirectTarget(at, resp); f != nil || next != nil {
		_, _ = io.CopyN(io.Discard, resp.Body, drainAtMost) // only so that the connection can be kept
		if f != nil {
			return answer{}, nil, f
		}
		return a, next, nil
	}
	switch resp.StatusCode {
	case http.StatusNotModified:
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		a.body, err = c.bodies.read(resp, c.limits.Body)
		if err != nil {
			return answer{}, nil, c.networkFault(ctx, limited, err)
		}
	default:
		a.body = c.bodies.readStart(resp)
		if ctx.Err() != nil {
			c.bodies.put(a.body)
			return answer{}, nil, ctx.Err()
		}
	}
	return a, nil, nil
}

// request builds the request for one hop.
func (c *Client) request(ctx context.Context, at *url.URL, address string, q query) (*http.Request, bool) {
	bare := *at
	bare.User, bare.Fragment, bare.RawFragment = nil, "", ""
	req := (&http.Request{
		Method: http.MethodGet, URL: &bare, Host: bare.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{
			"User-Agent":      {c.agent},
			"Accept":          {q.accept},
			"Accept-Encoding": {acceptEncoding},
		},
	}).WithContext(ctx)
	if s := q.secret; s != nil && s.User != nil && strings.EqualFold(s.Hostname(), at.Hostname()) &&
		(s.Scheme == at.Scheme || at.Scheme == "https") {
		password, _ := s.User.Password()
		req.SetBasicAuth(s.User.Username(), password)
	}
	for _, v := range q.held {
		if v.address != address || v.empty() {
			continue
		}
		if v.etag != "" {
			req.Header.Set("If-None-Match", v.etag)
		}
		if v.lastModified != "" {
			req.Header.Set("If-Modified-Since", v.lastModified)
		}
		return req, true
	}
	return req, false
}

// redirectTarget returns where an answer redirects to, or nil when it does not.
func redirectTarget(at *url.URL, resp *http.Response) (*url.URL, *fault) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := resp.Header.Get("Location")
	to, err := url.Parse(location)
	if location == "" || err != nil {
		return nil, &fault{status: stateUnreachable, text: "It redirects (" + statusLine(resp.StatusCode) + ") without a readable address to go to."}
	}
	return at.ResolveReference(to), nil
}

// checkScheme lets only http and https addresses with a host through.
func checkScheme(u *url.URL) *fault {
	if u.Scheme != "http" && u.Scheme != "https" {
		return &fault{status: stateBlocked, text: "Only http and https addresses are fetched, this one is of another kind; write it as https://host/path."}
	}
	if u.Hostname() == "" {
		return &fault{status: stateBlocked, text: "The address has no host; write it as https://host/path."}
	}
	return nil
}

// urlHostPort returns the host:port that a request to u goes to.
func urlHostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// bareAddress writes an address without user, password and fragment: the form in
// which addresses are compared and remembered.
func bareAddress(u *url.URL) string {
	if u.User == nil && u.Fragment == "" {
		return u.String()
	}
	bare := *u
	bare.User, bare.Fragment, bare.RawFragment = nil, "", ""
	return bare.String()
}

// shownAddress writes an address for a sentence: besides the user and password, a
// query may be secret too.
func shownAddress(u *url.URL) string {
	s := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
	if u.RawQuery != "" {
		s += "?…"
	}
	return plainExcerpt(s)
}
