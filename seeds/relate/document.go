package relate

import (
	"slices"
	"strings"
)

// document is what is known of the whole document while its sentences are read.
type document struct {
	cues      *cues
	sentences []Sentence
	things    map[string]*thing // by canonical name
	order     []string          // canonical names in order of appearance
	states    map[string]string // folded forms of states, to their canonical name
	found     []Relation
	events    []string // of them, those of interference
	elections []string // of them, those that are elections
	seen      map[fact]bool
	author    string // the house that says "we"; "" none
	story     story
	accused   map[string]bool // states said to aim at anybody, or to be behind anything
	owned     map[string]bool // operations attributed to a state
	protested []Relation      // denials without their object
	pages     map[string]bool
	said      map[string]int // how often each name is printed
	context
}

// maxEvents is how many elections, and how many events of interference, are told
// apart in a document; none that speaks of one subject comes near it.
const maxEvents = 300

// fact is a relation as it is told from others within a sentence.
type fact struct {
	subject, relation, object string
	sentence                  int
}

// thing is an entity as the document presents it.
type thing struct {
	kind         string
	country      string // the state it belongs to; "" unknown
	first        place  // where it stands first
	printed      string // how it is printed there
	title        bool   // stands in a heading, or in the first sentence
	interference bool   // an event of interference
	foreign      bool   // an event of no particular state
	election     bool   // an event that is an election
	home         string // of an election: the state that votes; "" unknown
	of           string // the election that an event of interference speaks of; "" none that the document names
}

// place is a mention in the document.
type place struct{ sentence, start, end int }

func newDocument(c *cues, sentences []Sentence) *document {
	d := &document{cues: c, sentences: sentences, things: map[string]*thing{}, states: map[string]string{}, seen: map[fact]bool{}, pages: map[string]bool{}, accused: map[string]bool{}, owned: map[string]bool{}}
	for i := range sentences {
		for _, m := range usable(sentences[i].Text, sentences[i].Mentions) {
			d.meet(i, &sentences[i].Mentions[m])
		}
	}
	for _, name := range d.order {
		d.classify(c, name)
	}
	for _, name := range d.events {
		d.things[name].of = d.electionIn(name)
	}
	for _, name := range d.order {
		d.descend(name, name)
		if t := d.things[name]; t.kind != "state_actor" {
			d.descend(name, t.printed)
		}
	}
	for i := range sentences {
		d.kin(&sentences[i])
	}
	for _, name := range d.elections {
		d.things[name].home = d.homeOf(name)
	}
	d.author = d.writer()
	d.tell()
	d.election = d.story.election
	return d
}

func (d *document) meet(sentence int, m *Mention) {
	s := &d.sentences[sentence]
	t := d.things[m.Entity]
	if t == nil {
		t = &thing{kind: m.Type, first: place{sentence, m.Start, m.End}, printed: s.Text[m.Start:m.End]}
		d.things[m.Entity] = t
		d.order = append(d.order, m.Entity)
	}
	if t.country == "" && m.Country != m.Entity {
		t.country = m.Country
	}
	t.title = t.title || s.Heading || sentence == 0
	if m.Type == "state_actor" || m.Type == "place" {
		if t.country == "" && !m.Adjective && m.Country == "" {
			d.states[fold(m.Entity)] = m.Entity
		}
		d.states[fold(s.Text[m.Start:m.End])] = m.Entity
	}
}

// classify tells elections and interference among the events by their names, and
// whose interference it is by the state the name begins with or holds.
func (d *document) classify(c *cues, name string) {
	t := d.things[name]
	if t.kind != "event" {
		return
	}
	tokens := tokenize(name+" "+t.printed, nil)
	covered, hits := c.find(tokens)
	for i, m := range covered {
		t.interference = t.interference || (m.has(actNoun) && m.has(interfere))
		t.election = t.election || m.has(election)
		if state, ok := d.states[tokens[i].word]; ok && t.country == "" && !m.has(election) && i < 3 {
			t.country = state
		}
	}
	if t.foreign = len(hits[foreign]) > 0; t.foreign {
		t.country = ""
	}
	t.election = t.election && !t.interference
	if t.election && len(d.elections) < maxEvents {
		d.elections = append(d.elections, name)
	}
	if t.interference && len(d.events) < maxEvents {
		d.events = append(d.events, name)
	}
}

// electionIn is the election that the name of an event holds; "" none.
func (d *document) electionIn(name string) string {
	for _, other := range d.order {
		if d.thing(other).election && strings.Contains(name, other) {
			return other
		}
	}
	return ""
}

// descend learns the state of a body, a person or a ruling party from a name that
// begins with it: "Turkish Foreign Ministry".
func (d *document) descend(name, printed string) {
	t := d.things[name]
	if t.country != "" || (t.kind != "state_actor" && t.kind != "government_body" && t.kind != "person") {
		return
	}
	if state := d.beginsWith(printed); state != name {
		t.country = state
	}
}

// beginsWith is the state with whose name a longer one begins; "" none.
func (d *document) beginsWith(name string) string {
	words := strings.Fields(fold(name))
	for n := 1; n < len(words) && n <= 3; n++ {
		begin, _ := strings.CutSuffix(strings.Join(words[:n], " "), "'s")
		if state := d.states[begin]; state != "" && d.things[state].country == "" {
			return state
		}
	}
	return ""
}

// kin learns the state of bodies and persons from the state printed before them.
func (d *document) kin(s *Sentence) {
	var before *Mention
	for _, i := range usable(s.Text, s.Mentions) {
		m := &s.Mentions[i]
		t := d.things[m.Entity]
		if before != nil && m.Start-before.End <= 1 && (before.Type == "state_actor" || before.Type == "place") &&
			t.country == "" && m.Entity != before.Entity && (m.Type == "government_body" || m.Type == "person") {
			t.country = d.country(before.Entity)
		}
		before = m
	}
}

// thing is what the document knows of a name; the zero thing of one it does not name.
func (d *document) thing(name string) thing {
	if t := d.things[name]; t != nil {
		return *t
	}
	return thing{}
}

// country is the state a name belongs to; a state belongs to itself, "" is unknown.
func (d *document) country(name string) string {
	t := d.things[name]
	switch {
	case t == nil:
		return ""
	case t.country == "" && (t.kind == "state_actor" || t.kind == "place"):
		return name
	}
	return t.country
}

// interference returns the event by which the document calls the interference of a
// state in an election: that of the election if there is one, else one of its
// title, else any; "" none.
func (d *document) interference(state, election string) string {
	best, worth := "", 0
	for _, name := range d.events {
		t := d.things[name]
		if t.country == "" || t.country != state {
			continue
		}
		w := 1
		if t.title {
			w = 2
		}
		if election != "" && strings.Contains(name, election) {
			w += 2
		}
		if w > worth {
			best, worth = name, w
		}
	}
	return best
}

// about is the interference that the title of the document names; "" none.
func (d *document) about() string {
	i := slices.IndexFunc(d.events, func(name string) bool {
		t := d.things[name]
		return t.title && t.country != ""
	})
	if i < 0 {
		return ""
	}
	return d.events[i]
}
