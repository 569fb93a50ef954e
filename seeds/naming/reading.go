package naming

import (
	"sort"
	"strings"
)

// reading is a text with all that stands in it: cues, and the kinds of things it
// speaks of. It is made anew for every text.
type reading struct {
	*Namer
	mode
	text   string
	tokens []token
	spoken bool    // the text itself does
	marks  []found // cues in order
	kinds  []kind  // in order of their ends
	topics map[int]bool
	titled []bool       // tokens of headlines, in which a capital letter says nothing
	heads  map[int]bool // tokens of cues: no name holds them at the head of a sentence
	links  map[int]int  // like joins
	said   []bool       // tokens of the words by which cues speak
	nature map[int]bool // sentences of weather, animals, sport
	joins  map[int]int  // conjunctions by token: the token after them
	skips  map[int]int  // fillers likewise
}

// kind is a noun that says what is named: tokens from to to.
type kind struct {
	from, to int
	front    bool   // an outlet or channel: no campaign for sure, unless a modifier says so
	typ      string // "" something that is neither campaign nor group
	sure     bool   // says it by itself: "influence operation", not "operation"
	crime    bool
	linked   bool // what makes it sure follows it: "campaign of fake news"
	part     bool // says something only where a name is introduced right after it
}

func (n *Namer) read(text string, m mode) *reading {
	r := &reading{
		Namer: n, mode: m, text: text, tokens: cut(text),
		topics: make(map[int]bool), heads: make(map[int]bool), links: make(map[int]int), nature: make(map[int]bool),
		joins: make(map[int]int), skips: make(map[int]int),
	}
	cues := n.book
	if m.document {
		cues = n.deep
	}
	r.tokens = cues.parts(text, r.tokens)
	r.marks = cues.find(r.tokens)
	r.said = make([]bool, len(r.tokens))
	for _, m := range r.marks {
		s := r.tokens[m.from].sentence
		switch m.class {
		case topic, modifier, campaignNoun, groupNoun, campaignPart, groupPart, wholeCampaign, wholeGroup, crime, other, unlike, article:
			for i := m.from; i < m.to; i++ {
				r.said[i] = true
			}
		}
		switch m.class {
		case topic:
			r.topics[s], r.spoken = true, true
		case nature:
			r.nature[s] = true
		case conjunction:
			r.joins[m.from] = max(m.to, r.joins[m.from])
		case introduce, call, also, article:
			for i := m.from; i < m.to; i++ {
				// "tracked as QX-1 by Examplia and as" is one cue with a name within
				r.heads[i] = !r.document || i == m.from || !r.tokens[i].capital || r.heads[i]
			}
		case link:
			r.links[m.from] = max(m.to, r.links[m.from])
		case filler:
			r.skips[m.from] = max(m.to, r.skips[m.from])
		}
	}
	r.markTitles()
	r.markKinds()
	return r
}

// A sentence is a headline if at least titleShare of its words of five letters or
// more are capitalised, and it is no list. A run of words within a sentence is one
// if it has titleRun capitalised words and none in lower case of five letters or more.
const (
	titleShare = 0.85
	titleRun   = 6
	longWord   = 5
)

func (r *reading) markTitles() {
	r.titled = make([]bool, len(r.tokens))
	for from := 0; from < len(r.tokens); {
		to := from
		words, capitals, commas := 0, 0, 0
		for ; to < len(r.tokens) && r.tokens[to].sentence == r.tokens[from].sentence; to++ {
			t := r.tokens[to]
			if strings.Contains(",(", t.low) {
				commas++
			}
			if t.word && !t.han && t.end-t.start >= longWord {
				words++
				capitals += flag(t.capital)
			}
		}
		if words >= 3 && commas <= 1 && float64(capitals) >= titleShare*float64(words) {
			r.markTitle(from, to)
		}
		for i := from; i < to; i++ {
			run, capitals := i, 0
			for ; run < to && r.tokens[run].word && (r.tokens[run].capital || r.tokens[run].end-r.tokens[run].start < longWord); run++ {
				capitals += flag(r.tokens[run].capital)
			}
			if capitals >= titleRun {
				r.markTitle(i, run)
			}
			i = max(i, run)
		}
		from = to
	}
}

func (r *reading) markTitle(from, to int) {
	for i := from; i < to; i++ {
		r.titled[i] = true
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
		case campaignNoun, campaignPart:
			k.typ = typeCampaign
		case groupNoun, groupPart:
			k.typ = typeGroup
		case front:
			k.typ, k.front = typeCampaign, true
		case other:
		default:
			continue
		}
		if k.typ != "" {
			k = r.qualify(k, byToken)
			if !k.sure && !k.front && k.typ != "" && r.tokens[m.from].capital && !r.titled[m.from] && r.joined(m.from) && r.tokens[m.from-1].capital && r.skips[m.from-1] == 0 && !r.heads[m.from-1] {
				continue // "Heron Group" is a name
			}
			k.part = !k.sure && (m.class == campaignPart || m.class == groupPart || m.class == front)
		}
		r.kinds = append(r.kinds, k)
	}
	r.markStrings()
	// A noun right after another makes the pair what it says: "hacking group leader".
	starts := make(map[int]bool)
	for _, k := range r.kinds {
		if k.typ == "" {
			starts[k.from] = true
		}
	}
	for i, k := range r.kinds {
		if k.typ != "" && !k.linked && starts[k.to] && r.joined(k.to) {
			r.kinds[i].typ = ""
		}
	}
	sort.SliceStable(r.kinds, func(i, j int) bool {
		a, b := r.kinds[i], r.kinds[j]
		if a.to != b.to {
			return a.to < b.to
		}
		if a.sure != b.sure {
			return b.sure // the surer one is found first from behind
		}
		if !r.document {
			return false
		}
		if a.from != b.from {
			return a.from > b.from // and the longer: "Telegram channel"
		}
		return b.front
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
	for _, m := range byToken[k.from] {
		k.crime = k.crime || m.class == crime
	}
	from, to := k.from, k.to
	for i := from - 1; i >= 0 && i >= from-1-modifierReach && r.joined(i+1) && r.tokens[i].word; i-- {
		if look(i) {
			return k
		}
	}
	if next, ok := r.links[to]; ok {
		to, k.linked = next, true
	}
	if !k.sure && r.joined(to) && !r.tokens[to].capital {
		look(to)
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
		if c.typ == "" {
			if whole, ok := r.whole(c); ok {
				return whole, true
			}
		}
		return c, true
	}
	return kind{}, false
}

// linkReach is how far before a noun the word may stand that links it to a
// campaign or group.
const linkReach = 3

// whole returns what another noun is a part of: the network of "network of news sites".
func (r *reading) whole(part kind) (kind, bool) {
	for i := part.from - 1; i > 0 && i >= part.from-linkReach && r.joined(i+1); i-- {
		if r.links[i] == 0 {
			continue
		}
		for _, k := range r.kinds {
			if k.typ != "" && k.to == i && r.joined(i) {
				return k, true
			}
		}
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

// speaks says whether the sentence of token i, the text or what it is part of
// speaks of hacking or influence.
func (r *reading) speaks(i int) bool { return r.spoken || r.about || r.topics[r.tokens[i].sentence] }

// firm is speaks without the other sentences of the text.
func (r *reading) firm(i int) bool { return r.about || r.topics[r.tokens[i].sentence] }

// print returns the text of tokens from to to.
func (r *reading) print(from, to int) string {
	return r.text[r.tokens[from].start:r.tokens[to-1].end]
}

func (r *reading) low(from, to int) string { return strings.ToLower(r.print(from, to)) }

// parts cuts a word that a hyphen joins to what it is: "Heron-Kampagne" is a name
// and its kind.
func (b *book) parts(text string, tokens []token) []token {
	var out []token
	for i, t := range tokens {
		k := -1
		if t.capital {
			k = strings.LastIndexByte(text[t.start:t.end], '-')
		}
		if k < 0 || !b.noun(strings.ToLower(text[t.start+k+1:t.end])) {
			if out != nil {
				out = append(out, t)
			}
			continue
		}
		if out == nil {
			out = append(make([]token, 0, len(tokens)+4), tokens[:i]...)
		}
		name, tail := t, t
		name.end, tail.start = t.start+k, t.start+k+1
		name.low, tail.low = strings.ToLower(text[name.start:name.end]), strings.ToLower(text[tail.start:tail.end])
		tail.capital, tail.spaced = false, false
		out = append(out, name, tail)
	}
	if out == nil {
		return tokens
	}
	return out
}
