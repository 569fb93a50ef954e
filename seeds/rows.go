package seeds

import (
	"github.com/pelletier/go-toml/v2/unstable"
)

// text is a string of the file and the byte at which it begins there.
type text struct {
	s     string
	at    int
	given bool
	wrong bool // not a string: reported by the decoder, to be left alone
}

// row is one [[entity]] as it stands in the file, unchecked.
type row struct {
	at                      int  // of its header
	single                  bool // its header is [entity], which is one table and no list
	name, typ, watch, actor text
	remove                  bool
	aliases                 []aliasRow
	receipts, sources       []text
}

// aliasRow is one table of an entity's aliases, unchecked.
type aliasRow struct {
	at                   int
	name, strength, lang text
}

// readRows walks the syntax tree of the file, which alone knows where a value
// stands. It takes what has the right shape and passes over the rest: that is
// reported by the decoder. The error is that of the TOML syntax.
func readRows(data []byte) ([]row, error) {
	var p unstable.Parser
	p.Reset(data)
	var r rowReader
	for p.NextExpression() {
		r.expression(p.Expression())
	}
	return r.rows, p.Error()
}

// rowReader collects rows. The last row, and its last alias, are those that the
// keys of the current table belong to.
type rowReader struct {
	rows  []row
	table string // "entity", "entity.aliases", or "" for any other
}

func (r *rowReader) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.ArrayTable:
		switch path := keyPath(n); {
		case path == "entity":
			r.table = path
			r.rows = append(r.rows, row{at: keyOffset(n)})
		case path == "entity.aliases" && len(r.rows) > 0:
			r.table = path
			last := &r.rows[len(r.rows)-1]
			last.aliases = append(last.aliases, aliasRow{at: keyOffset(n)})
		default:
			r.table = "other"
		}
	case unstable.Table:
		r.table = "other"
		if keyPath(n) == "entity" {
			r.table = "entity"
			r.rows = append(r.rows, row{at: keyOffset(n), single: true})
		}
	case unstable.KeyValue:
		switch r.table {
		case "":
			// The root: the entities may stand there as one array.
			if keyPath(n) == "entity" {
				r.inlineEntities(n.Value())
			}
		case "entity":
			r.rows[len(r.rows)-1].set(n)
		case "entity.aliases":
			last := &r.rows[len(r.rows)-1]
			last.aliases[len(last.aliases)-1].set(n)
		}
	}
}

func (r *rowReader) inlineEntities(array *unstable.Node) {
	each(array, unstable.Array, func(table *unstable.Node) {
		if table.Kind != unstable.InlineTable {
			return
		}
		one := row{at: int(table.Raw.Offset)}
		each(table, unstable.InlineTable, one.set)
		r.rows = append(r.rows, one)
	})
}

// set takes one key of an entity.
func (r *row) set(n *unstable.Node) {
	if n.Kind != unstable.KeyValue {
		return
	}
	v := n.Value()
	switch keyPath(n) {
	case "name":
		r.name = textOf(v)
	case "type":
		r.typ = textOf(v)
	case "watch":
		r.watch = textOf(v)
	case "actor":
		r.actor = textOf(v)
	case "remove":
		r.remove = v.Kind == unstable.Bool && string(v.Data) == "true"
	case "aliases":
		each(v, unstable.Array, func(table *unstable.Node) {
			if table.Kind != unstable.InlineTable {
				return
			}
			alias := aliasRow{at: int(table.Raw.Offset)}
			each(table, unstable.InlineTable, alias.set)
			r.aliases = append(r.aliases, alias)
		})
	case "receipts":
		r.receipts = textsOf(v)
	case "sources":
		r.sources = textsOf(v)
	}
}

// set takes one key of an alias.
func (a *aliasRow) set(n *unstable.Node) {
	if n.Kind != unstable.KeyValue {
		return
	}
	switch keyPath(n) {
	case "name":
		a.name = textOf(n.Value())
	case "strength":
		a.strength = textOf(n.Value())
	case "lang":
		a.lang = textOf(n.Value())
	}
}

// each visits the children of a node of that kind, but for comments.
func each(n *unstable.Node, kind unstable.Kind, visit func(*unstable.Node)) {
	if n.Kind != kind {
		return
	}
	for it := n.Children(); it.Next(); {
		if child := it.Node(); child.Kind != unstable.Comment {
			visit(child)
		}
	}
}

func textOf(n *unstable.Node) text {
	t := text{at: int(n.Raw.Offset), given: true}
	if n.Kind == unstable.String {
		t.s = string(n.Data)
	} else {
		t.wrong = true
	}
	return t
}

func textsOf(n *unstable.Node) []text {
	var texts []text
	each(n, unstable.Array, func(child *unstable.Node) {
		texts = append(texts, textOf(child))
	})
	return texts
}

// keyPath returns the dotted key of a table or key-value.
func keyPath(n *unstable.Node) string {
	path := ""
	for it := n.Key(); it.Next(); {
		if path != "" {
			path += "."
		}
		path += string(it.Node().Data)
	}
	return path
}

// keyOffset returns where the key of a table begins.
func keyOffset(n *unstable.Node) int {
	it := n.Key()
	if !it.Next() {
		return 0
	}
	return int(it.Node().Raw.Offset)
}
