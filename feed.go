package meddlewatch

import "time"

// Feed is one configured feed: where it is and what a person said about it.
type Feed struct {
	URL      string // configured address; it names the feed for ever, also after a move
	Name     string // outlet name to show; "" lets the feed's own title or host serve
	Kind     string // kind of outlet: government, vendor, research, media, factcheck, aggregator; "" unknown
	Lang     string // BCP 47; "" lets the feed say it
	Schedule string // cron expression in UTC or "@every 15m"
	Charset  string // forces a character encoding; "" detects it
}

// FeedStatus is the named state of a feed, one of the values below.
type FeedStatus string

// The states of a feed, as shown by "bot feeds" and counted by "bot state".
const (
	FeedNew         FeedStatus = "new"         // never polled
	FeedFine        FeedStatus = "fine"        // last poll good
	FeedQuiet       FeedStatus = "quiet"       // good, but without a new item for much longer than usual
	FeedMalformed   FeedStatus = "malformed"   // answers, but nothing (or not everything) can be read
	FeedBlocked     FeedStatus = "blocked"     // 401, 403, 451, a challenge page, or refused by our own network guard
	FeedThrottled   FeedStatus = "throttled"   // 429 or 503 with Retry-After; waiting as asked
	FeedMoved       FeedStatus = "moved"       // good, at a new permanent address
	FeedGone        FeedStatus = "gone"        // 404 or 410 three times in a row
	FeedUnreachable FeedStatus = "unreachable" // no answer, or a server error
)

// FeedStatuses lists every state in the order in which they are shown.
func FeedStatuses() []FeedStatus {
	return []FeedStatus{
		FeedFine, FeedQuiet, FeedMalformed, FeedBlocked, FeedThrottled,
		FeedMoved, FeedGone, FeedUnreachable, FeedNew,
	}
}

// FeedState is everything remembered of a feed between polls. Feeds computes the
// next state from the last one and an answer; store keeps it, in the same
// transaction as the items the answer brought. The zero value (with Feed set) is
// a feed never polled.
type FeedState struct {
	Feed   string // Feed.URL
	Status FeedStatus
	Since  time.Time // when Status began
	Why    string    // a sentence for a person; "" when fine

	Title        string        // the feed's own title, plain text
	Address      string        // adopted permanent address; "" is the configured one
	ETag         string        // as sent by the server at Address
	LastModified string        // as sent by the server at Address
	BodyHash     Key           // of the last decoded body; zero: none
	TTL          time.Duration // pace the last document asked for; zero: none

	LastPoll time.Time // last attempt
	LastGood time.Time // last poll that was read, or not modified
	NextPoll time.Time // not before this time
	// RetryAfter is the time before which the server has asked not to come again
	// (Retry-After of a 429 or 503), at most a day ahead; zero: it has not.
	RetryAfter time.Time
	Failures   int // attempts failed in a row

	MovedTo    string    // address of a permanent redirect not yet adopted
	MovedSeen  int       // sightings of MovedTo in a row
	MovedFirst time.Time // first of these
	GoneSeen   int       // 410 (or 404) answers in a row

	Newest   time.Time // newest publication date known, never in the future
	LastItem time.Time // arrival of the last new item
	PerDay   float64   // new items a day, learned; zero: not known yet
}

// FirstPoll says whether the feed has never been read: its next good poll is its
// first, even when that one turns out to be empty.
func (s FeedState) FirstPoll() bool { return s.LastGood.IsZero() }
