package learn

import (
	"strconv"
	"strings"
)

// election is what a mention says of the election it means.
type election struct {
	year    int    // 0: to be found
	country string // canonical; "" to be found
	kind    string // "presidential", …; "" all of it
	noun    string // elections or referendum
	midterm bool   // it is called the midterms
	open    bool   // neither year nor country are said: "the presidential election"
}

// name returns the canonical name of an election of a country, which is given as
// it stands in such a name.
func (e election) name(country string) string {
	var parts []string
	if e.year != 0 {
		parts = append(parts, strconv.Itoa(e.year))
	}
	if country != "" {
		parts = append(parts, country)
	}
	noun := e.noun
	if e.kind != "" {
		parts = append(parts, e.kind)
		noun = strings.TrimSuffix(noun, "s")
	}
	return strings.Join(append(parts, noun), " ")
}

// elections finds elections, and interference in them as an event.
func (r *reader) elections() {
	for i := range r.toks {
		if r.taken[i] || !r.words.electionNouns[r.lower(i)] {
			continue
		}
		if r.joined(i+1) && (r.words.interference[r.lower(i+1)] || r.words.electionNouns[r.lower(i+1)] && r.words.electionKinds[r.lower(i)]) {
			continue // "Chinese election interference" is no election of China; "the midterm elections" end later
		}
		s, ok := r.electionAt(i)
		if !ok {
			continue
		}
		if event, ok := r.interferenceIn(s); ok {
			r.add(event)
			continue
		}
		r.add(s)
	}
}

// electionAt reads the election whose noun is a token.
func (r *reader) electionAt(noun int) (span, bool) {
	e := election{noun: nounOf(r.lower(noun))}
	from, to := noun, noun+1
	pointed := false
	strong := !r.words.weakNouns[r.lower(noun)] || r.lower(noun) == "midterm"
	var kinds []string
	for j := noun - 1; j >= 0 && r.free(j) && (r.toks[j+1].after == 0 || r.toks[j+1].glued); j-- {
		w := r.lower(j)
		if y := r.toks[j].year(); y != 0 && e.year == 0 {
			e.year = y
		} else if w == "and" && j > 0 && r.words.electionKinds[r.lower(j-1)] && len(kinds) > 0 {
			kinds = append(kinds, w)
		} else if r.words.electionKinds[w] {
			kinds = append(kinds, w)
		} else if months[w] && r.toks[j].capital() {
			pointed = true
		} else if r.words.pointers[w] {
			pointed = true
		} else if k, start := r.countryEnding(j); k != nil && e.country == "" {
			e.country = k.name
			j = start
		} else {
			break
		}
		from = j
	}
	if r.free(to) && r.joined(to) && e.year == 0 && r.toks[to].year() != 0 {
		e.year = r.toks[to].year()
		to++
	}
	for to < len(r.toks) && r.free(to) && r.joined(to) && r.words.electionTails[r.lower(to)] {
		to++
	}
	dated := false
	if t := r.electionTail(to); t.next > to {
		switch {
		case t.year != 0 && e.year == 0:
			e.year, to, dated = t.year, t.next, true
		case t.country != "" && e.country == "":
			e.country = t.country
		case t.month && e.year == 0:
			pointed, to = true, t.next
		}
	}
	for i, k := range kinds {
		if k == "and" || k == "early" || k == "snap" || k == "runoff" {
			kinds[i] = ""
		}
	}
	if len(kinds) == 1 {
		e.kind = kinds[0]
	}
	if e.kind == "midterm" || e.kind == "mid-term" {
		e.kind, e.noun = "", "midterms"
	}
	if e.noun == "midterms" {
		e.kind, e.noun, e.midterm = "", "elections", true
	}
	if e.year == 0 && pointed {
		e.year = r.year
	}
	if r.toks[from].lower() == "the" {
		from++
	}
	e.open = e.year == 0 && e.country == "" && strong && (e.kind != "" || e.noun == "referendum")
	known := e.year != 0 || pointed || e.midterm || e.open || e.country != "" && strong
	if !strong && e.year == 0 && (e.country == "" || e.kind == "") {
		known = false
	}
	if !known || from >= noun && !pointed && !e.midterm && !e.open && e.year == 0 && e.country == "" {
		return span{}, false
	}
	if !strong && len(kinds) == 0 && e.country == "" && !e.midterm && !dated {
		return span{}, false
	}
	return span{from: from, to: to, typ: "event", kind: "name", rule: "election", election: &e}, true
}

// tail is what stands behind the noun of an election: "in 2024", "of 11 May 2025",
// "in Georgia", "in November".
type tail struct {
	next    int // token behind it
	year    int
	country string
	month   bool
}

func (r *reader) electionTail(at int) tail {
	w := r.lower(at)
	if w != "in" && w != "of" && w != "on" || !r.joined(at) || !r.free(at+1) {
		return tail{next: at}
	}
	if k, n := r.gaz.at(r.toks, at+1); k != nil && k.class == classCountry && k.kind != "metonym" {
		return tail{next: at + 1 + n, country: k.name}
	}
	t := tail{next: at}
	i := at + 1
	if isDay(r.toks[i].text) && r.free(i+1) {
		i++
	}
	if r.free(i) && months[r.lower(i)] && r.toks[i].capital() {
		t.month, i = true, i+1
		t.next = i
		if r.free(i+1) && isDay(r.toks[i].text) && r.toks[i+1].year() != 0 {
			i++ // "May 11, 2025"
		}
	}
	if r.free(i) && r.toks[i].year() != 0 && (r.joined(i) || r.toks[i].after == ',') {
		t.year, t.next = r.toks[i].year(), i+1
	}
	return t
}

func isDay(s string) bool {
	return len(s) <= 2 && s >= "1" && s <= "9z" && strings.Trim(s, "0123456789") == ""
}

// countryEnding returns the country, by name or adjective, whose form ends with a
// token, and where it begins.
func (r *reader) countryEnding(j int) (*known, int) {
	for start := max(0, j-3); start <= j; start++ {
		k, n := r.gaz.at(r.toks, start)
		if k != nil && k.class == classCountry && k.kind != "metonym" && start+n == j+1 {
			return k, start
		}
	}
	return nil, 0
}

func nounOf(w string) string {
	switch w {
	case "midterms", "midterm", "mid-terms":
		return "midterms"
	case "referendum", "referendums", "plebiscite":
		return "referendum"
	}
	return "elections"
}

// interferenceIn says whether "N interference in the" stands before an election:
// then the whole is the name of an event.
func (r *reader) interferenceIn(e span) (span, bool) {
	j := e.from - 1
	if r.lower(j) == "the" {
		j--
	}
	if w := r.lower(j); w != "in" && w != "with" || !r.free(j) {
		return span{}, false
	}
	j--
	if !r.free(j) || !r.words.interference[r.lower(j)] {
		return span{}, false
	}
	from, country := j, ""
	for k := j - 1; r.free(k) && r.joined(k+1); k-- {
		if r.words.interferenceAdjectives[r.lower(k)] {
			from = k
			continue
		}
		if c, start := r.countryEnding(k); c != nil {
			from, country = start, c.name
		}
		break
	}
	if from == j || e.election.year == 0 {
		return span{}, false
	}
	if country == "" && r.lower(from) != "foreign" {
		return span{}, false
	}
	return span{
		from: from, to: e.to, typ: "event", kind: "name", rule: interferenceRule,
		country: country, election: e.election, threat: true,
	}, true
}

// interferenceRule finds interference in an election as an event.
const interferenceRule = "interference in an election"
