package match

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
	if a.state[i] > 0 || a.body[i] != kindNone {
		return true
	}
	never := a.is(i, cueNever) && a.opens(i)
	return !never && a.is(i, cueState, cueOfficial, cuePolitical, cueResearch, cuePlatform, cueModifier, cueStudy)
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
	if appositive && (p.first <= lo || !a.comma(p.first)) {
		return phrase{}
	}
	if appositive && p.kind == speakerName { // "the minister, Ada Lind, said"
		if q := a.ending(p.first-1, lo); q.kind != speakerNone {
			return q
		}
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
