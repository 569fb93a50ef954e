package learn

import (
	"strings"
	"unicode/utf8"
)

// linkWords may stand within the name of an organisation, in lower case.
var linkWords = setOf([]string{"of", "for", "the", "and", "on", "to", "in", "de", "du", "des", "la", "del", "für", "et", "y", "&", "against", "d", "at"})

// farLinks join the parts of a name only where it begins like one: "Office in
// Geneva" is an office, "Special Structure against Corruption" a name.
var farLinks = setOf([]string{"in", "on", "to", "against", "at"})

// organisationEnd returns where the run of capitalised words from a token ends,
// with the small words that join them.
func (r *reader) organisationEnd(from int) int {
	end := from
	for j := from; j < len(r.toks) && j < from+longestRun && r.free(j); j++ {
		t := r.toks[j]
		if j > from && t.after != 0 {
			break
		}
		if t.capital() && (t.year() == 0) && !months[t.lower()] {
			if j > from && r.breaksRun(from, end, j) {
				break
			}
			end = j + 1
			if t.possessive && (j > from || r.counts.Lower(t.lower()) <= ordinaryFrom) {
				break // "Atlantic Council's Lab" are two; "People's Party" is one
			}
			continue
		}
		if !linkWords[t.text] || j == from || t.text == "the" && r.toks[j-1].text == "and" {
			break
		}
	}
	return end
}

// breaksRun says whether a capitalised word begins something else: it stands
// behind a small word that joins nothing here.
func (r *reader) breaksRun(from, end, j int) bool {
	if j == end {
		if end-from >= 1 && r.headOf(from, end) == "" {
			return false
		}
		_, title := r.gaz.titles.at(r.toks, j)
		return title && r.headBefore(from, end) != "" || r.personAt(j) > 0 && r.headBefore(from, end) != ""
	}
	link := r.toks[end].text
	if link == "and" || link == "&" || link == "et" || link == "y" {
		return !r.listJoined(from, end, j)
	}
	// "of", "for", "on" …: only behind a word that such a name begins with
	if farLinks[link] {
		return r.startHead(from, end) == ""
	}
	return r.startHead(from, end) == "" && r.headBefore(from, end) == ""
}

// listJoined says whether "and" stands inside of a name: "Ministry of A and B",
// "A and B Agency".
func (r *reader) listJoined(from, end, j int) bool {
	if r.personAt(from) > 0 || r.personAt(j) > 0 {
		return false
	}
	if k, n := r.gaz.at(r.toks, from); k != nil && from+n >= end {
		return false
	}
	k, _ := r.gaz.at(r.toks, j)
	if r.startHead(from, from+1) != "" && end > from+2 && r.ordinary(j) && (k == nil || k.class >= classOutlet && !r.toks[j].acronym()) {
		return true
	}
	if k != nil && k.class <= classOutlet && (k.class != classBody || len(k.words) < 2 || !r.ordinary(from)) {
		return false
	}
	if end-from != 1 || r.toks[from].acronym() {
		return false // two names of several words each
	}
	stop := j
	for stop < len(r.toks) && stop < j+4 && r.free(stop) && (stop == j || r.joined(stop)) && r.toks[stop].capital() {
		stop++
	}
	return stop > j && r.headBefore(j, stop) != ""
}

// headOf returns the type that the words of a run tell: its last word, its first,
// or one within; "" none.
func (r *reader) headOf(from, to int) string {
	for j := from + 1; j < to; j++ {
		if linkWords[r.toks[j].text] && r.toks[j].text != "and" {
			if t := r.headBefore(from, j); t != "" {
				return t // "Election Commission of …" is a commission
			}
			break
		}
	}
	if t := r.headBefore(from, to); t != "" {
		return t
	}
	if t := r.startHead(from, to); t != "" {
		return t
	}
	for j := from; j < to; j++ {
		if f, ok := r.gaz.heads["in"].at(r.toks, j); ok && j+len(f.words) <= to && (to-from) > len(f.words) {
			return f.typ
		}
	}
	return ""
}

// headBefore returns the type that the last words of a run tell, where more words
// stand before them.
func (r *reader) headBefore(from, to int) string {
	if to <= from || !r.toks[to-1].capital() {
		return ""
	}
	for _, where := range []string{"end", "in"} {
		if f, ok := r.gaz.heads[where].before(r.toks, to); ok && to-len(f.words) > from {
			return f.typ
		}
	}
	return ""
}

// startHead returns the type that the first words of a run tell: "Ministry of".
func (r *reader) startHead(from, to int) string {
	if !r.toks[from].capital() {
		return ""
	}
	if f, ok := r.gaz.heads["start"].at(r.toks, from); ok {
		after := from + len(f.words)
		if after >= to || linkWords[r.toks[after].text] || r.toks[after].capital() || linkWords[r.toks[after-1].text] {
			return f.typ
		}
	}
	for _, where := range []string{"in", "end"} {
		f, ok := r.gaz.heads[where].at(r.toks, from)
		after := from + len(f.words)
		if !ok || !r.free(after) || !r.joined(after) {
			continue
		}
		if linkWords[r.toks[after].text] && r.toks[after].text != "and" || linkWords[r.toks[after-1].text] {
			return f.typ
		}
	}
	return ""
}

// headRun says whether the run from a token is an organisation by its words,
// although it begins like a title.
func (r *reader) headRun(i int) bool {
	end := r.organisationEnd(i)
	return end > i+1 && r.headOf(i, end) != ""
}

// organisation takes the capitalised run from a token, if anything says what it is.
func (r *reader) organisation(i int, country string) int {
	end := r.organisationEnd(i)
	if end <= i {
		return i + 1
	}
	// A capital at the beginning of a sentence proves nothing.
	if i == 0 && end > i+1 && r.ordinary(i) && r.headBefore(i, end) == "" && r.startHead(i, end) == "" {
		return i + 1
	}
	if to := r.titledWithin(i, end); to > 0 {
		return to
	}
	if r.title {
		return end
	}
	typ, rule := r.headOf(i, end), "name by its words"
	if typ == "" {
		typ, rule = r.introduced(i, end)
	}
	if typ == "" && end-i >= 2 && end-i <= 4 && r.speaks(i, end) {
		r.person(i, i, end, "speaks or has a role")
		return end
	}
	if typ == "person" {
		r.person(i, i, end, rule)
		return end
	}
	if typ == "" && end == i+1 {
		return r.single(i)
	}
	if typ == "" {
		if r.ordinaryRun(i, end) {
			return end
		}
		typ, rule = "other_org", "capitalised name"
		if end-i >= 2 && end-i <= 3 && r.allNames(i, end) {
			r.person(i, i, end, "two names")
			return end
		}
	}
	if end == i+1 && rule == "name by its words" {
		return i + 1 // "the Ministry": which one is not said
	}
	s := r.add(span{
		from: i, to: end, name: trimPossessive(r.printed(i, end)), typ: typ, country: country, kind: "name", rule: rule,
		loose: end == i+1 && r.gaz.surnames[r.toks[i].text],
	})
	r.dotted(s)
	r.bracketed(s)
	return s.to
}

// single takes a capitalised word alone: an acronym, or a short form that other
// sentences may explain.
func (r *reader) single(i int) int {
	t := r.toks[i]
	if i == 0 && r.ordinary(i) || r.title || utf8.RuneCountInString(t.text) < 2 {
		return i + 1
	}
	if r.administration(i, i+1) {
		return i + 2
	}
	r.add(span{from: i, to: i + 1, typ: "other_org", kind: "short", rule: "short form", loose: true})
	return i + 1
}

// introduced returns the type that a common noun before or behind a name gives it:
// "research firm N", "N, a think tank".
func (r *reader) introduced(from, to int) (typ, rule string) {
	if from > 0 && (r.joined(from) || r.toks[from].after == ',') {
		if f, ok := r.gaz.heads["before"].before(r.toks, from); ok && !r.toks[from-1].possessive {
			return f.typ, "noun before it"
		}
		if w := r.lower(from - 1); (w == "named" || w == "called") && r.joined(from) {
			if f, ok := r.gaz.heads["before"].before(r.toks, from-1); ok {
				return f.typ, "noun before it"
			}
		}
		if r.words.roles[r.lower(from-1)] && r.joined(from) && to-from <= 4 {
			return "person", "role before it"
		}
	}
	if to < len(r.toks) && r.toks[to].after == ',' {
		w := r.lower(to)
		if w == "a" || w == "an" || w == "the" || w == "one" {
			for j := to + 1; j < len(r.toks) && j < to+9 && (r.joined(j) || j == to+1); j++ {
				if f, ok := r.gaz.heads["before"].at(r.toks, j); ok && !r.toks[j].capital() {
					return f.typ, "apposition"
				}
				if r.words.roles[r.lower(j)] && to-from >= 2 {
					return "person", "apposition"
				}
				if w := r.lower(j); w == "of" || w == "that" || w == "who" || w == "which" {
					break
				}
			}
		}
	}
	return "", ""
}

// speaks says whether a verb of saying, or a role, follows a name.
func (r *reader) speaks(from, to int) bool {
	if to >= len(r.toks) {
		return false
	}
	if r.joined(to) && r.words.says[r.lower(to)] {
		return true
	}
	if from > 0 && r.words.says[r.lower(from-1)] && r.joined(from) {
		return true
	}
	return r.toks[to].after == ',' && (r.words.roles[r.lower(to)] || r.lower(to) == "who" || isAge(r.toks[to].text) || r.gaz.titles.covers(r.toks, to))
}

func isAge(s string) bool { return len(s) == 2 && s >= "16" && s <= "99" }

// ordinary says whether a word is printed in lower case so often that a capital at
// the beginning of a sentence says nothing.
func (r *reader) ordinary(i int) bool {
	w := r.toks[i].lower()
	return r.gaz.stops[w] || linkWords[w] || r.counts.Lower(w) > ordinaryFrom
}

// ordinaryFrom is in how many items of ordinary news a word in lower case makes it
// an ordinary word.
const ordinaryFrom = 20

// ordinaryRun says whether all words of a run are ordinary: a heading, or an
// emphasis.
func (r *reader) ordinaryRun(from, to int) bool {
	if r.words.roles[r.lower(to-1)] {
		return true
	}
	for i := from; i < to; i++ {
		if !r.ordinary(i) {
			return false
		}
	}
	return from == 0
}

// allNames says whether no word of a run is an ordinary one, an acronym or a
// listed name: then it most likely names a person.
func (r *reader) allNames(from, to int) bool {
	for i := from; i < to; i++ {
		t := r.toks[i]
		if k, _ := r.gaz.at(r.toks, i); k != nil || t.acronym() || linkWords[t.text] || t.glued || r.counts.Lower(t.lower()) > 1 {
			return false
		}
	}
	return true
}

func trimPossessive(s string) string {
	for _, p := range []string{"'s", "’s"} {
		s = strings.TrimSuffix(s, p)
	}
	return s
}
