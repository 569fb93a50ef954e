package learn

import (
	"meddlewatch"
	"meddlewatch/seeds/naming"
)

// span is a stretch of a sentence that names something, before it is settled what.
type span struct {
	from, to   int    // tokens, to exclusive
	start, end int    // bytes in the sentence
	name       string // canonical as far as the stretch itself says; "" to be resolved
	typ        string
	country    string // canonical name of the country it belongs to
	kind       string // how the form stands to the name
	rule       string // what found it
	loose      bool   // a single capitalised word: means something only if the documents say what

	bare     string               // of a person with title: the name alone; "" otherwise
	form     string               // of a phrase for a state: the name in it
	formKind string               // how that form stands to the name
	prefixed string               // of a person with title: with the state before it ("Chinese President N")
	abbr     string               // abbreviation given in brackets behind it
	strength meddlewatch.Strength // of a campaign's name, as its cue says
	sure     bool                 // of a campaign: the cue says what it names
	threat   bool                 // of a phrase for a state: it acts in the dark
	election *election            // of an election
	of       string               // of a campaign: the earlier name that this one renames; "" none
	ministry string               // of a body that every state has: which one, where its state is not said
	alts     []*known             // other listed things of the same form
	seeAlso  bool
}

// reader finds the spans of one sentence.
type reader struct {
	*Learner
	text  string
	toks  []token
	taken []bool
	spans []span
	year  int // the year the document speaks of; 0 unknown
	title bool
}

func (l *Learner) read(text string, year int, heading bool, introduced []naming.Name) *reader {
	r := &reader{Learner: l, text: text, toks: tokens(text), year: year}
	r.title = heading || titled(r.toks)
	r.taken = make([]bool, len(r.toks))
	r.names(introduced)
	r.elections()
	r.events()
	r.runs()
	return r
}

// add records a span of tokens and takes them.
func (r *reader) add(s span) *span {
	s.start, s.end = r.toks[s.from].start, r.toks[s.to-1].end
	for i := s.from; i < s.to; i++ {
		r.taken[i] = true
	}
	r.spans = append(r.spans, s)
	return &r.spans[len(r.spans)-1]
}

// printed returns the text of tokens.
func (r *reader) printed(from, to int) string { return r.text[r.toks[from].start:r.toks[to-1].end] }

// names takes the campaigns and threat groups that the naming cues find.
func (r *reader) names(introduced []naming.Name) {
	for _, n := range introduced {
		from, to := r.tokensOf(n)
		if from < 0 {
			continue
		}
		if r.takenIn(from, to) {
			continue
		}
		if k, length := r.gaz.at(r.toks, from); k != nil && length == to-from && k.class != classRegion {
			continue // a state, an outlet or a platform, whatever it is dubbed
		}
		kind := "name"
		if n.Of != "" {
			kind = "alias"
		}
		r.add(span{
			from: from, to: to, name: n.Text, typ: n.Type, kind: kind, rule: n.Rule,
			strength: n.Strength, sure: n.Sure, of: n.Of,
		})
	}
}

func (r *reader) tokensOf(n naming.Name) (from, to int) {
	from = -1
	for i, t := range r.toks {
		if t.start >= n.Start && t.end <= n.End {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// free says whether a token is there and in no span.
func (r *reader) free(i int) bool { return i >= 0 && i < len(r.toks) && !r.taken[i] }

// joined says whether nothing but space or a hyphen stands between a token and
// the one before.
func (r *reader) joined(i int) bool { return i > 0 && i < len(r.toks) && r.toks[i].after == 0 }

func (r *reader) lower(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].lower()
}

// titled says whether a sentence is printed as a title, nearly every longer word
// or the small words within it with a capital: then capitals say nothing about names.
func titled(toks []token) bool {
	long, capitals := 0, 0
	for i, t := range toks {
		if t.year() != 0 {
			continue
		}
		if i > 0 && t.after == 0 && t.capital() && smallWords[t.lower()] && toks[i-1].capital() {
			return true
		}
		if len(t.text) > 3 {
			long++
			if t.capital() {
				capitals++
			}
		}
	}
	return long >= 4 && (capitals == long || long >= 7 && capitals*8 >= long*7)
}

// smallWords have a capital within a sentence only where every word has one.
var smallWords = setOf([]string{"and", "of", "in", "at", "for", "with", "as", "to", "by", "from", "is", "are", "says", "say", "amid", "amidst", "over"})
