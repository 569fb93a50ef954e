package naming

import (
	"slices"
	"strings"
)

// candidate is what a rule takes for a name.
type candidate struct {
	span
	typ   string
	rule  string
	sure  bool
	shape bool // of a shape unlike anything else
	crime bool
	of    int // one more than the token at which the name begins that it renames; 0 none
	bare  int // tokens of the word for an operation before it
}

// The reach of cues, in words.
const (
	kindReach   = 12 // from a thing to "dubbed"
	callReach   = 5  // from a thing to "called"
	apposeReach = 9  // from a name to what it is said to be
	asideMax    = 6  // tokens in brackets within a list
	bracketMax  = 40 // tokens in brackets between a name and what it is
	listMax     = 12 // names in one list
)

// byShape finds names that have the shape of a vendor's.
func (r *reading) byShape() []candidate {
	var out []candidate
	for i, t := range r.tokens {
		if !t.word || !t.capital {
			continue
		}
		if c, ok := r.shapes.code(r.print(i, i+1)); ok && (c.Alone || r.speaks(i)) {
			out = append(out, candidate{span: span{from: i, to: i + 1, next: i + 1, prev: i}, typ: c.Type, rule: "vendor shape " + c.pattern(), shape: c.Alone || r.topics[t.sentence], sure: r.document && r.about && c.Alone})
			continue
		}
		typ := r.shapes.families[t.low]
		if typ == "" || !r.joined(i) || !r.tokens[i-1].capital || !r.speaks(i) {
			continue
		}
		before := r.tokens[i-1].low
		if r.shapes.ordinary[before] || r.nature[t.sentence] && !r.topics[t.sentence] || r.known.states[before] || r.known.given[before] || r.stops(i-1) || r.joined(i+1) && r.tokens[i+1].capital && !r.titled[i] && !r.kindStarts(i+1) {
			continue
		}
		if r.familiar(i-1, i) {
			continue // a firm, a park, a film
		}
		s := span{from: i - 1, to: i + 1, next: i + 1, prev: i - 1}
		sure := r.document && r.about && !r.nature[t.sentence]
		out = append(out, candidate{span: s, typ: typ, rule: "vendor shape word + " + r.print(i, i+1), shape: r.topics[t.sentence] || sure, sure: sure})
	}
	return out
}

func (r *reading) kindStarts(i int) bool {
	k, ok := r.kindAfter(i, 0)
	return ok && k.typ != ""
}

// operates says whether the name begins with the word for an operation.
func (r *reading) operates(s span) bool {
	return slices.ContainsFunc(r.marks, func(m found) bool { return m.class == operation && m.from == s.from })
}

// benign returns the sentences that tell of police, armies or helpers, whose
// operations have names, too, and those beside them.
func (r *reading) benign() map[int]bool {
	out := make(map[int]bool)
	for _, m := range r.marks {
		if m.class == against {
			at := r.tokens[m.from].sentence
			out[at-1], out[at], out[at+1] = true, true, true
		}
	}
	return out
}

// byIntroduction finds names after "dubbed", "tracked as", "called".
func (r *reading) byIntroduction() []candidate {
	benign := r.benign()
	var out []candidate
	inner := make(map[int]bool) // "formerly known as" introduces nothing new
	for _, m := range r.marks {
		if m.class == also {
			inner[m.to] = true
		}
	}
	for _, m := range r.marks {
		var s span
		if inner[m.to] {
			continue
		}
		var ok bool
		switch m.class {
		case introduce, call:
			i := r.skip(m.to)
			if named, near := r.kindAfter(i, 0); near && named.typ != "" && !r.tokens[i].capital {
				i = r.skip(named.to) // "dubbed the network Silver Heron"
			}
			s, ok = r.nameAt(i)
		case trace, itself:
			s, ok = r.nameAt(r.skip(m.to))
		case given:
			s, ok = r.nameBefore(m.from)
			ok = ok && s.quoted
		}
		if ok && r.document {
			s = r.extend(s, m.class == itself)
		}
		if !ok || r.tokens[s.from].sentence-r.tokens[m.from].sentence > 0 {
			continue
		}
		reach := kindReach
		if m.class == call {
			reach = callReach
		}
		k, ok := r.kindBefore(m.from, reach)
		if named, near := r.kindBefore(s.prev, 1); near && m.class != given && named.from >= m.to {
			k, ok = named, true
		}
		if m.class == given {
			k, ok = r.kindBefore(s.prev, reach)
			if after, near := r.kindAfter(m.to, 0); near && after.typ != "" {
				k, ok = after, true
			}
		}
		if after, near := r.kindAfter(r.skip(s.next), 0); near && after.typ != "" {
			k, ok = after, true
		} else if !ok && (m.from == 0 || r.tokens[m.from-1].sentence != r.tokens[m.from].sentence) {
			k, ok = r.kindAfter(s.next, apposeReach) // "Dubbed Silver Heron, the network"
		}
		c := candidate{span: s, rule: r.low(m.from, m.to)}
		switch {
		case ok && (k.typ == "" || k.part && (m.class == call || !r.firm(m.from))):
			if !r.traced(m, s, k) {
				continue
			}
			c.typ, c.sure = r.actorType(s), true
		case ok:
			c.typ, c.crime = k.typ, k.crime
			c.sure = (k.sure || r.firm(m.from)) && (!benign[r.tokens[m.from].sentence] || !r.operates(s)) && !r.another(k, m)
		case m.class == introduce && r.topics[r.tokens[m.from].sentence]:
			c.typ = typeCampaign
		case m.class == trace && r.about:
			c.typ, c.sure = r.actorType(s), true
		case m.class == itself && r.about:
			c.typ, c.sure = typeGroup, false
		default:
			continue
		}
		if ok && k.front && !k.sure {
			c.sure = false
		}
		out = append(out, c)
		out = append(out, r.list(c, s.next, r.document && m.class == trace)...)
	}
	return out
}

// skip leaves out up to three fillers from token i on.
func (r *reading) skip(i int) int {
	for range 3 {
		to, ok := r.skips[i]
		if !ok || i < len(r.tokens) && r.tokens[i].capital {
			break
		}
		i = to
	}
	if i < len(r.tokens) && (r.tokens[i].low == ":" || r.tokens[i].low == ",") {
		i++
	}
	return i
}

// list returns the names that continue a list after token i. Without plural, a
// comma or "and" may begin another clause, so only "or" and quotes continue it.
func (r *reading) list(first candidate, i int, plural bool) []candidate {
	var out []candidate
	for len(out) < listMax && i < len(r.tokens) {
		if r.tokens[i].low == ")" {
			if i++; i == len(r.tokens) {
				break
			}
		}
		if _, or := r.joins[i+1]; or && r.tokens[i].low == "(" {
			i++ // "Silver Heron (or QX-12)"
		}
		at, joined := r.aside(i), false
		if at > i {
			joined = true
		}
		for at < len(r.tokens) && strings.Contains(",/;", r.tokens[at].low) {
			at++
			joined = true
		}
		or := false
		if to, ok := r.joins[at]; ok {
			or = r.tokens[at].low != "and" && r.tokens[at].low != "also"
			at, joined = r.skip(to), true
		}
		if !joined || at >= len(r.tokens) || r.tokens[at].sentence != r.tokens[first.from].sentence {
			break
		}
		s, ok := r.nameAt(at)
		if !ok || !plural && !or && (!s.quoted || !first.quoted) {
			break
		}
		c := first
		c.span = s
		out = append(out, c)
		i = s.next
	}
	return out
}

// aside leaves out a short remark in brackets before token i: "(formerly Heron), ".
func (r *reading) aside(i int) int {
	if i >= len(r.tokens) || r.tokens[i].low != "(" {
		return i
	}
	for k := i + 1; k < len(r.tokens) && k-i <= asideMax; k++ {
		if r.tokens[k].low == ")" {
			for k++; k < len(r.tokens) && r.tokens[k].low == ","; k++ {
			}
			return k
		}
	}
	return i
}

// byKind finds names that stand right before or after what they are: "the hacking
// group Silver Heron", "its Silver Heron influence operation".
func (r *reading) byKind() []candidate {
	var out []candidate
	for _, k := range r.kinds {
		if k.typ == "" || k.part {
			continue
		}
		if s, ok := r.nameBefore(k.from); ok && r.namesBefore(s, k) {
			sure := r.sureBeside(s, k) && (s.quoted || k.sure || k.typ == typeCampaign || r.family(s.to-1))
			if r.document && !s.quoted && !k.sure && s.to-s.from == 1 {
				sure = false // a candidate's campaign, a broadcaster's network
			}
			out = append(out, candidate{span: s, typ: k.typ, rule: "name + " + r.low(k.from, k.to), sure: sure, crime: k.crime})
		}
		i := r.skip(k.to)
		s, ok := r.nameAt(i)
		if r.document && r.about && !ok && i+1 < len(r.tokens) && r.tokens[i].low == "(" {
			q, quoted := r.nameAt(i + 1) // the operation (“Heron”)
			s, ok = q, quoted && q.quoted && q.prev == i+1
			if ok {
				out = append(out, candidate{span: s, typ: k.typ, rule: r.low(k.from, k.to) + " + name in brackets", sure: true, crime: k.crime})
				continue
			}
		}
		if !ok || r.tokens[s.from].sentence != r.tokens[k.from].sentence {
			continue
		}
		many := strings.HasSuffix(r.tokens[k.to-1].low, "s")
		if r.document && r.about && !many && i == k.to && !r.titled[s.from] && k.typ != "" && (s.quoted || r.rareSpan(s)) {
			out = append(out, candidate{span: s, typ: k.typ, rule: r.low(k.from, k.to) + " + name", sure: r.sureBeside(s, k), crime: k.crime})
			continue
		}
		if i > k.to && !r.tokens[k.to].word && many && !s.quoted {
			continue // "hacking groups, Mary Example said"
		}
		_, code := r.shapes.code(r.print(s.from, s.to))
		code = code || unknownCode(r.print(s.from, s.to))
		if k.sure && (i == k.to || s.quoted || r.tokens[s.next-1].sentence == r.tokens[k.from].sentence && r.closed(s)) || s.quoted && r.firm(k.from) && i == k.to || code && r.speaks(k.from) {
			c := candidate{span: s, typ: k.typ, rule: r.low(k.from, k.to) + " + name", sure: r.sureBeside(s, k), crime: k.crime}
			out = append(out, c)
			out = append(out, r.list(c, s.next, many)...)
		}
	}
	return out
}

// namesBefore says whether words right before a kind can be its name. Before a
// noun that says little ("group", "campaign", "hackers") they can be a victim or an owner
// as well, so they must be quoted or unlike any ordinary word.
func (r *reading) namesBefore(s span, k kind) bool {
	last := r.print(k.to-1, k.to)
	first := s.from == 0 || r.tokens[s.from-1].sentence != r.tokens[s.from].sentence
	switch {
	case first && !s.quoted && s.to == s.from+1 && r.ordinary(r.tokens[s.from].low):
		return false // a sentence begins with a capital letter
	case !s.quoted && r.tokens[k.to-1].capital && !r.titled[k.to-1] && last != strings.ToUpper(last):
		return false // "Heron Threat Hunting Team" is one name
	case k.sure:
		return true
	case !r.speaks(k.from):
		return false
	case s.quoted:
		return true
	}
	return r.topics[r.tokens[k.from].sentence] && (r.oddSpan(s) || s.to-s.from > 1 && k.typ == typeCampaign)
}

// sureBeside says whether a name beside a kind is one for sure. In a headline
// every word has a capital letter, so only quotes and shapes count there.
func (r *reading) sureBeside(s span, k kind) bool {
	if s.quoted {
		return true
	}
	if r.titled[s.from] {
		return unknownCode(r.print(s.from, s.to)) || r.family(s.to-1)
	}
	if r.family(s.to-1) && s.to-s.from > 1 {
		return true
	}
	if s.to == s.from+1 && r.common(r.tokens[s.from].low) {
		return false
	}
	return k.sure || r.rareSpan(s)
}

// closed says whether a comma, dash or bracket ends an inserted name: ", Silver Heron,".
func (r *reading) closed(s span) bool {
	return s.next >= len(r.tokens) || strings.Contains(",.;:)(–—-", r.tokens[s.next].low)
}

// byApposition finds "Silver Heron, an advanced persistent threat group".
func (r *reading) byApposition() []candidate {
	var out []candidate
	for _, m := range r.marks {
		if m.class != article || m.from == 0 {
			continue
		}
		at := m.from
		for at > 0 && strings.Contains(",(–—", r.tokens[at-1].low) {
			at--
		}
		is := strings.HasPrefix(r.tokens[m.from].low, "is") || strings.HasPrefix(r.tokens[m.from].low, "was")
		s, ok := r.nameBefore(r.beforeAside(at))
		inside := ok && s.quoted && r.tokens[s.next-2].low == "," // American quotes hold the comma
		if !ok || at == m.from && !is && !inside {
			continue
		}
		k, ok := r.kindAfter(m.to, apposeReach)
		if ok && k.front && k.part && r.document && r.about && s.quoted && !r.broken(m.to, k.from) {
			out = append(out, candidate{span: s, typ: k.typ, rule: "name said to be " + r.low(k.from, k.to)})
			continue
		}
		if !ok || k.typ == "" || k.part || r.broken(m.to, k.from) || r.headed(k) {
			continue
		}
		a := r.tokens[m.from].low == "a" || r.tokens[m.from].low == "an" || m.to-m.from > 1 || s.quoted
		crew := r.document && r.about && k.typ == typeGroup && s.to-s.from > 1 && !r.titled[s.from]
		if k.sure || !is && a && r.firm(m.from) && (s.quoted || r.oddSpan(s)) || !is && a && crew {
			out = append(out, candidate{span: s, typ: k.typ, rule: "name said to be " + r.low(k.from, k.to), sure: true, crime: k.crime})
		}
	}
	return out
}

// beforeAside leaves out the bracket that ends right before token i: "Silver Heron
// (also known as QX-12) is a".
func (r *reading) beforeAside(i int) int {
	if i == 0 || r.tokens[i-1].low != ")" {
		return i
	}
	for k := i - 2; k > 0 && i-k <= bracketMax; k-- {
		if r.tokens[k].low == "(" {
			return k
		}
	}
	return i
}

// headed says whether a noun after the next word is what the phrase is about: "a
// network analysis firm".
func (r *reading) headed(k kind) bool {
	next, ok := r.kindAfter(k.to, 1)
	if !ok || next.typ != "" || next.from != k.to+1 || !r.joined(k.to) || !r.joined(next.from) {
		return false
	}
	between := r.tokens[k.to]
	return r.links[k.to] == 0 && !r.heads[k.to] && !strings.HasSuffix(between.low, "ing") && !between.capital
}

// broken says whether a sign stands between two tokens, so that they are of two phrases.
func (r *reading) broken(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.tokens[i].word {
			return true
		}
	}
	return false
}

// byOperation finds "Operation Heron"; the word is part of the name.
func (r *reading) byOperation() []candidate {
	benign := r.benign()
	var out []candidate
	for _, m := range r.marks {
		if m.class != operation || !r.speaks(m.from) {
			continue
		}
		s, ok := r.nameAt(m.to)
		if !ok || !s.quoted && (s.from != m.to || !r.tokens[m.from].capital) {
			continue
		}
		sentence := r.tokens[m.from].sentence
		c := candidate{span: s, typ: typeCampaign, rule: "operation + name", sure: r.topics[sentence] && !benign[sentence]}
		if r.document && !c.sure {
			c.sure = r.about && !benign[sentence] && (s.quoted || r.rareSpan(s))
		}
		if !s.quoted {
			c.from, c.prev, c.bare = m.from, m.from, m.to-m.from
		}
		out = append(out, c)
	}
	return out
}

// byAlias finds the further names in "(also known as A, B and C)" and the name
// before them.
func (r *reading) byAlias(sofar []candidate) []candidate {
	var out []candidate
	for _, m := range r.marks {
		if m.class != also {
			continue
		}
		s, ok := r.nameAt(r.skip(m.to))
		if !ok || r.tokens[s.from].sentence-r.tokens[m.from].sentence > 0 {
			continue
		}
		c := candidate{span: s, rule: r.low(m.from, m.to), sure: true}
		at := m.from
		for at > 0 && (strings.Contains("(,–—", r.tokens[at-1].low) || r.tokens[at-1].low == "which" || r.tokens[at-1].low == "is") {
			at--
		}
		anchor, anchored := r.nameBefore(at)
		k, ok := r.kindBefore(m.from, kindReach)
		if ok && !anchored && k.to == at {
			anchor, anchored = r.nameBefore(k.from) // "the Heron group (aka"
		}
		first := c
		first.span = anchor
		switch {
		case ok && k.typ != "" && (k.sure || r.firm(m.from) && m.from-k.to < callReach && !k.part):
			c.typ, c.crime = k.typ, k.crime
		default:
			known := candidate{}
			for _, o := range append(sofar, out...) {
				near := r.tokens[m.from].sentence-r.tokens[o.from].sentence == 1 && !anchored && !ok && o.from < m.from
				if o.sure && (anchored && o.to == anchor.to || o.from == s.from || near) || o.shape && anchored && o.to == anchor.to {
					known = o
				}
			}
			if known.typ == "" {
				continue // neither its sentence nor what it stands beside is a campaign or group
			}
			c.typ, c.crime = known.typ, known.crime
		}
		first.typ, first.crime = c.typ, c.crime
		if anchored {
			out = append(out, first)
		}
		out = append(out, c)
		out = append(out, r.list(c, s.next, true)...)
	}
	return out
}
