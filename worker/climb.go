package worker

import "meddlewatch"

// rung says how much a claim binds whoever makes it. People hear of a story again
// only when its claim climbs a rung over the one they were told:
//
//  1. anybody may say it: reports, allegations, opinions, findings of researchers,
//     takedowns by platforms, denials. Outlets tell one and the same event under
//     any of these words, so that a step between them is hardly ever news.
//  2. a government or agency puts its name to it.
//  3. a government or court acts on it.
//
// A rung once told stays told, so that a story which has climbed does not alert
// for what lies below.
func rung(c meddlewatch.Claim) int {
	switch c {
	case meddlewatch.ClaimSanction, meddlewatch.ClaimIndictment:
		return topRung
	case meddlewatch.ClaimAttribution:
		return 2
	}
	return 1
}

const topRung = 3

// news is why an item alerts: what it changes about its story, and what people
// were told before.
type news struct {
	change meddlewatch.Change
	was    meddlewatch.Claim
}

// newsOf says whether an item tells people of its story what they have not heard,
// and what. It does so for the first relevant item, also where older ones were
// kept silent: nobody has heard of the story yet. Later it does so for a claim that
// climbs, and once for a withdrawal, however many outlets repeat it. Another outlet
// is no news, and a copy of another item's words is none, unless it is that item
// corrected. headline judges the headline of the item alone.
func (c *changing) newsOf(v meddlewatch.Verdict, p meddlewatch.Placement, headline func() meddlewatch.Verdict) (news, bool) {
	switch {
	case !c.Alerted:
		return news{}, true
	case v.Retracts:
		return news{meddlewatch.ChangeWithdrawn, c.Told}, !c.Withdrawn
	case !p.Copy && c.below(v) && c.below(headline()):
		return news{meddlewatch.ChangeClimbed, c.Told}, true
	}
	return news{}, false
}

// below says whether people were told less than the verdict claims. Who attributes
// must be named; a sanction or a charge says by itself that a state acts, and
// headlines put charges into the passive.
//
// The item and its headline alone must both say so: what only the summary claims is
// the background of a report as often as its news, and a second alert has to be
// right.
func (c *changing) below(v meddlewatch.Verdict) bool {
	step := rung(v.Claim)
	return v.Relevant && step > rung(c.Told) && (step == topRung || v.AttributedBy != "")
}

// tell notes that people hear of the item. A claim that is withdrawn was not told
// anew.
func (c *changing) tell(v meddlewatch.Verdict) {
	if !c.Alerted || !v.Retracts && rung(v.Claim) > rung(c.Told) {
		c.Told = v.Claim
	}
	c.Alerted = true
	c.Withdrawn = c.Withdrawn || v.Retracts
}
