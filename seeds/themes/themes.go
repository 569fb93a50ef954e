// Package themes finds the acts, techniques and topics by which documents speak of
// interference: phrases that they use far more often than ordinary news.
//
// A phrase is a run of up to four words between function words and names, in the
// way of RAKE (Rose, Engel, Cramer and Cowley 2010, "Automatic keyword extraction
// from individual documents"), or a turn of speech that the cues list ("posing as").
// How telling it is says the log-likelihood ratio of how many sentences of the
// documents print it and how many items of ordinary news do (Dunning 1993, "Accurate
// Methods for the Statistics of Surprise and Coincidence"), counting more where
// several documents print it. What it says is told by words in it: cues.txt has them
// by kind, words.txt has the words that are no part of a phrase. Both are general
// words of English; no campaign, group or person is in them.
//
// Sentences that repeat an earlier one, headings, frames and lists of links teach
// nothing, and so does every sentence that is not of words that ordinary English or
// Polish news knows: in another language everything would look telling.
//
// It says which phrases documents use. What a judge makes of them is left to match.
package themes

import (
	"cmp"
	"slices"

	"meddlewatch/seeds/background"
	"meddlewatch/seeds/document"
)

// The size of what is found: as much as a person reads through.
const (
	maxThemes  = 25
	maxTopics  = 9 // of them
	maxOfKind  = 5 // of them, for each kind of act
	maxPhrases = 6 // of a theme
	fewPhrases = 3 // a theme of an act with as few joins others of its kind
)

// Theme is a concept and the phrases that reveal it.
type Theme struct {
	Name    string   // its most telling phrase
	Kind    string   // a list of match's acts that the phrases belong to ("deceive", "meddle", …), or "deny"; "" a topic that is no act
	Phrases []Phrase // most telling first
}

// Phrase is a run of words, with the places where it stands.
type Phrase struct {
	Text   string  // as printed most often, in lower case where it is no name
	Score  float64 // how telling; above 0, comparable within one call of Find
	Places []Place // in order of documents; repeated sentences are no places
}

// Place is where a phrase stands: document and block by number, bytes of the block's text.
type Place struct{ Document, Block, Start, End int }

// Find returns the themes of the documents, most telling first. It takes time in
// proportion to their length, and returns the same for the same documents.
func Find(documents []document.Document, c *background.Counts) []Theme {
	v := newVocabulary(c)
	sentences := v.read(documents)
	return group(choose(documents, sentences, candidates(sentences, v), v), v)
}

// group gathers phrases of one kind that share a word into themes. A few phrases of
// an act join the others of its kind that are few.
func group(found []phrase, v *vocabulary) []Theme {
	var gathered []gathering
	taken := make([]bool, len(found))
	for i, first := range found {
		if taken[i] {
			continue
		}
		g := gathering{kind: first.kind, members: []phrase{first}}
		for j := i + 1; j < len(found); j++ {
			if taken[j] || found[j].kind != first.kind || !g.takes(found[j]) {
				continue
			}
			switch {
			case g.has(found[j]):
				taken[j] = true // another form of the same words
			case len(g.members) < maxPhrases:
				taken[j] = true
				g.members = append(g.members, found[j])
			}
		}
		gathered = append(gathered, g)
	}
	return v.best(joinSmall(gathered))
}

// best returns the most telling themes, not too many of them of one kind.
func (v *vocabulary) best(gathered []gathering) []Theme {
	slices.SortStableFunc(gathered, func(a, b gathering) int { return cmp.Compare(b.score(), a.score()) })
	var all []Theme
	ofKind := map[int]int{}
	for _, g := range gathered {
		if len(all) == maxThemes {
			break
		}
		most := maxOfKind
		if g.kind == topic {
			most = maxTopics
		}
		if ofKind[g.kind]++; ofKind[g.kind] > most {
			continue
		}
		t := Theme{Name: g.members[0].Text, Kind: v.kindName(g.kind)}
		for _, p := range g.members {
			t.Phrases = append(t.Phrases, p.Phrase)
		}
		all = append(all, t)
	}
	return all
}

// gathering is a theme in the making; its first member is the most telling.
type gathering struct {
	kind    int
	members []phrase
}

// score counts further phrases less and less, so that one strong phrase is worth
// more than many weak ones.
func (g gathering) score() float64 {
	sum := 0.0
	for i, p := range g.members {
		sum += p.Score / float64(i+1)
	}
	return sum
}

// joinSmall puts the few phrases of acts together, by kind. Topics stay apart.
func joinSmall(all []gathering) []gathering {
	open := map[int]int{} // kind to the place of the gathering that still takes some
	var joined []gathering
	for _, g := range all {
		if len(g.members) > fewPhrases || g.kind == topic {
			joined = append(joined, g)
			continue
		}
		at, known := open[g.kind]
		if !known || len(joined[at].members)+len(g.members) > maxPhrases {
			open[g.kind] = len(joined)
			joined = append(joined, g)
			continue
		}
		joined[at].members = append(joined[at].members, g.members...)
	}
	return joined
}

// has says whether a phrase is another form of one of the theme's: "interfering"
// beside "interfere".
func (g gathering) has(p phrase) bool {
	return slices.ContainsFunc(g.members, func(m phrase) bool { return slices.Equal(m.families, p.families) })
}

// takes says whether a phrase belongs to the theme. An act shares a family of words with
// the first one. A topic ends with the same word (the head of an English noun phrase
// stands last), holds all words of the first, or stands in a list with one of them:
// "social issues" and "social media" are two matters.
func (g gathering) takes(p phrase) bool {
	first := g.members[0].families
	if g.kind != topic {
		return slices.ContainsFunc(p.families, func(f int32) bool { return slices.Contains(first, f) })
	}
	return p.families[len(p.families)-1] == first[len(first)-1] ||
		!slices.ContainsFunc(first, func(f int32) bool { return !slices.Contains(p.families, f) }) ||
		slices.ContainsFunc(g.members, func(m phrase) bool { return listed(m, p) || listed(p, m) })
}

// listGap is how many bytes part two entries of a list at most: ", and ".
const listGap = 6

// listed says whether b stands right behind a somewhere.
func listed(a, b phrase) bool {
	return slices.ContainsFunc(a.Places, func(p Place) bool {
		return slices.ContainsFunc(b.Places, func(q Place) bool {
			gap := q.Start - p.End
			return p.Document == q.Document && p.Block == q.Block && gap >= 0 && gap <= listGap
		})
	})
}
