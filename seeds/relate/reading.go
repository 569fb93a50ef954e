package relate

import "slices"

// reading is one sentence, taken apart.
type reading struct {
	*Sentence
	index  int // of the sentence in the document
	tokens []token
	marks  []marks         // of each token
	hits   [classes][]span // cues, in order
	groups []group         // lists of mentions, in order
	in     []int           // index of the group each token belongs to; -1 none
	doubt  bool            // a question
}

// group is a list of mentions of one sort that share their part in the sentence:
// "China, Russia and Iran". Most hold only one.
type group struct {
	span
	mentions []int
	sort     sort
}

// sort is what mentions may be listed together.
type sort uint8

const (
	power     sort = iota // states, bodies, those who act for them
	operation             // campaigns and threat groups
	person
	house // firms, outlets, organisations
	platform
	event
)

func sortOf(m *Mention) sort {
	switch m.Type {
	case "campaign", "threat_group":
		return operation
	case "person":
		return person
	case "company", "research_org", "media_outlet", "other_org":
		return house
	case "platform":
		return platform
	case "event", "law_program":
		return event
	}
	return power
}

const maxListGap = 9 // tokens between two names of a list

func read(c *cues, s *Sentence, index int) *reading {
	r := &reading{Sentence: s, index: index, tokens: tokenize(s.Text, s.Mentions)}
	r.marks, r.hits = c.find(r.tokens)
	if n := len(r.tokens); n > 0 {
		last := r.tokens[n-1].word
		r.doubt = last == "?" || (last == `"` && n > 1 && r.tokens[n-2].word == "?")
	}
	r.in = make([]int, len(r.tokens))
	for i := range r.tokens {
		r.in[i] = -1
		if m := r.tokens[i].mention; m >= 0 {
			r.list(i, m)
		}
	}
	return r
}

// list puts a mention into the group it continues, or a new one.
func (r *reading) list(i, mention int) {
	if n := len(r.groups); n > 0 && !r.apposed(i, mention) {
		g := &r.groups[n-1]
		last := &r.Mentions[g.mentions[len(g.mentions)-1]]
		if g.sort == sortOf(&r.Mentions[mention]) && r.listed(g.last, i, last.Entity == r.Mentions[mention].Entity) {
			g.last = i + 1
			g.mentions = append(g.mentions, mention)
			for j := g.first; j <= i; j++ {
				r.in[j] = n - 1
			}
			return
		}
	}
	r.groups = append(r.groups, group{span{i, i + 1}, []int{mention}, sortOf(&r.Mentions[mention])})
	r.in[i] = len(r.groups) - 1
}

// apposed tells whether a state at token i begins the description of the body before it:
// "the body B, Ruritania's security service".
func (r *reading) apposed(i, mention int) bool {
	comma := i - 1
	if r.is(comma, filler) && !r.is(comma, connector) {
		comma-- // "the body B, the Ruritanian security service"
	}
	last := r.mention(comma - 1)
	m := &r.Mentions[mention]
	return last != nil && r.word(comma) == "," && last.Type == "government_body" && m.Type == "state_actor" && (r.word(i+1) == "'s" || m.Adjective)
}

// listed tells whether what stands between two mentions makes them a list. A name
// repeated in brackets needs no comma.
func (r *reading) listed(from, to int, same bool) bool {
	if to-from > maxListGap || to == from {
		return false
	}
	joined := same && r.tokens[from].word == "("
	for j := from; j < to; j++ {
		switch {
		case r.is(j, connector):
			joined = true
		case !r.is(j, filler):
			return false
		}
	}
	return joined
}

// is tells whether a cue of the class covers token i; false outside the sentence.
func (r *reading) is(i int, c class) bool { return i >= 0 && i < len(r.marks) && r.marks[i].has(c) }

// word returns the folded word of token i; "" for mentions and outside.
func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].word
}

// mention returns the mention at token i, nil where none stands.
func (r *reading) mention(i int) *Mention {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].mention < 0 {
		return nil
	}
	return &r.Mentions[r.tokens[i].mention]
}

// any tells whether a cue of the class begins between two tokens.
func (r *reading) any(c class, from, to int) bool {
	return slices.ContainsFunc(r.hits[c], func(s span) bool { return s.first >= from && s.first < to })
}

// next returns the first group from token i on that begins within so many tokens,
// crossing only tokens that pass.
func (r *reading) next(i, within int, pass func(int) bool) *group {
	for j := i; j < len(r.tokens) && j < i+within; j++ {
		if g := r.in[j]; g >= 0 {
			return &r.groups[g]
		}
		if !pass(j) {
			return nil
		}
	}
	return nil
}

// previous is next to the left: the last group before token i.
func (r *reading) previous(i, within int, pass func(int) bool) *group {
	for j := i - 1; j >= 0 && j >= i-within; j-- {
		if g := r.in[j]; g >= 0 {
			return &r.groups[g]
		}
		if !pass(j) {
			return nil
		}
	}
	return nil
}

// names are the canonical names of a group.
func (r *reading) names(g *group) []string {
	var out []string
	for _, m := range g.mentions {
		if name := r.Mentions[m].Entity; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// operationNames are the campaigns and threat groups that the sentence names.
func (r *reading) operationNames() []string {
	var names []string
	for k := range r.groups {
		if g := &r.groups[k]; g.sort == operation {
			names = append(names, r.names(g)...)
		}
	}
	return names
}

// plain tells whether a token is a word that neither ends a clause nor joins.
func (r *reading) plain(i int) bool {
	switch r.word(i) {
	case ",", ";", ":", "(", ")", "—", ".", "?", "!":
		return false
	}
	return true
}
