package document

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The numbers by which a sentence retells one of another document. Chosen by reading
// pairs of sentences from documents about one report and from documents about the same actors;
// the second kind must not be marked.
const (
	same        = 0.70 // likeness that is enough by itself: cosine of the rare words' weights
	retold      = 0.36 // likeness that is enough between documents that tell one story
	sharedTerms = 4    // least terms in common
	leastTerms  = 5    // terms a sentence must have to be judged
	probes      = 8    // of a sentence's rarest terms, by which others are looked up
	postings    = 64   // of one term: what more sentences print tells nothing
	storyPairs  = 3    // pairs of like sentences that make two documents tell one story
)

// markRetold marks sentences that say in other words what a sentence of an earlier
// document says: nearly so, or where the two documents tell one story, because they
// have several such pairs. A single pair is two reports about the same actors.
//
// Rare words weigh most (their inverse document frequency over these sentences, Spärck
// Jones 1972); words are compared by their first letters, so that "elections" is "election".
func markRetold(units []unit) {
	t := newTerms(units)
	type pair struct {
		document, unit, other int
		like                  float64
	}
	var pairs []pair
	index := make([][]int32, len(t.counts))
	shared := map[int32]int{}
	for n, u := range units {
		terms := t.of[n]
		if len(terms) < leastTerms || u.Repeat {
			continue
		}
		clear(shared)
		rarest := terms[:min(probes, len(terms))]
		for _, w := range rarest {
			for _, m := range index[w] {
				if units[m].document != u.document {
					shared[m]++
				}
			}
		}
		best, at := 0.0, int32(-1)
		for m, k := range shared {
			if k < 2 {
				continue
			}
			if like := t.like(n, int(m)); like > best || like == best && m < at {
				best, at = like, m
			}
		}
		if at >= 0 && best >= retold {
			pairs = append(pairs, pair{u.document, n, units[at].document, best})
		}
		for _, w := range rarest {
			if len(index[w]) < postings {
				index[w] = append(index[w], int32(n))
			}
		}
	}
	stories := map[[2]int]int{}
	for _, p := range pairs {
		stories[[2]int{p.document, p.other}]++
	}
	for _, p := range pairs {
		if p.like >= same || stories[[2]int{p.document, p.other}] >= storyPairs {
			units[p.unit].Repeat = true
		}
	}
}

// terms are the words of sentences as numbers.
type terms struct {
	counts  []int     // sentences that print a term
	squares []float64 // of a term's weight
	of      [][]int32 // of each sentence, its terms, rarest first, equally rare ones by number
	norms   []float64 // of each sentence, the sum of its terms' squares
}

func newTerms(units []unit) *terms {
	t := &terms{of: make([][]int32, len(units)), norms: make([]float64, len(units))}
	numbers := map[string]int32{}
	for n, u := range units {
		var own []int32
		for _, w := range words(u.block.Text[u.Start:u.End]) {
			w = stem(w)
			if w == "" {
				continue
			}
			id, ok := numbers[w]
			if !ok {
				id = int32(len(numbers))
				numbers[strings.Clone(w)] = id
				t.counts = append(t.counts, 0)
			}
			own = append(own, id)
		}
		slices.Sort(own)
		t.of[n] = slices.Clip(slices.Compact(own))
		for _, id := range t.of[n] {
			t.counts[id]++
		}
	}
	t.squares = make([]float64, len(t.counts))
	for id, n := range t.counts {
		w := math.Log(1+float64(len(units))/float64(n)) - math.Log(2) // 0 for what all print
		t.squares[id] = w * w
	}
	for n, own := range t.of {
		slices.SortFunc(own, t.order)
		for _, id := range own {
			t.norms[n] += t.squares[id]
		}
	}
	return t
}

// stem shortens a word to the letters that its forms share, and drops what is shorter
// than a name or number can be.
func stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	r, _ := utf8.DecodeRuneInString(w)
	if alone(r) {
		return w
	}
	n := utf8.RuneCountInString(w)
	if n < 3 && (w[0] < '0' || w[0] > '9') {
		return ""
	}
	if n > 6 {
		i := 0
		for range 6 {
			_, size := utf8.DecodeRuneInString(w[i:])
			i += size
		}
		return w[:i]
	}
	if n > 4 && strings.HasSuffix(w, "s") {
		return w[:len(w)-1]
	}
	return w
}

// like is the cosine of two sentences' weights, 0 where they share too few terms.
func (t *terms) like(a, b int) float64 {
	dot, shared := 0.0, 0
	x, y := t.of[a], t.of[b]
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch order := t.order(x[i], y[j]); {
		case order < 0:
			i++
		case order > 0:
			j++
		default:
			dot += t.squares[x[i]]
			shared++
			i++
			j++
		}
	}
	if shared < sharedTerms || dot == 0 {
		return 0
	}
	return dot / math.Sqrt(t.norms[a]*t.norms[b])
}

// order compares terms by how rare they are, then by number.
func (t *terms) order(a, b int32) int {
	return cmp.Or(cmp.Compare(t.counts[a], t.counts[b]), cmp.Compare(a, b))
}
