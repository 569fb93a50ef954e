package document

import "slices"

// The numbers by which one sentence says what another has said.
const (
	shingle   = 4   // words in a run that is compared (Broder, "On the resemblance and containment of documents", 1997)
	contained = 0.6 // share of a sentence's runs that must have been printed before
	inHeading = 0.5 // the same for headings: they may be made of the end of one sentence and the beginning of the next
	leastRuns = 3   // runs from which on a share is enough (six words); of fewer all must have been printed
	leastCut  = 3   // words by which the beginning or end of a shorter cut sentence is known
)

// MarkRepeats marks every sentence that says what another, in these documents or the
// same, has said already: its words are that other's, or most of its runs of four
// words were printed before in at most three sentences, or it retells one (see
// retell.go). One copy stays unmarked: the first of those that are whole. A sentence
// that was cut, and a heading, repeat a whole one even where that comes later, because
// the whole one is the better witness.
//
// Frame is neither marked nor copied from. Marks of an earlier call are taken away
// first. The time grows with the length of the documents.
func MarkRepeats(documents []Document) {
	var ranks [3][]unit
	for i := range documents {
		for j := range documents[i].Blocks {
			b := &documents[i].Blocks[j]
			for k := range b.Sentences {
				s := &b.Sentences[k]
				s.Repeat = false
				if s.Frame == "" && b.Frame == "" && !b.SeeAlso {
					r := rank(b, s)
					ranks[r] = append(ranks[r], unit{i, b, s})
				}
			}
		}
	}
	p := printed{runs: map[uint64]int32{}, marks: map[uint64]struct{}{}}
	for n, u := range slices.Concat(ranks[:]...) {
		w := words(u.block.Text[u.Start:u.End])
		u.Repeat = p.has(w, u)
		if !u.Repeat {
			p.add(w, int32(n))
		}
	}
	markRetold(ranks[0])
}

// rank says in which order sentences are witnesses: whole ones, those that were cut,
// and last headings and lines that are no sentences, which sum up what others say.
func rank(b *Block, s *Sentence) int {
	switch {
	case b.Kind == Heading, len(b.Sentences) == 1 && !stops(lastRune([]byte(b.Text))) && !prose(b.Text):
		return 2
	case s.CutBefore || s.CutAfter:
		return 1
	}
	return 0
}

// unit is a sentence in its place.
type unit struct {
	document int
	block    *Block
	*Sentence
}

// printed is what was read so far, as hashes. Two of 64 bits are equal by chance once
// in thousands of libraries, and then a sentence counts once too little.
type printed struct {
	runs  map[uint64]int32    // run of words to the first sentence that prints it
	marks map[uint64]struct{} // whole sentences, their beginnings and ends
}

const (
	equalMark = "\x00equal"
	beginMark = "\x00begin"
	endMark   = "\x00end"
)

// hash is FNV-1a over the words, each ended by a space.
func hash(mark string, w []string) uint64 {
	h := uint64(14695981039346656037)
	step := func(s string) {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	for _, s := range w {
		step(s)
		step(" ")
	}
	step(mark)
	return h
}

func (p *printed) marked(mark string, w []string) bool {
	_, ok := p.marks[hash(mark, w)]
	return ok
}

func (p *printed) add(w []string, sentence int32) {
	p.marks[hash(equalMark, w)] = struct{}{}
	if len(w) >= leastCut {
		p.marks[hash(beginMark, w[:leastCut])] = struct{}{}
		p.marks[hash(endMark, w[len(w)-leastCut:])] = struct{}{}
	}
	for i := 0; i+shingle <= len(w); i++ {
		h := hash("", w[i:i+shingle])
		if _, ok := p.runs[h]; !ok {
			p.runs[h] = sentence
		}
	}
}

// has reports whether a sentence of these words was printed before.
func (p *printed) has(w []string, u unit) bool {
	if p.marked(equalMark, w) {
		return true
	}
	runs := len(w) - shingle + 1
	if runs >= leastRuns {
		share := contained
		if u.block.Kind == Heading {
			share = inHeading
		}
		return p.contains(w, share*float64(runs))
	}
	if runs > 0 && p.contains(w, float64(runs)) {
		return true
	}
	// A short piece of a sentence that was cut is too little for runs, and its last
	// word may be half a word.
	return len(w) > leastCut-1 &&
		(u.CutAfter && p.marked(beginMark, w[:leastCut]) || u.CutBefore && p.marked(endMark, w[len(w)-leastCut:]))
}

// contains reports whether at least so many of a sentence's runs were printed before, counting
// those from the three sentences that share most with it: common phrases are printed
// everywhere, copies in one place.
func (p *printed) contains(w []string, least float64) bool {
	var from []int32
	for i := 0; i+shingle <= len(w); i++ {
		if n, ok := p.runs[hash("", w[i:i+shingle])]; ok {
			from = append(from, n)
		}
	}
	if float64(len(from)) < least {
		return false
	}
	slices.Sort(from)
	var counts []int
	for i := 0; i < len(from); {
		j := i
		for j < len(from) && from[j] == from[i] {
			j++
		}
		counts = append(counts, j-i)
		i = j
	}
	slices.Sort(counts)
	sum := 0
	for i := len(counts) - 1; i >= max(0, len(counts)-3); i-- {
		sum += counts[i]
	}
	return float64(sum) >= least
}
