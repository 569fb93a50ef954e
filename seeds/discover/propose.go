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

// PerItem is how many names a day one item alone may bring: an article that lists
// the further names of one group must not take the place of the day's other news.
const PerItem = 2

// Stale is the time after which a name that nobody prints any more is not asked about.
const Stale = 14 * 24 * time.Hour

// Propose picks from what was collected the names that are worth a person's look now, best first, at
// most PerDay less those that were shown today (UTC), and at most PerItem that rest on one
// item alone; what is left over waits for the next day. The candidates may be of any
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
	for _, c := range candidates {
		if c.State != meddlewatch.CandidateCollected {
			seen[plain(c.Name)] = true
		}
	}
	spellings := make(map[string][]meddlewatch.Candidate)
	for _, c := range candidates {
		if key := plain(c.Name); !seen[key] && now.Sub(c.Last) <= Stale {
			spellings[key] = append(spellings[key], c)
		}
	}
	var worth []ranked
	for _, same := range spellings {
		if r := rank(same); r.worth {
			worth = append(worth, r)
		}
	}
	slices.SortFunc(worth, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.First.Compare(b.First), cmp.Compare(a.Name, b.Name))
	})
	brought := make(map[meddlewatch.ID]int)
	for _, c := range candidates {
		if c.Proposed.UTC().Format(time.DateOnly) == now.UTC().Format(time.DateOnly) {
			brought[only(c.Evidence)]++
		}
	}
	var out []string
	for _, r := range worth {
		item := only(r.evidence)
		if len(out) == left || item != 0 && brought[item] >= PerItem {
			continue
		}
		brought[item]++
		out = append(out, r.Name)
	}
	return out
}

// only returns the one item that evidence rests on; 0 where there are several.
func only(list []meddlewatch.Evidence) meddlewatch.ID {
	var item meddlewatch.ID
	for _, e := range list {
		if item != 0 && e.Item != item {
			return 0
		}
		item = e.Item
	}
	return item
}

// ranked is a candidate with what it is worth.
type ranked struct {
	meddlewatch.Candidate
	evidence []meddlewatch.Evidence // of all spellings
	worth    bool
	score    int
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

// rank weighs the spellings of one name together. The one with the most items, then
// the most outlets, then the first in order of letters, is shown.
func rank(same []meddlewatch.Candidate) ranked {
	slices.SortFunc(same, func(a, b meddlewatch.Candidate) int {
		return cmp.Or(b.Items-a.Items, b.Outlets-a.Outlets, cmp.Compare(a.Name, b.Name))
	})
	var sure, state, both, campaign bool
	var evidence []meddlewatch.Evidence
	outlets, items := 0, 0
	for _, c := range same {
		evidence = append(evidence, c.Evidence...)
		outlets = max(outlets, c.Outlets)
		items += c.Items
	}
	for _, e := range evidence {
		sure = sure || e.Sure
		state = state || len(e.Actors) > 0
		both = both || e.Sure && len(e.Actors) > 0
		campaign = campaign || e.Sure && e.Type == "campaign"
	}
	outlets = max(outlets, outletsOf(evidence))
	r := ranked{Candidate: same[0], evidence: evidence, worth: both || campaign && outlets >= 2 || state && outlets >= 2}
	for _, w := range []struct {
		has    bool
		weight int
	}{{sure, sureWeight}, {state, stateWeight}, {campaign, campaignWeight}} {
		if w.has {
			r.score += w.weight
		}
	}
	r.score += min(outlets, outletsMost)*outletWeight + min(items, itemsMost)*itemWeight
	return r
}

// outletsOf counts the outlets of evidence.
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
