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

// phrase is the name of a body: words first to last.
type phrase struct {
	first, last int
	kind        speaker
}

// Limits of a phrase, in words.
const (
	phraseWords = 14 // "Deputy Director of the National Counterintelligence and Security Center Ada Lind"
	nameWords   = 3  // words in a row that are only printed with a capital
	fillerWords = 4  // between a body and its verb: "has now also"
)

// named says whether a word may stand in the name of a body because of what it
// means.
func (a *account) named(i int) bool {
	return a.state[i] > 0 || a.body[i] != kindNone ||
		a.is(i, cueState, cueOfficial, cuePolitical, cueResearch, cuePlatform, cueModifier, cueStudy) && !(a.is(i, cueNever) && a.opens(i))
}

// capital says whether a word may stand in the name of a body because it is
// printed with a capital: no verb, no word that only begins a sentence.
func (a *account) capital(i int) bool {
	verbs := []kind{cueSay, cueFind, cueAccuse, cueDeny, cueDenyClaim, cuePromise, cueRemove, cueCharge, cueImpose, cueLaw, cueNever}
	return a.words[i].flags&flagCapital != 0 && !a.is(i, verbs...)
}

// opens says whether a word is the first of its sentence.
func (a *account) opens(i int) bool {
	return i == 0 || i == a.r.split || a.words[i].Sentence != a.words[i-1].Sentence
}

// before returns the phrase that ends right before word, with nothing but filler
// between.
func (a *account) before(word int) phrase {
	lo, _ := a.around(word)
	last := word - 1
	if last < lo || a.apart(word) && !a.comma(word) {
		return phrase{}
	}
	appositive := a.comma(word) // "Ada Lind, the agency's director, said"
	for n := 0; last > lo && n < fillerWords && a.is(last, cueFiller) && !a.named(last) && !a.apart(last); n++ {
		last--
	}
	p := a.ending(last, lo)
	if appositive && !(p.first > lo && a.comma(p.first)) {
		return phrase{}
	}
	if p.kind != speakerNone && a.placed(p.first, lo) {
		return phrase{} // "bases in Guam warn": a place
	}
	if p.first > lo && a.comma(p.first) { // "EU, allies condemn"
		if q := a.ending(p.first-1, lo); q.first == lo && (q.kind == speakerState || q.kind == speakerOfficial) && (p.kind == speakerState || p.kind == speakerOfficial) {
			p.first = q.first
		}
	}
	return p
}

// placed says whether a preposition stands before a word.
func (a *account) placed(word, lo int) bool {
	for word > lo && !a.apart(word) && a.is(word-1, cueDeterminer) {
		word--
	}
	return word > lo && !a.apart(word) && a.is(word-1, cuePlace, cueNamedBy, cueJoint)
}

// ending returns the phrase whose last word is given, or none.
func (a *account) ending(last, lo int) phrase {
	first, names := last+1, 0
	for i := last; i >= lo && last-i < phraseWords; i-- {
		switch {
		case a.named(i):
			if names > 0 && a.headline && i < a.r.split && !a.is(i, cueOfficial, cuePolitical) {
				return a.phrase(first, last) // "Interpol Overturned U.S.": a verb with a capital
			}
			names = 0
		case a.capital(i):
			if names++; names > nameWords {
				return a.phrase(first, last)
			}
		case a.is(i, cueDeterminer) && first <= last:
			if i == lo || !a.is(i-1, cueJoint) || a.apart(i) {
				return a.phrase(first, last)
			}
		case a.is(i, cueJoint) && first <= last && i > lo && !a.apart(i) && (a.named(i-1) || a.capital(i-1) && a.words[i].Start > 0):
			// "Department of Justice", "Britain and France"
		default:
			return a.phrase(first, last)
		}
		first = i
		if a.apart(i) {
			break
		}
	}
	return a.phrase(first, last)
}

// starting returns the phrase whose first word is given, or none.
func (a *account) starting(first, hi int) phrase {
	last, names := first-1, 0
walk:
	for i := first; i < hi && i-first < phraseWords; i++ {
		if i > first && a.apart(i) {
			break
		}
		switch {
		case a.named(i):
			names = 0
		case a.capital(i):
			if names++; names > nameWords {
				break walk
			}
		case a.is(i, cueDeterminer) && (i == first || a.is(i-1, cueJoint)):
		case a.is(i, cueJoint) && i > first && i+1 < hi && !a.apart(i+1) && (a.named(i+1) || a.capital(i+1) || a.is(i+1, cueDeterminer)):
		default:
			break walk
		}
		last = i
	}
	p := a.phrase(first, last)
	if p.kind == speakerState && p.last+1 < hi && !a.apart(p.last+1) && !a.is(p.last+1, cueFiller, cueNamedBy, cueJoint, cuePlace, cueAside, cueBackground) {
		return phrase{} // "Taiwan sources": the state only says whose
	}
	return p
}

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
			if h := a.r.hits[s-1]; a.isAccused(h) {
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
	return slices.Contains(a.accused, s.Name) && !(s.Standing == StandingRare && h.role == roleSpeaker)
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
	for i := p.first; i <= p.last; i++ {
		if a.state[i] > 0 || a.is(i, cueState) || a.body[i] != kindNone || a.words[i].flags&flagCapital != 0 && !a.opens(i) {
			return true
		}
	}
	return p.last > p.first || a.plural(p.last)
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
