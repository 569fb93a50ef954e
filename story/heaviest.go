package story

// tally is how many terms there are of each weight. It finds the heaviest without sorting.
type tally [256]uint16

// cut takes the heaviest terms as they come, and of those of equal weight the first.
type cut struct {
	least uint8 // weight of the lightest that are taken
	ties  int   // how many of these are still taken
}

// heaviest returns the cut that takes n of the terms, all where there are no more.
func (t *tally) heaviest(n int) cut {
	for weight := len(t) - 1; weight > 0; weight-- {
		if count := int(t[weight]); count < n {
			n -= count
			continue
		}
		return cut{uint8(weight), n}
	}
	return cut{0, n}
}

// takes says whether the next term, of this weight, is one of the heaviest.
func (c *cut) takes(weight uint8) bool {
	if weight != c.least {
		return weight > c.least
	}
	c.ties--
	return c.ties >= 0
}
