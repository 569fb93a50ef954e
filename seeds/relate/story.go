package relate

import (
	"slices"
	"strings"
)

// story is what a document as a whole is about: the campaign it speaks of most, and
// the election it names first or most. They are what "the operation" and "the vote" mean
// where nothing nearer does.
type story struct {
	campaign string // "" where none holds at least half of what is said of campaigns
	election string // "" none
}

// tell counts what the document speaks of.
func (d *document) tell() {
	counts := map[string]int{}
	for i := range d.sentences {
		s := &d.sentences[i]
		for _, m := range usable(s.Text, s.Mentions) {
			counts[s.Mentions[m].Entity]++
		}
	}
	d.said = counts
	campaigns, groups, all := "", "", 0
	for _, name := range d.order {
		t := d.things[name]
		switch {
		case t.kind == "campaign":
			all += counts[name]
			if counts[name] > counts[campaigns] {
				campaigns = name
			}
		case t.kind == "threat_group" && counts[name] > counts[groups]:
			groups = name
		case t.election && (d.story.election == "" || counts[name] > counts[d.story.election] && !d.things[d.story.election].title):
			d.story.election = name
		}
	}
	switch {
	case campaigns == "":
		d.story.campaign = groups
	case 2*counts[campaigns] >= all:
		d.story.campaign = campaigns
	}
}

// homeOf is the state in which an election is held, by its name; "" unknown.
func (d *document) homeOf(election string) string {
	words := strings.Fields(fold(election))
	for n := 3; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			name := strings.TrimSuffix(strings.Join(words[i:i+n], " "), "'s")
			if state := d.states[name]; state != "" && d.country(state) == state {
				return state
			}
		}
	}
	return ""
}

// concludeStory adds what holds of the story as a whole: its campaign is that of the states
// said to aim at its election where nothing else is said, it aims at the election, and so
// do those whom it belongs to, and at the country that votes.
func (d *document) concludeStory() {
	name, election := d.story.campaign, d.story.election
	if name == "" || election == "" || d.thing(name).kind != "campaign" || !d.together(name, election) {
		return
	}
	if !d.owned[name] {
		d.ownersByAim(name, election)
	}
	if !d.owned[name] {
		d.ownersByFirm(name, election)
	}
	var owners []Relation
	for _, n := range d.found {
		if n.Subject == name && n.Relation == attributedTo && n.Rule != "based in" && d.thing(n.Object).kind == "state_actor" && d.thing(n.Object).country == "" && !slices.ContainsFunc(owners, func(o Relation) bool { return o.Object == n.Object }) {
			owners = append(owners, n)
		}
	}
	if len(owners) == 0 {
		return
	}
	home := d.things[election].home
	if home != "" && (!d.votes(home, owners) || slices.ContainsFunc(owners, func(n Relation) bool { return n.Object == home })) {
		return
	}
	d.aimOfStory(owners[0], name, election)
	for _, n := range owners {
		d.aimOfStory(n, n.Object, election)
		if home != "" {
			d.aimOfStory(n, n.Object, home)
		}
	}
}

const storyReach = 6 // sentences between two things a document tells of together

// together tells whether two names stand near each other anywhere, or both in what the
// document begins with.
func (d *document) together(a, b string) bool {
	lastA, lastB := -storyReach-1, -storyReach-1
	for i := range d.sentences {
		s := &d.sentences[i]
		if s.Heading && i > 0 {
			lastA, lastB = -storyReach-1, -storyReach-1
		}
		for _, m := range usable(s.Text, s.Mentions) {
			switch s.Mentions[m].Entity {
			case a:
				lastA = i
			case b:
				lastB = i
			}
		}
		if lastA >= 0 && lastB >= 0 && max(lastA, lastB)-min(lastA, lastB) <= storyReach {
			return true
		}
	}
	return false
}

// votes tells whether the document speaks of no other state more than of that one, those
// that are accused left out.
func (d *document) votes(home string, owners []Relation) bool {
	for _, name := range d.order {
		t := d.things[name]
		if t.country != "" || t.kind != "state_actor" && t.kind != "place" || d.said[name] <= d.said[home] {
			continue
		}
		if !slices.ContainsFunc(owners, func(n Relation) bool { return n.Object == name }) && !d.accused[name] {
			return false
		}
	}
	return true
}

func (d *document) aimOfStory(n Relation, who, aim string) {
	if d.says(who, targets, aim) || !d.aimedAt(who, object{name: aim}, false) {
		return
	}
	n.Subject, n.Relation, n.Object, n.Rule = who, targets, aim, "subject of the document"
	d.record(n)
}

// ownersByAim gives the campaign to the states that a sentence says aim at the election.
func (d *document) ownersByAim(name, election string) {
	for _, n := range d.found {
		if n.Relation == targets && n.Object == election && d.thing(n.Subject).kind == "state_actor" && d.thing(n.Subject).country == "" {
			n.Subject, n.Relation, n.Object, n.Rule = name, attributedTo, n.Subject, "aims at the same election"
			d.record(n)
		}
	}
}

// ownersByFirm gives the campaign to the state whose firm is said to run it, unless it is
// the one that votes.
func (d *document) ownersByFirm(name, election string) {
	for _, n := range d.found {
		if n.Relation != attributedTo || n.Subject != name {
			continue
		}
		if state := d.country(n.Object); state != "" && state != d.things[election].home && d.thing(state).kind == "state_actor" {
			n.Object, n.Rule = state, "firm of a state"
			d.record(n)
		}
	}
}
