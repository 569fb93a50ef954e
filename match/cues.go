package match

import (
	"fmt"
	"slices"

	"meddlewatch"
)

// origin says where a term comes from, as an index into origins; 0 is the lexicons.
type origin uint8

var origins = [...]meddlewatch.Origin{
	"", meddlewatch.OriginLearned, meddlewatch.OriginAdded, meddlewatch.OriginEdited, meddlewatch.OriginAccepted,
}

func originOf(o meddlewatch.Origin) origin { return origin(max(slices.Index(origins[:], o), 0)) }

// cueKind returns the kind that a cue speaks as: an act, or a denial.
func cueKind(name string) (kind, bool) {
	for k := actForeign; k <= actPay; k++ {
		if kindNames[k] == name && k != actUndeclared { // no cue says so
			return k, true
		}
	}
	return claimDeny, name == kindNames[claimDeny]
}

// cuesIn returns the cues that a text may hold, and the text with their words in it: what
// the lexicons find in a cue decides whether it counts. Where the text is nil, every cue.
func cuesIn(cues []meddlewatch.Cue, text *vocabulary) ([]meddlewatch.Cue, *vocabulary) {
	if text == nil {
		return cues, nil
	}
	var held []meddlewatch.Cue
	wider := *text
	r := entryReader{text: text}
	for _, c := range cues {
		if err := r.read(c.Phrase); err == nil && len(r.places) == 0 {
			continue // one with a mistake is kept: cueTerms tells of it
		}
		held = append(held, c)
		wider.add(Words(nil, c.Phrase, 0))
	}
	return held, &wider
}

// cueTerms returns the cues of a watchlist as terms beside those of the lexicons.
// Topics are left out, and single words that are learned: chosen by how often they are
// printed alone, they are too general ("sway" is what a party congress may do). Left out
// too is a cue in which the lexicons find something of its
// own already: an act in a cue for an act, a denial in a cue for one, or a guard, which
// knows the words from another matter.
func cueTerms(cues []meddlewatch.Cue, lexicons *terms) ([]term, error) {
	var all []term
	var r entryReader
	var words []Word
	var hits []hit
	for _, c := range cues {
		if c.Kind == "" {
			continue
		}
		k, ok := cueKind(c.Kind)
		if !ok {
			return nil, fmt.Errorf("the cue %q has the kind %q, which is no list of acts; write operation, meddle, deceive or another of them, or deny", c.Phrase, c.Kind)
		}
		if err := r.read(c.Phrase); err != nil {
			return nil, fmt.Errorf("the cue %q: %w; correct it or take it out of the watchlist", c.Phrase, err)
		}
		words = Words(words[:0], c.Phrase, 0)
		if len(words) == 1 && c.Origin == meddlewatch.OriginLearned {
			continue
		}
		hits = lexicons.find(hits[:0], c.Phrase, words, 0, false, 0)
		if !slices.ContainsFunc(hits, func(h hit) bool {
			return h.kind == k || h.kind.isAct() && k.isAct() || h.kind.isGuard()
		}) {
			all = append(all, term{text: c.Phrase, kind: k, origin: originOf(c.Origin)})
		}
	}
	return all, nil
}
