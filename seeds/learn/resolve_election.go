package learn

import "strings"

// generalKinds do not tell one election of a year and country from another.
var generalKinds = setOf([]string{"general", "national", "house", "senate", "congressional", "state", "local", "primary", "lower", "upper", "parliament", "year"})

// resolveElections settles which election every mention means. The country is that
// of its own words, else that of most elections in its document; an election
// without a year is the only one of its country in the document.
func (s *survey) resolveElections() {
	scores := s.electionCountries()
	countries := make([]string, len(scores))
	for d := range scores {
		countries[d] = most(scores[d], "")
	}
	s.hosts = map[string]bool{}
	for _, m := range s.mentions {
		if m.election != nil {
			s.hosts[countries[m.document]] = true
		}
	}
	var open []*mention
	for _, m := range s.mentions {
		if m.election == nil {
			continue
		}
		e := m.election
		if generalKinds[e.kind] {
			e.kind = ""
		}
		if e.country == "" {
			e.country = countries[m.document]
		}
		if m.rule == interferenceRule && e.country == m.country {
			e.country = most(scores[m.document], m.country) // interference is foreign
		}
		if e.year == 0 {
			open = append(open, m)
		}
	}
	kinds := s.electionKinds()
	for _, m := range s.mentions {
		if m.election != nil && m.election.year != 0 {
			s.giveElection(m, kinds)
		}
	}
	var settled []*thing
	for _, t := range s.order {
		if t.election != nil && t.country == "" {
			settled = append(settled, t)
		}
	}
	for _, m := range open {
		t, several := s.onlyElection(m, settled)
		switch {
		case t != nil && !several:
			s.give(m, t)
		case t == nil && m.election.country != "" && !m.election.midterm:
			s.giveElection(m, kinds)
			settled = append(settled, m.thing)
		}
	}
}

// onlyElection returns an election that a mention without year may mean, and
// whether there are more.
func (s *survey) onlyElection(m *mention, settled []*thing) (only *thing, several bool) {
	for _, t := range settled {
		e := m.election
		if t.election.country != e.country || t.election.noun != e.noun || !t.in(m.document) || e.midterm && !t.midterm {
			continue
		}
		if e.kind != "" && t.election.kind != "" && e.kind != t.election.kind {
			continue
		}
		if only != nil && only != t {
			return only, true
		}
		only = t
	}
	return only, false
}

// electionCountries returns for every document how much speaks for every country
// that the elections in it are those of that country: named by elections and
// otherwise, and not one that others are said to act for in the dark, unless its
// elections are named.
func (s *survey) electionCountries() []map[string]int {
	all := map[string]int{}
	each := make([]map[string]int, len(s.documents))
	threats := make([]map[string]bool, len(s.documents))
	for d := range each {
		each[d], threats[d] = map[string]int{}, map[string]bool{}
	}
	for _, m := range s.mentions {
		if m.rule == interferenceRule {
			threats[m.document][m.country] = true
		}
		switch {
		case m.election != nil && m.election.country != "":
			all[m.election.country] += namedByElection
			each[m.document][m.election.country] += namedByElection
		case m.country == "":
		case m.rule == "body of a state" && (strings.HasSuffix(m.name, "Embassy") || strings.HasSuffix(m.name, "Foreign Affairs")):
			each[m.document][m.country] -= namedByElection // speaks for a state abroad
		case m.rule == serviceRule:
		case m.typ != "place":
			each[m.document][m.country]++ // its parliament, its police, its newspapers
		case m.country == m.name:
			each[m.document][m.country]++
			threats[m.document][m.country] = threats[m.document][m.country] || m.threat
		}
	}
	for d := range each {
		for c := range threats[d] {
			if threats[d][c] && all[c] == 0 {
				delete(each[d], c)
			}
		}
		if most(each[d], "") == "" {
			each[d] = all
		}
	}
	return each
}

// namedByElection is how many mentions of a country one of an election of it is worth.
const namedByElection = 3

// most returns the key with the greatest count above 0 but for one, the first in
// order of letters among equals.
func most(counts map[string]int, but string) string {
	best := ""
	for k, n := range counts {
		if n > 0 && k != but && (best == "" || n > counts[best] || n == counts[best] && k < best) {
			best = k
		}
	}
	return best
}

// yearOfCountry is what elections are told apart by first.
type yearOfCountry struct {
	year          int
	country, noun string
}

// electionKinds returns the kinds by which elections of one year and country are
// named, with their counts.
func (s *survey) electionKinds() map[yearOfCountry]map[string]int {
	kinds := map[yearOfCountry]map[string]int{}
	for _, m := range s.mentions {
		if m.election == nil || m.election.year == 0 {
			continue
		}
		e := m.election
		key := yearOfCountry{e.year, e.country, e.noun}
		if kinds[key] == nil {
			kinds[key] = map[string]int{}
		}
		kinds[key][e.kind]++
	}
	return kinds
}

func (s *survey) giveElection(m *mention, kinds map[yearOfCountry]map[string]int) {
	e := *m.election
	named := kinds[yearOfCountry{e.year, e.country, e.noun}]
	specific := map[string]int{}
	for k, n := range named {
		if k != "" {
			specific[k] = n
		}
	}
	switch {
	case len(specific) == 1 && named[""] > 0:
		e.kind = "" // "the election" and "the presidential election" are one
	case len(specific) > 1 && e.kind == "":
		e.kind = most(specific, "")
	}
	name := e.name(s.gaz.inTitle(e.country))
	if m.rule == interferenceRule {
		who := "Foreign"
		if m.country != "" {
			who = s.gaz.adjective(m.country)
		}
		name = who + " interference in the " + name
	}
	key := keyOf(name, "event")
	t := s.things[key]
	if t == nil {
		t = &thing{key: key, name: name, typ: "event", election: &e}
		if m.rule == interferenceRule {
			t.country = m.country
			if t.country == "" {
				t.country = foreign
			}
		}
		s.things[key] = t
		s.order = append(s.order, t)
	}
	m.election = &e
	t.midterm = t.midterm || e.midterm
	s.give(m, t)
}

// foreign stands for the country of interference that is not laid to one state.
const foreign = "foreign"
