package naming

import "strings"

// byRename finds, in a document, the further names of what is named already, and
// which name they rename: "N (also tracked as A by X and as B; previously C)", "which
// other firms follow as A or B", "N (“M”)". It also finds what byAlias finds.
func (r *reading) byRename(sofar []candidate) []candidate {
	out := r.byBracket(sofar)
	for _, m := range r.marks {
		switch m.class {
		case also, again:
		case trace, introduce, call:
			out = append(out, r.byRelative(m, append(sofar, out...))...)
			continue
		default:
			continue
		}
		s, ok := r.nameAt(r.skip(m.to))
		if !ok || r.tokens[s.from].sentence != r.tokens[m.from].sentence {
			continue
		}
		c := candidate{span: s, rule: r.low(m.from, m.to), sure: true}
		anchor, beside := r.anchor(m.from)
		if m.class == again { // what stands before it is who says so
			anchor, beside = span{}, false
		}
		known, ok := r.named(anchor, beside, m.from, append(sofar, out...))
		k, near := r.kindBefore(m.from, kindReach)
		near = near && k.typ != "" && (k.sure || r.firm(m.from) && m.from-k.to < callReach && !k.part)
		switch {
		case ok:
			c.typ, c.crime, c.of = known.typ, known.crime, known.from+1
		case beside && (near || r.code(s)) && r.isName(candidate{span: anchor}):
			if !near {
				k.typ = typeGroup
			}
			first := c
			first.span, first.typ, first.crime = anchor, k.typ, k.crime
			out = append(out, first)
			c.typ, c.crime, c.of = k.typ, k.crime, anchor.from+1
		case !beside && near:
			c.typ, c.crime = k.typ, k.crime
		default:
			continue // nobody says that what stands before it is a campaign or group
		}
		if r.overlaps(m) {
			c.of = 0 // two things that share something
		}
		names := append([]candidate{c}, r.further(c, s.next)...)
		if c.of == 0 {
			for i := 1; i < len(names); i++ {
				names[i].of = c.from + 1
			}
		}
		out = append(out, names...)
	}
	return out
}

// overlaps says whether a cue for a further name speaks of another thing that shares
// something with the one before.
func (r *reading) overlaps(m found) bool {
	for _, o := range r.marks {
		if o.class == overlap && o.from == m.from {
			return true
		}
	}
	return false
}

// byRelative finds the further name in "N, which Examplia tracks as A", "N (tracked as A)".
func (r *reading) byRelative(m found, sofar []candidate) []candidate {
	s, ok := r.nameAt(r.skip(m.to))
	if !ok || r.tokens[s.from].sentence != r.tokens[m.from].sentence {
		return nil
	}
	at := m.from
	for _, o := range r.marks {
		if o.class == relative && o.from < m.from && m.from-o.from <= relativeReach {
			at = o.from
		}
	}
	if at == 0 || at == m.from && !strings.Contains("(,", r.tokens[at-1].low) {
		return nil
	}
	if strings.Contains("(,", r.tokens[at-1].low) {
		at--
	}
	anchor, ok := r.nameBefore(r.overBracket(at))
	if !ok || anchor.from == s.from {
		return nil
	}
	var out []candidate
	known, ok := r.named(anchor, true, m.from, sofar)
	if !ok {
		known = candidate{span: anchor, typ: typeGroup, rule: r.low(m.from, m.to), sure: true}
		if m.class != trace || !r.code(s) || !r.about || !r.isName(candidate{span: anchor}) {
			return nil
		}
		out = append(out, known)
	}
	c := candidate{span: s, typ: known.typ, rule: r.low(m.from, m.to), sure: true, crime: known.crime, of: known.from + 1}
	return append(append(out, c), r.further(c, s.next)...)
}

// relativeReach is how many tokens may stand between "which" and the cue.
const relativeReach = 6

// code says whether a span is a vendor's code or looks like one.
func (r *reading) code(s span) bool {
	word := r.print(s.from, s.to)
	_, ok := r.shapes.code(word)
	return ok || unknownCode(word)
}

// further returns the names that go on after a further name that ends before token i:
// ", B and C", "by X and as B by Y", "or “M”".
func (r *reading) further(first candidate, i int) []candidate {
	out := r.list(first, i, true)
	if len(out) > 0 {
		i = out[len(out)-1].next
	}
	for len(out) < listMax {
		s, ok := r.nameAfterOwner(i)
		if !ok {
			break
		}
		c := first
		c.span = s
		out = append(out, c)
		i = s.next
	}
	return out
}

// ownerReach is how many tokens may stand for who uses a name: "by Recorded Future's
// Insikt Group and as".
const ownerReach = 8

// nameAfterOwner returns the name in "by X and as N" after token i.
func (r *reading) nameAfterOwner(i int) (span, bool) {
	for k := i; k+1 < len(r.tokens) && k-i <= ownerReach && r.tokens[k].sentence == r.tokens[max(0, i-1)].sentence; k++ {
		if strings.Contains(";.:()", r.tokens[k].low) {
			break
		}
		to, joins := r.joins[k]
		if !joins {
			continue
		}
		if at := r.skip(to); at > to {
			return r.nameAt(at)
		}
		break
	}
	return span{}, false
}

// remarkMax is how many words may follow a quoted name in its bracket.
const remarkMax = 3

// byBracket finds "N (“M”)": another name in a bracket of its own right after one.
func (r *reading) byBracket(sofar []candidate) []candidate {
	var out []candidate
	for _, c := range sofar {
		i := c.next
		if !c.sure || i+1 >= len(r.tokens) || r.tokens[i].low != "(" || !r.isName(c) {
			continue
		}
		s, ok := r.nameAt(i + 1)
		if !ok || s.prev != i+1 {
			continue
		}
		end := s.next
		for s.quoted && end < len(r.tokens) && end-s.next < remarkMax && r.tokens[end].word {
			end++ // (« Heron » en russe)
		}
		if end >= len(r.tokens) || r.tokens[end].low != ")" {
			continue
		}
		if s.quoted || s.to-s.from > 1 || r.code(s) {
			out = append(out, candidate{span: s, typ: c.typ, rule: "in brackets after a name", sure: true, crime: c.crime, of: c.from + 1})
		}
	}
	return out
}
