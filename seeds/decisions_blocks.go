package seeds

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// kind is what a block of the file of decisions holds.
type kind int

const (
	kindOther kind = iota
	kindAccepted
	kindRejected
)

// block is a table of the file, from the beginning of its header's line to the
// beginning of the next one's.
type block struct {
	kind       kind
	at         int // of the key in its header
	start, end int // bytes
	name, typ  text
}

// decisionBlocks finds the blocks of a file. The error is that of the TOML syntax.
func decisionBlocks(data []byte) ([]block, error) {
	var p unstable.Parser
	p.Reset(data)
	var blocks []block
	inside := kindOther // of the table that keys belong to
	for p.NextExpression() {
		n := p.Expression()
		if n.Kind == unstable.KeyValue {
			if inside != kindOther {
				blocks[len(blocks)-1].set(n)
			}
			continue
		}
		if n.Kind != unstable.ArrayTable && n.Kind != unstable.Table {
			continue
		}
		path := keyPath(n)
		if strings.HasPrefix(path, "entity.") && len(blocks) > 0 && blocks[len(blocks)-1].kind == kindAccepted {
			inside = kindOther // an alias: a part of the block, with a name of its own
			continue
		}
		at := keyOffset(n)
		inside = map[string]kind{"entity": kindAccepted, "rejected": kindRejected}[path]
		blocks = append(blocks, block{kind: inside, at: at, start: lineStart(data, at), end: len(data)})
		if len(blocks) > 1 {
			blocks[len(blocks)-2].end = blocks[len(blocks)-1].start
		}
	}
	return blocks, p.Error()
}

func (b *block) set(n *unstable.Node) {
	switch keyPath(n) {
	case "name":
		b.name = textOf(n.Value())
	case "type":
		b.typ = textOf(n.Value())
	}
}

func lineStart(data []byte, at int) int {
	for at > 0 && data[at-1] != '\n' {
		at--
	}
	return at
}

// splitBlocks returns the file without its rejected names, and these alone. What is left
// out becomes spaces, so that every mistake keeps its place.
func splitBlocks(data []byte, blocks []block) (accepted, rejected []byte) {
	accepted, rejected = slices.Clone(data), slices.Clone(data)
	last := 0
	for _, b := range blocks {
		if b.kind == kindRejected {
			blank(accepted[b.start:b.end])
			blank(rejected[last:b.start])
			last = b.end
		}
	}
	blank(rejected[last:])
	return accepted, rejected
}

func blank(data []byte) {
	for i, c := range data {
		if c != '\n' && c != '\r' {
			data[i] = ' '
		}
	}
}
