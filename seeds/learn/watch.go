package learn

import (
	"slices"
	"strings"

	"meddlewatch"
)

// acting returns the entities that the documents say to act: what is laid to
// them, or what they aim at the politics of others. That a state aims at another
// state or a place is foreign policy or war as often as interference, and one whose
// own election is the subject is the victim: both prove nothing.
func (s *survey) acting(relations []Relation) map[string]bool {
	named := make(map[string]*thing, len(s.order))
	for _, t := range s.order {
		named[t.name] = t
	}
	acts, suffers, laid := map[string]bool{}, map[string]bool{}, map[string]int{}
	for state := range s.hosts {
		suffers[state] = true
	}
	for _, r := range relations {
		o := named[r.Object]
		switch {
		case r.Relation == "attributed_to":
			acts[r.Object] = true
			laid[r.Object]++
		case r.Relation == "targets" && o != nil && o.election != nil && o.election.country != r.Subject:
			suffers[o.election.country] = true
		}
	}
	for _, r := range relations {
		subject, object := named[r.Subject], named[r.Object]
		if r.Relation != "targets" || subject == nil || object == nil {
			continue
		}
		state := subject.typ == "place"
		if state && (suffers[r.Subject] || object.typ == "place" || object.election != nil && object.election.country == r.Subject) {
			continue
		}
		acts[r.Subject] = true
	}
	for _, t := range s.order {
		if t.typ == "place" && t.acts > 0 {
			acts[t.name] = true // "Ruritanian hackers"
		}
	}
	for state := range suffers {
		if laid[state] < 2 {
			delete(acts, state)
		}
	}
	return acts
}

// watch returns the class of an entity. Worth an alert are states and bodies that
// act, campaigns and groups that a cue names, and interference as an event; those
// who report, speak or are aimed at are context; outlets and mere places are noise.
// A name that stands in lists of links alone is context at most.
func (s *survey) watch(t *thing, acting map[string]bool) meddlewatch.Watch {
	linked := !slices.ContainsFunc(t.mentions, func(m *mention) bool { return !m.seeAlso })
	acts := acting[t.name] && !linked
	switch t.typ {
	case "campaign", "threat_group":
		sure := slices.ContainsFunc(t.mentions, func(m *mention) bool { return m.sure && m.strength != meddlewatch.StrengthNever })
		if sure && !linked {
			return meddlewatch.WatchYes
		}
	case "event":
		if t.country != "" && !linked {
			return meddlewatch.WatchYes
		}
	case "place":
		switch {
		case t.country != t.name:
			return meddlewatch.WatchNo
		case acts:
			return meddlewatch.WatchYes
		}
	case "state_actor", "government_body":
		if acts {
			return meddlewatch.WatchYes
		}
	case "company", "other_org":
		if acts && !t.listed {
			return meddlewatch.WatchYes
		}
	case "media_outlet":
		if acts {
			return meddlewatch.WatchContext
		}
		return meddlewatch.WatchNo
	}
	return meddlewatch.WatchContext
}

// actors returns the states that campaigns are laid to, directly or through a body of
// the state, by the names of the campaigns.
func (s *survey) actors(relations []Relation) map[string]string {
	states := map[string]string{}
	for _, t := range s.order {
		if t.country != "" && t.country != foreign && states[t.name] == "" {
			states[t.name] = t.country
		}
	}
	actors := map[string]string{}
	for _, r := range relations {
		if r.Relation == "attributed_to" && actors[r.Subject] == "" {
			actors[r.Subject] = states[r.Object]
		}
	}
	return actors
}

// strength returns what an alias may do on its own. Only names of campaigns and
// groups and of interference itself may stand alone, and of those no short and no
// ordinary ones; the naming cue has the say.
func (s *survey) strength(e *Entity, t *thing, name string) meddlewatch.Strength {
	switch {
	case e.Watch == meddlewatch.WatchNo:
		return meddlewatch.StrengthNever
	case e.Watch == meddlewatch.WatchContext:
		return meddlewatch.StrengthContext // never would hide the words from the judge
	case t.typ == "campaign" || t.typ == "threat_group":
		best := meddlewatch.StrengthContext
		for _, o := range t.mentions {
			if o.text == name && o.sure && o.strength == meddlewatch.StrengthStrong {
				best = meddlewatch.StrengthStrong
			}
		}
		return best
	case t.typ == "event" && strings.Contains(name, " "):
		return meddlewatch.StrengthStrong
	}
	return meddlewatch.StrengthContext
}
