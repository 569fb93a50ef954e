package naming

import (
	"sort"
	"strings"
)

// reading is a text with all that stands in it: cues, and the kinds of things it
// speaks of. It is made anew for every text.
type reading struct {
	*Namer
	text   string
	tokens []token
	about  bool    // the text, or what it is part of, speaks of hacking or influence
	marks  []found // cues in order
	kinds  []kind  // in order of their ends
	topics map[int]bool
	titled map[int]bool // sentences in which nearly every word is capitalised
	nature map[int]bool // sentences of weather, animals, sport
	joins  map[int]int  // conjunctions by token: the token after them
	skips  map[int]int  // fillers likewise
}

// kind is a noun that says what is named: tokens from to to.
type kind struct {
	from, to int
	typ      string // "" something that is neither campaign nor group
	sure     bool   // says it by itself: "influence operation", not "operation"
	crime    bool
}

func (n *Namer) read(text string, about bool) *reading {
	r := &reading{
		Namer: n, text: text, tokens: cut(text), about: about,
		topics: make(map[int]bool), titled: make(map[int]bool), nature: make(map[int]bool),
		joins: make(map[int]int), skips: make(map[int]int),
	}
	r.marks = n.book.find(r.tokens)
	for _, m := range r.marks {
		s := r.tokens[m.from].sentence
		switch m.class {
		case topic:
			r.topics[s], r.about = true, true
		case nature:
			r.nature[s] = true
		case conjunction:
			r.joins[m.from] = max(m.to, r.joins[m.from])
		case filler:
			r.skips[m.from] = max(m.to, r.skips[m.from])
		}
	}
	r.markTitles()
	r.markKinds()
	return r
}

// titleShare is the share of capitalised words from which a sentence is a headline
// in which a capital letter says nothing.
const titleShare = 0.7

func (r *reading) markTitles() {
	words, capitals := make(map[int]int), make(map[int]int)
	for _, t := range r.tokens {
		if t.word && !t.han && t.end-t.start > 3 {
			words[t.sentence]++
			if t.capital {
				capitals[t.sentence]++
			}
		}
	}
	for s, w := range words {
		r.titled[s] = w >= 4 && float64(capitals[s]) >= titleShare*float64(w)
	}
}

// modifierReach is how many words may stand between a noun and what makes it speak.
const modifierReach = 2

func (r *reading) markKinds() {
	byToken := make(map[int][]found)
	for _, m := range r.marks {
		switch m.class {
		case modifier, crime, unlike:
			for i := m.from; i < m.to; i++ {
				byToken[i] = append(byToken[i], m)
			}
		}
	}
	for _, m := range r.marks {
		k := kind{from: m.from, to: m.to}
		switch m.class {
		case wholeCampaign:
			k.typ, k.sure = typeCampaign, true
		case wholeGroup:
			k.typ, k.sure = typeGroup, true
		case campaignNoun:
			k.typ = typeCampaign
		case groupNoun:
			k.typ = typeGroup
		case other:
		default:
			continue
		}
		if k.typ != "" {
			k = r.qualify(k, byToken)
		}
		r.kinds = append(r.kinds, k)
	}
	// A noun right after another makes the pair what it says: "hacking group leader".
	starts := make(map[int]bool)
	for _, k := range r.kinds {
		if k.typ == "" {
			starts[k.from] = true
		}
	}
	for i, k := range r.kinds {
		if k.typ != "" && starts[k.to] && r.joined(k.to) {
			r.kinds[i].typ = ""
		}
	}
	sort.SliceStable(r.kinds, func(i, j int) bool {
		a, b := r.kinds[i], r.kinds[j]
		if a.to != b.to {
			return a.to < b.to
		}
		return !a.sure && b.sure // the surer one is found first from behind
	})
}

// qualify looks for the words beside a noun that make it sure, or something else.
func (r *reading) qualify(k kind, byToken map[int][]found) kind {
	look := func(i int) (stop bool) {
		for _, m := range byToken[i] {
			switch m.class {
			case modifier:
				if m.from >= k.from && m.to <= k.to {
					continue
				}
				k.sure = true
				k.from, k.to = min(k.from, m.from), max(k.to, m.to)
			case crime:
				k.crime = true
			case unlike:
				if !k.sure {
					k.typ = ""
					return true
				}
			}
		}
		return false
	}
	from, to := k.from, k.to
	for i := from - 1; i >= 0 && i >= from-1-modifierReach && r.joined(i+1) && r.tokens[i].word; i-- {
		if look(i) {
			return k
		}
	}
	for i := to; i < len(r.tokens) && i <= to+modifierReach && r.joined(i) && r.tokens[i].word && !r.tokens[i].capital && !k.sure; i++ {
		if _, join := r.joins[i]; join {
			break
		}
		if look(i) {
			return k
		}
	}
	return k
}

// joined says whether token i belongs to the one before it: same sentence and
// both words.
func (r *reading) joined(i int) bool {
	return i > 0 && i < len(r.tokens) && r.tokens[i].sentence == r.tokens[i-1].sentence && r.tokens[i-1].word && r.tokens[i].word
}

// kindBefore returns the nearest kind that ends at or before token i, at most
// reach tokens before it in the same sentence.
func (r *reading) kindBefore(i, reach int) (kind, bool) {
	for k := len(r.kinds) - 1; k >= 0; k-- {
		c := r.kinds[k]
		if c.to > i {
			continue
		}
		if i-c.to > reach || i >= len(r.tokens) || r.tokens[c.from].sentence != r.tokens[i].sentence {
			return kind{}, false
		}
		return c, true
	}
	return kind{}, false
}

// kindAfter returns the first kind that begins at or after token i, at most reach
// tokens after it in the same sentence.
func (r *reading) kindAfter(i, reach int) (kind, bool) {
	best, ok := kind{}, false
	for _, c := range r.kinds {
		if c.from < i || c.from-i > reach || r.tokens[c.from].sentence != r.tokens[i].sentence {
			continue
		}
		if !ok || c.from < best.from || c.from == best.from && (c.to > best.to || c.to == best.to && c.sure) {
			best, ok = c, true
		}
	}
	return best, ok
}

// speaks says whether the sentence of token i, or what it is part of, speaks of
// hacking or influence.
func (r *reading) speaks(i int) bool { return r.topics[r.tokens[i].sentence] || r.about }

// print returns the text of tokens from to to.
func (r *reading) print(from, to int) string {
	return r.text[r.tokens[from].start:r.tokens[to-1].end]
}

func (r *reading) low(from, to int) string { return strings.ToLower(r.print(from, to)) }
