package match

import "meddlewatch"

// frame is one thing that the item says somebody says or does.
type frame struct {
	claim meddlewatch.Claim
	by    phrase // who; zero where the words do not say
	at    int    // the word that makes it
	weak  bool   // yields to every other frame: a judge is named, an accusation has no accuser
	aside bool   // told beside the main thing: "as …"
}

// Distances in words.
const (
	planSpan   = 5  // between "mulls" and what is planned
	objectSpan = 8  // between a verb and what it is about
	notSpan    = 4  // between "not" and what is negated
	byAgent    = 10 // between a passive and who did it: "was charged in May by …"
)

// frames returns what the words [from, to) of one sentence or title say.
func (a *account) frames(from, to int) []frame {
	var list []frame
	add := func(f frame, ok bool) {
		if ok && f.claim != meddlewatch.ClaimNone {
			if f.by.kind == speakerNone && doneBy(f.claim) {
				f.by = a.teller(f.at)
			}
			f.aside = f.aside || a.inAside(f, from)
			list = append(list, f)
		}
	}
	for _, c := range a.cues {
		at, end := int(c.first), int(c.last)
		if at < from || at >= to {
			continue
		}
		switch c.kind {
		case cueLaw:
			add(a.law(at, end))
		case cueCharge:
			add(a.charge(at, end))
		case cueCourt:
			add(a.tried(at))
		case cueSanctioned:
			add(frame{claim: meddlewatch.ClaimSanction, by: a.agent(at, end), at: at}, !a.planned(at) && a.within(at, at-planSpan, at, cueUndone) < 0)
		case cueSanction:
			add(a.sanction(at, end))
		case cueExpel:
			add(a.expulsion(at, end))
		case cueTakedown:
			add(frame{claim: meddlewatch.ClaimTakedown, at: at}, !a.planned(at))
		case cueRemove:
			add(a.removal(at, end))
		case cueDeny, cueDenyClaim:
			add(a.denial(c.kind, at, end))
		case cueNot:
			add(a.promise(at, end))
		case cueNoEvidence:
			add(frame{claim: meddlewatch.ClaimDenial, by: a.teller(at), at: at}, a.within(at, at-3, at, cueBackground) < 0)
		case cueAccused:
			add(a.accused0(at, end))
		case cueAccuse, cueSay, cueFind:
			add(a.saying(c.kind, at, end))
		case cueNamedBy:
			add(a.source(at, end))
		}
	}
	if from == 0 && to <= a.r.split {
		add(a.label(from, to))
		add(a.credit(from, to))
	}
	return list
}

// doneBy says whether a claim is a deed, which the one who tells of it has mostly
// done: "police said a man was charged".
func doneBy(c meddlewatch.Claim) bool {
	return c == meddlewatch.ClaimTakedown || c == meddlewatch.ClaimSanction || c == meddlewatch.ClaimIndictment
}

// inAside says whether a frame belongs to what is told beside the main thing.
func (a *account) inAside(f frame, from int) bool {
	start := f.at
	if f.by.kind != speakerNone && f.by.first < f.at {
		start = f.by.first
	}
	for n := 0; start > from && n < 2 && a.is(start-1, cueDeterminer, cueFiller); n++ {
		start--
	}
	return start > from && a.is(start-1, cueAside, cueBackground)
}

// planned says whether a deed is only wished for, asked for or threatened.
func (a *account) planned(at int) bool { return a.within(at, at-planSpan, at, cuePlan) >= 0 }

// agent returns who does what the words at..end say: the phrase before, if it may
// act, else the one behind "by".
func (a *account) agent(at, end int) phrase {
	if p := a.resolved(a.before(at)); p.kind >= speakerState && p.kind != speakerAccused {
		return p
	}
	return a.passive(end)
}

// passive returns the body behind "by".
func (a *account) passive(end int) phrase {
	_, hi := a.around(end)
	for i := end + 1; i < min(end+byAgent, hi); i++ {
		if i > end+1 && a.apart(i) {
			break
		}
		if a.is(i, cueNamedBy) && i+1 < hi {
			if p := a.resolved(a.starting(i+1, hi)); p.kind >= speakerState && p.kind != speakerAccused {
				return p
			}
		}
	}
	return phrase{}
}

// law is a case that the words name whoever is in it: "pleaded guilty". Critics
// whom their own state arrests are another matter.
func (a *account) law(at, end int) (frame, bool) {
	by := a.before(at)
	if by.kind != speakerState && !a.court(by) { // the one before is who is tried
		by = a.passive(end)
	}
	if lo, hi := a.around(at); by.kind == speakerNone { // "Judge throws out charges against …"
		if p := a.starting(lo, hi); a.court(p) {
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
	if end+1 < hi && a.text(end+1, end+1) == "that" || a.planned(at) || a.aboutCritics(end) {
		return frame{}, false
	}
	return frame{claim: meddlewatch.ClaimIndictment, by: by, at: at}, ok
}

// aboutCritics says whether protesters or dissidents stand right behind a word.
func (a *account) aboutCritics(end int) bool {
	for _, h := range a.r.hits {
		if h.kind == targetExile && int(h.first) > end && int(h.first) <= end+3 {
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
		if s := a.state[i]; s > 0 && a.isAccused(a.r.hits[s-1]) {
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

// teller returns the body that says what the sentence around a word says.
func (a *account) teller(at int) phrase {
	lo, hi := a.around(at)
	for _, c := range a.cues {
		if int(c.first) < lo || int(c.first) >= hi {
			continue
		}
		switch c.kind {
		case cueSay, cueFind, cueAccuse:
			if p := a.agent(int(c.first), int(c.last)); p.kind >= speakerPolitical {
				return p
			}
		}
	}
	if hi <= a.r.split {
		if f, ok := a.credit(lo, hi); ok {
			return f.by
		}
		if f, ok := a.label(lo, hi); ok {
			return f.by
		}
	}
	return phrase{}
}

// accused0 is an accusation that names who is accused but not by whom.
func (a *account) accused0(at, end int) (frame, bool) {
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
			if p = a.resolved(p); p.kind == speakerState {
				return frame{}, false // "Ukraine: …" is where
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
