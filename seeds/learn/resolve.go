package learn

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// resolve settles whom every mention means: first those that say it themselves,
// then elections, then short forms, which the others explain.
func (s *survey) resolve() {
	states := s.statesOf()
	for _, m := range s.mentions {
		m.choose(states[m.document])

		if m.election == nil && m.name != "" && !m.loose && !m.byFamilyName() {
			s.give(m, s.thingOf(m))
		}
	}
	s.joinRenamed()
	s.joinShortNames()
	s.resolveElections()
	s.index = s.newIndex()
	s.resolveShort()
	for _, m := range s.mentions {
		if m.thing != nil && m.threat {
			m.thing.acts++
		}
	}
	s.splitCapitals()
	s.joinIntelligence()
}

// splitCapitals makes a town of a country that is named by its capital alone, as
// the place where something happens: "a meeting in Bangkok".
func (s *survey) splitCapitals() {
	for _, t := range s.order {
		if t.typ == "place" && t.country == t.name && !slices.ContainsFunc(t.mentions, func(m *mention) bool { return m.kind != "metonym" || !locative[m.before] }) {
			t.name, t.listed = t.mentions[0].text, true
			t.key = keyOf(t.name, t.typ)
		}
	}
}

// locative are the words that stand before a place.
var locative = setOf([]string{"in", "at", "to", "from", "near", "outside", "into", "around"})

// joinIntelligence lets "Chinese intelligence officials" stand for a state that
// acts. Of other states they are those who assess.
func (s *survey) joinIntelligence() {
	for _, t := range s.order {
		if len(t.mentions) == 0 || t.mentions[0].rule != "intelligence of a state" {
			continue
		}
		state := s.things[keyOf(t.country, "place")]
		if state == nil || state.acts == 0 {
			continue
		}
		for _, m := range t.mentions {
			m.kind = "phrase"
			s.give(m, state)
		}
		t.mentions = nil
	}
}

// byFamilyName says whether a mention names a person by title and one name, which may
// have a hyphen ("President Al-N"): a short form, to be settled after the full ones.
func (m *mention) byFamilyName() bool {
	return m.typ == "person" && m.kind == "titled" && !strings.Contains(m.bare, " ")
}

// statesOf counts the mentions of every state, by document.
func (s *survey) statesOf() []map[string]int {
	states := make([]map[string]int, len(s.documents))
	for d := range states {
		states[d] = map[string]int{}
	}
	for _, m := range s.mentions {
		if m.typ == "place" && m.country != "" {
			states[m.document][m.country]++
		}
	}
	return states
}

// choose settles which of several bodies of one name a mention means: that of the
// state that its document names most; an agency where it names no such state.
func (m *mention) choose(states map[string]int) {
	for _, k := range m.alts {
		if states[k.country] > states[m.country] || k.class == classOutlet && m.typ != k.typ && states[m.country] == 0 {
			m.name, m.country, m.typ = k.name, k.country, k.typ
		}
	}
}

// give says whom a mention means.
func (s *survey) give(m *mention, t *thing) {
	m.thing = t
	t.mentions = append(t.mentions, m)
	if i, named := slices.BinarySearch(t.documents, m.document); !named {
		t.documents = slices.Insert(t.documents, i, m.document)
	}
}

// thingOf returns the entity of a mention that names it in full.
func (s *survey) thingOf(m *mention) *thing {
	name := m.name
	if m.bare != "" {
		name = m.bare
	}
	key := keyOf(name, m.typ)
	t := s.things[key]
	if t == nil {
		t = &thing{key: key, name: name, typ: m.typ, country: m.country}
		s.things[key] = t
		s.order = append(s.order, t)
	}
	if strings.HasPrefix(m.rule, "listed") {
		t.listed = true
	}
	if t.country == "" {
		t.country = m.country
	}
	if m.typ == "person" && len(name) > len(t.name) {
		t.name = name
	}
	if weaker(t, m) {
		t.typ = m.typ
	}
	return t
}

// weaker says whether a mention tells the type of an entity better than what is
// known: a word of its own tells more than that it is a capitalised name.
func weaker(t *thing, m *mention) bool {
	return t.typ == "other_org" && m.typ != "other_org" && m.rule != "capitalised name" && !t.listed
}

// keyOf is the form in which two names are the same: without case, accents of
// width, article and dots; a person without middle names; a ministry in one order.
func keyOf(name, typ string) string {
	k := strings.ToLower(norm.NFKC.String(name))
	k = strings.Map(plainSign, k)
	words := strings.Fields(k)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	if typ == "person" && len(words) > 2 {
		kept := words[:1:1]
		for _, w := range words[1 : len(words)-1] {
			if len(w) > 1 {
				kept = append(kept, w)
			}
		}
		words = append(kept, words[len(words)-1])
	}
	if n := len(words); n > 2 && (words[0] == "department" || words[0] == "ministry") && words[1] == "of" {
		rest := words[2:]
		if rest[0] == "the" {
			rest = rest[1:]
		}
		words = append(rest[:len(rest):len(rest)], words[0])
	}
	return strings.Join(words, " ")
}

// plainSign makes quotes and dashes those of ASCII and leaves dots out.
func plainSign(r rune) rune {
	switch r {
	case '.':
		return -1
	case '’', '‘':
		return '\''
	case '–', '—':
		return '-'
	}
	return r
}

// resolveShort settles mentions by a part of the name: surnames, abbreviations,
// "the Times".
func (s *survey) resolveShort() {
	for i, m := range s.mentions {
		if m.thing != nil || m.election != nil {
			continue
		}
		if m.typ == "person" && !m.loose {
			name := m.text
			if m.bare != "" {
				name = m.bare
			}
			s.give(m, s.shortPerson(m, name))
			continue
		}
		if m.ministry != "" {
			if state := s.stateBefore(i); state != "" {
				m.name, m.country = s.gaz.adjective(state)+" "+m.ministry, state
				s.give(m, s.thingOf(m))
			}
			continue
		}
		if t := s.meantBy(m); t != nil {
			m.kind = "short"
			if s.index.abbreviation[m.text] == t {
				m.kind = "abbreviation"
			}
			s.give(m, t)
			continue
		}
		if m.name != "" {
			s.give(m, s.thingOf(m))
			continue
		}
		if s.besidePerson(i) {
			m.typ = "person"
			s.give(m, s.shortPerson(m, m.text))
		}
	}
	// What is left may be explained by those that were settled just now.
	for _, m := range s.mentions {
		if m.thing == nil && m.election == nil {
			if t := s.things[keyOf(m.text, "person")]; t != nil {
				s.give(m, t)
			}
		}
	}
}

// shortPerson returns the person whom a single name means: the one of that
// family name, in the same document before others; else one known by it alone.
func (s *survey) shortPerson(m *mention, name string) *thing {
	if t := s.personNamed(name, m.document); t != nil {
		return t
	}
	key := keyOf(name, "person")
	t := s.things[key]
	if t == nil {
		t = &thing{key: key, name: name, typ: "person"}
		s.things[key] = t
		s.order = append(s.order, t)
	}
	return t
}

// personNamed returns the person with a family name, one of the document before
// others.
func (s *survey) personNamed(name string, doc int) *thing {
	persons := s.index.family[keyOf(name, "person")]
	for _, t := range persons {
		if t.in(doc) {
			return t
		}
	}
	if len(persons) > 0 {
		return persons[0]
	}
	return nil
}

// familyName is the folded family name of a person: the first word where that is
// one that stands first, else the last.
func (s *survey) familyName(t *thing) string {
	words := strings.Fields(t.key)
	printed := strings.Fields(t.name)
	if len(printed) > 0 && s.gaz.surnames[printed[0]] && !s.gaz.given[printed[0]] {
		return words[0]
	}
	return words[len(words)-1]
}

// meantBy returns the entity that a single capitalised word means, or nil.
func (s *survey) meantBy(m *mention) *thing {
	if t := s.personNamed(m.text, m.document); t != nil {
		return t
	}
	if t := s.index.abbreviation[m.text]; t != nil {
		return t
	}
	word := keyOf(m.text, "")
	if m.before == "the" {
		for _, t := range s.index.lastWord[word] {
			if t.in(m.document) {
				return t
			}
		}
	}
	for _, t := range s.index.firstWord[word] {
		if t.in(m.document) {
			return t
		}
	}
	return nil
}

// in says whether an entity is named in a document.
func (t *thing) in(document int) bool {
	_, named := slices.BinarySearch(t.documents, document)
	return named
}

// besidePerson says whether a single capitalised word is listed with a person:
// "the phones of N and M".
func (s *survey) besidePerson(i int) bool {
	m := s.mentions[i]
	if m.before != "and" || i == 0 {
		return false
	}
	prev := s.mentions[i-1]
	return prev.place == m.place && prev.to+1 == m.from && (prev.typ == "person" || prev.thing != nil && prev.thing.typ == "person")
}

// stateBefore returns the state that is named last before a mention, not far from
// it: whose foreign ministry "the Foreign Ministry" is.
func (s *survey) stateBefore(i int) string {
	m := s.mentions[i]
	for j := i - 1; j >= 0 && j >= i-fewMentions && s.mentions[j].document == m.document; j-- {
		if o := s.mentions[j]; o.typ == "place" && o.country == o.name && o.country != "" {
			return o.country
		}
	}
	return ""
}

// fewMentions are as many as a paragraph or two hold.
const fewMentions = 12
