package story

import "math"

// likeness is what two items share.
type likeness struct {
	weight float64 // of the terms shared
	words  float64 // share of the weight of all terms, 0 to 1
	heads  float64 // the same of the terms of the headlines alone
	copy   float64 // similarity of the texts as MinHash sees it, 0 to 1
	places int     // places shared
	title  bool    // the same headline
	camps  bool    // a campaign
}

// unsaid is the weight of terms that every text is taken to have besides those it prints,
// that of about five words: in a headline alone a single word is a large part of all.
const unsaid = 200

// compare says what two items share.
func compare(a *probe, b *features) likeness {
	var l likeness
	var head, headDot float64
	for j, term := range b.hash[:b.n] {
		if i, ok := a.find(term); ok {
			l.weight += float64(min(a.weight[i], b.weight[j]))
			if a.kind[i]&b.kind[j]&kindTitle != 0 {
				headDot += float64(a.weight[i]) * float64(b.weight[j])
			}
			if (a.kind[i]|b.kind[j])&kindPlace != 0 {
				l.places++
			}
		}
	}
	l.words = l.weight / math.Sqrt(float64(a.sum+unsaid)*float64(b.sum+unsaid))
	head = float64(a.headNorm) * float64(b.headNorm)
	if headDot > 0 {
		l.heads = headDot / head
	}
	l.title = a.title != 0 && a.title == b.title
	if a.signed && b.signed && (l.words >= copyWords || l.title) {
		l.copy = a.sig.like(&b.sig)
	}
	l.camps = shareCampaign(a.features, b)
	return l
}

// copyWords is the share of words below which texts are no copies; their signatures
// need not be compared.
const copyWords = 0.2

// ownNames says whether the headline of a names something that b does not have.
func ownNames(a, b *features) bool {
	for i := range a.n {
		if a.kind[i]&kindTitle != 0 && a.kind[i]&(kindName|kindPlace) != 0 && !b.has(a.hash[i]) {
			return true
		}
	}
	return false
}

// template says whether the items share so many of their words that one looks
// like a form of the other.
func (l likeness) template() bool {
	return l.copy >= copyLike || l.words >= templateWords && l.heads >= templateHeads
}

// templateWords is the share of words from which two texts look like one form.
const templateWords = 0.3

// templateHeads is the likeness of the headlines asked for besides: a form is seen
// there, while two reports of one event share names and figures under headlines of
// their own.
const templateHeads = 0.3

// copyLike is the similarity from which a text is a copy.
const copyLike = 0.6

// isCopy says whether two items are the same text, but for small changes, or the
// same headline where one of them has no more than that.
func isCopy(a, b *features, l likeness) bool {
	return a.title != 0 && b.title != 0 && (l.copy >= copyLike || l.title && (a.bare || b.bare))
}

// conflict names what forbids that two items are of one story; "" nothing.
func conflict(a, b *features, l likeness) string {
	// One report may name several campaigns, and each outlet another of them; only
	// texts that look like one form are about two.
	if a.campaigns[0] != 0 && b.campaigns[0] != 0 && !shareCampaign(a, b) && l.template() {
		return "other-campaign"
	}
	if disjoint(a.actors, b.actors) && l.template() {
		return "other-actor"
	}
	if otherFinder(a, b) {
		return "other-finder"
	}
	if otherNumber(a, b) {
		return "other-number"
	}
	// The same words about another country are a template; other words may look
	// at one event from two countries.
	if disjoint(a.places, b.places) || l.template() && (otherTarget(a, b) || ownNames(a, b) && ownNames(b, a)) {
		return "other-place"
	}
	return ""
}

// otherTarget says whether both name places beside the actors, and none is the
// same.
func otherTarget(a, b *features) bool {
	actors := a.actors | b.actors
	return disjoint(a.places&^actors, b.places&^actors)
}

// otherFinder says whether two bodies found, or removed, what the items tell of, and
// neither item names the other's.
func otherFinder(a, b *features) bool {
	return a.finder != 0 && b.finder != 0 && a.finder != b.finder && !a.has(b.finder) && !b.has(a.finder)
}

// disjoint says whether both sets have members, and none is the same.
func disjoint(a, b uint64) bool { return a != 0 && b != 0 && a&b == 0 }

// otherNumber says whether both count the same thing and none of the numbers is
// the same.
func otherNumber(a, b *features) bool {
	other := false
	for _, o := range a.counted {
		if o.noun == 0 {
			break
		}
		for _, p := range b.counted {
			if o.noun != p.noun {
				continue
			}
			if o.number == p.number {
				return false
			}
			other = true
		}
	}
	return other
}

func shareCampaign(a, b *features) bool {
	if a.campaigns[0] == 0 || b.campaigns[0] == 0 {
		return false
	}
	for _, c := range a.campaigns {
		for _, d := range b.campaigns {
			if c != 0 && c == d {
				return true
			}
		}
	}
	return false
}
