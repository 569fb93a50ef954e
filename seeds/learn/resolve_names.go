package learn

import (
	"slices"
	"strings"
)

// legalForms end the names of firms and are left out as often as not.
var legalForms = setOf([]string{"llc", "ltd", "inc", "corp", "co", "gmbh", "ag", "fze", "pte", "plc", "sa", "srl", "limited", "company", "incorporated", "corporation"})

// joinShortNames lets the beginning of an organisation's name stand for it where
// the same document prints both: "Salut Pay" for "Salut Pay FZE", "State Committee"
// for "State Committee of the Republic".
func (s *survey) joinShortNames() {
	byStart := map[string][]*thing{} // by the first two words
	for _, t := range s.order {
		if words := strings.Fields(t.key); organised(t) && len(words) > 2 {
			start := words[0] + " " + words[1]
			byStart[start] = append(byStart[start], t)
		}
	}
	for _, t := range s.order {
		words := strings.Fields(t.key)
		if !organised(t) && t.typ != "person" || len(words) < 2 || len(t.mentions) == 0 {
			continue
		}
		for _, long := range byStart[words[0]+" "+words[1]] {
			if long == t || len(long.mentions) == 0 || !strings.HasPrefix(long.key, t.key+" ") || !long.in(t.mentions[0].document) || t.listed && !sameKind(t, long) {
				continue
			}
			if t.listed && !long.listed {
				t, long = long, t
			}
			for _, m := range t.mentions {
				m.typ = long.typ
				s.give(m, long)
			}
			t.mentions = nil
			break
		}
	}
}

// organised says whether an entity is an organisation or what acts as one.
func organised(t *thing) bool {
	switch t.typ {
	case "company", "research_org", "other_org", "government_body", "media_outlet", "campaign", "threat_group":
		return true
	}
	return false
}

// sameKind says whether a listed name and a longer one may be one thing: "Google"
// and "Google Threat Analysis Group" are not.
func sameKind(t, long *thing) bool {
	return t.typ == long.typ && (t.typ == "government_body" || restIsForm(t, long))
}

// restIsForm says whether a longer name only adds the form of the firm.
func restIsForm(t, long *thing) bool {
	for _, w := range strings.Fields(strings.TrimPrefix(long.key, t.key)) {
		if !legalForms[strings.Trim(w, ",")] {
			return false
		}
	}
	return true
}

// joinRenamed makes one thing of a campaign or group and its further names. It goes
// by the name that the documents print most often, among equals by the first.
func (s *survey) joinRenamed() {
	into := map[*thing]*thing{}
	for _, m := range s.mentions {
		if m.of == "" || m.thing == nil {
			continue
		}
		other, first := root(into, m.thing), s.things[keyOf(m.of, m.typ)]
		if first == nil || first.listed || !organised(first) {
			continue // N is no further name of the firm that tracks it
		}
		if first = root(into, first); first == other {
			continue
		}
		if len(other.mentions) > len(first.mentions) {
			first, other = other, first
		}
		into[other] = first
		if other.typ == first.typ || !sureOf(first) {
			first.typ = other.typ
		}
		for _, o := range other.mentions {
			o.kind = "alias"
			s.give(o, first)
		}
		slices.Sort(first.documents)
		first.documents = slices.Compact(first.documents)
		other.mentions = nil
	}
}

// root returns the thing into which one was joined at last.
func root(into map[*thing]*thing, t *thing) *thing {
	for into[t] != nil {
		t = into[t]
	}
	return t
}

// sureOf says whether a cue says for sure what a thing is.
func sureOf(t *thing) bool {
	return slices.ContainsFunc(t.mentions, func(m *mention) bool { return m.sure })
}
