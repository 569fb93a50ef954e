package story

import "slices"

// BCubed measures a grouping against a true one, item by item (Bagga and
// Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space
// Model", 1998). Both maps go from an item to the name of its story. Counted are
// the items whose true story has two or more items: an item that is rightly alone
// says little. An item without an assignment is taken to be alone.
//
// For each counted item, precision is the share of the counted items in its
// assigned story that truly belong with it, recall the share of its true story
// that is assigned to the same one. p and r are the means, f1 their harmonic
// mean. Without any counted item all three are zero.
func BCubed(assigned, truth map[string]string) (p, r, f1 float64) {
	size := make(map[string]int)
	for _, t := range truth {
		size[t]++
	}
	type cell struct {
		story, truth string
		alone        string // names the item where it has no assignment
	}
	cells := make(map[cell]int)
	groups := make(map[cell]int)
	counted := 0
	for item, t := range truth {
		if size[t] < 2 {
			continue
		}
		counted++
		c := cell{truth: t}
		if s, ok := assigned[item]; ok {
			c.story = s
		} else {
			c.alone = item
		}
		cells[c]++
		groups[cell{story: c.story, alone: c.alone}]++
	}
	if counted == 0 {
		return 0, 0, 0
	}
	// The order of a map would show in the last digits of a sum.
	var ps, rs []float64
	for c, n := range cells {
		hits := float64(n) * float64(n)
		ps = append(ps, hits/float64(groups[cell{story: c.story, alone: c.alone}]))
		rs = append(rs, hits/float64(size[c.truth]))
	}
	p = sum(ps) / float64(counted)
	r = sum(rs) / float64(counted)
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// sum adds the values from the smallest up.
func sum(values []float64) float64 {
	slices.Sort(values)
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
