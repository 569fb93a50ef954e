// Package relate finds what sentences say of the entities in them: who is said to
// be behind a campaign, at whom it aims, who reports it, who denies it, by what it
// was conducted, what is part of what.
//
// It gets sentences whose names have been found already and knows no name itself.
// It reports what is said with the hedge as printed, and never that it is true.
package relate

// Mention is an entity printed in a sentence.
type Mention struct {
	Entity     string // canonical name
	Type       string // one of meddlewatch.EntityTypes
	Start, End int    // bytes in the text of the sentence
	// Adjective: the form is an adjective or people of a country ("Chinese", "Iranians"), or a
	// phrase for those who act for it ("Chinese hackers", "PRC influence actors").
	Adjective bool
	// Country is the canonical name of the state the entity belongs to, where that is known; "" else.
	Country string
}

// Sentence is a sentence with its mentions in order, without overlaps.
type Sentence struct {
	Text      string
	Mentions  []Mention
	Block     int  // number of its block (paragraph) in the document
	CutBefore bool // what stands before it was left out
	CutAfter  bool // its rest was left out
	Heading   bool // a title or section heading
}

// Relation is what a sentence says of two entities.
type Relation struct {
	Subject, Relation, Object string // canonical names; relation as in Kinds
	Hedge                     string // the word that keeps a distance, as printed ("linked to", "suspected"); ""
	Sentence                  int    // index into the sentences
	Start, End                int    // bytes in its text that say so
	Rule                      string
}

// Find returns the relations that one document's sentences state, in order; the same
// one may be returned for several sentences.
func Find(sentences []Sentence) []Relation { return nil }
