package match

import "meddlewatch"

// plainStatement reads the claim where no claim words of the language are known:
// from the kinds of words in the title, then in the act's sentence, wherever they
// stand. It returns the body as printed.
func (m *Matcher) plainStatement(r *reading, p passage) (claim meddlewatch.Claim, by string) {
	claim = meddlewatch.ClaimReport
	inTitle := func(j int) bool { return r.hits[j].first < int32(r.split) }
	inSentence := func(j int) bool { return p.act >= 0 && r.hits[j].sentence == r.hits[p.act].sentence }
	for _, near := range []func(int) bool{inTitle, inSentence} {
		if c, ok := m.claimIn(r, near); ok {
			claim = c
			break
		}
	}
	if claim == meddlewatch.ClaimDenial {
		return claim, "" // the bodies known here are those who accuse; they are not who denies
	}
	for _, near := range []func(int) bool{inTitle, inSentence, func(int) bool { return true }} {
		if j := m.attributedIn(r, claim, near); j >= 0 {
			by = m.withState(r, j)
			break
		}
	}
	return claim, by
}

// withState returns a body as printed, with the name of its state where that stands
// right beside it: "Brytyjski rząd", "Premier Kanady".
func (m *Matcher) withState(r *reading, body int) string {
	first, last := r.hits[body].first, r.hits[body].last
	for _, h := range r.hits {
		if !h.kind.isState() || h.sentence != r.hits[body].sentence || m.states[h.state].Standing != StandingRare {
			continue
		}
		if h.last == first-1 {
			first = h.first
		}
		if h.first == last+1 {
			last = h.last
		}
	}
	text, _, _, _ := r.printed(first, last)
	return text
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
