package themes

// longest is how many words a phrase has at most.
const longest = 4

// gram is a run of words, counted by sentence. Its words are found by going back
// through before.
type gram struct {
	before    int32 // the gram without its last word; -1 for a single word
	length    int
	sentences int // that print it
	whole     int // of those, how many print it with nothing more of a phrase on either side
	documents int
	sentence  int32 // the last that printed it, from 1
	document  int32 // likewise
	beside    bool  // stands in a sentence with an act
}

// grams are all runs that are counted.
type grams struct {
	list  []gram
	least int              // sentences in which a run must stand
	at    [][longest]int32 // for each token of all sentences, the runs that begin there by length, or -1
}

// count counts the runs of content words. In long documents a run must stand in
// more than one sentence in a thousand, and so must every part of it (the rule of
// Agrawal and Srikant 1994), which bounds what is kept in memory.
func count(sentences []sentence, v *vocabulary) *grams {
	tokens := 0
	for _, s := range sentences {
		tokens += len(s.tokens)
	}
	g := &grams{at: make([][longest]int32, tokens), least: 1 + len(sentences)/1000}
	for length := 1; length <= longest; length++ {
		known := map[uint64]int32{} // gram without its last word, and the stem of that
		first := 0                  // of the sentence
		for i, s := range sentences {
			for j := range s.tokens {
				g.at[first+j][length-1] = -1
				before, ok := g.extends(s.tokens, first, j, length)
				if !ok {
					continue
				}
				last := s.tokens[j+length-1]
				key := uint64(uint32(before))<<32 | uint64(uint32(v.words[last.word].stem))
				n, seen := known[key]
				if !seen {
					n = int32(len(g.list))
					known[key] = n
					g.list = append(g.list, gram{before: before, length: length, document: -1})
				}
				g.at[first+j][length-1] = n
				g.list[n].add(i, s, whole(s.tokens, j, length))
			}
			first += len(s.tokens)
		}
	}
	return g
}

// extends returns the run of length-1 words that the run of length words from token j
// on begins with, and whether the longer one is to be counted.
func (g *grams) extends(tokens []token, first, j, length int) (before int32, ok bool) {
	last := j + length - 1
	if last >= len(tokens) || !tokens[last].content {
		return -1, false
	}
	if length == 1 {
		return -1, true
	}
	if !tokens[last].run {
		return -1, false
	}
	before = g.at[first+j][length-2]
	behind := g.at[first+j+1][length-2]
	ok = before >= 0 && behind >= 0 && g.list[before].sentences >= g.least && g.list[behind].sentences >= g.least
	return before, ok
}

// whole says whether the run is bounded by something that is no part of a phrase. Of
// a run longer than a phrase the end is taken: the head of an English noun stands last.
func whole(tokens []token, j, length int) bool {
	end := j + length
	if end < len(tokens) && tokens[end].run && tokens[end].content {
		return false
	}
	return length == longest || j == 0 || !tokens[j].run || !tokens[j-1].content
}

func (g *gram) add(number int, s sentence, whole bool) {
	if g.sentence == int32(number)+1 {
		return
	}
	g.sentence = int32(number) + 1
	g.sentences++
	if whole {
		g.whole++
	}
	if g.document != int32(s.document) {
		g.document = int32(s.document)
		g.documents++
	}
}
