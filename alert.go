package meddlewatch

import "time"

// AlertKind says what a message to a destination is about.
type AlertKind string

const (
	// AlertStory is a story people hear of for the first time.
	AlertStory AlertKind = "story"
	// AlertNotice is the one message that lists what the flood guard held back.
	AlertNotice AlertKind = "notice"
	// AlertDigest is the one message that lists what was too much for a
	// destination.
	AlertDigest AlertKind = "digest"
)

// Change is what an alert tells anew of a story that people know.
type Change string

const (
	// ChangeNone is the first alert of a story.
	ChangeNone Change = ""
	// ChangeClimbed is a claim of more weight than the one people were told.
	ChangeClimbed Change = "climbed"
	// ChangeWithdrawn is a claim that is said to be withdrawn, corrected or cleared in court.
	ChangeWithdrawn Change = "withdrawn"
)

// Changes lists every change but ChangeNone.
func Changes() []Change { return []Change{ChangeClimbed, ChangeWithdrawn} }

// Alert is what a destination renders: the content of a message, free of any
// format. It is composed from the store when the message is claimed.
type Alert struct {
	Kind     AlertKind
	Story    ID // the story, or for a notice or digest the first item it lists
	Revision int
	Change   Change // what is new of a story that people know; "" of all else
	Was      Claim  // with a change: the strongest claim that people were told before

	Headline     string // as printed by the outlet, never rewritten
	Outlet       string
	Link         string
	Summary      string // the feed's own words; shortened by whoever renders
	Lang         string
	Claim        Claim
	AttributedBy string
	Hedge        string
	Actors       []Mention
	Campaigns    []Mention
	Why          string    // one line
	Score        float64   // of the item shown
	Published    time.Time // zero: unknown
	FirstSeen    time.Time
	Outlets      []string // those of the story's relevant items so far, in order of arrival
	// Sources is how many independent sources the story has so far: the origins of
	// the same items, each counted once. 0 is not known.
	Sources int

	Feed   string // notice: the feed that was held
	Reason string // notice and digest: why, as a sentence
	Lines  []Line // notice and digest: every item, in order of arrival
}

// Line is one item in a notice or digest.
type Line struct {
	Headline string
	Outlet   string
	Link     string
	// Of a digest, where the line stands for what is new of a story that people know:
	Change Change // "" the item tells of a new story
	Was    Claim  // as in Alert
	Claim  Claim  // that of the item now
}
