package learn

import (
	"slices"
	"strings"
)

// longestRun bounds a name in words; the names of ministries are long.
const longestRun = 12

// runs goes through the tokens that are still free and finds states and phrases
// for them, known names, persons, and other capitalised names by the words around.
func (r *reader) runs() {
	for i := 0; i < len(r.toks); {
		if r.taken[i] {
			i++
			continue
		}
		i = max(r.runAt(i), i+1)
	}
	slices.SortFunc(r.spans, func(a, b span) int { return a.from - b.from })
}

// runAt takes what begins with a token and returns the token behind it.
func (r *reader) runAt(i int) int {
	if f, ok := r.gaz.stopPhrases.at(r.toks, i); ok && r.toks[i].capital() {
		return i + len(f.words)
	}
	if r.partyTag(i) {
		return i + 2
	}
	if to := r.stateOf(i); to > i {
		return to
	}
	title, titled := r.gaz.titles.at(r.toks, i)
	if k, n := r.gaz.at(r.toks, i); k != nil && !r.takenIn(i, i+n) && len(title.words) <= n {
		state, length := r.gaz.countryAt(r.toks, i)
		if state != nil && state.ordinary && state.kind == "metonym" && (i == 0 && k.class != classCountry || r.joined(i+length) && i+length < len(r.toks) && r.toks[i+length].capital()) {
			state = nil
		}
		if state != nil && state.ordinary && state.kind == "name" && length == 1 && r.joined(i+1) && r.namePart(i+1) && r.headOf(i, r.organisationEnd(i)) == "" {
			to := r.nameEnd(i + 1)
			r.person(i, i, to, "first name that is a state too")
			return to
		}
		if state != nil && (k.class == classCountry || r.phraseEnd(i+length) >= i+n) {
			return r.country(i, i+length, state)
		}
		switch {
		case r.given(i) && n == 1 && k.class > classCompany:
			// a first name that is a city or an outlet too
		case r.meant(k, i, i+n):
			return r.listed(i, i+n, k)
		}
	}
	if to := r.anyMinistry(i); to > i {
		return to
	}
	if titled {
		if to := r.titled(i, i+len(title.words)); to > 0 {
			return to
		}
		if !r.toks[i].capital() {
			return i + 1
		}
		if !r.headRun(i) {
			return i + len(title.words)
		}
	}
	if !r.toks[i].capital() || r.toks[i].year() != 0 {
		return i + 1
	}
	if r.stops(i) {
		return i + 1
	}
	if to := r.reversed(i); to > 0 {
		return to
	}
	if r.words.numbered[r.lower(i)] && r.joined(i+1) && r.free(i+1) && isNumber(r.toks[i+1].text) {
		r.add(span{from: i, to: i + 2, name: r.printed(i, i+2), typ: "government_body", kind: "name", rule: "numbered unit"})
		return i + 2
	}
	if to := r.personAt(i); to > 0 {
		r.person(i, i, to, "given name")
		return to
	}
	return r.organisation(i, "")
}

func (r *reader) takenIn(from, to int) bool { return slices.Contains(r.taken[from:to], true) }

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// partyTag says whether the party and state of a member of parliament stand at a
// token, as American newspapers print them: "(R-TX)".
func (r *reader) partyTag(i int) bool {
	return len(r.toks[i].text) == 1 && r.toks[i].after == '(' && r.free(i+1) && r.toks[i+1].glued && r.toks[i+1].acronym()
}

// stateOf takes "government of China".
func (r *reader) stateOf(i int) int {
	if !r.words.neutrals[r.lower(i)] || r.lower(i+1) != "of" || !r.free(i+1) {
		return i
	}
	j := i + 2
	if r.lower(j) == "the" {
		j++
	}
	if j >= len(r.toks) {
		return i
	}
	k, n := r.gaz.at(r.toks, j)
	if k == nil || k.class != classCountry || k.kind == "adjective" || r.takenIn(i, j+n) {
		return i
	}
	r.add(span{from: i, to: j + n, name: k.name, typ: "place", country: k.name, kind: "phrase", rule: "government of a state"})
	return j + n
}

// country takes a state, with what belongs to it: its ministry, its embassy, those
// who act for it, or the longer name that begins with it.
func (r *reader) country(from, to int, k *known) int {
	if end := r.ministry(to, k); end > to {
		return end
	}
	if end := r.phrase(from, to, k); end > to {
		return end
	}
	if r.free(to) && r.joined(to) && r.toks[to].capital() && !r.stops(to) {
		if b, n := r.gaz.at(r.toks, to); b != nil && b.class != classCountry && b.country == k.name && !r.takenIn(to, to+n) {
			// "U.S." + the name of one of its bodies
			s := r.add(span{
				from: from, to: to + n, name: b.name, typ: b.typ, country: k.name, kind: "name", rule: "listed body",
				form: r.printed(to, to+n), formKind: b.kind,
			})
			r.bracketed(s)
			return s.to
		}
		if _, ok := r.gaz.titles.at(r.toks, to); !ok && r.personAt(to) == 0 {
			if end := r.organisationEnd(from); end > to && r.headOf(from, end) != "" {
				return r.organisation(from, k.name)
			}
		}
	}
	r.add(span{from: from, to: to, name: k.name, typ: "place", country: k.name, kind: k.kind, rule: "listed country", alts: k.alts})
	return to
}

// ministry takes "Chinese Ministry of Foreign Affairs", "Beijing's foreign
// ministry", "Iranian embassy": bodies that every state has.
func (r *reader) ministry(at int, k *known) int {
	for _, m := range r.words.ministries {
		for _, f := range m.forms {
			if !(phrase{words: f}).stands(r.toks, at) || !r.joined(at) || r.takenIn(at, at+len(f)) {
				continue
			}
			end := at + len(f)
			from := at - 1
			for from > 0 && !r.beginsCountry(from, at) {
				from--
			}
			end = r.seat(end, m)
			r.add(span{
				from: from, to: end, name: r.gaz.adjective(k.name) + " " + m.name, typ: "government_body",
				country: k.name, kind: "name", rule: "body of a state",
			})
			return end
		}
	}
	return at
}

// anyMinistry takes "the Foreign Ministry", whose state the text says elsewhere.
func (r *reader) anyMinistry(at int) int {
	if r.title || !r.toks[at].capital() {
		return at
	}
	for _, m := range r.words.ministries {
		for _, f := range m.forms {
			end := at + len(f)
			if len(f) < 2 || !(phrase{words: f}).stands(r.toks, at) || r.takenIn(at, end) || !r.toks[end-1].capital() || r.lower(end) == "of" {
				continue
			}
			r.add(span{from: at, to: end, typ: "government_body", kind: "short", rule: "body of a state", loose: true, ministry: m.name})
			return end
		}
	}
	return at
}

// seat takes "in Ottawa" behind an embassy.
func (r *reader) seat(end int, m ministry) int {
	if w := r.lower(end); !m.abroad || w != "in" && w != "to" || !r.free(end+1) {
		return end
	}
	k, n := r.gaz.at(r.toks, end+1)
	if k == nil || k.class != classCountry && k.class != classRegion || k.kind == "adjective" {
		return end
	}
	return end + 1 + n
}

func (r *reader) beginsCountry(from, to int) bool {
	k, n := r.gaz.at(r.toks, from)
	return k != nil && k.class == classCountry && from+n == to
}

// phrase takes those who act for a state: "Chinese hackers", "PRC influence
// actors", "senior Chinese officials", "U.S. intelligence agencies".
func (r *reader) phrase(from, to int, k *known) int {
	end := r.phraseEnd(to)
	if end == 0 {
		return to
	}
	last := r.lower(end - 1)
	threat := r.words.threats[last]
	if r.assessor(to) {
		return r.intelligence(from, to, k)
	}
	if r.words.deeds[last] && (end == to+1 || r.words.interference[last]) {
		// "Chinese interference" is what is done; who does it is the state
		r.add(span{from: from, to: to, name: k.name, typ: "place", country: k.name, kind: k.kind, rule: "listed country", threat: true})
		return to
	}
	form := trimPossessive(r.printed(from, to))
	for from > 0 && r.free(from-1) && r.joined(from) && r.words.fronts[r.lower(from-1)] {
		from--
	}
	r.add(span{
		from: from, to: end, name: k.name, typ: "place", country: k.name, kind: "phrase", rule: "who acts for a state",
		threat: threat, form: form, formKind: k.kind,
	})
	return end
}

// phraseEnd returns where the phrase for those who act for a state ends whose name
// stands before a token; 0 where none follows.
func (r *reader) phraseEnd(to int) int {
	end := 0
	for j := to; j < len(r.toks) && j < to+5 && r.free(j) && r.joined(j); j++ {
		w := r.toks[j].lower()
		if r.toks[j].capital() {
			break
		}
		if r.words.threats[w] || r.words.neutrals[w] {
			end = j + 1
		}
		if !r.words.middles[w] && !r.words.neutrals[w] {
			break
		}
	}
	if r.assessor(to) {
		end = max(end, to+2)
	}
	return end
}

// assessor says whether "intelligence" and those who assess stand at a token.
func (r *reader) assessor(at int) bool {
	return r.joined(at) && r.lower(at) == "intelligence" && r.words.assessors[r.lower(at+1)] && r.joined(at+1)
}

// intelligence takes "U.S. intelligence officials": one community a state.
func (r *reader) intelligence(from, to int, k *known) int {
	end := to + 2
	for from > 0 && r.free(from-1) && r.joined(from) && r.words.fronts[r.lower(from-1)] {
		from--
	}
	r.add(span{
		from: from, to: end, name: r.gaz.adjective(k.name) + " intelligence community", typ: "government_body",
		country: k.name, kind: "phrase", rule: "intelligence of a state",
	})
	return end
}

// meant says whether a listed name that is an ordinary word too is meant here.
func (r *reader) meant(k *known, from, to int) bool {
	if !r.toks[from].capital() && strings.ToLower(k.words[0]) != k.words[0] {
		return false
	}
	if !k.ordinary {
		return true
	}
	before, after := r.lower(from-1), r.lower(to)
	switch k.class {
	case classBody, classCompany, classOrganisation:
		return from > 0 && !r.title && (to >= len(r.toks) || !r.joined(to) || !r.toks[to].capital())
	case classRegion:
		return locative[before] && (to >= len(r.toks) || !r.joined(to) || !r.toks[to].capital())
	case classPlatform:
		if r.words.platformBefore[before] || r.words.platformAfter[after] || from > 0 && !r.title && len(r.toks[from].text) > 3 && r.toks[from].after == 0 {
			return true
		}
		if before == "and" || before == "or" || before == "as" || after == "and" || after == "or" {
			return r.platformNear(from, to)
		}
		return false
	case classOutlet:
		if before == "the" && r.toks[from-1].capital() && from > 1 {
			return true
		}
		return r.words.outletBefore[before] && (to >= len(r.toks) || r.toks[to].after != 0 || !r.toks[to].capital()) || r.words.outletAfter[after]
	}
	return true
}

// platformNear says whether another platform stands within three words.
func (r *reader) platformNear(from, to int) bool {
	for j := max(0, from-4); j < min(len(r.toks), to+4); j++ {
		if j >= from && j < to {
			continue
		}
		if k, _ := r.gaz.at(r.toks, j); k != nil && k.class == classPlatform && !k.ordinary {
			return true
		}
	}
	return false
}

// serviceRule finds intelligence services, security services and militaries.
const serviceRule = "listed service"

// listed takes a name of the lists, or the longer name that it begins.
func (r *reader) listed(from, to int, k *known) int {
	if k.class == classParty && len(k.words) == 1 {
		if end := r.organisationEnd(from); end > to && r.headOf(from, end) != "" {
			return r.organisation(from, "")
		}
	}
	if k.class == classRegion && r.free(to) && r.joined(to) && r.toks[to].capital() && !r.stops(to) && !r.toks[to-1].possessive {
		if end := r.organisationEnd(from); end > to && (r.headOf(from, end) != "" || end == to+1 && !r.gaz.titles.covers(r.toks, to)) {
			return r.organisation(from, "")
		}
	}
	if k.class == classBody && len(k.words) == 1 && r.free(to) && r.joined(to) && r.toks[to].capital() && !r.gaz.titles.covers(r.toks, to) && !r.toks[to-1].possessive {
		if end := r.organisationEnd(from); end > to && r.headOf(from, end) == "government_body" {
			return r.organisation(from, k.country)
		}
	}
	typ, name, rule := k.typ, k.name, "listed "+strings.ReplaceAll(k.typ, "_", " ")
	country := k.country
	if k.service {
		rule = serviceRule
	}
	if k.class == classBody && typ == "other_org" {
		if end := r.meeting(to); end > to {
			r.add(span{from: from, to: end, name: r.printed(from, end), typ: "event", kind: "name", rule: "meeting of an organisation"})
			return end
		}
	}
	if k.class == classCompany || k.class == classPlatform || k.class == classOutlet {
		end := to
		for end < len(r.toks) && r.free(end) && r.joined(end) && r.toks[end].capital() && !r.stops(end) && end-from < 6 {
			if b, _ := r.gaz.at(r.toks, end); b != nil || r.given(end) || r.gaz.titles.covers(r.toks, end) {
				break
			}
			end++
		}
		if end > to {
			if t := r.headOf(from, end); t != "" {
				typ = t
			}
			if typ == "media_outlet" && k.class != classOutlet || typ == "platform" {
				typ = "company"
			}
			if strings.HasSuffix(r.printed(from, end), "Intelligence") || strings.HasSuffix(r.printed(from, end), "Research") {
				typ = "research_org"
			}
			to, name, rule = end, r.printed(from, end), "longer name of a "+k.typ
		}
	}
	s := r.add(span{from: from, to: to, name: name, typ: typ, country: country, kind: k.kind, rule: rule, alts: k.alts})
	r.bracketed(s)
	return s.to
}

// meeting reads "United States 2023" behind an organisation.
func (r *reader) meeting(at int) int {
	end := at
	if !r.free(at) || !r.joined(at) {
		return at
	}
	if k, n := r.gaz.at(r.toks, at); k != nil && k.class == classCountry {
		end += n
	}
	if r.free(end) && r.joined(end) && r.toks[end].year() != 0 {
		return end + 1
	}
	return at
}

// bracketed takes the abbreviation that stands in brackets behind a name.
func (r *reader) bracketed(s *span) {
	i := s.to
	if i >= len(r.toks) || r.taken[i] || r.toks[i].after != '(' || !r.toks[i].acronym() {
		return
	}
	if close := r.toks[i].end; close >= len(r.text) || r.text[close] != ')' {
		return
	}
	s.abbr = r.toks[i].text
	s.to, s.end = i+1, r.toks[i].end+1
	r.taken[i] = true
}
