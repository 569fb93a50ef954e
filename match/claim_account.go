package match

import (
	"slices"
	"strings"
)

// accountWords is how many words of title and summary each are read for the
// claim: some five sentences. What stands behind them is told in passing.
const accountWords = 120

// account is a relevant item made ready for reading who says what: its words,
// marked with the claim words, bodies and states that they belong to. Offsets of
// words are those of the reading.
type account struct {
	m       *Matcher
	r       *reading
	p       passage
	accused []string // canonical names of the states that are said to act

	words     []Word
	hits      []hit    // of the lexicons, those that begin in words
	cues      []hit    // of the claim words
	marks     []uint64 // per word, a bit for every kind of cue that covers it
	state     []int32  // per word, the hit of the state it belongs to plus one; 0 none
	body      []kind   // per word, the kind of the listed body it belongs to
	sentences []choice // per word, its sentence
	headline  bool     // nearly every word of the title is printed with a capital
	english   bool     // one word in eight is a claim word; feeds name their language wrongly too often
}

// newAccount marks the words of an item.
func (m *Matcher) newAccount(r *reading, p passage, accused []string) *account {
	a := m.accounts.Get().(*account)
	a.m, a.r, a.p, a.accused = m, r, p, accused
	title, end := r.split, min(r.split+accountWords, len(r.words))
	if title > accountWords { // not a title
		title, end = accountWords, accountWords
	}
	a.words = append(a.words[:0], r.words[:end]...)
	capitals := 0
	for i := range title {
		if a.words[i].flags&flagCapital != 0 {
			capitals++
		}
	}
	a.headline = capitals*3 >= title*2
	a.cues = m.claims.find(a.cues[:0], r.title, a.words[:title], 0, false, 0)
	a.cues = m.claims.find(a.cues, r.summary, a.words, r.split, false, 0)
	a.sentences = cleared(a.sentences, len(a.words))
	for from := title; from < len(a.words); {
		to := from + 1
		for to < len(a.words) && a.words[to].Sentence == a.words[from].Sentence {
			to++
		}
		for i := from; i < to; i++ {
			a.sentences[i] = choice{from, to}
		}
		from = to
	}
	a.marks = cleared(a.marks, len(a.words))
	a.state = cleared(a.state, len(a.words))
	a.body = cleared(a.body, len(a.words))
	for _, c := range a.cues {
		for i := c.first; i <= c.last; i++ {
			a.marks[i] |= bit(c.kind)
		}
	}
	marked := 0
	for _, marks := range a.marks {
		if marks != 0 {
			marked++
		}
	}
	a.english = marked*8 >= end
	a.hits = begunIn(r.hits, 0, end)
	for j, h := range a.hits {
		for i := h.first; i <= h.last && int(i) < end; i++ {
			switch {
			case h.kind.isState():
				a.state[i] = int32(j) + 1
			case h.kind.isBody():
				a.body[i] = h.kind
			}
		}
	}
	return a
}

// begunIn returns those of hits in order that begin in words [from, to).
func begunIn(hits []hit, from, to int) []hit {
	before := func(h hit, word int) int { return int(h.first) - word }
	begin, _ := slices.BinarySearchFunc(hits, from, before)
	end, _ := slices.BinarySearchFunc(hits, to, before)
	return hits[begin:end]
}

// cleared returns n zeros, in the memory of list where that is large enough.
func cleared[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

func bit(k kind) uint64 { return 1 << (k - cueSay) }

// is says whether the word belongs to a cue of one of the kinds.
func (a *account) is(word int, kinds ...kind) bool {
	var mask uint64
	for _, k := range kinds {
		mask |= bit(k)
	}
	return a.marks[word]&mask != 0
}

// within returns the first word of [from, to) that belongs to a cue of one of the
// kinds, or -1. The range is cut to the sentence or title around anchor.
func (a *account) within(anchor, from, to int, kinds ...kind) int {
	lo, hi := a.around(anchor)
	for i := max(from, lo); i < min(to, hi); i++ {
		if a.is(i, kinds...) {
			return i
		}
	}
	return -1
}

// around returns the sentence of a word; a title is one sentence.
func (a *account) around(word int) (lo, hi int) {
	if word < a.r.split {
		return 0, min(a.r.split, len(a.words))
	}
	return a.sentences[word].from, a.sentences[word].to
}

// gap returns what stands between a word and the one before it.
func (a *account) gap(word int) string {
	if word == 0 || word == a.r.split {
		return "."
	}
	text := a.r.summary
	if word < a.r.split {
		text = a.r.title
	}
	return text[a.words[word-1].End:a.words[word].Start]
}

// apart says whether something separates a word from the one before it: the end
// of a sentence, a colon, a comma, a dash between spaces.
func (a *account) apart(word int) bool {
	if word == 0 || word == a.r.split || a.words[word].Sentence != a.words[word-1].Sentence {
		return true
	}
	g := a.gap(word)
	if g == " " { // as nearly all are
		return false
	}
	return strings.ContainsAny(g, ":;,|()[]!?…–—•") || strings.Contains(g, " - ") || strings.Contains(g, "...")
}

// comma says whether nothing but a comma separates a word from the one before it.
func (a *account) comma(word int) bool {
	return word > 0 && word != a.r.split && strings.HasPrefix(strings.TrimLeft(a.gap(word), `'"’”`), ",")
}

// colon says whether a colon stands between a word and the one before it.
func (a *account) colon(word int) bool {
	gap := a.gap(word)
	if gap == " " {
		return false
	}
	gap = strings.TrimLeft(gap, " \u00a0'\"’”»)")
	return strings.HasPrefix(gap, ":") || strings.HasPrefix(gap, "：")
}
