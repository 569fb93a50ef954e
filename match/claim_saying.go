package match

import "meddlewatch"

// accusation is an accusation that names who is accused but not by whom.
func (a *account) accusation(at, end int) (frame, bool) {
	by := a.passive(end)
	if by.kind == speakerNone {
		return frame{claim: meddlewatch.ClaimAllegation, at: at, weak: true}, true
	}
	return a.said(cueAccuse, by, at)
}

// saying is what a body says, finds or accuses of: in front of the word, or behind
// it ("…," said the minister).
func (a *account) saying(k kind, at, end int) (frame, bool) {
	if _, hi := a.around(end); end+1 < hi && a.text(end+1, end+1) == "to" {
		return frame{}, false // "believed to be": nobody is named who does
	}
	by := a.resolved(a.before(at))
	if by.kind == speakerNone && k == cueSay {
		if _, hi := a.around(end); end+1 < hi && a.apart(at) {
			by = a.starting(end+1, hi)
			if next := by.last + 1; by.kind != speakerNone && next < hi && !a.apart(next) && !a.is(next, cueFiller, cueBackground, cueAside) {
				by = phrase{} // "…, say the president won"
			}
			by = a.resolved(by)
		}
	}
	if by.kind == speakerNone || by.kind == speakerAccused {
		if _, hi := a.around(end); k != cueSay || end+1 < hi && a.is(end+1, cueNamedBy) {
			if p := a.passive(end); p.kind != speakerNone {
				by = p
			}
		}
	}
	return a.said(k, by, at)
}

// said is the claim that a body makes with a word of the kind.
func (a *account) said(k kind, by phrase, at int) (frame, bool) {
	f := frame{by: by, at: at}
	switch by.kind {
	case speakerOfficial:
		f.claim = meddlewatch.ClaimAttribution
		if a.is(by.last, cueTrial) {
			f.claim = meddlewatch.ClaimIndictment
		}
	case speakerState:
		f.claim = meddlewatch.ClaimAttribution
	case speakerStudy:
		f.claim, f.by = meddlewatch.ClaimResearch, phrase{}
	case speakerResearch, speakerPlatform:
		f.claim = meddlewatch.ClaimResearch
	case speakerPolitical:
		f.claim, f.weak = meddlewatch.ClaimAllegation, true
	default:
		if by.kind == speakerName && k != cueFind && at < a.r.split && a.officeBearer(&by) {
			f.claim, f.by = meddlewatch.ClaimAttribution, by
			return f, true
		}
		if by.kind == speakerName && k == cueFind && a.is(at, cueDig) { // a newsroom, by its name
			f.claim, f.by = meddlewatch.ClaimResearch, phrase{}
			return f, true
		}
		if k == cueAccuse {
			f.claim, f.weak = meddlewatch.ClaimAllegation, true
		}
		f.by = phrase{}
	}
	return f, f.claim != meddlewatch.ClaimNone
}

// officeBearer looks for the office of somebody whom the title only names where the
// first sentence of the summary speaks of one office alone: "The prime minister's
// comments come after …".
func (a *account) officeBearer(p *phrase) bool {
	if a.r.split >= len(a.words) {
		return false
	}
	lo, hi := a.around(a.r.split)
	for i := lo; i < hi; i++ {
		if a.is(i, cueOffice) && (i+1 == hi || !a.is(i+1, cueOffice)) {
			if q := a.ending(i, lo); q.kind == speakerOfficial {
				*p = q
				return true
			}
		}
	}
	return false
}

// source is "according to" and a body, and what a study finds.
func (a *account) source(at, end int) (frame, bool) {
	_, hi := a.around(end)
	if end == at || end+1 >= hi { // "by" alone belongs to a verb
		return frame{}, false
	}
	by := a.resolved(a.starting(end+1, hi))
	return a.said(cueSay, by, at)
}

// label is a body in front of a title: "Ministry: …".
func (a *account) label(from, to int) (frame, bool) {
	for i := from + 1; i < min(to, from+phraseWords); i++ {
		if a.colon(i) {
			p := a.ending(i-1, from)
			if p.first > from+1 || p.first > from && !a.is(from, cueDeterminer) {
				return frame{}, false
			}
			if p.kind == speakerAccused && a.within(i, i, to, cueClaimNoun) >= 0 {
				return frame{claim: meddlewatch.ClaimDenial, at: from}, true
			}
			if p = a.resolved(p); p.kind == speakerState || p.kind == speakerStudy {
				return frame{}, false // "Ukraine: …" is where, "Report: …" whoever
			}
			return a.said(cueSay, p, from)
		}
	}
	return frame{}, false
}

// credit is a body at the end of a title: "… - embassy", "…: ministry".
func (a *account) credit(from, to int) (frame, bool) {
	for i := to - 1; i > from && i > to-phraseWords; i-- {
		if a.comma(i) || !a.apart(i) {
			continue
		}
		p := a.resolved(a.starting(i, to))
		for p.kind == speakerOfficial && p.last+1 < to && a.comma(p.last+1) { // "DOJ, DHS"
			q := a.starting(p.last+1, to)
			if q.kind != speakerOfficial {
				break
			}
			p.last = q.last
		}
		if p.kind == speakerState || p.kind == speakerStudy || p.last != to-1 && p.last >= i {
			return frame{}, false
		}
		return a.said(cueSay, p, i)
	}
	return frame{}, false
}
