package story

import (
	"slices"
	"testing"
)

// TestProbe looks up every term of an item, and terms that it does not have.
func TestProbe(t *testing.T) {
	spread := func(i int) uint32 { return uint32(mix(uint64(i))) }
	for _, c := range []struct {
		name  string
		terms int
		term  func(i int) uint32
	}{
		{"no terms", 0, spread},
		{"some", 7, spread},
		{"all that an item has", maxTerms, spread},
		{"one cell for all", maxTerms, func(i int) uint32 { return uint32(i)*cells | 7 }},
		{"around the end of the table", maxTerms, func(i int) uint32 { return uint32(i)*cells | cells - 1 - uint32(i%3) }},
		{"a term of zero", 2, func(i int) uint32 { return uint32(i) * cells }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f features
			f.n = uint8(c.terms)
			for i := range c.terms {
				f.hash[i] = c.term(i)
			}
			slices.Sort(f.hash[:f.n])
			p := probeOf(&f)
			for i := range 2 * maxTerms {
				at, ok := p.find(c.term(i))
				if ok != (i < c.terms) || ok && f.hash[at] != c.term(i) {
					t.Errorf("term %d is found at %d, %t", i, at, ok)
				}
			}
		})
	}
}
