// Package naming finds the names of campaigns and threat groups in running text by
// the way in which such names are introduced ("dubbed", "tracked as", "its …
// influence operation", a group "linked to" a state) and by the shapes in which
// vendors coin them ("Storm-1234", "UNC1234", a word and a weather).
//
// It knows no such name from any list. The same cues serve documents and the stream.
package naming

import (
	"meddlewatch"
	"meddlewatch/seeds/background"
	"meddlewatch/seeds/lists"
)

// Name is a name found in a text.
type Name struct {
	Text       string               // as printed, without quotes and article: "Green Cicada"
	Start, End int                  // its bytes in the text, without quotes
	Type       string               // campaign or threat_group
	Rule       string               // the cue: "dubbed", "quoted beside a network", "vendor shape Storm-dddd"
	Sure       bool                 // the cue says what it names; false: only the shape of the name does
	Strength   meddlewatch.Strength // how far the name can be trusted alone; context where it is ordinary words, never where it is no name worth watching
}

// Namer finds names. It is safe for concurrent use.
type Namer struct{}

// New makes a Namer from the built-in cues.
func New(l *lists.Lists, c *background.Counts) (*Namer, error) { return &Namer{}, nil }

// Find returns the names in a text of one or more sentences, in order, without overlaps.
func (n *Namer) Find(text string) []Name { return nil }
