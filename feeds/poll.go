package feeds

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"meddlewatch"
)

const (
	moveSightings = 3   // equal permanent redirects before their target is adopted
	moveSpan      = day // and the least time between the first and the last of them
	goneSightings = 3   // answers 404 or 410 in a row before a feed is called gone
	forsakeAfter  = 3   // failures in a row after which an adopted address is given up
)

// Result is what one poll brought.
type Result struct {
	// State is the next state of the feed. It is committed together with the items
	// of Document or not at all: it holds the validators with which the next poll
	// asks only for what is newer.
	State meddlewatch.FeedState
	// Document is nil when there is nothing to read: not modified, or failed.
	Document *Document
	// Warnings are sentences about a poll that succeeded all the same.
	Warnings []string
	// NotModified is set when the server said so, or sent the same bytes again.
	NotModified bool
	// Err is why nothing was read, as a sentence without secrets; State.Why says
	// the same. Only when the caller gave up (ctx) is State as it was before.
	Err error
}

// Poll asks a feed once and returns its next state; it leaves to the caller
// whether the feed is due, which entries are new, and to save both. It never
// panics: what goes wrong with a feed becomes a named state of that feed. now is
// the time written into the state; limits run on the clock.
func (c *Client) Poll(ctx context.Context, feed meddlewatch.Feed, state meddlewatch.FeedState, now time.Time) (result Result) {
	now = now.UTC()
	state.Feed = feed.URL
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("reading a feed failed in the bot itself", "feed", shownString(feed.URL),
				"panic", plainExcerpt(fmt.Sprint(p)), "stack", string(debug.Stack()))
			// Without jitter: a function handed in is not asked twice.
			result = failure(feed, state, now, nil, &fault{
				status: stateMalformed, answered: true,
				text: "Reading this feed fails inside the bot itself, other feeds are not harmed; the log has the details for a report.",
			})
		}
	}()

	p, f := c.preparePoll(feed, state)
	if f != nil {
		return c.failed(feed, state, now, f)
	}
	a, err := c.fetch(ctx, p.query)
	if err != nil {
		if f, ok := errors.AsType[*fault](err); ok {
			return c.failed(feed, p.state, now, f)
		}
		return Result{State: state, Err: err}
	}
	defer c.bodies.put(a.body)
	if f := judgeStatus(a, now); f != nil {
		return c.failed(feed, p.state, now, f)
	}
	if a.status == http.StatusNotModified {
		if !a.conditional {
			return c.failed(feed, p.state, now, unaskedNotModified())
		}
		return c.unchanged(p, a, now)
	}
	key := bodyKey(a.body.Bytes(), feed.Charset)
	if key == p.state.BodyHash {
		return c.unchanged(p, a, now)
	}
	return c.changed(p, a, key, now)
}

// poll is one poll under way.
type poll struct {
	feed       meddlewatch.Feed
	configured *url.URL
	state      meddlewatch.FeedState
	recall     recall
	query      query
}

// preparePoll decides which address is asked, and on which condition.
func (c *Client) preparePoll(feed meddlewatch.Feed, state meddlewatch.FeedState) (poll, *fault) {
	configured, f := readAddress(feed.URL)
	if f != nil {
		return poll{}, f
	}
	at := configured
	if state.Address != "" {
		adopted, f := readAddress(state.Address)
		if f == nil {
			at = adopted
		} else {
			forsake(&state)
		}
	}
	p := poll{feed: feed, configured: configured, state: state, recall: c.recalls.of(state)}
	p.query = query{url: at, secret: configured, accept: acceptFeed}
	// Validators without a body they belong to are of no use: a 304 would leave
	// nothing to read.
	if state.BodyHash != 0 {
		p.query.held = []validators{newValidators(bareAddress(at), state.ETag, state.LastModified), p.recall.held}
	}
	return p, nil
}

// newValidators takes the validators that can be sent back.
func newValidators(address, etag, lastModified string) validators {
	return validators{address: address, etag: sendable(etag), lastModified: sendable(lastModified)}
}

// sendable returns a header value, or "" where it cannot be sent again: it has
// control characters, or a length that no honest validator has.
func sendable(value string) string {
	if len(value) > 1<<10 || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return ""
	}
	return value
}

// bodyKey names a decoded body. The forced character encoding is part of the name, so that
// a change of it in the config makes the same bytes be read again. Parsing costs
// many times what SHA-256 does.
func bodyKey(body []byte, charset string) meddlewatch.Key {
	h := sha256.New()
	h.Write(body)
	h.Write([]byte(charset))
	var sum [sha256.Size]byte
	return meddlewatch.Key(max(binary.BigEndian.Uint64(h.Sum(sum[:0])), 1))
}

// unchanged is a poll whose body is the one already read. A body that could be
// read only in part then is still only read in part.
func (c *Client) unchanged(p poll, a answer, now time.Time) Result {
	partly := p.state.Status == meddlewatch.FeedMalformed && p.state.Failures == 0
	state, warnings := c.good(p, a, now)
	if partly {
		enter(&state, meddlewatch.FeedMalformed, p.state.Why, now)
	} else {
		settle(&state, now)
	}
	return Result{State: state, Warnings: warnings, NotModified: true}
}

// changed reads a body that was not there before.
func (c *Client) changed(p poll, a answer, key meddlewatch.Key, now time.Time) Result {
	body, contentType := a.body.Bytes(), a.header.Get("Content-Type")
	if len(body) == 0 {
		return c.failed(p.feed, p.state, now, emptyBody())
	}
	doc, err := Parse(body, ParseOptions{URL: a.address, ContentType: contentType, Charset: p.feed.Charset, MaxItems: c.limits.Items})
	if err != nil || len(doc.Entries) == 0 && isWebPage(contentType, body) {
		return c.failed(p.feed, p.state, now, unparsed(body, contentType, err))
	}
	p.state.BodyHash, p.state.TTL = key, doc.TTL
	if doc.Title != "" {
		p.state.Title = doc.Title
	}
	state, warnings := c.good(p, a, now)
	result := c.settleDocument(state, doc, now)
	result.Warnings = append(warnings, result.Warnings...)
	return result
}

// settleDocument names the state of a feed whose document was read, perhaps only
// in part. Entries over the limit are left out on purpose and are no defect.
func (c *Client) settleDocument(state meddlewatch.FeedState, doc Document, now time.Time) Result {
	result := Result{State: state, Document: &doc}
	read := len(doc.Entries)
	switch {
	case doc.Raw <= read:
		settle(&result.State, now)
	case read >= c.limits.Items:
		result.Warnings = []string{fmt.Sprintf("It holds %d entries; the first %d are read.", doc.Raw, read)}
		settle(&result.State, now)
	default:
		why := fmt.Sprintf("Only %d of the %d entries that its bytes announce can be read; those are used.", read, doc.Raw)
		result.Warnings = []string{why}
		enter(&result.State, meddlewatch.FeedMalformed, why, now)
	}
	return result
}

// emptyBody is a 200 with nothing in it.
func emptyBody() *fault {
	return &fault{status: stateMalformed, answered: true, text: "The server answers with an empty body; the bot tries again by itself."}
}

// unparsed is a 200 whose body is no feed.
func unparsed(body []byte, contentType string, err error) *fault {
	f := &fault{status: stateMalformed, answered: true, cause: err}
	if isWebPage(contentType, body) {
		f.text = "The server answers with a web page instead of a feed; look for the feed's address (bot feeds add finds the feed of a page)."
		return f
	}
	f.text = "The answer cannot be read as a feed: " + strings.TrimRight(plainExcerpt(err.Error()), ".") + "."
	return f
}

// good fills in what every good poll leaves behind; the name of the state is left
// to the caller.
func (c *Client) good(p poll, a answer, now time.Time) (meddlewatch.FeedState, []string) {
	state := p.state
	state.LastPoll, state.LastGood = now, now
	state.Failures, state.GoneSeen, state.RetryAfter = 0, 0, time.Time{}
	sightMove(&state, bareAddress(p.configured), a, now)

	v := newValidators(a.address, a.header.Get("ETag"), a.header.Get("Last-Modified"))
	if a.status == http.StatusNotModified {
		for _, held := range p.query.held {
			if held.address == a.address {
				v = held
			}
		}
	}
	at := state.Address
	if at == "" {
		at = bareAddress(p.configured)
	}
	remember := recall{body: state.BodyHash}
	if v.address == at {
		state.ETag, state.LastModified = v.etag, v.lastModified
	} else {
		state.ETag, state.LastModified = "", ""
		remember.held = v
	}
	c.recalls.keep(state.Feed, remember)

	warnings := a.warnings
	asked := Asked{TTL: state.TTL, Fresh: freshFor(a.header, now)}
	next, err := NextPoll(p.feed.Schedule, asked, now, c.jitter)
	if err != nil {
		warnings = append(warnings, sentence(err))
	}
	state.NextPoll = next
	return state, warnings
}

// sightMove counts sightings of a permanent redirect and adopts its target when
// it has been seen often and long enough.
func sightMove(state *meddlewatch.FeedState, configured string, a answer, now time.Time) {
	switch {
	case !a.permanent:
		state.MovedTo, state.MovedSeen, state.MovedFirst = "", 0, time.Time{}
		return
	case a.address == state.MovedTo:
		state.MovedSeen++
	default:
		state.MovedTo, state.MovedSeen, state.MovedFirst = a.address, 1, now
	}
	if state.MovedSeen < moveSightings || now.Sub(state.MovedFirst) < moveSpan {
		return
	}
	state.Address = state.MovedTo
	if state.Address == configured {
		state.Address = ""
	}
	state.MovedTo, state.MovedSeen, state.MovedFirst = "", 0, time.Time{}
}

// forsake gives up an adopted address, and what belongs to it.
func forsake(state *meddlewatch.FeedState) {
	state.Address, state.ETag, state.LastModified = "", "", ""
	state.MovedTo, state.MovedSeen, state.MovedFirst = "", 0, time.Time{}
	state.GoneSeen = 0
}

func (c *Client) failed(feed meddlewatch.Feed, state meddlewatch.FeedState, now time.Time, f *fault) Result {
	return failure(feed, state, now, c.jitter, f)
}

// failure is a poll that brought nothing. What is known of the feed stays as it is,
// so that the next good poll goes on from there.
func failure(feed meddlewatch.Feed, state meddlewatch.FeedState, now time.Time, jitter func(time.Duration) time.Duration, f *fault) Result {
	status, why := f.status, f.text
	state.LastPoll = now
	state.Failures++
	state.RetryAfter = time.Time{}
	if f.retryAfter > 0 {
		state.RetryAfter = now.Add(min(f.retryAfter, maxAsked))
	}
	switch {
	case f.gone:
		state.GoneSeen++
	case f.answered:
		state.GoneSeen = 0
	}
	if f.gone && state.GoneSeen >= goneSightings {
		status = meddlewatch.FeedGone
		why = "The server has said at least three times in a row that there is no such feed (404 or 410); look for its new address, or take it out of the config."
	}
	if state.Address != "" && state.Failures >= forsakeAfter && status != meddlewatch.FeedThrottled {
		if status == meddlewatch.FeedGone {
			status = f.status
		}
		why = f.text + " This was the address it had moved to; the next poll asks the configured one again."
		forsake(&state)
	}
	enter(&state, status, why, now)

	result := Result{Err: &fault{status: status, text: why, cause: f.cause}}
	next, err := NextPoll(feed.Schedule, Asked{RetryAfter: f.retryAfter, Failures: state.Failures}, now, jitter)
	if err != nil {
		result.Warnings = append(result.Warnings, sentence(err))
	}
	state.NextPoll = next
	result.State = state
	return result
}

// shownString is shownAddress for an address that may not be one.
func shownString(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(an address that cannot be read)"
	}
	return shownAddress(u)
}

// sentence writes an error of ours as a sentence.
func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
