package meddlewatch

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Candidate is a name that the stream prints and no list has, with what speaks
// for it. It alerts nobody until a person accepts it.
type Candidate struct {
	Name     string         // as printed most often
	Type     string         // campaign or threat_group
	State    CandidateState // what became of it
	First    time.Time      // UTC; arrival of the first item that printed it
	Last     time.Time      // UTC; arrival of the last one
	Proposed time.Time      // UTC; when it was shown to people; zero: not yet
	Evidence []Evidence     // in order of arrival, one an article; the oldest are kept, sure ones before others
	Outlets  int            // how many different ones printed it
	Items    int            // how many articles printed it; copies of one count once
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
	Actors []string  `json:"actors,omitempty"` // states named in the same sentence, else in the nearest before it; canonical
	// Strength is how far the name can be trusted alone, as its cue and its words
	// let expect; "" is not known.
	Strength Strength `json:"strength,omitempty"`
	// Article is the same for copies of one article, which count once.
	Article Key `json:"-"`
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

// CandidateStates lists every state in the order in which they are shown.
func CandidateStates() []CandidateState {
	return []CandidateState{CandidateProposed, CandidateCollected, CandidateAccepted, CandidateRejected}
}

// NameKey is the key under which the spellings of one name meet: it knows no case,
// no width (Unicode NFKC) and nothing but letters and digits, so that "Storm-0000",
// "storm 0000" and the same with another dash are one. It is zero for a text
// without letter or digit.
func NameKey(name string) Key {
	words := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
	if len(words) == 0 {
		return 0
	}
	return Key(HashOf("name", strings.Join(words, " ")))
}
