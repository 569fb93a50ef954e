package score

import (
	"slices"

	"meddlewatch/seeds/learn"
)

// none is the number of no entity.
const none = -1

// pairing says which extracted entity is which gold entity; all by number.
type pairing struct {
	gold      Gold
	found     []learn.Entity
	goldForms []map[string]bool // normal forms of each gold entity
	forms     []map[string]bool // normal forms of each extracted entity
	goldOf    []int             // of each extracted entity the gold one it stands for, or none
	also      [][]int           // of each extracted entity further gold ones it swallowed
	hit       []int             // of each gold entity the extracted one that stands for it best, or none
}

// pair matches extracted entities with gold ones. An extracted entity matches a gold
// one when its name or an alias equals the gold name or one of its surface forms.
// Of several it stands for the one with the same name, else for the one with which
// it shares most forms, else for the first; it has swallowed another when it has a
// form of it that is not also one of the first.
func pair(found []learn.Entity, gold Gold) *pairing {
	p := &pairing{gold: gold, found: found, hit: make([]int, len(gold.Entities))}
	for _, g := range gold.Entities {
		p.goldForms = append(p.goldForms, normals(g.Name, g.Aliases))
	}
	for i, e := range found {
		names := make([]string, len(e.Aliases))
		for k, a := range e.Aliases {
			names[k] = a.Name
		}
		p.forms = append(p.forms, normals(e.Name, names))
		p.goldOf = append(p.goldOf, p.best(i))
		p.also = append(p.also, p.swallowed(i))
	}
	for k := range gold.Entities {
		p.hit[k] = none
		most := 0
		for i := range found {
			if p.goldOf[i] == k && p.likeness(i, k) > most {
				p.hit[k], most = i, p.likeness(i, k)
			}
		}
	}
	return p
}

// best returns the gold entity that an extracted one stands for.
func (p *pairing) best(i int) int {
	best, most := none, 0
	for k := range p.gold.Entities {
		if n := p.likeness(i, k); n > most {
			best, most = k, n
		}
	}
	return best
}

// likeness is how many forms both have; the same name outweighs any number of them.
func (p *pairing) likeness(i, k int) int {
	n := 0
	for form := range p.forms[i] {
		if p.goldForms[k][form] {
			n++
		}
	}
	if n > 0 && normal(p.found[i].Name) == normal(p.gold.Entities[k].Name) {
		n += len(p.forms[i])
	}
	return n
}

func (p *pairing) swallowed(i int) []int {
	var also []int
	own := p.goldOf[i]
	for k := range p.gold.Entities {
		if own == none || k == own {
			continue
		}
		for form := range p.forms[i] {
			if p.goldForms[k][form] && !p.goldForms[own][form] {
				also = append(also, k)
				break
			}
		}
	}
	return also
}

// goldNamed returns the gold entity meant by a name that a finding uses: that of
// the extracted entity with this name, else of the one with this alias, else the
// gold entity with this form.
func (p *pairing) goldNamed(name string) int {
	if i := slices.IndexFunc(p.found, func(e learn.Entity) bool { return e.Name == name }); i >= 0 {
		return p.goldOf[i]
	}
	form := normal(name)
	if i := slices.IndexFunc(p.forms, func(forms map[string]bool) bool { return forms[form] }); i >= 0 {
		return p.goldOf[i]
	}
	return p.goldForm(form)
}

// goldForm returns the gold entity that has a normal form: by its name, else by a
// surface form.
func (p *pairing) goldForm(form string) int {
	for k, g := range p.gold.Entities {
		if normal(g.Name) == form {
			return k
		}
	}
	return slices.IndexFunc(p.goldForms, func(forms map[string]bool) bool { return forms[form] })
}

func normals(name string, others []string) map[string]bool {
	forms := map[string]bool{}
	for _, s := range append([]string{name}, others...) {
		if form := normal(s); form != "" {
			forms[form] = true
		}
	}
	return forms
}
