package match

import "meddlewatch"

// law is a case that the words name whoever is in it: "pleaded guilty". Critics
// whom their own state arrests are another matter.
func (a *account) law(at, end int) (frame, bool) {
	by := a.before(at)
	if by.kind != speakerState && !a.court(by) { // the one before is who is tried
		by = a.passive(end)
	}
	if lo, hi := a.around(at); by.kind == speakerNone { // "Judge throws out charges against …"
		if p := a.starting(lo, hi); a.court(p) && (a.is(p.last, cueCourt) || p.last+1 < hi && a.is(p.last+1, cueDrop, cueCharge, cueSay)) {
			by = p
		}
	}
	return frame{claim: meddlewatch.ClaimIndictment, by: by, at: at}, !a.planned(at) && !a.aboutCritics(end)
}

// court says whether a phrase names those who try or charge.
func (a *account) court(p phrase) bool {
	if p.kind != speakerOfficial {
		return false
	}
	for i := p.first; i <= p.last; i++ {
		if a.is(i, cueCourt) || a.body[i] == bodyOfficial {
			return true
		}
	}
	return false
}

// tried is a case of which a title only names the court or the prosecutors.
func (a *account) tried(at int) (frame, bool) {
	f := frame{claim: meddlewatch.ClaimIndictment, at: at, weak: true}
	lo, _ := a.around(at)
	if by := a.ending(at, lo); by.kind == speakerOfficial {
		f.by = by
	}
	return f, at < a.r.split
}

// charge is a case where an authority charges or arrests, or somebody is charged
// with something.
func (a *account) charge(at, end int) (frame, bool) {
	_, hi := a.around(end)
	by := a.agent(at, end)
	ok := by.kind == speakerOfficial || by.kind == speakerState
	for i := end + 1; i < min(end+objectSpan, hi) && !ok; i++ {
		w := a.text(i, i)
		ok = (w == "with" || w == "over" || w == "for") && !a.apart(i)
	}
	ok = ok || end+1 == hi && at < a.r.split // "Mayor accused of being a spy arrested"
	if end+1 < hi && a.text(end+1, end+1) == "that" || a.planned(at) || a.aboutCritics(end) {
		return frame{}, false
	}
	return frame{claim: meddlewatch.ClaimIndictment, by: by, at: at}, ok
}

// aboutCritics says whether protesters or dissidents stand beside a word.
func (a *account) aboutCritics(end int) bool {
	for _, h := range a.hits {
		if h.kind == targetExile && int(h.first) > end-4 && int(h.first) <= end+3 {
			return true
		}
	}
	return false
}

// sanction tells the verb ("Britain sanctions officers") from the thing, which counts
// only where somebody imposes it, and tells what is imposed from what is planned,
// lifted, or long there.
func (a *account) sanction(at, end int) (frame, bool) {
	if a.planned(at) || a.within(at, at-planSpan, at, cueUndone) >= 0 {
		return frame{}, false
	}
	_, hi := a.around(end)
	by := a.agent(at, end)
	next := ""
	if end+1 < hi && !a.apart(end+1) {
		next = a.text(end+1, end+1)
	}
	if by.kind == speakerNone && at > 0 && (a.comma(at) || a.text(at-1, at-1) == "and") { // "… expose group, sanction members"
		by = a.teller(at)
	}
	verb := by.kind >= speakerState && next != "" && next != "on" && next != "against" && next != "over" && next != "for" && next != "regime" && next != "list"
	if imposed := a.within(at, at-objectSpan, at, cueImpose); imposed >= 0 && !verb {
		if by.kind == speakerNone || by.first > at {
			by = a.agent(imposed, end)
		}
		return frame{claim: meddlewatch.ClaimSanction, by: by, at: at}, true
	}
	return frame{claim: meddlewatch.ClaimSanction, by: by, at: at}, verb
}

// expulsion is a sanction where a state does it, or where envoys have to go; a party
// expels too.
func (a *account) expulsion(at, end int) (frame, bool) {
	by := a.agent(at, end)
	ok := by.kind == speakerState || by.kind == speakerOfficial || a.within(at, at-objectSpan, end+objectSpan, cueEnvoy) >= 0
	return frame{claim: meddlewatch.ClaimSanction, by: by, at: at}, ok && !a.planned(at)
}

// removal is a takedown where a platform does it, or where it is done to accounts,
// sites, networks; not what the accused blocks at home.
func (a *account) removal(at, end int) (frame, bool) {
	if a.planned(at) || a.before(at).kind == speakerAccused {
		return frame{}, false
	}
	by := a.agent(at, end)
	lo, _ := a.around(at)
	ok := by.kind == speakerPlatform || by.kind == speakerResearch ||
		a.takes(end) || a.within(at, max(lo, at-objectSpan), at, cueAssets) >= 0
	return frame{claim: meddlewatch.ClaimTakedown, by: by, at: at}, ok
}

// takes says whether accounts, sites or networks are what a verb behind which they
// stand is about: not "bans cameras from sites".
func (a *account) takes(end int) bool {
	_, hi := a.around(end)
	for i := end + 1; i < min(end+objectSpan, hi) && !a.is(i, cuePlace, cueNamedBy); i++ {
		if a.is(i, cueAssets) {
			return true
		}
	}
	return false
}
