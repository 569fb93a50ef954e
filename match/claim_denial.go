package match

import "meddlewatch"

// denial is a denial by whoever does not accuse. "Rejects" needs what is rejected.
func (a *account) denial(k kind, at, end int) (frame, bool) {
	who := a.resolved(a.before(at))
	if k == cueDenyClaim {
		if a.within(at, end+1, end+objectSpan, cueClaimNoun) < 0 {
			return frame{}, false
		}
		if who.kind != speakerAccused && who.kind != speakerNone && who.kind != speakerName {
			return frame{}, false
		}
		if who.kind != speakerAccused && !a.afterAccused(at) {
			return frame{}, false
		}
	}
	return frame{claim: meddlewatch.ClaimDenial, at: at}, true
}

// afterAccused says whether an accused state stands before a word in its sentence.
func (a *account) afterAccused(at int) bool {
	lo, _ := a.around(at)
	for i := at - 1; i >= max(lo, at-objectSpan); i-- {
		if s := a.state[i]; s > 0 && a.isAccused(a.hits[s-1]) {
			return true
		}
	}
	return false
}

// promise is a negated deed: the accused will not or did not meddle, or somebody
// says that it changed nothing. "Britain warns China not to meddle" is neither.
func (a *account) promise(at, end int) (frame, bool) {
	f := frame{claim: meddlewatch.ClaimDenial, at: at}
	if a.within(at, at-notSpan, at, cueBid, cueBackground) >= 0 {
		return f, false
	}
	if a.within(at, end+1, end+notSpan, cueEffect) >= 0 && a.within(at, end+1, end+notSpan, cueMeddle) < 0 {
		f.by = a.teller(at)
		return f, f.by.kind != speakerNone
	}
	promised := a.within(at, at-notSpan, at, cuePromise) >= 0
	if a.within(at, end+1, end+notSpan, cueMeddle) < 0 || !promised && !a.afterAccused(at) {
		return f, false
	}
	if f.by = a.teller(at); a.ownVoice(f.by) {
		f.by = phrase{}
	}
	return f, true
}

// ownVoice says whether a phrase names a ministry or embassy but no state: those
// who deny for the accused.
func (a *account) ownVoice(p phrase) bool {
	diplomatic := false
	if p.kind == speakerNone {
		return false
	}
	for i := p.first; i <= p.last; i++ {
		if a.state[i] > 0 || a.is(i, cueState) {
			return false
		}
		diplomatic = diplomatic || a.is(i, cueDiplomatic)
	}
	return diplomatic
}
