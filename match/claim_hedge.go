package match

import "strings"

// Distances in words.
const (
	hedgeBeside = 1 // between a hedge and the act or actor it stands beside
	hedgeActor  = 4 // between "linked to" and the actor: "linked to a group of Russian officers"
	hedgeSpan   = 15
)

// hedge returns the words that keep act and actor apart, as printed: "linked to"
// before the actor, "suspected" beside act or actor. Other words of caution in the sentence
// belong to something else. "" where act and actor are joined without.
func (a *account) hedge() string {
	if a.p.act < 0 {
		return ""
	}
	actor := a.p.actor
	if actor < 0 {
		actor = a.p.act
	}
	if h := a.hedgeOf(a.r.hits[a.p.act], a.r.hits[actor]); h != "" {
		return h
	}
	// The title, when the passage is elsewhere.
	for _, act := range a.r.hits {
		if int(act.first) >= a.r.split || !act.kind.isAct() {
			continue
		}
		for _, actor := range a.r.hits {
			if int(actor.first) < a.r.split && actor.kind.isState() && actor.role == roleAgent {
				if h := a.hedgeOf(act, actor); h != "" {
					return h
				}
			}
		}
	}
	return ""
}

// hedgeOf returns the hedge between an act and an actor of one sentence.
func (a *account) hedgeOf(act, actor hit) string {
	if int(max(act.last, actor.last)) >= len(a.words) || act.sentence != actor.sentence {
		return ""
	}
	lo, hi := int(min(act.first, actor.first)), int(max(act.last, actor.last))
	if hi-lo > hedgeSpan {
		return ""
	}
	for _, c := range a.cues {
		first, last := int(c.first), int(c.last)
		switch c.kind {
		case cueRelation:
			behind := int(actor.first) - last - 1
			if behind < 0 || behind > hedgeActor {
				// "China accused of …"
				if first-int(actor.last)-1 < 0 || first-int(actor.last)-1 > hedgeActor || int(act.first) < first {
					continue
				}
			}
		case cueAdverb:
			if a.is(first, cueRelation) || !before(last, act) && !before(last, actor) && !before(int(actor.last), c) {
				continue
			}
		default:
			continue
		}
		if a.words[first].Sentence != act.sentence && first >= a.r.split {
			continue
		}
		return a.joined(first, last)
	}
	return ""
}

// before says whether a hit stands right behind a word.
func before(last int, h hit) bool {
	d := int(h.first) - last - 1
	return d >= 0 && d <= hedgeBeside
}

// joined widens a hedge by those around it: "believed to be linked to".
func (a *account) joined(first, last int) string {
	for i := len(a.cues) - 1; i >= 0; i-- {
		c := a.cues[i]
		if c.kind != cueRelation && c.kind != cueAdverb || int(c.last) >= first || a.apart(first) || a.quoted(first) {
			continue
		}
		if gap := first - int(c.last) - 1; gap == 0 || gap == 1 && a.is(first-1, cueHedgeJoin) && !a.apart(first-1) {
			first = int(c.first)
		}
	}
	for _, c := range a.cues {
		if c.kind != cueRelation && c.kind != cueAdverb || int(c.first) <= first {
			continue
		}
		gap := int(c.first) - last - 1
		switch {
		case gap < 0 && int(c.last) > last && int(c.first) <= last:
			last = int(c.last)
		case a.quoted(int(c.first)): // ends or begins in another's words
		case gap == 0 && !a.apart(int(c.first)), gap == 1 && a.is(last+1, cueHedgeJoin) && !a.apart(last+1):
			last = int(c.last)
		}
	}
	return a.text(first, last)
}

// quoted says whether a quotation mark stands between a word and the one before it.
func (a *account) quoted(word int) bool { return strings.ContainsAny(a.gap(word), "\"“”«»") }
