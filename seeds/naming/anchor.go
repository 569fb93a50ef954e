package naming

import "strings"

// bracketReach is how many tokens a bracket of further names may hold before one.
const bracketReach = 40

// anchor returns the name that a cue for a further name at token i speaks of: the one
// before the bracket in which it stands, else the one right before it.
func (r *reading) anchor(i int) (span, bool) {
	at := i
	for k := i - 1; k >= 0 && i-k <= bracketReach && r.tokens[k].sentence == r.tokens[i].sentence; k-- {
		if r.tokens[k].low == ")" {
			break
		}
		if r.tokens[k].low == "(" {
			at = k
			break
		}
	}
	for at > 0 && (strings.Contains("(,–—", r.tokens[at-1].low) || r.tokens[at-1].low == "which" || r.tokens[at-1].low == "is") {
		at--
	}
	at = r.overBracket(at)
	if s, ok := r.nameBefore(at); ok {
		return s, true
	}
	if k, ok := r.kindBefore(at, 0); ok {
		return r.nameBefore(k.from) // "the Heron group (aka"
	}
	return span{}, false
}

// overBracket returns the token at which a bracket begins that ends right before token i,
// else i.
func (r *reading) overBracket(i int) int {
	if i == 0 || r.tokens[i-1].low != ")" {
		return i
	}
	for k := i - 1; k >= 0 && i-k <= bracketReach; k-- {
		if r.tokens[k].low == "(" {
			return k
		}
	}
	return i
}

// named returns the candidate that a further name at token i renames: the one of the
// anchor; without an anchor the nearest before it in its sentence, else the last of
// the sentence before.
func (r *reading) named(anchor span, beside bool, i int, sofar []candidate) (candidate, bool) {
	best, ok := candidate{}, false
	for _, c := range sofar {
		distance := r.tokens[i].sentence - r.tokens[c.from].sentence
		switch {
		case beside && c.to != anchor.to:
			continue
		case c.from >= i || distance > 1 || !c.sure && !c.shape || !r.isName(c):
			continue
		}
		if !ok || c.from > best.from || c.from == best.from && c.sure && !best.sure {
			best, ok = c, true
		}
	}
	return best, ok
}

// merge makes one candidate of those of the same tokens: what one rule knows of them, all
// know. The rule that is surest says what it is; a cue goes before a shape.
func merge(all []candidate) []candidate {
	at := make(map[[2]int]int)
	var out []candidate
	for _, c := range all {
		i, known := at[[2]int{c.from, c.to}]
		if !known {
			at[[2]int{c.from, c.to}] = len(out)
			out = append(out, c)
			continue
		}
		o := &out[i]
		if c.sure && (!o.sure || c.of != 0 && o.of == 0 || o.shape && o.of == 0 && !c.shape) {
			o.typ, o.rule, o.sure = c.typ, c.rule, true
		}
		o.shape, o.crime = o.shape || c.shape, o.crime || c.crime
		o.bare = max(o.bare, c.bare)
		if o.of == 0 {
			o.of = c.of
		}
	}
	return out
}

// renamed returns the name that a candidate renames, "" where it renames none that is
// a name itself. It follows "A, also B, also C" to A.
func (r *reading) renamed(c candidate, kept []candidate) string {
	name := ""
	for range listMax {
		if c.of == 0 {
			break
		}
		i := firstAt(kept, c.of-1, c.from)
		if i < 0 {
			break
		}
		c = kept[i]
		name = r.print(c.from, c.to)
	}
	return name
}

// firstAt returns the best candidate that begins at a token, or with one word for an
// operation before it; -1 none.
func firstAt(kept []candidate, from, not int) int {
	for i, c := range kept {
		if c.from != not && (c.from == from || c.from+c.bare == from) {
			return i
		}
	}
	return -1
}
