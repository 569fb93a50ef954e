package story

// posting lists are capped: of a term that more items share only the newest are
// found by it. What is one of so many is found by its other terms.
const maxPosting = 16

// index finds entries by key: a hash table of chains, newest first, without the
// keys' strings and with 12 bytes a posting. Keys that share a bucket share a
// chain and are told apart while it is walked.
type index struct {
	heads []int32 // by bucket; 0 empty
	nodes []node  // nodes[0] is not used
	free  int32   // chain of unused nodes
	used  int
}

// node is one posting.
type node struct {
	key  uint32
	slot int32
	next int32
}

func newIndex() *index {
	return &index{heads: make([]int32, 1<<10), nodes: make([]node, 1, 1<<10)}
}

func (x *index) bucket(key uint32) uint32 {
	return uint32(uint64(key) * 0x9e3779b97f4a7c15 >> 32 & uint64(len(x.heads)-1))
}

// add puts slot under key, in front; the oldest posting of a full key goes.
func (x *index) add(key uint32, slot int32) {
	if x.used >= len(x.heads) {
		x.grow()
	}
	b := x.bucket(key)
	have := 0
	for link := &x.heads[b]; *link != 0; {
		n := &x.nodes[*link]
		if n.key == key {
			if have++; have == maxPosting {
				x.drop(link)
				break
			}
		}
		link = &n.next
	}
	at := x.free
	if at != 0 {
		x.free = x.nodes[at].next
	} else {
		at = int32(len(x.nodes))
		x.nodes = append(x.nodes, node{})
	}
	x.nodes[at] = node{key: key, slot: slot, next: x.heads[b]}
	x.heads[b] = at
	x.used++
}

// remove takes slot from under key, if it is still there.
func (x *index) remove(key uint32, slot int32) {
	for link := &x.heads[x.bucket(key)]; *link != 0; {
		n := &x.nodes[*link]
		if n.key == key && n.slot == slot {
			x.drop(link)
			return
		}
		link = &n.next
	}
}

// drop unlinks the node that link points to and keeps it for later.
func (x *index) drop(link *int32) {
	at := *link
	*link = x.nodes[at].next
	x.nodes[at] = node{next: x.free}
	x.free = at
	x.used--
}

// grow doubles the buckets. Chains keep their order.
func (x *index) grow() {
	old := x.heads
	x.heads = make([]int32, 2*len(old))
	tails := make([]int32, len(x.heads))
	for _, at := range old {
		for at != 0 {
			n := &x.nodes[at]
			next := n.next
			n.next = 0
			b := x.bucket(n.key)
			if tails[b] == 0 {
				x.heads[b] = at
			} else {
				x.nodes[tails[b]].next = at
			}
			tails[b] = at
			at = next
		}
	}
}

// find calls each with the slots under key, newest first.
func (x *index) find(key uint32, each func(slot int32)) {
	for at := x.heads[x.bucket(key)]; at != 0; {
		n := &x.nodes[at]
		if n.key == key {
			each(n.slot)
		}
		at = n.next
	}
}
