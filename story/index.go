package story

// posting lists are capped: of a term that more items share only the newest are
// found by it. What is one of so many is found by its other terms.
const maxPosting = 16

// index finds entries by key. Most keys have one entry, which stands in the table
// itself; the entries of other keys stand side by side in a block. A look-up so
// touches two places of memory, not as many as there are entries: in a full window
// that is most of its cost.
type index struct {
	table  []cell // open addressing with linear probing; its length is a power of two
	used   int    // cells with a key
	blocks [][maxPosting]int32
	free   []int32 // blocks not in use
}

// cell is a key with its n entries: of none the cell is empty, one is at itself, and
// more are in block at, the oldest first. at is an array for slots
// to be a part of it.
type cell struct {
	key uint32
	at  [1]int32
	n   uint8
}

func newIndex() *index { return &index{table: make([]cell, 1<<10)} }

// home is where the cell of a key would stand if the table were empty.
func (x *index) home(key uint32) int {
	return int(uint64(key) * 0x9e3779b97f4a7c15 >> 32 & uint64(len(x.table)-1))
}

// place returns where the cell of key is, or the empty one where it belongs.
func (x *index) place(key uint32) int {
	at := x.home(key)
	for x.table[at].n != 0 && x.table[at].key != key {
		at = (at + 1) & (len(x.table) - 1)
	}
	return at
}

// find returns the slots under key, the oldest first. They are valid until the index
// changes.
func (x *index) find(key uint32) []int32 {
	return x.slots(&x.table[x.place(key)])
}

// slots returns the slots of a cell as find does; they are valid as long as the cell.
func (x *index) slots(c *cell) []int32 {
	switch c.n {
	case 0:
		return nil
	case 1:
		return c.at[:]
	}
	return x.blocks[c.at[0]][:c.n]
}

// add puts slot under key; the oldest of a full key goes.
func (x *index) add(key uint32, slot int32) {
	if x.used >= len(x.table)*3/4 {
		x.grow()
	}
	c := &x.table[x.place(key)]
	switch c.n {
	case 0:
		*c = cell{key, [1]int32{slot}, 1}
		x.used++
		return
	case 1:
		first := c.at[0]
		c.at[0] = x.block()
		x.blocks[c.at[0]][0] = first
	case maxPosting:
		list := &x.blocks[c.at[0]]
		copy(list[:], list[1:])
		c.n--
	}
	x.blocks[c.at[0]][c.n] = slot
	c.n++
}

// block returns a block that is not in use.
func (x *index) block() int32 {
	if n := len(x.free); n > 0 {
		at := x.free[n-1]
		x.free = x.free[:n-1]
		return at
	}
	x.blocks = append(x.blocks, [maxPosting]int32{})
	return int32(len(x.blocks) - 1)
}

// remove takes slot from under key, if it is still there.
func (x *index) remove(key uint32, slot int32) {
	at := x.place(key)
	c := &x.table[at]
	switch c.n {
	case 0:
	case 1:
		if c.at[0] == slot {
			x.empty(at)
		}
	default:
		list := x.blocks[c.at[0]][:c.n]
		for i, s := range list {
			if s == slot {
				copy(list[i:], list[i+1:])
				c.n--
				break
			}
		}
		if c.n == 1 {
			x.free = append(x.free, c.at[0])
			c.at[0] = list[0]
		}
	}
}

// empty clears a cell and moves those back that stood behind it for want of place.
func (x *index) empty(at int) {
	mask := len(x.table) - 1
	x.used--
	for next := (at + 1) & mask; x.table[next].n != 0; next = (next + 1) & mask {
		if home := x.home(x.table[next].key); (next-home)&mask >= (next-at)&mask {
			x.table[at] = x.table[next]
			at = next
		}
	}
	x.table[at] = cell{}
}

// grow doubles the table.
func (x *index) grow() {
	old := x.table
	x.table = make([]cell, 2*len(old))
	for _, c := range old {
		if c.n != 0 {
			x.table[x.place(c.key)] = c
		}
	}
}
