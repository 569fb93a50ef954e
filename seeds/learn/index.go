package learn

import "strings"

// index finds the entities that a short form may mean.
type index struct {
	family       map[string][]*thing // persons by family name
	abbreviation map[string]*thing   // by abbreviation, as printed
	firstWord    map[string][]*thing // organisations by the first word of their name
	lastWord     map[string][]*thing // outlets by the last one: "the Times"
}

// newIndex makes the index of the entities that are named in full. Where an
// abbreviation fits several, one that is printed in brackets goes before one that
// fits by initials, and an earlier before a later.
func (s *survey) newIndex() *index {
	x := &index{
		family: map[string][]*thing{}, abbreviation: map[string]*thing{},
		firstWord: map[string][]*thing{}, lastWord: map[string][]*thing{},
	}
	for _, t := range s.order {
		for _, m := range t.mentions {
			if m.abbr != "" && x.abbreviation[m.abbr] == nil {
				x.abbreviation[m.abbr] = t
			}
		}
	}
	for _, t := range s.order {
		words := strings.Fields(t.key)
		if len(words) < 2 {
			continue
		}
		switch t.typ {
		case "person":
			name := s.familyName(t)
			x.family[name] = append(x.family[name], t)
			if first := strings.Fields(t.name)[0]; name != words[0] && s.gaz.surnames[first] {
				x.family[words[0]] = append(x.family[words[0]], t) // either may stand first
			}
			continue
		case "media_outlet":
			last := words[len(words)-1]
			x.lastWord[last] = append(x.lastWord[last], t)
		case "company", "research_org", "campaign", "threat_group", "other_org":
			if len(words[0]) >= shortestForm {
				x.firstWord[words[0]] = append(x.firstWord[words[0]], t)
			}
		}
		if initials := initialsOf(t); len(initials) >= 3 && x.abbreviation[initials] == nil && t.typ != "place" {
			x.abbreviation[initials] = t
		}
	}
	return x
}

// shortestForm is how long the first word of a name must be to stand for it.
const shortestForm = 4

// initialsOf returns the capitals by which a name of several words may be known.
func initialsOf(t *thing) string {
	initials := ""
	for _, w := range strings.FieldsFunc(t.name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if !linkWords[w] {
			initials += strings.ToUpper(string([]rune(w)[:1]))
		}
	}
	return initials
}
