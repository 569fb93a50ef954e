package score

import (
	"encoding/json"
	"slices"

	"meddlewatch"
	"meddlewatch/seeds/learn"
)

// Report is how well findings fit a gold, with everything that does not.
type Report struct {
	Docs       []string `json:"docs"`                  // ids of the documents compared
	NotCovered []string `json:"not_covered,omitempty"` // documents that the gold does not cover; what stands only there is left out

	Recall        Share `json:"recall"` // of gold entities that are not optional
	RecallYes     Share `json:"recall_yes"`
	RecallContext Share `json:"recall_context"`
	RecallNo      Share `json:"recall_no"`
	Precision     Share `json:"precision"` // of extracted entities
	Types         Share `json:"types"`     // of hits
	Classes       Share `json:"classes"`   // of hits; the class is the gold's
	Aliases       Share `json:"aliases"`   // of surface forms of hits
	// Salience is Spearman's rank correlation over the hits; nil where fewer than
	// two differ.
	Salience *float64 `json:"salience"`

	// Alertable are the extracted entities of class yes that the gold has as yes too.
	Alertable    Share    `json:"alertable"`
	AlertableNot []string `json:"alertable_not_yes,omitempty"` // those that the gold has not, or not as yes
	AlertableNo  []string `json:"alertable_no,omitempty"`      // those of them that it has as no: the worst mistake

	Misses         []Miss  `json:"misses,omitempty"`
	FalsePositives []Wrong `json:"false_positives,omitempty"`
	Splits         []Pair  `json:"splits,omitempty"` // further entities for a gold one that is hit already
	Merges         []Pair  `json:"merges,omitempty"` // gold entities swallowed by the entity of another
	WrongTypes     []Wrong `json:"wrong_types,omitempty"`
	WrongClasses   []Wrong `json:"wrong_classes,omitempty"`
	MissingAliases []Pair  `json:"missing_aliases,omitempty"`

	Relations Relations `json:"relations"`
}

// Share is how many of how many.
type Share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Value is between 0 and 1; 0 of 0 is 1, for nothing is wrong.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 1
	}
	return float64(s.Right) / float64(s.Of)
}

// MarshalJSON adds the value as "share".
func (s Share) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Right int     `json:"right"`
		Of    int     `json:"of"`
		Share float64 `json:"share"`
	}{s.Right, s.Of, s.Value()})
}

func (s *Share) add(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// Miss is a gold entity that was not found.
type Miss struct {
	Name    string            `json:"name"`
	Type    string            `json:"type"`
	Watch   meddlewatch.Watch `json:"watch"`
	Aliases []string          `json:"aliases"`
	Docs    []string          `json:"docs"`
}

// Wrong is an extracted entity with what it is and what it should be.
type Wrong struct {
	Name    string         `json:"name"`
	Is      string         `json:"is"`
	Want    string         `json:"want"`    // "" where the gold does not have it
	Receipt *learn.Receipt `json:"receipt"` // the first; nil: none
}

// Pair is an extracted entity and the gold one it has to do with, or an alias in its
// place. Found is "" where nothing was found.
type Pair struct {
	Gold  string `json:"gold"`
	Found string `json:"found"`
}

// Score compares findings with the gold of the documents they come from, given by
// file name. What stands only in documents that the gold does not cover is left out.
func Score(f learn.Findings, gold Gold, docs []string) Report {
	r := Report{}
	covered := map[string]bool{}
	for _, file := range docs {
		id := gold.DocOf(file)
		if id == "" {
			r.NotCovered = append(r.NotCovered, file)
			continue
		}
		covered[file] = true
		if !slices.Contains(r.Docs, id) {
			r.Docs = append(r.Docs, id)
		}
	}
	gold = gold.Only(r.Docs)
	f = within(f, covered)
	p := pair(f.Entities, gold)
	r.recall(p)
	r.precision(p)
	r.hits(p)
	r.Relations = p.relations(f.Relations)
	return r
}

// within leaves out what stands only in other documents. What has no document at
// all is kept: it has to be somebody's mistake.
func within(f learn.Findings, covered map[string]bool) learn.Findings {
	f.Entities = slices.Clone(f.Entities)
	f.Entities = slices.DeleteFunc(f.Entities, func(e learn.Entity) bool {
		return len(e.Documents) > 0 && !slices.ContainsFunc(e.Documents, func(d string) bool { return covered[d] })
	})
	f.Relations = slices.Clone(f.Relations)
	f.Relations = slices.DeleteFunc(f.Relations, func(r learn.Relation) bool {
		return len(r.Receipts) > 0 && !slices.ContainsFunc(r.Receipts, func(at learn.Receipt) bool { return covered[at.Document] })
	})
	return f
}

func (r *Report) recall(p *pairing) {
	for k, g := range p.gold.Entities {
		if g.Optional {
			continue
		}
		hit := p.hit[k] != none
		r.Recall.add(hit)
		switch g.Watch {
		case meddlewatch.WatchYes:
			r.RecallYes.add(hit)
		case meddlewatch.WatchContext:
			r.RecallContext.add(hit)
		default:
			r.RecallNo.add(hit)
		}
		if !hit {
			r.Misses = append(r.Misses, Miss{Name: g.Name, Type: g.Type, Watch: g.Watch, Aliases: g.Aliases, Docs: g.Docs})
		}
	}
}

func (r *Report) precision(p *pairing) {
	for i, e := range p.found {
		k := p.goldOf[i]
		r.Precision.add(k != none)
		want := meddlewatch.Watch("")
		if k == none {
			r.FalsePositives = append(r.FalsePositives, wrong(e, e.Type+", "+string(e.Watch), ""))
		} else {
			want = p.gold.Entities[k].Watch
			if p.hit[k] != i {
				r.Splits = append(r.Splits, Pair{Gold: p.gold.Entities[k].Name, Found: e.Name})
			}
		}
		for _, other := range p.also[i] {
			r.Merges = append(r.Merges, Pair{Gold: p.gold.Entities[other].Name, Found: e.Name})
		}
		if e.Watch != meddlewatch.WatchYes {
			continue
		}
		r.Alertable.add(want == meddlewatch.WatchYes)
		if want != meddlewatch.WatchYes {
			r.AlertableNot = append(r.AlertableNot, e.Name)
		}
		if want == meddlewatch.WatchNo {
			r.AlertableNo = append(r.AlertableNo, e.Name)
		}
	}
}

// hits looks closer at what was found: type, class, aliases, salience.
func (r *Report) hits(p *pairing) {
	var found, gold []float64
	for k, g := range p.gold.Entities {
		if p.hit[k] == none {
			continue
		}
		e := p.found[p.hit[k]]
		typed := e.Type == g.Type || slices.Contains(g.TypeOK, e.Type)
		r.Types.add(typed)
		if !typed {
			r.WrongTypes = append(r.WrongTypes, wrong(e, e.Type, g.Type))
		}
		r.Classes.add(e.Watch == g.Watch)
		if e.Watch != g.Watch {
			r.WrongClasses = append(r.WrongClasses, wrong(e, string(e.Watch), string(g.Watch)))
		}
		for _, form := range g.Aliases {
			listed := listed(e, normal(form))
			r.Aliases.add(listed)
			if !listed {
				r.MissingAliases = append(r.MissingAliases, Pair{Gold: form, Found: e.Name})
			}
		}
		found, gold = append(found, e.Salience), append(gold, g.salience())
	}
	r.Salience = spearman(found, gold)
}

// listed says whether an entity lists a normal form, or would match it as a whole.
func listed(e learn.Entity, form string) bool {
	return slices.ContainsFunc(e.Aliases, func(a learn.Alias) bool { return matches(form, normal(a.Name)) }) ||
		matches(form, normal(e.Name))
}

func wrong(e learn.Entity, is, want string) Wrong {
	w := Wrong{Name: e.Name, Is: is, Want: want}
	if len(e.Receipts) > 0 {
		w.Receipt = &e.Receipts[0]
	}
	return w
}
