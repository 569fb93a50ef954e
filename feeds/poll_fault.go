package feeds

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
	"unicode"

	"meddlewatch"
)

const (
	stateMalformed   = meddlewatch.FeedMalformed
	stateBlocked     = meddlewatch.FeedBlocked
	stateThrottled   = meddlewatch.FeedThrottled
	stateUnreachable = meddlewatch.FeedUnreachable
)

// fault is why a poll brought nothing: the state it puts the feed into and a
// sentence for a person. The sentence holds no secret; the cause may, and is never
// printed.
type fault struct {
	status     meddlewatch.FeedStatus
	text       string
	cause      error
	gone       bool          // 404 or 410
	answered   bool          // the server gave a status, so that "in a row" can be counted
	retryAfter time.Duration // zero: not asked for
}

func (f *fault) Error() string { return f.text }

func (f *fault) Unwrap() error { return f.cause }

// statusLine writes a status as "404 Not Found".
func statusLine(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, http.StatusText(code)))
}

// judgeStatus returns why the status of an answer is a failure, or nil for 200,
// 203 and 304.
func judgeStatus(a answer, now time.Time) *fault {
	line := statusLine(a.status)
	f := &fault{status: stateUnreachable, answered: true}
	wait, asked := retryAfter(a.header, now)
	switch code := a.status; {
	case code == http.StatusOK, code == http.StatusNonAuthoritativeInfo, code == http.StatusNotModified:
		return nil
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable && asked:
		f.status, f.retryAfter = stateThrottled, wait
		f.text = fmt.Sprintf("The server answers %s and asks for fewer requests; the bot waits before it asks again.", line)
		if asked {
			f.text = fmt.Sprintf("The server answers %s and asks to wait %s; the bot does.", line, wait.Round(time.Second))
		}
	case isChallenge(a):
		f.status = stateBlocked
		f.text = fmt.Sprintf("The server answers %s with a page that wants proof of a human reader; ask the outlet to let feed readers through.", line)
	case code == http.StatusUnauthorized, code == http.StatusProxyAuthRequired:
		f.status = stateBlocked
		f.text = fmt.Sprintf("The server answers %s: it wants a user and password; check those of the feed.", line)
	case code == http.StatusForbidden, code == http.StatusUnavailableForLegalReasons:
		f.status = stateBlocked
		f.text = fmt.Sprintf("The server answers %s: it does not let this reader in; ask the outlet, or look for another address of the feed.", line)
	case code == http.StatusNotFound, code == http.StatusGone:
		f.gone = true
		f.text = fmt.Sprintf("The server answers %s; after three such answers in a row the feed counts as gone.", line)
	case code >= 500:
		f.text = fmt.Sprintf("The server answers %s, a failure of its own; the bot tries again by itself.", line)
	case code >= 200 && code < 300:
		f.status = stateMalformed
		f.text = fmt.Sprintf("The server answers %s, which brings no feed; check the address.", line)
	default:
		f.text = fmt.Sprintf("The server answers %s; check the address of the feed.", line)
	}
	return f
}

// isChallenge recognises the pages with which a shop window asks for a human: by
// the header two large providers mark them with, or by their words.
func isChallenge(a answer) bool {
	if strings.EqualFold(a.header.Get("Cf-Mitigated"), "challenge") || a.header.Get("X-Amzn-Waf-Action") != "" {
		return true
	}
	if a.status != http.StatusForbidden && a.status != http.StatusServiceUnavailable || a.body == nil {
		return false
	}
	if !isWebPage(a.header.Get("Content-Type"), a.body.Bytes()) {
		return false
	}
	page := bytes.ToLower(a.body.Bytes())
	for _, words := range []string{
		"captcha", "challenge", "just a moment", "checking your browser", "verify you are", "are you human",
		"enable javascript", "security check", "access denied", "unusual traffic", "ddos protection", "robot",
	} {
		if bytes.Contains(page, []byte(words)) {
			return true
		}
	}
	return false
}

// isWebPage says whether a body is HTML, by what it begins with; by its content
// type only where it begins with something that is no mark-up.
func isWebPage(contentType string, body []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	start = bytes.ToLower(start[:min(len(start), 1024)])
	if bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")) {
		return true
	}
	if bytes.HasPrefix(start, []byte("<?xml")) {
		return bytes.Contains(start, []byte("<!doctype html")) || bytes.Contains(start, []byte("<html"))
	}
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	return strings.TrimSpace(kind) == "text/html" && !bytes.Contains(start, []byte("<rss")) &&
		!bytes.Contains(start, []byte("<feed")) && !bytes.HasPrefix(start, []byte("{"))
}

// unaskedNotModified is a 304 where nothing was asked on condition.
func unaskedNotModified() *fault {
	return &fault{
		status: stateMalformed, answered: true,
		text: "The server answers 304 Not Modified to a request that set no condition, so there is nothing to read; the bot tries again by itself.",
	}
}

// networkFault names what went wrong between the request and the end of the body.
// It returns the error of ctx when the caller gave up: that is nobody's fault.
func (c *Client) networkFault(ctx, limited context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	status, text := c.describeFailure(limited, err)
	return &fault{status: status, text: text, cause: err}
}

func (c *Client) describeFailure(limited context.Context, err error) (meddlewatch.FeedStatus, string) {
	if g, ok := errors.AsType[*guardError](err); ok {
		return stateBlocked, "Refused by the network guard: " + g.Error() + "."
	}
	if large, ok := errors.AsType[*tooLarge](err); ok {
		return stateMalformed, large.Error() + " Nothing of it is used."
	}
	if coding, ok := errors.AsType[*badCoding](err); ok {
		return stateMalformed, coding.Error() + " The bot tries again by itself."
	}
	if errors.Is(err, errTotal) || errors.Is(context.Cause(limited), errTotal) {
		return stateUnreachable, fmt.Sprintf("No whole answer came within %s; the bot tries again by itself.", c.limits.Total)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return stateUnreachable, describeDNS(dns)
	}
	if cert, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return stateUnreachable, "The certificate of the server does not hold: " + plainExcerpt(cert.Err.Error()) + "."
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return stateUnreachable, "The server does not speak TLS at this address; try http:// instead of https://."
	}
	if alert, ok := errors.AsType[tls.AlertError](err); ok {
		return stateUnreachable, "The TLS handshake failed: " + plainExcerpt(alert.Error()) + "."
	}
	return c.describeConnection(err)
}

func describeDNS(dns *net.DNSError) string {
	name := plainExcerpt(dns.Name)
	switch {
	case dns.IsNotFound:
		return fmt.Sprintf("DNS knows no host %s; check the address.", name)
	case dns.IsTimeout:
		return fmt.Sprintf("DNS did not answer for %s in time; the bot tries again by itself.", name)
	}
	return fmt.Sprintf("DNS could not say where %s is; the bot tries again by itself.", name)
}

func (c *Client) describeConnection(err error) (meddlewatch.FeedStatus, string) {
	dial := false
	if op, ok := errors.AsType[*net.OpError](err); ok {
		dial = op.Op == "dial"
	}
	timeout := false
	if e, ok := errors.AsType[net.Error](err); ok {
		timeout = e.Timeout()
	}
	switch message := err.Error(); {
	case timeout && (dial || strings.Contains(message, "TLS handshake")):
		return stateUnreachable, fmt.Sprintf("No connection within %s; the bot tries again by itself.", c.limits.Connect)
	case timeout:
		return stateUnreachable, fmt.Sprintf("Connected, but no answer within %s; the bot tries again by itself.", c.limits.Header)
	case errors.Is(err, syscall.ECONNREFUSED):
		return stateUnreachable, "The server refuses the connection: nothing listens at this host and port."
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return stateUnreachable, "There is no way through the network to this host; check the connection of this machine."
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return stateUnreachable, "The server broke the connection off; the bot tries again by itself."
	case strings.Contains(message, "headers exceeded"), strings.Contains(message, "header list"):
		return stateMalformed, fmt.Sprintf("The headers of the answer are longer than %s; nothing of it is used.", byteCount(maxHeaderBytes))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return stateMalformed, "The answer breaks off before its announced end; the bot tries again by itself."
	case errors.Is(err, io.EOF), strings.Contains(message, "server closed"):
		return stateUnreachable, "The server closed the connection without an answer; the bot tries again by itself."
	case strings.Contains(message, "stream error"), strings.Contains(message, "GOAWAY"), strings.Contains(message, "connection error"):
		return stateUnreachable, "The server gave up the HTTP/2 exchange; the bot tries again by itself."
	case dial:
		return stateUnreachable, "No connection to the server; the bot tries again by itself."
	}
	// What is left are answers that are no HTTP: status lines, headers, chunks or
	// frames that cannot be read. Their text quotes the server and is not repeated.
	return stateMalformed, "The answer is not readable as HTTP; check the address and port."
}

// plainExcerpt makes words of a stranger fit for a sentence: one line, without
// control and format characters, not long.
func plainExcerpt(s string) string {
	const longest = 200
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= longest {
			b.WriteString("…")
			break
		}
		if unicode.Is(unicode.C, r) || r == unicode.ReplacementChar {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
