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
		return 3
	case meddlewatch.ClaimAttribution:
		return 2
	}
	return 1
}

// news is why an item alerts: what it changes about its story, and what people
// were told before.
type news struct {
	change meddlewatch.Change
	was    meddlewatch.Claim
}

// newsOf says whether an item tells people of its story what they have not heard,
// and what. It does so for the first relevant item, also where older ones were
// kept silent: nobody has heard of the story yet. Later it does so for a claim that
// climbs, when the item names who makes it, since a single word in a headline reads
// as a sanction or a charge too easily; and once for a withdrawal, however many
// outlets repeat it. Another outlet is no news, and a copy of another item's words is
// none, unless it is that item corrected.
func (c *changing) newsOf(v meddlewatch.Verdict, p meddlewatch.Placement) (news, bool) {
	switch {
	case !c.Alerted:
		return news{}, true
	case v.Retracts:
		return news{meddlewatch.ChangeWithdrawn, c.Told}, !c.Withdrawn
	case !p.Copy && rung(v.Claim) > rung(c.Told) && v.AttributedBy != "":
		return news{meddlewatch.ChangeClimbed, c.Told}, true
	}
	return news{}, false
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
