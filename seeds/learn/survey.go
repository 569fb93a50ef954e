package learn

import (
	"strings"

	"meddlewatch"
	"meddlewatch/seeds/document"
)

// survey is all that a set of documents names, before and after it is settled who
// is who.
type survey struct {
	*Learner
	documents []document.Document
	mentions  []*mention
	things    map[string]*thing // by key
	order     []*thing          // in order of first mention
	hosts     map[string]bool   // states whose elections the documents are about
	first     []int             // number of the first mention in each document
	index     *index            // for short forms; nil until full names are settled
}

// place is a sentence: document, block and sentence by number.
type place struct{ document, block, sentence int }

// mention is a span in its place. A book has hundreds of thousands, so it keeps only
// what is asked of a span once its sentence is read, and what few spans have apart.
type mention struct {
	place
	*details
	from, to, start, end int32
	name, typ, country   string
	kind, rule           string
	text                 string // as printed
	before               string // word before it, lower case
	election             *election
	thing                *thing // whom it means; nil: nobody knows
	loose, threat, sure  bool
	seeAlso              bool
	counts               bool // says something new: neither a repeat nor an entry of a list of links
}

// details are what a mention knows of its span that few have.
type details struct {
	bare, form, formKind, prefixed, abbr string
	of, ministry                         string
	strength                             meddlewatch.Strength
	alts                                 []*known
}

func newMention(s *span, at place) *mention {
	return &mention{
		place: at, details: s.details(), from: int32(s.from), to: int32(s.to), start: int32(s.start), end: int32(s.end),
		name: s.name, typ: s.typ, country: s.country, kind: s.kind, rule: s.rule,
		election: s.election, loose: s.loose, threat: s.threat, sure: s.sure, seeAlso: s.seeAlso,
	}
}

func (s *span) details() *details {
	if s.bare == "" && s.form == "" && s.prefixed == "" && s.abbr == "" && s.of == "" && s.ministry == "" && s.strength == "" && len(s.alts) == 0 {
		return noDetails
	}
	return &details{s.bare, s.form, s.formKind, s.prefixed, s.abbr, s.of, s.ministry, s.strength, s.alts}
}

// noDetails is never written.
var noDetails = &details{}

// thing is an entity in the making.
type thing struct {
	key       string
	name      string
	typ       string
	country   string
	listed    bool // it stands in a list
	election  *election
	mentions  []*mention
	documents []int // those that name it, by number, in order
	midterm   bool  // an election that is called the midterms
	acts      int   // mentions as one who acts in the dark
}

// survey reads every sentence that is content.
func (l *Learner) survey(documents []document.Document) *survey {
	s := &survey{Learner: l, documents: documents, things: map[string]*thing{}}
	for d := range documents {
		s.first = append(s.first, len(s.mentions))
		year := l.yearOf(&documents[d])
		foreign := !english(&documents[d])
		introduced := l.introduced(d, &documents[d])
		for b := range documents[d].Blocks {
			block := &documents[d].Blocks[b]
			if block.Frame != "" {
				continue
			}
			for n, sentence := range block.Sentences {
				if sentence.Frame != "" {
					continue
				}
				at := place{d, b, n}
				text := block.Text[sentence.Start:sentence.End]
				r := l.read(text, year, block.Kind == document.Heading || foreign, introduced[at])
				printed := map[string]int{}
				for i := range r.spans {
					one := &r.spans[i]
					one.seeAlso = block.SeeAlso
					one.start += sentence.Start
					one.end += sentence.Start
					m := newMention(one, at)
					m.text = trimPossessive(block.Text[one.start:one.end])
					m.counts = !sentence.Repeat && !block.SeeAlso && block.Kind != document.Heading
					if one.from > 0 {
						m.before = r.lower(one.from - 1)
					}
					if printed[m.text]++; printed[m.text] <= oftenInOne {
						s.mentions = append(s.mentions, m)
					}
				}
			}
		}
	}
	return s
}

// oftenInOne is how often one sentence can mention one form. One that prints it more
// often is no sentence, and says nothing by printing it again.
const oftenInOne = 20

// yearOf returns the year that a document speaks of: the last one that an election
// is named by, else the last year in it; 0 without any.
func (l *Learner) yearOf(d *document.Document) int {
	latest, ofElection := 0, 0
	for b := range d.Blocks {
		text := d.Blocks[b].Text
		if !strings.Contains(text, "19") && !strings.Contains(text, "20") {
			continue
		}
		toks := tokens(text)
		for i, t := range toks {
			y := t.year()
			if y == 0 {
				continue
			}
			latest = max(latest, y)
			for j := max(0, i-4); j < min(len(toks), i+5); j++ {
				if l.words.electionNouns[toks[j].lower()] {
					ofElection = max(ofElection, y)
				}
			}
		}
	}
	if ofElection != 0 {
		return ofElection
	}
	return latest
}

// english says whether a document is written in English: the words that no English
// text does without make up a fair part of it. What a capital says about a word, and
// what stands around a name, is known of English alone; in other languages only
// listed names, names of persons and those that the naming cues find are taken.
func english(d *document.Document) bool {
	words, small := 0, 0
	for b := range d.Blocks {
		if d.Blocks[b].Frame != "" {
			continue
		}
		for word := range strings.FieldsSeq(d.Blocks[b].Text) {
			words++
			if englishWords[word] {
				small++
			}
		}
	}
	return words < fewWords || small*englishShare >= words
}

var englishWords = setOf([]string{"the", "of", "and", "to", "that", "for", "is", "was", "with", "by", "it", "as", "are", "were", "has", "had", "which", "from"})

// fewWords are too few to tell the language by.
const fewWords = 40

// englishShare is the part of an English text that these words make up at least:
// one word in ten; newspapers have one in four.
const englishShare = 10
