package naming

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
)

// names takes the best of the candidates that overlap, leaves out what is no name
// and says how far the rest can be trusted.
func (r *reading) names(all []candidate) []Name {
	kept := all[:0:0]
	for _, c := range all {
		if r.isName(c) {
			kept = append(kept, c)
		}
	}
	if r.document {
		kept = merge(kept)
	}
	slices.SortStableFunc(kept, func(a, b candidate) int {
		return cmp.Or(flag(b.sure)-flag(a.sure), flag(b.shape)-flag(a.shape), (b.to-b.from)-(a.to-a.from), a.from-b.from)
	})
	var out []Name
	taken := make([]bool, len(r.tokens))
	shaped, crimes := make(map[int]bool), make(map[string]bool)
	for _, c := range kept {
		shaped[c.to] = shaped[c.to] || c.shape
		if c.crime {
			crimes[r.low(c.from, c.to)] = true
		}
	}
	for _, c := range kept {
		if slices.Contains(taken[c.from:c.to], true) {
			continue
		}
		for i := c.from; i < c.to; i++ {
			taken[i] = true
		}
		c.shape = c.shape || shaped[c.to]
		c.crime = c.crime || crimes[r.low(c.from, c.to)]
		n := Name{
			Text: r.print(c.from, c.to), Start: r.tokens[c.from].start, End: r.tokens[c.to-1].end,
			Type: c.typ, Rule: c.rule, Sure: c.sure && !r.words.never[r.low(c.from, c.to)], Crime: c.crime, Strength: r.strength(c),
		}
		if r.document {
			n.Sure = n.Sure && !r.everyday(c.span)
			n.Of, n.Bare = r.renamed(c, kept), ""
			if c.bare > 0 {
				n.Bare = r.print(c.from+c.bare, c.to)
			}
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b Name) int { return a.Start - b.Start })
	return out
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isName says whether the words can be the name of a campaign or group at all.
func (r *reading) isName(c candidate) bool {
	text := r.low(c.from, c.to)
	letters := 0
	for _, ch := range text {
		if unicode.IsLetter(ch) {
			letters++
		}
	}
	if letters < 2 || utf8.RuneCountInString(text) < 3 && !r.tokens[c.from].han || r.known.names[text] || r.known.stops[text] {
		return false
	}
	last := strings.TrimSuffix(r.tokens[c.to-1].low, ".")
	if r.known.heads[last] && !c.quoted && !c.sure {
		return false
	}
	if r.tokens[c.to-1].end-r.tokens[c.from].start > longName || c.quoted && r.celebrity(c) {
		return false
	}
	if !c.shape && (r.person(c) || !c.quoted && r.owned(c)) {
		return false
	}
	return !r.generic(c)
}

// longName is how many bytes a name may have: the longest that were given to a campaign
// have some sixty characters.
const longName = 150

// celebrity says whether quoted words are those of a person whom news print so often
// that everybody knows them: a given name, and family names that are common.
func (r *reading) celebrity(c candidate) bool {
	if c.to-c.from < 2 || !r.known.given[r.tokens[c.from].low] {
		return false
	}
	for i := c.from + 1; i < c.to; i++ {
		if r.tokens[i].word && !r.common(r.tokens[i].low) && !r.known.given[r.tokens[i].low] {
			return false
		}
	}
	return true
}

// compound says whether a word ends in lower case after a hyphen: "AI-powered",
// "Beijing-based" are adjectives.
func compound(word string) bool {
	word = strings.ReplaceAll(word, "\u2011", "-")
	tail := word[strings.LastIndexByte(word, '-')+1:]
	return len(tail) < len(word) && tail == strings.ToLower(tail) && strings.Trim(tail, "0123456789") != ""
}

// owned says whether the words begin with a firm, body or outlet: "Microsoft Edge".
func (r *reading) owned(c candidate) bool {
	for to := c.from + 1; to < c.to; to++ {
		if r.known.names[r.low(c.from, to)] {
			return true
		}
	}
	return false
}

// person says whether the words are those of a person: a title stands before
// them, or a given name begins them.
func (r *reading) person(c candidate) bool {
	k, beside := r.kindBefore(c.prev, 0)
	introduced := beside && k.typ != "" // "threat actor" is no title of a person
	if c.prev > 0 && !introduced && !c.quoted && r.tokens[c.prev-1].word && r.known.titles[r.tokens[c.prev-1].low] {
		return true
	}
	if c.quoted || r.family(c.to-1) {
		return false
	}
	if c.to-c.from > 1 && r.known.titles[r.tokens[c.from].low] {
		return true
	}
	for i := c.from; i < c.to; i++ {
		if (i < c.to-1 || c.to-c.from == 1) && r.known.given[r.tokens[i].low] {
			return true
		}
	}
	return false
}

// generic says whether every word is one of those by which cues speak: "Influence
// Campaign", "Russian Hackers".
func (r *reading) generic(c candidate) bool {
	for i := c.from; i < c.to; i++ {
		t := r.tokens[i]
		if t.word && !r.said[i] && !r.known.states[r.stem(i)] && !r.known.names[t.low] && !r.stops(i) {
			return false
		}
	}
	return true
}

// ordinaryShare and commonShare are how many of the counted items may print a
// word in lower case, or in any, before it is an ordinary word, or a well-known
// name: one in 40,000 and one in 2,000.
const (
	ordinaryShare = 40000
	commonShare   = 2000
)

// ordinary says whether news print the word in lower case, so that it is no
// name by itself.
func (n *Namer) ordinary(low string) bool {
	return n.words.nature[low] || n.words.never[low] || n.counts.Lower(low)*ordinaryShare > n.counts.Items()
}

// common says whether news print the word so often that it must be something
// well known.
func (n *Namer) common(low string) bool {
	return n.counts.Word(low)*commonShare > n.counts.Items()
}

// oddSpan says whether one of the words is like no ordinary word.
func (r *reading) oddSpan(s span) bool {
	for i := s.from; i < s.to; i++ {
		if r.tokens[i].word && !r.tokens[i].han && r.odd(i) {
			return true
		}
	}
	return false
}

// rareSpan says whether one of the words is one that ordinary news do not print at
// all: neither a common noun nor somebody known.
func (r *reading) rareSpan(s span) bool {
	for i := s.from; i < s.to; i++ {
		if r.odd(i) && !r.tokens[i].han && r.counts.Word(r.tokens[i].low) == 0 && !strings.Contains(r.tokens[i].low, "-") {
			return true
		}
	}
	return false
}

func (r *reading) odd(i int) bool {
	low := r.tokens[i].low
	return utf8.RuneCountInString(low) >= 3 && !r.ordinary(low) && !r.common(low) && !r.known.names[low] && !r.known.given[low] && !r.known.stops[low]
}

// strength says how far the name can be trusted where nothing else speaks for it.
func (r *reading) strength(c candidate) meddlewatch.Strength {
	if c.to == c.from+1 && r.words.never[r.tokens[c.from].low] {
		return meddlewatch.StrengthNever
	}
	if c.crime || !c.sure && !c.shape {
		return meddlewatch.StrengthContext
	}
	if c.shape {
		if c.to-c.from == 2 && r.familiar(c.from, c.to-1) {
			return meddlewatch.StrengthContext
		}
		return meddlewatch.StrengthStrong
	}
	if r.oddSpan(c.span) {
		return meddlewatch.StrengthStrong
	}
	return meddlewatch.StrengthContext
}

// familiar says whether news print two words in a row so often that they are
// something ordinary.
func (r *reading) familiar(i, k int) bool {
	return r.counts.Pair(r.tokens[i].low, r.tokens[k].low)*pairShare > r.counts.Items()
}

// pairShare is how many of the counted items may print two words in a row before
// they are something ordinary: one in 5,000.
const pairShare = 5000
