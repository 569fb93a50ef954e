package learn

// months and days are capitalised and never part of a name.
var months = setOf([]string{
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})

// events finds the events that a common noun ends ("the N summit", "the N–M
// conflict", "2024 N hurricane season") and campaigns for an office ("N 2024
// presidential campaign").
func (r *reader) events() {
	for i := range r.toks {
		if r.taken[i] {
			continue
		}
		if r.words.eventEnds[r.lower(i)] {
			r.eventEnding(i)
		}
		if r.lower(i) == "campaign" && r.lower(i-1) == "presidential" && r.free(i-1) {
			r.candidacyEnding(i)
		}
	}
}

func (r *reader) eventEnding(end int) {
	from, capitals, common := end, 0, 0
	proper := false
	for j := end - 1; r.free(j) && (r.joined(j+1) || r.toks[j+1].after == ')' || r.toks[j+1].after == '('); j-- {
		t := r.toks[j]
		switch {
		case t.year() != 0:
		case t.capital() && !r.stops(j):
			capitals++
			if k, start := r.countryEnding(j); k != nil {
				j = start
				proper = proper || k.kind == "name" && (t.glued || r.toks[end-1].glued || r.lower(end) == "war")
			} else {
				proper = true
			}
		case capitals == 0 && common == 0 && j == end-1 && len(t.text) > 4 && t.lower() == t.text && t.year() == 0:
			common++
			continue
		default:
			j = -1
			continue
		}
		from = j
	}
	if !proper || capitals == 0 || common > 0 && r.toks[from].year() == 0 {
		return
	}
	if r.gaz.titles.covers(r.toks, from) || r.personAt(from) > from+1 {
		return
	}
	r.add(span{from: from, to: end + 1, name: r.printed(from, end+1), typ: "event", kind: "name", rule: "event by its noun"})
}

// covers says whether a phrase begins with a token.
func (p phrases) covers(toks []token, i int) bool {
	_, ok := p.at(toks, i)
	return ok
}

func (r *reader) candidacyEnding(end int) {
	j := end - 2
	if !r.free(j) || r.toks[j].year() == 0 || !r.free(j-1) || !r.toks[j-1].capital() {
		return
	}
	from := j - 1
	for r.free(from-1) && r.toks[from-1].capital() && r.joined(from) {
		from--
	}
	r.add(span{from: from, to: end + 1, name: r.printed(from, end+1), typ: "event", kind: "name", rule: "candidacy"})
}

// stops says whether a capitalised token is no part of a name: a day or month, or
// a common word that stands alone or begins the sentence.
func (r *reader) stops(i int) bool { return r.stopsWithin(i, longestRun) }

// stopsWithin looks at so many words behind the token at most: a longer row of
// common words in capitals is no name.
func (r *reader) stopsWithin(i, most int) bool {
	if months[r.lower(i)] {
		return true
	}
	if !r.gaz.stops[r.lower(i)] {
		return false
	}
	if i == 0 || r.title || linkWords[r.lower(i)] || !r.joined(i+1) {
		return true
	}
	next := i + 1
	for next < i+3 && r.joined(next+1) && linkWords[r.toks[next].text] && r.startHead(i, next+1) != "" {
		next++
	}
	return most == 0 || !r.toks[next].capital() || r.stopsWithin(next, most-1)
}
