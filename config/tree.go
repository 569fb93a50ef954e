package config

import (
	"bytes"
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"
)

// kind is what a value looks like in TOML.
type kind int

const (
	kindText kind = iota
	kindInteger
	kindNumber
	kindBool
	kindDate
	kindList
	kindTable
)

func (k kind) String() string {
	return [...]string{"text", "a whole number", "a number", "true or false", "a date", "a list", "a table"}[k]
}

// node is a value of a file and where it stands.
type node struct {
	kind kind
	key  int    // offset of the key that names it, for an entry of a list that of the entry
	at   int    // offset of the value
	text string // a scalar as written, text without quotes and escapes

	items []*node          // of a list, or the values of a table
	names []string         // of a table: the keys of items
	index map[string]*node // of a table with many keys

	inline bool // a table in braces, complete as it stands
	headed bool // a table that had its [header]
	tables bool // a list written as [[header]]s
}

func newTable(at int) *node { return &node{kind: kindTable, key: at, at: at} }

// fewKeys is how many keys are searched faster one by one than in a map; most
// tables of a long file are small.
const fewKeys = 12

// child is the value under a key of a table, nil where there is none.
func (n *node) child(name string) *node {
	if n.index != nil {
		return n.index[name]
	}
	for i, known := range n.names {
		if known == name {
			return n.items[i]
		}
	}
	return nil
}

func (n *node) add(name string, c *node) {
	n.names = append(n.names, name)
	n.items = append(n.items, c)
	switch {
	case n.index != nil:
		n.index[name] = c
	case len(n.names) > fewKeys:
		n.index = make(map[string]*node, 2*fewKeys)
		for i, known := range n.names {
			n.index[known] = n.items[i]
		}
	}
}

// part is one part of a dotted key.
type part struct {
	name     string
	from, to int // offsets
}

// builder makes the tree of a file out of the parser's expressions. Of what may
// be defined twice it knows enough to report all such mistakes and go on.
type builder struct {
	doc      *document
	parser   unstable.Parser
	root     *node
	current  *node // table of the last header; nil: root
	mistakes Mistakes

	keys  map[string]string // every key once: a long file repeats a few
	parts []part            // of the expression at hand
}

func (b *builder) expression(e *unstable.Node) {
	switch e.Kind {
	case unstable.Table:
		b.table(b.dotted(e))
	case unstable.ArrayTable:
		b.tableOfList(b.dotted(e))
	case unstable.KeyValue:
		table := b.current
		if table == nil {
			table = b.root
		}
		b.keyValue(table, e)
	}
}

// dotted is the key of an expression, good until the next one is asked for.
func (b *builder) dotted(e *unstable.Node) []part {
	b.parts = b.parts[:0]
	for it := e.Key(); it.Next(); {
		k := it.Node()
		name, ok := b.keys[string(k.Data)]
		if !ok {
			name = string(k.Data)
			b.keys[name] = name
		}
		from := int(k.Raw.Offset)
		b.parts = append(b.parts, part{name, from, from + int(k.Raw.Length)})
	}
	return b.parts
}

// table enters a [header].
func (b *builder) table(ps []part) {
	last := ps[len(ps)-1]
	parent := b.descend(b.root, ps[:len(ps)-1], true)
	t := parent.child(last.name)
	switch {
	case t == nil:
		t = newTable(last.from)
		parent.add(last.name, t)
	case t.kind != kindTable || t.inline:
		b.twice(last, t)
		t = newTable(last.from)
	case t.headed:
		b.twice(last, t)
	default: // known so far by a subsection only
		t.key, t.at = last.from, last.from
	}
	t.headed = true
	b.current = t
}

// tableOfList enters a [[header]].
func (b *builder) tableOfList(ps []part) {
	last := ps[len(ps)-1]
	parent := b.descend(b.root, ps[:len(ps)-1], true)
	list := parent.child(last.name)
	t := newTable(last.from)
	t.headed = true
	b.current = t
	switch {
	case list == nil:
		list = &node{kind: kindList, key: last.from, at: last.from, tables: true}
		parent.add(last.name, list)
	case !list.tables:
		b.twice(last, list)
		return
	}
	list.items = append(list.items, t)
}

func (b *builder) keyValue(table *node, e *unstable.Node) {
	ps := b.dotted(e)
	last := ps[len(ps)-1]
	parent := b.descend(table, ps[:len(ps)-1], false)
	// Lists have no position of their own in the parser's tree.
	at := last.to
	for data := b.doc.data; at < len(data) && (data[at] == ' ' || data[at] == '\t' || data[at] == '='); {
		at++
	}
	v := b.value(e.Value(), at)
	v.key = last.from
	if old := parent.child(last.name); old != nil {
		b.twice(last, old)
		return
	}
	parent.add(last.name, v)
}

// descend follows all but the last part of a dotted key and makes tables where
// there are none yet. Only headers reach into the last entry of a list.
func (b *builder) descend(t *node, ps []part, header bool) *node {
	for _, p := range ps {
		next := t.child(p.name)
		if header && next != nil && next.tables {
			next = next.items[len(next.items)-1]
		}
		switch {
		case next == nil:
			next = newTable(p.from)
			t.add(p.name, next)
		case next.kind != kindTable || next.inline:
			b.twice(p, next)
			next = newTable(p.from)
		}
		t = next
	}
	return t
}

func (b *builder) value(v *unstable.Node, at int) *node {
	if v.Raw.Length > 0 {
		at = int(v.Raw.Offset)
	}
	n := &node{key: at, at: at}
	switch v.Kind {
	case unstable.Array:
		n.kind = kindList
		for it := v.Children(); it.Next(); {
			n.items = append(n.items, b.item(it.Node(), at))
		}
	case unstable.InlineTable:
		n.kind = kindTable
		for it := v.Children(); it.Next(); {
			b.keyValue(n, it.Node())
		}
		n.inline = true
	case unstable.String:
		n.kind, n.text = kindText, string(v.Data)
	case unstable.Integer:
		n.kind, n.text = kindInteger, string(v.Data)
	case unstable.Float:
		n.kind, n.text = kindNumber, string(v.Data)
	case unstable.Bool:
		n.kind, n.text = kindBool, string(v.Data)
	default:
		n.kind, n.text = kindDate, string(v.Data)
	}
	return n
}

// item is a value within a list. One that is a list itself begins at the bracket
// before its first entry; where there is none, or a comment is between, the outer
// list must do.
func (b *builder) item(v *unstable.Node, outer int) *node {
	n := b.value(v, outer)
	if n.kind != kindList || len(n.items) == 0 || n.items[0].at == outer {
		return n
	}
	before := bytes.TrimRight(b.doc.data[:n.items[0].at], " \t\r\n")
	if bytes.HasSuffix(before, []byte("[")) {
		n.at = len(before) - 1
		n.key = n.at
	}
	return n
}

func (b *builder) twice(p part, first *node) {
	b.mistakes = append(b.mistakes, b.doc.at(p.from,
		fmt.Sprintf("%s is defined a second time, first on line %d", quoteKey(p.name), b.doc.lineOf(first.key)),
		"keep one of the two"))
}
