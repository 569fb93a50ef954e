package discordserver

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
)

// Transport leads to the server without a network, for tests in synthetic time.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ server *Server }

// RoundTrip lets the server answer. A connection that it cuts is an early end.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if trace := httptrace.ContextClientTrace(ctx); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	answer := httptest.NewRecorder()
	whole := make(chan bool, 1)
	go func() {
		done := false
		defer func() {
			_ = recover() // http.ErrAbortHandler
			whole <- done
		}()
		t.server.ServeHTTP(answer, req.Clone(ctx))
		done = true
	}()
	select {
	case done := <-whole:
		if !done {
			return nil, io.ErrUnexpectedEOF
		}
		return answer.Result(), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
