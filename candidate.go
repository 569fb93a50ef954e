package meddlewatch

import "time"

// Candidate is a name that the stream prints and no list has, with what speaks
// for it. It alerts nobody until a person accepts it.
type Candidate struct {
	Name     string         // as printed most often
	Type     string         // campaign or threat_group
	State    CandidateState // what became of it
	First    time.Time      // UTC; arrival of the first item that printed it
	Last     time.Time      // UTC; arrival of the last one
	Proposed time.Time      // UTC; when it was shown to people; zero: not yet
	Evidence []Evidence     // in order of arrival; the oldest are kept
	Outlets  int            // how many different ones printed it
	Items    int            // how many items printed it
}

// Evidence is one place in an item where a name stands that no list has.
type Evidence struct {
	Name   string    `json:"name"`             // as printed
	Type   string    `json:"type"`             // campaign or threat_group
	Rule   string    `json:"rule"`             // the cue that found it
	Sure   bool      `json:"sure"`             // the cue itself says what the name is; false: only the shape of the name
	Item   ID        `json:"item"`             // where it stands
	Link   string    `json:"link"`             // address of that item
	Outlet string    `json:"outlet"`           // who printed it
	At     time.Time `json:"at"`               // UTC; arrival of the item
	Field  Field     `json:"field"`            // the part of the item
	Start  int       `json:"start"`            // bytes in the field's text
	End    int       `json:"end"`              // bytes in the field's text
	Actors []string  `json:"actors,omitempty"` // states named in the same sentence, canonical
}

// CandidateState is what became of a candidate.
type CandidateState string

// The closed list of candidate states.
const (
	CandidateCollected CandidateState = "collected" // seen, with too little evidence to ask a person
	CandidateProposed  CandidateState = "proposed"  // waits for a person
	CandidateAccepted  CandidateState = "accepted"  // a person put it on the watchlist
	CandidateRejected  CandidateState = "rejected"  // a person does not want to hear of it again
)
