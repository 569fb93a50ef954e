package discover

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"meddlewatch"
)

// PerDay is how many names a day are shown to people, overall.
const PerDay = 5

// Stale is the time after which a name that nobody prints any more is not asked about.
const Stale = 14 * 24 * time.Hour

// Propose picks from what was collected the names that are worth a person's look now, best first, at
// most PerDay less those that were shown today. The candidates may be of any
// state; only collected ones are picked, and none that is another spelling of
// a name that a person has or had before them.
//
// Worth a look is a name that a cue introduces as that of a campaign or group and that
// stands beside a state; a name that only looks like one but that two outlets print
// beside a state; and the name of a campaign without a state that two outlets introduce.
func Propose(candidates []meddlewatch.Candidate, proposedToday int, now time.Time) []string {
	left := PerDay - proposedToday
	if left <= 0 {
		return nil
	}
	seen := make(map[string]bool)
	var worth []ranked
	for _, c := range candidates {
		if c.State != meddlewatch.CandidateCollected {
			seen[plain(c.Name)] = true
			continue
		}
		if r := rank(c); r.worth && now.Sub(c.Last) <= Stale {
			worth = append(worth, r)
		}
	}
	slices.SortFunc(worth, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.First.Compare(b.First), cmp.Compare(a.Name, b.Name))
	})
	var out []string
	for _, r := range worth {
		if key := plain(r.Name); len(out) < left && !seen[key] {
			seen[key] = true
			out = append(out, r.Name)
		}
	}
	return out
}

// ranked is a candidate with what it is worth.
type ranked struct {
	meddlewatch.Candidate
	worth bool
	score int
}

// The weights of what speaks for a name. They only order the names of a day.
const (
	sureWeight     = 4
	stateWeight    = 3
	campaignWeight = 2 // what the bot is there for
	outletWeight   = 2
	outletsMost    = 4
	itemWeight     = 1
	itemsMost      = 4
)

func rank(c meddlewatch.Candidate) ranked {
	var sure, state, both, campaign bool
	for _, e := range c.Evidence {
		sure = sure || e.Sure
		state = state || len(e.Actors) > 0
		both = both || e.Sure && len(e.Actors) > 0
		campaign = campaign || e.Sure && e.Type == "campaign"
	}
	outlets := max(c.Outlets, outletsOf(c.Evidence))
	r := ranked{Candidate: c, worth: both || campaign && outlets >= 2 || state && outlets >= 2}
	for _, w := range []struct {
		has    bool
		weight int
	}{{sure, sureWeight}, {state, stateWeight}, {campaign, campaignWeight}} {
		if w.has {
			r.score += w.weight
		}
	}
	r.score += min(outlets, outletsMost)*outletWeight + min(c.Items, itemsMost)*itemWeight
	return r
}

// outletsOf counts the outlets of the evidence, for callers that do not count them.
func outletsOf(list []meddlewatch.Evidence) int {
	seen := make(map[string]bool)
	for _, e := range list {
		if e.Outlet != "" {
			seen[strings.ToLower(e.Outlet)] = true
		}
	}
	return len(seen)
}

// plain is a name without case, spaces and hyphens, and without the words that
// only say what it is: "Heron Group" is "heron".
func plain(name string) string {
	name = strings.ToLower(name)
	for _, tail := range []string{" group", " team"} {
		name = strings.TrimSuffix(name, tail)
	}
	name = strings.TrimPrefix(name, "operation ")
	return strings.NewReplacer(" ", "", "-", "").Replace(name)
}
