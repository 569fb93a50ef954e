// Package relate finds what sentences say of the entities in them: who is said to
// be behind a campaign, at whom it aims, who reports it, who denies it, by what it
// was conducted, what is part of what.
//
// It gets sentences whose names have been found already and knows no name itself.
// It reports what is said with the hedge as printed, and never that it is true.
package relate

import (
	"slices"
	"sync"
)

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

// Kinds lists the relations that Find may return. alias_of is not among them: that two
// names are one is known where names are gathered.
func Kinds() []string {
	return []string{attributedTo, partOf, targets, reportedBy, denies, conductedVia}
}

const (
	attributedTo = "attributed_to"
	partOf       = "part_of"
	targets      = "targets"
	reportedBy   = "reported_by"
	denies       = "denies"
	conductedVia = "conducted_via"
)

// Finder finds relations. It is safe for concurrent use.
type Finder struct{ languages []*cues }

// New makes a Finder from the built-in cues. An error means a broken build.
func New() (*Finder, error) {
	f := &Finder{}
	for _, lang := range languages {
		c, err := loadCues(lang)
		if err != nil {
			return nil, err
		}
		f.languages = append(f.languages, c)
	}
	return f, nil
}

var builtin = sync.OnceValues(New)

// Find is the Find of a Finder with the built-in cues, which are read once.
func Find(sentences []Sentence) []Relation {
	f, err := builtin()
	if err != nil {
		return nil // a broken build, which the tests rule out
	}
	return f.Find(sentences)
}

// Find returns the relations that one document's sentences state, in order of the
// sentences; the same one may be returned for several of them. It changes nothing.
//
// What a sentence says of itself comes first. What follows from several (a campaign
// of a state is part of the interference the document is about) stands with the
// sentence that said the first part.
func (f *Finder) Find(sentences []Sentence) []Relation {
	c := f.language(sentences)
	d := newDocument(c, sentences)
	for i := range sentences {
		r := read(c, &sentences[i], i)
		d.follow(r)
		if r.Heading {
			continue
		}
		if r.doubt {
			d.remember(r)
			continue
		}
		d.parts(r)
		d.attributions(r)
		d.responsible(r)
		d.hires(r)
		d.pagesIn(r)
		d.aimList(r)
		d.aims(r)
		d.slights(r)
		d.handles(r)
		d.undergoes(r)
		d.timing(r)
		d.platforms(r)
		d.sites(r)
		d.denials(r)
		d.answers(r)
		d.reports(r)
	}
	d.conclude()
	slices.SortStableFunc(d.found, func(a, b Relation) int { return a.Sentence - b.Sentence })
	return d.found
}

// language picks the cues of the language whose common words the sentences hold most.
func (f *Finder) language(sentences []Sentence) *cues {
	counts := make([]int, len(f.languages))
	for i := range sentences[:min(len(sentences), 200)] { // enough to tell
		for _, t := range tokenize(sentences[i].Text, nil) {
			for k, c := range f.languages {
				if c.common[t.word] {
					counts[k]++
				}
			}
		}
	}
	best := 0
	for k, n := range counts {
		if n > counts[best] {
			best = k
		}
	}
	return f.languages[best]
}
