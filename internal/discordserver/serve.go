package discordserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// mostBytes is what the server reads of a body; a message takes a small part of it.
const mostBytes = 1 << 20

// reply is an answer ready to be sent, and what goes wrong with it.
type reply struct {
	status int
	header http.Header
	body   []byte
	fault  Fault
}

// ServeHTTP writes a request down, checks it and answers it, with the fault that
// falls upon it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.enterRequest() {
		panic(http.ErrAbortHandler) // cuts the connection
	}
	defer s.serving.Done()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
	record, out := s.prepare(r, body, err)
	if out.fault.Hang > 0 {
		timer := time.NewTimer(out.fault.Hang)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-s.closed:
			panic(http.ErrAbortHandler)
		case <-r.Context().Done():
			panic(http.ErrAbortHandler) // nobody waits for the answer any more
		}
	}
	if out.fault.Reset {
		reset(w)
		return
	}
	s.mu.Lock()
	record.Status = out.status // before anybody has the answer
	s.mu.Unlock()
	send(w, out)
}

func (s *Server) enterRequest() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.serving.Add(1)
	return true
}

// prepare does all of a request but sending the answer.
func (s *Server) prepare(r *http.Request, body []byte, readErr error) (*Request, reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opts.Now()
	record := &Request{Method: r.Method, Query: r.URL.RawQuery, Time: now, Nonce: nonceOf(body)}
	s.requests = append(s.requests, record)

	way, params, target, known := find(r.Method, r.URL.Path)
	if !known {
		record.Route = r.Method + " " + r.URL.Path
		s.violate("%s: the API has no such route, or the bot has no business there", record.Route)
		fault, _ := s.fault(record.Route, "")
		return record, s.reply(nil, fault, nil, answer{http.StatusNotFound, failure(0, "404: Not Found")})
	}
	record.Route, record.Target = way.name(), target
	c := call{params: params, query: r.URL.Query(), body: body, now: now}
	for _, err := range s.headMistakes(r, way, body, readErr) {
		s.violate("%s: %v", record.Route, err)
	}
	unfit := s.parameterMistakes(r, way, c)
	for _, err := range unfit {
		s.violate("%s: %v", record.Route, err)
	}
	if way.message {
		c.broken = CheckMessage(way.webhook, body)
		for _, err := range c.broken {
			s.violate("%s: %v", record.Route, err)
		}
	}

	op := s.operation(way)
	limits, wait := s.count(record.Route, target, now)
	fault, hit := s.fault(record.Route, target)
	if hit && !fault.Created && (fault.Status != 0 || fault.Reset) {
		return record, s.reply(op, fault, limits, answer{})
	}
	var a answer
	switch {
	case wait > 0:
		a = answer{http.StatusTooManyRequests, rateLimited(wait, false)}
	case !way.webhook && r.Header.Get("Authorization") != "Bot "+s.token:
		a = answer{http.StatusUnauthorized, failure(0, "401: Unauthorized")}
	case len(unfit) > 0:
		a = refused(unfit)
	default:
		a = way.handle(s, c)
	}
	return record, s.reply(op, fault, limits, a)
}

// headMistakes finds what is wrong around the body of a request.
func (s *Server) headMistakes(r *http.Request, way route, body []byte, readErr error) []error {
	var errs []error
	if readErr != nil {
		errs = append(errs, fmt.Errorf("the body could not be read: %w", readErr))
	}
	if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		errs = append(errs, fmt.Errorf("the User-Agent %q does not begin with \"DiscordBot (\"", r.UserAgent()))
	}
	if way.webhook && r.Header.Get("Authorization") != "" {
		errs = append(errs, errors.New("a webhook is given an Authorization header, which it does not need"))
	}
	if way.message {
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
			errs = append(errs, fmt.Errorf("the Content-Type %q is not application/json", r.Header.Get("Content-Type")))
		}
	} else if len(body) > 0 {
		errs = append(errs, errors.New("a request that has no body has one"))
	}
	return errs
}

// parameterMistakes compares path and query with the document, which knows neither
// stray parameters nor that before, after and around exclude each other.
func (s *Server) parameterMistakes(r *http.Request, way route, c call) []error {
	item := s.doc.Paths.Find(way.path)
	op := s.operation(way)
	var errs []error
	err := openapi3filter.ValidateRequest(context.Background(), &openapi3filter.RequestValidationInput{
		Request: r, PathParams: c.params,
		Route: &routers.Route{Spec: s.doc, Path: way.path, PathItem: item, Method: way.method, Operation: op},
		Options: &openapi3filter.Options{
			ExcludeRequestBody: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
		},
	})
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		errs = append(errs, &Broken{RuleDocument, "", first})
	}
	if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
		errs = append(errs, &Broken{RuleDocument, "", fmt.Sprintf("the query cannot be read: %v", err)})
	}
	for _, name := range slices.Sorted(maps.Keys(c.query)) {
		if op.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil {
			errs = append(errs, &Broken{RuleUnknown, name, "a parameter that Discord does not know"})
		}
		if len(c.query[name]) > 1 {
			errs = append(errs, &Broken{RuleDocument, name, "a parameter that is given twice"})
		}
	}
	places := 0
	for _, name := range []string{"before", "after", "around"} {
		if c.query.Has(name) {
			places++
		}
	}
	if places > 1 {
		errs = append(errs, &Broken{RuleDocument, "", "of before, after and around one is allowed"})
	}
	return errs
}

func (s *Server) operation(way route) *openapi3.Operation {
	return s.doc.Paths.Find(way.path).GetOperation(way.method)
}

// reply writes an answer as bytes. A true answer is compared with the document; a
// fault is what it is.
func (s *Server) reply(op *openapi3.Operation, fault Fault, limits http.Header, a answer) reply {
	if fault.Status != 0 {
		h := fault.Header.Clone()
		if h == nil {
			h = http.Header{}
		}
		return reply{status: fault.Status, header: h, body: []byte(fault.Body), fault: fault}
	}
	out := reply{status: a.status, header: limits.Clone(), fault: fault}
	if out.header == nil {
		out.header = http.Header{}
	}
	if a.body != nil {
		body, err := json.Marshal(a.body)
		if err != nil {
			s.violate("an answer of ours cannot be written: %v", err)
		}
		out.body = body
		out.header.Set("Content-Type", "application/json")
	}
	if op != nil && a.status != 0 {
		if err := conformAnswer(op, a.status, out.body); err != nil {
			s.violate("an answer %d of ours is not what the document says of %s: %v", a.status, op.OperationID, err)
		}
	}
	return out
}

// send writes an answer out, half of it where it is torn.
func send(w http.ResponseWriter, out reply) {
	maps.Copy(w.Header(), out.header)
	if out.status != http.StatusNoContent {
		w.Header().Set("Content-Length", fmt.Sprint(len(out.body)))
	}
	w.WriteHeader(out.status)
	body := out.body
	if out.fault.Torn {
		body = body[:len(body)/2]
	}
	if _, err := w.Write(body); err != nil && !out.fault.Torn {
		return // who asked has gone away
	}
	if out.fault.Torn {
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		panic(http.ErrAbortHandler) // cuts the connection
	}
}

// reset cuts the connection of a request so that its other end sees a reset.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // a close is enough where this fails
	}
	_ = conn.Close()
}

// nonceOf reads the nonce of a body, "" where there is none.
func nonceOf(body []byte) string {
	var b struct {
		Nonce any `json:"nonce"`
	}
	if err := json.Unmarshal(body, &b); err != nil || b.Nonce == nil {
		return ""
	}
	return word(b.Nonce)
}
