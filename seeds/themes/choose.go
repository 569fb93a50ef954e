package themes

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"meddlewatch/seeds/document"
)

// phrase is a phrase that was chosen, with what themes are gathered by.
type phrase struct {
	Phrase
	kind     int     // index into the kinds of cues, or topic
	families []int32 // of its words, content or not
}

// The values that the log-likelihood ratio of what is telling reaches: chi-square with
// one degree of freedom at p = 0.001 for a topic, at p = 0.01 for a single word that is a
// cue, at p = 0.05 for several, which say more by themselves.
const (
	telling      = 10.83
	tellingWord  = 6.63
	tellingWords = 3.84
)

// considered is how many phrases are compared with each other.
const considered = 600

// choose returns the phrases worth keeping, most telling first.
func choose(documents []document.Document, sentences []sentence, all []candidate, v *vocabulary) []phrase {
	forms := v.forms(all, sentences)
	var found []phrase
	for _, c := range all {
		u := v.usage(c, sentences)
		if c.pattern >= 0 {
			u = forms[c.pattern]
		}
		score, ok := v.score(c, u, sentences)
		if !ok {
			continue
		}
		p := phrase{Phrase: Phrase{Score: score}, kind: c.kind}
		for _, t := range c.tokens(sentences) {
			p.families = append(p.families, v.stems[v.words[t.word].stem])
		}
		p.Text = v.commonest(documents, sentences, c)
		for _, o := range c.places {
			s := sentences[o.sentence]
			p.Places = append(p.Places, Place{s.document, s.block, int(s.tokens[o.from].start), int(s.tokens[o.to-1].end)})
		}
		found = append(found, p)
	}
	slices.SortStableFunc(found, func(a, b phrase) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Text, b.Text))
	})
	return withoutParts(found[:min(len(found), considered)])
}

// usage is how often something is printed.
type usage struct {
	sentences, documents int // of the documents
	items                int // of ordinary news, at most
}

func (v *vocabulary) usage(c candidate, sentences []sentence) usage {
	return usage{c.sentences, c.documents, v.items(c.tokens(sentences))}
}

// forms adds up how often all forms of a turn of speech are printed, by pattern:
// "pose as" speaks for "posing as".
func (v *vocabulary) forms(all []candidate, sentences []sentence) map[int]usage {
	sums := map[int]usage{}
	for _, c := range all {
		if c.pattern >= 0 {
			sum, u := sums[c.pattern], v.usage(c, sentences)
			sum.sentences = min(sum.sentences+u.sentences, v.sentences)
			sum.documents = max(sum.documents, u.documents)
			sum.items = min(sum.items+u.items, v.counts.Items())
			sums[c.pattern] = sum
		}
	}
	return sums
}

// score says how telling a candidate is, and whether it is enough.
func (v *vocabulary) score(c candidate, u usage, sentences []sentence) (score float64, ok bool) {
	tokens := c.tokens(sentences)
	if len(tokens) == 1 && c.kind != topic && u.items > v.counts.Items()/commonAct {
		return 0, false
	}
	own := likelihood(u.sentences, v.sentences, u.items, v.counts.Items())
	own *= 1 + float64(u.documents-1)/2 // what several documents print is no whim of one
	words, sum := 0, 0.0
	for _, t := range tokens {
		if w := v.words[t.word]; !w.stop {
			f := v.families[v.stems[w.stem]]
			sum += likelihood(f.sentences, v.sentences, min(f.items, v.counts.Items()), v.counts.Items())
			words++
		}
	}
	score = own + sum/float64(max(words, 1))
	switch {
	case c.kind == topic:
		return score, own >= telling
	case len(tokens) == 1:
		return score, own >= tellingWord
	}
	return score, own >= tellingWords
}

// commonAct: a single word for an act is no phrase where one item of ordinary news in so
// many prints it.
const commonAct = 1000

// unseen is how many items print a pair of words that is too rare to be listed, at a
// guess.
const unseen = 3

// items returns how many items of ordinary news print the words in a row, at most:
// the number for the rarest pair among them.
func (v *vocabulary) items(tokens []token) int {
	if len(tokens) == 1 {
		return v.words[tokens[0].word].any
	}
	least := v.counts.Items()
	for i := range tokens[1:] {
		a, b := v.words[tokens[i].word], v.words[tokens[i+1].word]
		if len(a.folded) < 2 || len(b.folded) < 2 {
			continue // pairs with "a" are not counted
		}
		least = min(least, max(v.counts.Pair(a.folded, b.folded), unseen))
	}
	return least
}

// likelihood is the log-likelihood ratio (Dunning 1993, G²) of printing something in
// a of n sentences and in b of m items; 0 where items print it as often.
func likelihood(a, n, b, m int) float64 {
	if a == 0 || n == 0 || m == 0 || float64(a)/float64(n) <= float64(b)/float64(m) {
		return 0
	}
	all := float64(a+b) / float64(n+m)
	return 2 * (likely(a, n, float64(a)/float64(n)) + likely(b, m, float64(b)/float64(m)) - likely(a, n, all) - likely(b, m, all))
}

// likely is the logarithm of the likelihood of k among n where each has the chance p.
func likely(k, n int, p float64) float64 {
	sum := 0.0
	if k > 0 {
		sum += float64(k) * math.Log(p)
	}
	if k < n {
		sum += float64(n-k) * math.Log(1-p)
	}
	return sum
}

// commonest returns the candidate as it is printed most often; of several the first.
func (v *vocabulary) commonest(documents []document.Document, sentences []sentence, c candidate) string {
	times := map[string]int{}
	best := ""
	for _, o := range c.places {
		s := sentences[o.sentence]
		first := s.tokens[o.from]
		text := documents[s.document].Blocks[s.block].Text[first.start:s.tokens[o.to-1].end]
		if printed := documents[s.document].Blocks[s.block].Text[first.start:first.end]; o.from == 0 && !isAbbreviation(printed) {
			_, size := utf8.DecodeRuneInString(text)
			text = strings.ToLower(text[:size]) + text[size:]
		}
		text = strings.Join(strings.Fields(text), " ")
		times[text]++
		if best == "" || times[text] > times[best] {
			best = text
		}
	}
	return best
}

// withoutParts drops every phrase that never stands outside another one.
func withoutParts(found []phrase) []phrase {
	var kept []phrase
	for i, p := range found {
		part := slices.ContainsFunc(found, func(o phrase) bool {
			return len(o.Text) > len(p.Text) && len(o.Places) >= len(p.Places) && within(p.Places, o.Places)
		})
		same := slices.ContainsFunc(found[:i], func(o phrase) bool { return o.Text == p.Text })
		if !part && !same {
			kept = append(kept, p)
		}
	}
	return kept
}

// within says whether each of the places lies in one of the others.
func within(places, others []Place) bool {
	for _, p := range places {
		if !slices.ContainsFunc(others, func(o Place) bool {
			return o.Document == p.Document && o.Block == p.Block && o.Start <= p.Start && p.End <= o.End
		}) {
			return false
		}
	}
	return true
}
