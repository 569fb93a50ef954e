package story

// probe is an item that many others are compared with: its features, and where each of
// its terms stands. Most terms of another item are not among them, which the table
// says at once and the processor can foretell; a merge of two sorted lists takes
// thrice the time.
type probe struct {
	*features
	at [cells]uint8 // position of a term plus one, by the last bits of its hash or the next free cell; 0 none
}

// cells are so many that a term which is not there meets an empty one but once in 25
// times; they take 16 lines of the processor's cache.
const cells = 1024

// probeOf returns the probe of an item.
func probeOf(f *features) *probe {
	p := &probe{features: f}
	for i, hash := range f.hash[:f.n] {
		cell := hash % cells
		for p.at[cell] != 0 {
			cell = (cell + 1) % cells
		}
		p.at[cell] = uint8(i) + 1
	}
	return p
}

// find returns the position of a term.
func (p *probe) find(term uint32) (at uint8, ok bool) {
	for cell := term % cells; p.at[cell] != 0; cell = (cell + 1) % cells {
		if i := p.at[cell] - 1; p.hash[i] == term {
			return i, true
		}
	}
	return 0, false
}
