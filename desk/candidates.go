package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/store"
)

// Candidate is a name that the stream printed and no list had, with what became of
// it.
type Candidate struct {
	Name     string                     `json:"name"`
	Type     string                     `json:"type,omitempty"`
	State    meddlewatch.CandidateState `json:"state"`
	First    time.Time                  `json:"first_seen,omitzero"`
	Last     time.Time                  `json:"last_seen,omitzero"`
	Proposed time.Time                  `json:"proposed,omitzero"` // zero: not yet
	Items    int                        `json:"items"`             // articles that printed it; zero: its evidence is no longer kept
	Outlets  int                        `json:"outlets"`           // outlets that printed it
	Printed  []string                   `json:"printed_by"`        // those outlets of which evidence is kept
	Actors   []string                   `json:"actors"`            // states named beside it
	Rules    []string                   `json:"rules"`             // the cues that found it
	Links    []string                   `json:"links"`             // addresses of the articles kept, oldest first
	Evidence []meddlewatch.Evidence     `json:"evidence"`
}

// Queue is the names found in the stream, and what was decided about them.
type Queue struct {
	decisions seeds.Decisions
	known     func(string) bool
	found     []meddlewatch.Candidate
}

// OpenQueue reads the names that were found. A nil database stands for one that is
// not there yet. known says whether any watchlist has a name: one that a person
// put on a list in another way waits for nobody.
func OpenQueue(ctx context.Context, db *store.DB, decisions seeds.Decisions, known func(string) bool) (*Queue, error) {
	q := &Queue{decisions: decisions, known: known}
	if db == nil {
		return q, nil
	}
	var err error
	q.found, err = db.Candidates(ctx, time.Time{})
	return q, err
}

// List returns the names that wait for a person, those with the most outlets
// first; with all, also those collected, accepted and rejected.
func (q *Queue) List(all bool) []Candidate {
	list := []Candidate{}
	there := map[meddlewatch.Key]bool{}
	for _, c := range q.found {
		if decided := q.decisions.State(c.Name); decided != "" {
			c.State = decided
			there[meddlewatch.NameKey(c.Name)] = true
		} else if q.known(c.Name) {
			continue
		}
		list = append(list, candidateOf(c))
	}
	for _, c := range q.forgotten() {
		if !there[meddlewatch.NameKey(c.Name)] {
			list = append(list, candidateOf(c))
		}
	}
	if !all {
		list = slices.DeleteFunc(list, func(c Candidate) bool { return c.State != meddlewatch.CandidateProposed })
	}
	states := meddlewatch.CandidateStates()
	slices.SortStableFunc(list, func(a, b Candidate) int {
		return cmp.Or(
			slices.Index(states, a.State)-slices.Index(states, b.State),
			b.Outlets-a.Outlets, b.Items-a.Items, a.First.Compare(b.First), strings.Compare(a.Name, b.Name),
		)
	})
	return list
}

// forgotten is every decision as a candidate without evidence: that is forgotten
// after a time, the decision is not.
func (q *Queue) forgotten() []meddlewatch.Candidate {
	var list []meddlewatch.Candidate
	for _, e := range q.decisions.Accepted.Entities {
		list = append(list, meddlewatch.Candidate{Name: e.Name, Type: e.Type, State: meddlewatch.CandidateAccepted})
	}
	for _, r := range q.decisions.Rejected {
		list = append(list, meddlewatch.Candidate{Name: r.Name, Type: r.Type, State: meddlewatch.CandidateRejected})
	}
	return list
}

// Find returns the candidate of a name, whatever its state, but for one that a
// person put on a list in another way. Spellings that differ in case, spaces or
// dashes are one name.
func (q *Queue) Find(name string) (meddlewatch.Candidate, bool) {
	key := meddlewatch.NameKey(name)
	if key == 0 || q.decisions.State(name) == "" && q.known(name) {
		return meddlewatch.Candidate{}, false
	}
	for _, c := range slices.Concat(q.found, q.forgotten()) {
		if meddlewatch.NameKey(c.Name) == key {
			return c, true
		}
	}
	return meddlewatch.Candidate{}, false
}

// Unknown is a name that is no candidate. Its text says which ones are alike.
type Unknown struct {
	Name    string
	OnAList bool     // a watchlist has it
	Similar []string // names of candidates, the most similar first
}

// Error is a sentence.
func (u *Unknown) Error() string {
	if u.OnAList {
		return fmt.Sprintf("%q is on a watchlist already, so there is nothing to decide; change it there", u.Name)
	}
	text := fmt.Sprintf("no name %q was found in the stream", u.Name)
	if len(u.Similar) > 0 {
		quoted := make([]string, len(u.Similar))
		for i, s := range u.Similar {
			quoted[i] = strconv.Quote(s)
		}
		return text + "; similar are " + strings.Join(quoted, ", ")
	}
	return text + "; bot candidates --all lists all there are, and your watchlist takes any other"
}

// Unknown says what a person may have meant by a name that Find does not find.
func (q *Queue) Unknown(name string) error {
	u := &Unknown{Name: name, OnAList: q.known(name)}
	var names []string
	for _, c := range slices.Concat(q.found, q.forgotten()) {
		if !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
	}
	u.Similar = similar(name, names)
	return u
}

func candidateOf(c meddlewatch.Candidate) Candidate {
	out := Candidate{
		Name: c.Name, Type: c.Type, State: c.State, First: c.First, Last: c.Last, Proposed: c.Proposed,
		Items: c.Items, Outlets: c.Outlets,
		Printed: []string{}, Actors: []string{}, Rules: []string{}, Links: []string{}, Evidence: c.Evidence,
	}
	if out.Evidence == nil {
		out.Evidence = []meddlewatch.Evidence{}
	}
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, e := range c.Evidence {
		add(&out.Printed, e.Outlet)
		add(&out.Rules, e.Rule)
		add(&out.Links, e.Link)
		for _, a := range e.Actors {
			add(&out.Actors, a)
		}
	}
	return out
}
