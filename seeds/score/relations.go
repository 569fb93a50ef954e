package score

import (
	"meddlewatch/seeds/learn"
)

// Relations is how well the relations fit.
type Relations struct {
	Precision Share     `json:"precision"` // of different relations found
	Recall    Share     `json:"recall"`    // of gold relations that are not weak
	F1        float64   `json:"f1"`
	Missing   []Triple  `json:"missing,omitempty"`
	Wrong     []Claimed `json:"wrong,omitempty"`
}

// Triple is a relation between two names.
type Triple struct {
	Subject  string `json:"subject"`
	Relation string `json:"relation"`
	Object   string `json:"object"`
}

// Claimed is a relation that was found, with the first place that it rests on.
type Claimed struct {
	Triple
	Receipt *learn.Receipt `json:"receipt"` // nil: none
}

// relations compares relations by the gold names of their ends; direction counts.
// An end that is no gold entity is compared by its normal form: a document may
// imply what it does not print. alias_of is judged as a pair of forms without
// direction, and a pair that an entity lists among its aliases is found as well.
func (p *pairing) relations(found []learn.Relation) Relations {
	var r Relations
	gold := map[Triple]bool{}
	for _, g := range p.gold.Relations {
		gold[p.goldTriple(g)] = true
	}
	seen := map[Triple]bool{}
	for _, f := range found {
		t := p.foundTriple(f)
		if seen[t] {
			continue
		}
		seen[t] = true
		right := gold[t] || f.Relation == "alias_of" && p.sameGold(f.Subject, f.Object)
		r.Precision.add(right)
		if !right {
			c := Claimed{Triple: Triple{f.Subject, f.Relation, f.Object}}
			if len(f.Receipts) > 0 {
				c.Receipt = &f.Receipts[0]
			}
			r.Wrong = append(r.Wrong, c)
		}
	}
	counted := map[Triple]bool{}
	for _, g := range p.gold.Relations {
		t := p.goldTriple(g)
		if g.Weak || counted[t] {
			continue
		}
		counted[t] = true
		hit := seen[t] || g.Relation == "alias_of" && p.listedTogether(g.Subject, g.Object)
		r.Recall.add(hit)
		if !hit {
			r.Missing = append(r.Missing, Triple{g.Subject, g.Relation, g.Object})
		}
	}
	if sum := r.Precision.Value() + r.Recall.Value(); sum > 0 {
		r.F1 = 2 * r.Precision.Value() * r.Recall.Value() / sum
	}
	return r
}

// goldTriple names the ends of a gold relation so that they can be compared.
func (p *pairing) goldTriple(g Relation) Triple {
	if g.Relation == "alias_of" {
		return aliasPair(g.Subject, g.Object)
	}
	return Triple{p.key(p.goldForm(normal(g.Subject)), g.Subject), g.Relation, p.key(p.goldForm(normal(g.Object)), g.Object)}
}

func (p *pairing) foundTriple(f learn.Relation) Triple {
	if f.Relation == "alias_of" {
		return aliasPair(f.Subject, f.Object)
	}
	return Triple{p.key(p.goldNamed(f.Subject), f.Subject), f.Relation, p.key(p.goldNamed(f.Object), f.Object)}
}

// key is the gold name, or the normal form marked as such.
func (p *pairing) key(gold int, name string) string {
	if gold == none {
		return "~" + normal(name)
	}
	return p.gold.Entities[gold].Name
}

// aliasPair is two forms in the order of the alphabet.
func aliasPair(a, b string) Triple {
	a, b = normal(a), normal(b)
	return Triple{min(a, b), "alias_of", max(a, b)}
}

// sameGold says whether two names are forms of one gold entity.
func (p *pairing) sameGold(a, b string) bool {
	for _, forms := range p.goldForms {
		if forms[normal(a)] && forms[normal(b)] {
			return true
		}
	}
	return false
}

// listedTogether says whether an extracted entity has both forms. The second may
// also be the name of the gold entity it stands for, which need not be printed.
func (p *pairing) listedTogether(alias, name string) bool {
	k := p.goldForm(normal(name))
	for i, forms := range p.forms {
		if forms[normal(alias)] && (forms[normal(name)] || k != none && p.goldOf[i] == k) {
			return true
		}
	}
	return false
}
