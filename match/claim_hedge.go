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
	for _, act := range a.hits {
		if int(act.first) >= a.r.split || !act.kind.isAct() {
			continue
		}
		for _, actor := range a.hits {
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
	from, to := a.around(int(act.first))
	for _, c := range a.cues {
		if int(c.first) >= from && int(c.last) < to && a.hedges(c, act, actor) {
			return a.joined(int(c.first), int(c.last))
		}
	}
	return a.plainHedge(act, actor)
}

// plainHedge returns the hedge beside an act or actor in a language of which only
// the lexicons know words of caution.
func (a *account) plainHedge(act, actor hit) string {
	if a.english {
		return ""
	}
	for _, h := range a.hits {
		if h.kind == claimHedge && h.sentence == act.sentence && (follows(act, h, hedgeBeside) || follows(actor, h, hedgeBeside) || follows(h, actor, hedgeBeside)) {
			return a.text(int(h.first), int(h.last))
		}
	}
	return ""
}

// hedges says whether a cue of caution stands between act and actor or beside one of
// them.
func (a *account) hedges(c, act, actor hit) bool {
	switch c.kind {
	case cueRelation:
		if follows(actor, c, hedgeActor) { // "accounts linked to Iran"
			return true
		}
		span := int32(hedgeActor)
		if a.is(int(c.first), cueAccused) {
			span = hedgeSpan // "China accused of …" leaves no doubt of whom the rest is said
		}
		return follows(c, actor, hedgeActor) && follows(act, c, span)
	case cueAdverb:
		return !a.is(int(c.first), cueRelation) &&
			(follows(act, c, hedgeBeside) || follows(actor, c, hedgeBeside) || follows(c, actor, hedgeBeside))
	}
	return false
}

// follows says whether b stands behind a with at most so many words between.
func follows(b, a hit, words int32) bool {
	d := b.first - a.last - 1
	return d >= 0 && d <= words
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
