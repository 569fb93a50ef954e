package match

import (
	"slices"
	"strings"
)

// speaker is what kind of body a phrase names.
type speaker uint8

const (
	speakerNone      speaker = iota // nobody who could say anything
	speakerName                     // a name that says nothing of its office
	speakerStudy                    // a report, of nobody who is named
	speakerState                    // a state by its bare name
	speakerPolitical                // lawmakers, parties, candidates
	speakerResearch                 // vendors, institutes, researchers
	speakerPlatform                 // those who run the accounts
	speakerOfficial                 // governments, agencies, courts
	speakerAccused                  // the state that the item is about, or its bodies
)

// phrase trims what does not belong to a name and says what it names.
func (a *account) phrase(first, last int) phrase {
	for first <= last && a.is(first, cueDeterminer, cueJoint) && !a.named(first) {
		first++
	}
	for first <= last && a.is(last, cueDeterminer, cueJoint) && !a.named(last) {
		last--
	}
	if first > last {
		return phrase{}
	}
	kind := a.speaker(first, last)
	for first < last && a.is(last, cueStudy) { // "intelligence report": of the body, not the body
		last--
	}
	return phrase{first, last, kind}
}

// speaker says what the words name. A listed body tells most; then those who look
// into things, whose names hold words of state too ("intelligence firm"); then offices.
func (a *account) speaker(first, last int) speaker {
	var listed [kindCount]bool
	var marks uint64
	states, names := 0, 0
	for i := first; i <= last; i++ {
		marks |= a.marks[i]
		listed[a.body[i]] = true
		if s := a.state[i]; s > 0 {
			states++
			if h := a.hits[s-1]; a.isAccused(h) {
				return speakerAccused
			}
		} else if a.is(i, cueState) {
			states++
		} else if !a.named(i) && a.capital(i) {
			names++
		}
	}
	const heads = 1<<(cueOfficial-cueSay) | 1<<(cuePolitical-cueSay) | 1<<(cueResearch-cueSay) | 1<<(cuePlatform-cueSay) | 1<<(cueStudy-cueSay)
	if a.is(last, cueModifier) && a.marks[last]&(heads|bit(cueState)) == 0 && a.state[last] == 0 && a.body[last] == kindNone {
		return speakerNone // "the WeChat election"
	}
	switch {
	case listed[bodyOfficial]:
		return speakerOfficial
	case listed[bodyPlatform] || marks&bit(cuePlatform) != 0:
		return speakerPlatform
	case listed[bodyResearch] || marks&bit(cueResearch) != 0:
		return speakerResearch
	case marks&bit(cuePolitical) != 0:
		return speakerPolitical
	case marks&bit(cueOfficial) != 0:
		return speakerOfficial
	case marks&bit(cueStudy) != 0:
		return speakerStudy
	case names > 0:
		return speakerName // also "Washington Post"
	case states > 0 && !demonym(a.text(last, last)):
		return speakerState
	}
	return speakerNone
}

// isAccused says whether the state is one that the item is about. Where none is
// said to act, those that usually are stand in.
func (a *account) isAccused(h hit) bool {
	s := a.m.states[h.state]
	if len(a.accused) == 0 {
		return s.Standing == StandingUsual
	}
	speaks := s.Standing == StandingRare && h.role == roleSpeaker
	return !speaks && slices.Contains(a.accused, s.Name)
}

// resolved looks for the office of somebody who is only named: "Lind" where
// another sentence has "agency director Ada Lind" or "Ada Lind, the agency's director".
func (a *account) resolved(p phrase) phrase {
	if p.kind != speakerName {
		return p
	}
	name := a.words[p.last].Hash
	for i := range a.words {
		if a.words[i].Hash != name || i >= p.first && i <= p.last || a.words[i].flags&flagCapital == 0 {
			continue
		}
		lo, hi := a.around(i)
		if q := a.ending(i, lo); q.kind > speakerState && q.kind != speakerAccused {
			return q
		}
		if i+1 < hi && a.comma(i+1) {
			if q := a.starting(i+1, hi); q.kind > speakerState && q.kind != speakerAccused {
				return q
			}
		}
	}
	return p
}

// printable says whether a phrase is worth printing as the one who says so: a name, or
// people and offices that need none ("researchers", "prosecutors").
func (a *account) printable(p phrase) bool {
	switch p.kind {
	case speakerNone, speakerName, speakerStudy, speakerAccused:
		return false
	}
	return a.proper(p) || p.last > p.first || a.plural(p.last)
}

// proper says whether a phrase holds a name.
func (a *account) proper(p phrase) bool {
	for i := p.first; i <= p.last; i++ {
		if a.state[i] > 0 || a.is(i, cueState) || a.body[i] != kindNone || a.words[i].flags&flagCapital != 0 && !a.opens(i) {
			return true
		}
	}
	return false
}

// plural says whether the word ends like a plural, or names an office that a
// country has one of.
func (a *account) plural(i int) bool {
	text := strings.ToLower(a.text(i, i))
	return strings.HasSuffix(text, "s") || text == "government" || text == "police" || text == "court" || text == "judge" || text == "jury"
}

// text returns the words as printed.
func (a *account) text(first, last int) string {
	text, _, _, _ := a.r.printed(int32(first), int32(last))
	return text
}

// demonym says whether a state's name is an adjective, which alone says nothing.
func demonym(word string) bool {
	for _, end := range []string{"ian", "ese", "ish", "ean", "ican", "ench", "utch", "eek", "aqi", "eli", "ans", "ians"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}
