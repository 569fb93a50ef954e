// Package naming finds the names of campaigns and threat groups in running text by
// the way in which such names are introduced ("dubbed", "tracked as", "its …
// influence operation", a group "linked to" a state) and by the shapes in which
// vendors coin them ("Storm-1234", "UNC1234", a word and a weather).
//
// It knows no such name from any list. The same cues serve documents and the
// stream. They are data: cues/ holds the words of a language, shapes.toml the
// naming schemes of vendors with their sources, words.toml ordinary words.
//
// It decides that a text uses something as such a name, what the name names, and how
// far it may be trusted alone. Whether anybody wants to hear of it is left to others.
package naming

import (
	"slices"
	"strings"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/seeds/lists"
)

// The types of what is found.
const (
	typeCampaign = "campaign"
	typeGroup    = "threat_group"
)

// Name is a name found in a text.
type Name struct {
	Text       string               // as printed, without quotes and article: "Silver Heron"
	Start, End int                  // its bytes in the text, without quotes
	Type       string               // campaign or threat_group
	Rule       string               // the cue: "dubbed", "quoted beside a network", "vendor shape Storm-dddd"
	Sure       bool                 // the cue says what it names; false: only the shape of the name does
	Crime      bool                 // a cue of the text says that it commits crime for money
	Strength   meddlewatch.Strength // how far the name can be trusted alone; context where it is ordinary words, never where it is no name worth watching

	// In documents only.
	Of   string // the earlier name of the same text that it renames, as printed there; "" none
	Bare string // without the word for an operation before it: "Heron" of "Operation Heron"; "" where it has none
}

// Counts tell how often ordinary news print a word; *background.Counts is one.
// Zeros everywhere, with Items at most 1, mean that nothing is known.
type Counts interface {
	Items() int
	Word(word string) int
	Lower(word string) int
	Pair(first, second string) int
}

// Namer finds names. It is safe for concurrent use.
type Namer struct {
	book   *book
	deep   *book // for documents
	gate   *gate
	shapes *shapes
	words  words
	known  *known
	counts Counts
}

// New makes a Namer from the built-in cues. An error means a broken build.
func New(l *lists.Lists, c Counts) (*Namer, error) {
	b, err := readCues("cues")
	if err != nil {
		return nil, err
	}
	deep, err := readCues("cues", "documents")
	if err != nil {
		return nil, err
	}
	s, err := readShapes(b, deep)
	if err != nil {
		return nil, err
	}
	w, err := readWords()
	if err != nil {
		return nil, err
	}
	return &Namer{book: b, deep: deep, gate: newGate(b, s), shapes: s, words: w, known: newKnown(l), counts: c}, nil
}

// Speaks says whether a text speaks of hacking or influence at all.
func (n *Namer) Speaks(text string) bool {
	return n.worth(text) && slices.ContainsFunc(n.book.find(cut(text)), func(f found) bool { return f.class == topic })
}

// Find returns the names in a text of one or more sentences, in order, without overlaps.
// Names that only their shape reveals are found where the text itself speaks of
// hacking or influence.
func (n *Namer) Find(text string) []Name { return n.FindIn(text, false) }

// FindIn is Find for a text that is part of a larger one; about says that the
// larger one speaks of hacking or influence, so that the text need not say it again.
func (n *Namer) FindIn(text string, about bool) []Name {
	return n.pieces(text, mode{about: about})
}

// mode says how a text is read.
type mode struct {
	about    bool // what the text is part of speaks of hacking or influence
	document bool // by the cues for documents, too
}

func (n *Namer) pieces(text string, m mode) []Name {
	var out []Name
	for from := 0; from < len(text); {
		to := from + pieceEnd(text[from:])
		for _, name := range n.piece(text[from:to], m) {
			name.Start, name.End = name.Start+from, name.End+from
			out = append(out, name)
		}
		from = to
	}
	return out
}

// pieceMax is how much text, in bytes, is read at once. A cue looks back at its
// neighbours, so the cost of a text would grow faster than its length.
const pieceMax = 4 << 10

// pieceEnd returns where the first piece of a text ends: at the last end of a
// sentence, else the last space, that it holds.
func pieceEnd(text string) int {
	if len(text) <= pieceMax {
		return len(text)
	}
	for _, end := range []string{"\n", ". ", "。", " "} {
		if i := strings.LastIndex(text[:pieceMax], end); i > 0 {
			return i + len(end)
		}
	}
	end := pieceMax
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return max(end, 1)
}

func (n *Namer) piece(text string, m mode) []Name {
	if !m.about && !n.worth(text) {
		return nil
	}
	r := n.read(text, m)
	var all []candidate
	all = append(all, r.byShape()...)
	all = append(all, r.byIntroduction()...)
	all = append(all, r.byKind()...)
	all = append(all, r.byApposition()...)
	all = append(all, r.byOperation()...)
	if m.document {
		all = append(all, r.byRename(all)...)
		return r.names(all)
	}
	all = append(all, r.byAlias(all)...)
	return r.names(all)
}
