package learn

import "strings"

// longestPerson bounds the words of a person's name.
const longestPerson = 5

// given says whether a first name stands at a token.
func (r *reader) given(i int) bool {
	return i < len(r.toks) && r.gaz.given[r.toks[i].text]
}

// personAt returns where the name of a person ends that begins with a first name,
// or with a family name where that comes first; 0 where none does.
func (r *reader) personAt(i int) int {
	if !r.free(i) || !r.toks[i].capital() || r.toks[i].possessive {
		return 0
	}
	if !r.given(i) && (!r.gaz.surnames[r.toks[i].text] || !r.namePart(i+1)) {
		return 0
	}
	if k, n := r.gaz.at(r.toks, i); k != nil && n > 1 {
		return 0
	}
	end := r.nameEnd(i)
	if end < i+2 {
		return 0
	}
	if t := r.headOf(i, end); t != "" {
		return 0 // "Jackson Institute" has a person's name in it
	}
	last := end
	for last < end+3 && r.free(last) && r.joined(last) && r.toks[last].capital() {
		last++
	}
	if last > end && r.headBefore(i, last) != "" {
		return 0
	}
	return end
}

// nameEnd returns where the run of name-like words from a token ends.
func (r *reader) nameEnd(from int) int {
	end := from
	for j := from; j < len(r.toks) && j < from+longestPerson && r.free(j); j++ {
		t := r.toks[j]
		initial := j > from && t.after == '.' && len(r.toks[j-1].text) <= 2 && r.toks[j-1].capital()
		if j > from && t.after != 0 && !initial {
			break
		}
		if r.words.particles[t.text] && j > from && r.namePart(j+1) {
			continue
		}
		if !r.namePart(j) {
			break
		}
		end = j + 1
		if t.possessive {
			break
		}
	}
	return end
}

// namePart says whether a token may be a part of a person's name.
func (r *reader) namePart(i int) bool {
	if !r.free(i) || !r.toks[i].capital() || r.toks[i].year() != 0 || r.gaz.stops[r.lower(i)] {
		return false
	}
	if r.given(i) || r.gaz.surnames[r.toks[i].text] {
		return true
	}
	if r.toks[i].acronym() && r.toks[i].text == strings.ToUpper(r.toks[i].text) && len(r.toks[i].text) > 2 {
		return false
	}
	if k, n := r.gaz.at(r.toks, i); k != nil && (k.class != classRegion && k.class != classOutlet || n > 1) {
		return false
	}
	return !r.gaz.titles.covers(r.toks, i)
}

// titled takes the person behind a title, which stands from a token up to another.
// 0: no person stands there.
func (r *reader) titled(from, at int) int {
	for {
		f, ok := r.gaz.titles.at(r.toks, at)
		if !ok || !r.joined(at) {
			break
		}
		at += len(f.words)
	}
	if !r.free(at) || !r.joined(at) && !strings.HasSuffix(r.printed(from, at), ".") && r.toks[at].after != '.' {
		return 0
	}
	if r.toks[at].acronym() {
		return 0
	}
	if k, n := r.gaz.at(r.toks, at); k != nil && (k.class < classRegion && k.class != classOutlet || n > 1) && !r.given(at) {
		return 0
	}
	to := r.nameEnd(at)
	if to == at || r.headOf(at, to) != "" || r.title && !r.given(at) {
		return 0
	}
	if r.administration(at, to) {
		return to + 1
	}
	r.person(from, at, to, "title")
	return to
}

// person takes a name with the titles before it.
func (r *reader) person(from, at, to int, rule string) {
	if r.administration(at, to) {
		return
	}
	for from > 0 && r.free(from-1) && r.joined(from) {
		f, ok := r.gaz.titles.before(r.toks, from)
		if !ok || !r.toks[from-len(f.words)].capital() || r.takenIn(from-len(f.words), from) {
			break
		}
		from -= len(f.words)
	}
	if from < at && !r.toks[from].capital() {
		from = at
	}
	s := span{from: at, to: to, name: r.printed(at, to), typ: "person", kind: "name", rule: rule}
	if to == at+1 {
		s.kind = "short"
		s.name = ""
	}
	if from < at {
		s.bare, s.from, s.kind = r.printed(at, to), from, "titled"
		if n := len(r.spans); n > 0 && r.spans[n-1].to == from && r.spans[n-1].kind == "adjective" {
			s.prefixed = r.printed(r.spans[n-1].from, to)
		}
	}
	r.dotted(r.add(s))
}

// dotted takes the dot of an abbreviation that ends a name: "Ltd.", "Jr.".
func (r *reader) dotted(s *span) {
	if !endDots[r.lower(s.to-1)] || !strings.HasPrefix(r.text[s.end:], ".") {
		return
	}
	s.end++
	s.name = r.text[s.start:s.end]
}

var endDots = setOf([]string{"jr", "sr", "ltd", "inc", "co", "corp", "pte", "plc", "llc"})

// titledWithin takes the person at the end of a run that begins with an office
// no list has: "External Affairs Minister N".
func (r *reader) titledWithin(from, end int) int {
	for j := from + 1; j < end; j++ {
		f, ok := r.gaz.titles.at(r.toks, j)
		if !ok || j+len(f.words) >= len(r.toks) || !r.namePart(j+len(f.words)) {
			continue
		}
		if r.startHead(from, j) != "" {
			return 0
		}
		return r.titled(j, j+len(f.words))
	}
	return 0
}

// reversed takes "SURNAME, Given" as lists of sanctions print it.
func (r *reader) reversed(i int) int {
	t := r.toks[i]
	if !t.acronym() && t.text != strings.ToUpper(t.text) || len(t.text) < 3 || !r.free(i+1) || r.toks[i+1].after != ',' || !r.given(i+1) {
		return 0
	}
	if _, n := r.gaz.at(r.toks, i); n > 0 {
		return 0
	}
	end := i + 2
	for end < i+4 && r.free(end) && r.joined(end) && r.toks[end].capital() && !r.stops(end) {
		end++
	}
	runes := []rune(strings.ToLower(t.text))
	family := strings.ToUpper(string(runes[:1])) + string(runes[1:])
	r.add(span{from: i, to: end, name: r.toks[i+1].text + " " + family, typ: "person", kind: "name", rule: "family name first"})
	return end
}

// administration takes "the N administration" for the government it is.
func (r *reader) administration(from, to int) bool {
	w := r.lower(to)
	if w != "administration" && w != "government" && w != "cabinet" || !r.free(to) || !r.joined(to) || r.toks[to-1].possessive {
		return false
	}
	name := r.toks[to-1].text + " " + w
	r.add(span{from: from, to: to + 1, name: name, typ: "government_body", kind: "name", rule: "government of a person"})
	return true
}
