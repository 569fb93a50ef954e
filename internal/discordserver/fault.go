package discordserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Fault is something that goes wrong with requests to come. The requests it falls
// upon are written down and checked like any other. The zero value does nothing,
// once.
//
// Without a Status and without Reset the request is carried out and answered as it
// deserves, only late or torn. With one of them nothing happens on the server
// unless Created says so. A lost answer is Created with Reset, or a Hang longer
// than the patience of who asked.
type Fault struct {
	Route   string        // as in Request.Route; "": any
	Target  string        // as in Request.Target; "": any
	After   int           // matching requests that are spared first
	Times   int           // matching requests it falls upon; 0: one, negative: all
	Status  int           // answered in place of the true status; 0: see above
	Header  http.Header   // of the answer, with a Status
	Body    string        // of the answer, with a Status
	Created bool          // the request is carried out first, as far as it may be
	Hang    time.Duration // the answer is held back so long, or until who asked goes away
	Reset   bool          // the connection is cut without an answer
	Torn    bool          // the connection is cut in the middle of the answer
}

// Fault queues a fault. Of several that match a request the first queued falls
// upon it.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	f.Header = f.Header.Clone()
	s.faults = append(s.faults, &f)
}

// ClearFaults forgets all faults that are queued.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault takes the fault that falls upon a request; the caller holds mu.
func (s *Server) fault(route, target string) (f Fault, hit bool) {
	for _, f := range s.faults {
		if f.Times == 0 || f.Route != "" && f.Route != route || f.Target != "" && f.Target != target {
			continue
		}
		if f.After > 0 {
			f.After--
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		return *f, true
	}
	return Fault{}, false
}

// RateLimited is a bucket that is full.
func RateLimited(retryAfter time.Duration) Fault {
	f := jsonFault(http.StatusTooManyRequests, rateLimited(retryAfter, false))
	f.Header.Set("Retry-After", wholeSeconds(retryAfter))
	f.Header.Set("X-RateLimit-Limit", "5")
	f.Header.Set("X-RateLimit-Remaining", "0")
	f.Header.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", retryAfter.Seconds()))
	f.Header.Set("X-RateLimit-Bucket", "full")
	f.Header.Set("X-RateLimit-Scope", "user")
	return f
}

// RateLimitedGlobally is the limit over all that a bot asks.
func RateLimitedGlobally(retryAfter time.Duration) Fault {
	f := jsonFault(http.StatusTooManyRequests, rateLimited(retryAfter, true))
	f.Header.Set("Retry-After", wholeSeconds(retryAfter))
	f.Header.Set("X-RateLimit-Global", "true")
	f.Header.Set("X-RateLimit-Scope", "global")
	return f
}

// RateLimitedByEdge is a 429 of the network in front of Discord, which knows no
// JSON. Without a time to wait it says none.
func RateLimitedByEdge(retryAfter time.Duration) Fault {
	f := page(http.StatusTooManyRequests, "You are being rate limited")
	if retryAfter > 0 {
		f.Header.Set("Retry-After", wholeSeconds(retryAfter))
	}
	return f
}

// BadGateway is a 502 of the network in front of Discord.
func BadGateway() Fault { return page(http.StatusBadGateway, "502 Bad Gateway") }

// InternalError is a 500 of Discord itself.
func InternalError() Fault {
	return jsonFault(http.StatusInternalServerError, failure(0, "500: Internal Server Error"))
}

// Unauthorized is a token that is no longer taken.
func Unauthorized() Fault {
	return jsonFault(http.StatusUnauthorized, failure(0, "401: Unauthorized"))
}

// Forbidden is a permission that is missing, 50001 or 50013.
func Forbidden(code int) Fault {
	return jsonFault(http.StatusForbidden, failure(code, "Missing Access"))
}

// NotFound is something that is gone, such as 10003 a channel or 10015 a webhook.
func NotFound(code int) Fault { return jsonFault(http.StatusNotFound, failure(code, "Unknown")) }

// Page is a page of HTML with status 200, as a proxy or a wrong address gives it.
func Page() Fault { return page(http.StatusOK, "Welcome") }

// Redirect sends who asked elsewhere.
func Redirect(location string) Fault {
	f := page(http.StatusFound, "Found")
	f.Header.Set("Location", location)
	return f
}

// LostAnswer creates the message and cuts the connection without a word.
func LostAnswer() Fault { return Fault{Created: true, Reset: true} }

func jsonFault(status int, body object) Fault {
	b, err := json.Marshal(body)
	if err != nil { // numbers, words and truth values can always be written
		b = []byte("{}")
	}
	return Fault{Status: status, Body: string(b), Header: http.Header{"Content-Type": {"application/json"}}}
}

func page(status int, title string) Fault {
	return Fault{
		Status: status, Header: http.Header{"Content-Type": {"text/html; charset=UTF-8"}, "Server": {"cloudflare"}},
		Body: "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>",
	}
}
