// Package route decides which destination hears of a story, and when. So far
// that is the hourly cap: what goes to a destination alone, and what is listed in
// a digest. It is pure: it counts and sends nothing itself.
package route

import "time"

// Hour is the span over which the messages of a destination are counted.
const Hour = time.Hour

// How a digest is gathered. Reports on one event come in a burst: a digest waits
// until it is over, but people have been promised minutes. Then it leaves them in
// peace for a while.
const (
	Quiet   = 20 * time.Second // without a further message a burst is over
	Longest = 10 * time.Minute // that a message waits for a digest, and from one digest to the next
)

// Load is what a destination got and what waits for it.
type Load struct {
	Sent    int // single messages within the last Hour
	Waiting int // single messages that are owed
	// Since is when messages began to wait for room, Grown when the last one came;
	// zero where none does.
	Since, Grown time.Time
	Digest       time.Time // when the last digest was made; zero: none
	// Throttled says that the destination itself asked to be left alone for so
	// long that messages have piled up.
	Throttled bool
	// More says that there is certainly more to come, and that its end will be told;
	// Last says that this is it.
	More, Last bool
}

// Step is what is to be done with the messages that wait.
type Step int

// The steps.
const (
	Alone Step = iota // the next one may be sent alone
	Wait              // none is sent alone, and it is not yet time for a digest
	List              // those that wait go into a digest now
)

// Next decides for a destination that takes so many single messages an hour; a
// cap of zero is no cap.
func Next(perHour int, l Load, now time.Time) Step {
	switch {
	case perHour <= 0:
		return Alone
	case l.Throttled && l.Waiting > 1:
		return List
	case l.Sent < perHour:
		return Alone
	case l.Waiting == 0: // what comes before the next look has no room either
		return Wait
	case l.Last:
		return List
	case l.More, now.Sub(l.Digest) < Longest:
		return Wait
	case now.Sub(l.Grown) >= Quiet, now.Sub(l.Since) >= Longest:
		return List
	}
	return Wait
}
