package match

import "meddlewatch"

// statement is what kind of statement an item makes, who makes it, and how
// carefully.
type statement struct {
	claim meddlewatch.Claim
	by    int // hit that names the attributing body; -1 none
	hedge int // hit; -1 none
}

// statementOf reads the claim from the title and from the act's sentence. A
// denial in the title wins, then the strongest claim of the title, then that of
// the sentence; without any it is a media report.
func (m *Matcher) statementOf(r *reading, p passage) statement {
	s := statement{claim: meddlewatch.ClaimReport, by: -1, hedge: -1}
	inTitle := func(j int) bool { return r.hits[j].first < int32(r.split) }
	inSentence := func(j int) bool { return p.act >= 0 && r.hits[j].sentence == r.hits[p.act].sentence }
	for _, near := range []func(int) bool{inTitle, inSentence} {
		if claim, ok := m.claimIn(r, near); ok {
			s.claim = claim
			break
		}
	}
	for _, near := range []func(int) bool{inTitle, inSentence, func(int) bool { return true }} {
		if s.claim == meddlewatch.ClaimDenial {
			break // the bodies known here are those who accuse; they are not who denies
		}
		if s.by = m.attributedIn(r, s.claim, near); s.by >= 0 {
			break
		}
	}
	for j, h := range r.hits {
		if h.kind == claimHedge && (inSentence(j) || inTitle(j)) {
			if s.hedge < 0 || inSentence(j) && !inSentence(s.hedge) {
				s.hedge = j
			}
		}
	}
	return s
}

// claimIn returns the strongest claim among the hits.
func (m *Matcher) claimIn(r *reading, near func(int) bool) (meddlewatch.Claim, bool) {
	var has [kindCount]bool
	speaker := false
	for j, h := range r.hits {
		if near(j) {
			has[h.kind] = true
			speaker = speaker || h.kind.isState() && h.role == roleSpeaker && m.states[h.state].Standing == StandingRare
		}
	}
	official := has[bodyOfficial] || speaker
	switch {
	case has[claimDeny]:
		return meddlewatch.ClaimDenial, true
	case has[claimCharge]:
		return meddlewatch.ClaimIndictment, true
	case has[claimSanction]:
		return meddlewatch.ClaimSanction, true
	case has[claimRemove]:
		return meddlewatch.ClaimTakedown, true
	case (has[claimAssess] || has[claimAccuse]) && official:
		return meddlewatch.ClaimAttribution, true
	case (has[claimFind] || has[claimAssess]) && (has[bodyResearch] || has[bodyPlatform]):
		return meddlewatch.ClaimResearch, true
	case has[claimAccuse]:
		return meddlewatch.ClaimAllegation, true
	case has[claimOpine]:
		return meddlewatch.ClaimOpinion, true
	}
	return meddlewatch.ClaimNone, false
}

// attributedIn returns the hit that names who says so: of the bodies the one that
// fits the claim, else a state that accuses.
func (m *Matcher) attributedIn(r *reading, claim meddlewatch.Claim, near func(int) bool) int {
	order := []kind{bodyOfficial, bodyPlatform, bodyResearch}
	switch claim {
	case meddlewatch.ClaimTakedown:
		order = []kind{bodyPlatform, bodyOfficial, bodyResearch}
	case meddlewatch.ClaimResearch:
		order = []kind{bodyResearch, bodyPlatform, bodyOfficial}
	}
	for _, k := range order {
		for j, h := range r.hits {
			if h.kind == k && near(j) && !m.ofActor(r, j) && (k != bodyPlatform || claim == meddlewatch.ClaimTakedown || r.says(j)) {
				return j
			}
		}
	}
	for j, h := range r.hits {
		if h.kind.isState() && h.role == roleSpeaker && near(j) && r.accuses(j) && m.states[h.state].Standing == StandingRare {
			return j
		}
	}
	return -1
}

// ofActor says whether a body belongs to a state that is not one of those who
// usually attribute: "Chinese spy agency".
func (m *Matcher) ofActor(r *reading, body int) bool {
	b := r.hits[body]
	for j := body - 1; j >= 0 && r.hits[j].first >= b.first-2; j-- {
		h := r.hits[j]
		if h.kind.isState() && h.last == b.first-1 && m.states[h.state].Standing != StandingRare {
			return true
		}
	}
	return false
}

// says tells whether a claim follows right behind a body: "Facebook says". A
// platform that nothing follows is only the place: "on Facebook".
func (r *reading) says(body int) bool {
	b := r.hits[body]
	for _, h := range r.hits[body+1:] {
		if h.first-b.last-1 > besideGap || h.sentence != b.sentence {
			return false
		}
		if h.kind.isClaim() && h.kind != claimHedge {
			return true
		}
	}
	return false
}

// accuses says whether a word of accusing follows the state in its sentence.
func (r *reading) accuses(state int) bool {
	s := r.hits[state]
	for _, h := range r.hits[state+1:] {
		if h.sentence != s.sentence || h.first-s.last > accuseSpan {
			return false
		}
		if h.kind == roleAccuse {
			return true
		}
	}
	return false
}
