package themes

// candidate is a run of words that may be a phrase.
type candidate struct {
	kind      int // index into the kinds of cues, or topic
	pattern   int // of a turn of speech; -1 for a run of content words
	sentences int // that print it
	documents int // that print it
	places    []occurrence
}

// occurrence is where a run of words stands: tokens from to to of a sentence.
type occurrence struct{ sentence, from, to int }

// tokens returns the words of the candidate where it stands first.
func (c *candidate) tokens(sentences []sentence) []token {
	o := c.places[0]
	return sentences[o.sentence].tokens[o.from:o.to]
}

// add notes one more place; sentences come in order.
func (c *candidate) add(sentences []sentence, o occurrence) {
	last := -1
	if len(c.places) > 0 {
		last = c.places[len(c.places)-1].sentence
	}
	if last != o.sentence {
		c.sentences++
		if last < 0 || sentences[last].document != sentences[o.sentence].document {
			c.documents++
		}
	}
	c.places = append(c.places, o)
}

// candidates returns the turns of speech and the runs of content words that may be
// phrases, in order of their first places.
func candidates(sentences []sentence, v *vocabulary) []candidate {
	turns, acts := v.turns(sentences)
	g := count(sentences, v)
	kinds := g.mark(sentences, v, acts)
	numbers := map[int32]int{}
	var runs []candidate
	first := 0
	for i, s := range sentences {
		for j := range s.tokens {
			for length, n := range g.at[first+j] {
				if n < 0 || !g.eligible(n, kinds[n], v, s.tokens[j+length]) {
					continue
				}
				at, known := numbers[n]
				if !known {
					at = len(runs)
					numbers[n] = at
					runs = append(runs, candidate{kind: kinds[n], pattern: -1})
				}
				runs[at].add(sentences, occurrence{i, j, j + length + 1})
			}
		}
		first += len(s.tokens)
	}
	return append(turns, runs...)
}

// eligible says whether a run may be a phrase. It stands whole somewhere; a topic
// stands in a sentence with an act, does not end with a word for who speaks, and has two
// words at least, or is a rare word that recurs.
func (g *grams) eligible(n int32, kind int, v *vocabulary, last token) bool {
	run := g.list[n]
	if run.sentences < g.least || run.whole == 0 {
		return false
	}
	if kind != topic {
		return true
	}
	w := v.words[last.word]
	rare := !w.inflected && len(w.slots) == 0 && w.any <= v.counts.Items()/rareTopic && run.sentences > 1 && run.documents > 1
	return run.beside && !w.role && (run.length > 1 || rare)
}

// rareTopic: a single word is a topic where at most one item of ordinary news in so many
// prints it.
const rareTopic = 1000

// mark finds the kind of every run, and which of them stand in a sentence with an
// act. acts says which sentences have a turn of speech that is one.
func (g *grams) mark(sentences []sentence, v *vocabulary, acts []bool) []int {
	kinds := make([]int, len(g.list))
	known := make([]bool, len(g.list))
	first := 0
	for i, s := range sentences {
		for j := range s.tokens {
			for length, n := range g.at[first+j] {
				if n < 0 {
					continue
				}
				if !known[n] {
					known[n] = true
					kinds[n] = v.kindOf(s.tokens[j : j+length+1])
				}
				acts[i] = acts[i] || kinds[n] != topic
			}
		}
		if acts[i] {
			for _, at := range g.at[first : first+len(s.tokens)] {
				for _, n := range at {
					if n >= 0 {
						g.list[n].beside = true
					}
				}
			}
		}
		first += len(s.tokens)
	}
	return kinds
}

// kindOf returns the kind of a run of content words.
func (v *vocabulary) kindOf(tokens []token) int {
	slots := make([][]slot, len(tokens))
	for i, t := range tokens {
		slots[i] = v.words[t.word].slots
	}
	return v.cues.kind(slots)
}

// turns returns the turns of speech that the cues list, one candidate for each form
// of words, and which sentences have one.
func (v *vocabulary) turns(sentences []sentence) (found []candidate, in []bool) {
	in = make([]bool, len(sentences))
	numbers := map[string]int{} // folded words to the place in found
	for i, s := range sentences {
		for j := range s.tokens {
			pattern, to := v.turn(s.tokens, j)
			if pattern < 0 {
				continue
			}
			in[i] = true
			key := ""
			for _, t := range s.tokens[j:to] {
				key += v.words[t.word].folded + " "
			}
			at, known := numbers[key]
			if !known {
				at = len(found)
				numbers[key] = at
				found = append(found, candidate{kind: v.cues.patterns[pattern].kind, pattern: pattern})
			}
			found[at].add(sentences, occurrence{i, j, to})
		}
	}
	return found, in
}

// turn returns the pattern and the end of the turn of speech that begins at token j: the
// longest, of several the one listed first; -1 where none does.
func (v *vocabulary) turn(tokens []token, j int) (pattern, to int) {
	pattern = -1
	for _, begin := range v.words[tokens[j].word].slots {
		p := v.cues.patterns[begin.pattern]
		if !p.run || begin.place != 0 || j+p.length > len(tokens) || j+p.length <= to {
			continue
		}
		if v.follows(tokens[j:j+p.length], begin.pattern) {
			pattern, to = begin.pattern, j+p.length
		}
	}
	return pattern, to
}

// follows says whether the tokens fill the slots of a pattern in a row.
func (v *vocabulary) follows(tokens []token, pattern int) bool {
	for place, t := range tokens[1:] {
		if !t.run {
			return false
		}
		filled := false
		for _, s := range v.words[t.word].slots {
			filled = filled || s == slot{pattern, place + 1}
		}
		if !filled {
			return false
		}
	}
	return true
}
