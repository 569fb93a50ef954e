package relearn

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// comments are the comments of a file that a person wrote, by the table they belong
// to: the n-th [[entity]], [[relation]] or [[theme]].
type comments struct {
	head   []string // those of no such table
	tables map[string][][]string
}

// comment is one in the file.
type comment struct {
	at   int
	text string // from "#" on
	own  bool   // it has its line for itself
}

// header is the beginning of a table.
type header struct {
	at    int // of its line
	table string
}

// written is what the learner writes behind values. What stands there otherwise is
// the person's.
var written = regexp.MustCompile(`^# (yours(; no longer supported by a document)?|(yours; )?(.+:\d+\+\d+ .*, )?\d+ mentions?|\d+ bytes?, .*|and \d+ more)$`)

// commentsOf collects the person's comments of a file that is valid TOML. A comment
// belongs to the table it stands in, or directly above.
func commentsOf(data []byte) comments {
	c := comments{tables: map[string][][]string{}}
	headers := headersOf(data)
	numbers := make([]int, len(headers)) // of each among those of its kind
	for i, h := range headers {
		numbers[i] = len(c.tables[h.table])
		c.tables[h.table] = append(c.tables[h.table], nil)
	}
	our := ours()
	for _, one := range scan(data) {
		if one.own && slices.Contains(our, one.text) || written.MatchString(one.text) {
			continue
		}
		next := slices.IndexFunc(headers, func(h header) bool { return h.at > one.at })
		if next < 0 {
			next = len(headers)
		}
		owner := next - 1
		if next < len(headers) && one.own && above(data[one.at:headers[next].at], next > 0) {
			owner = next
		}
		if owner < 0 || !keepsComments(headers[owner].table) {
			c.head = append(c.head, one.text)
			continue
		}
		lists := c.tables[headers[owner].table]
		lists[numbers[owner]] = append(lists[numbers[owner]], one.text)
	}
	return c
}

func keepsComments(table string) bool {
	return table == "entity" || table == "relation" || table == "theme"
}

// of returns the comments of a table, where it begins with its own header.
func (c comments) of(table string, number, all int) []string {
	if len(c.tables[table]) != all {
		return nil
	}
	return c.tables[table][number]
}

// loose returns those of tables that cannot be told apart: they go to the head.
func (c comments) loose(table string, all int) []string {
	var list []string
	if len(c.tables[table]) != all {
		for _, l := range c.tables[table] {
			list = append(list, l...)
		}
	}
	return list
}

// above says whether nothing but comments lies between a comment and the header.
// At the head of a file an empty line parts them.
func above(between []byte, emptyLines bool) bool {
	lines := strings.Split(string(between), "\n")
	for _, line := range lines[:len(lines)-1] {
		line = strings.TrimSpace(line)
		if line == "" && !emptyLines || line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// headersOf returns the tables of the first level, in order.
func headersOf(data []byte) []header {
	var headers []header
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		n := p.Expression()
		if n.Kind != unstable.Table && n.Kind != unstable.ArrayTable {
			continue
		}
		key := n.Key()
		if !key.Next() {
			continue
		}
		first := key.Node()
		table, at := string(first.Data), int(first.Raw.Offset)
		if key.Next() && table != "learned" {
			continue // entity.aliases belongs to its entity
		}
		at = bytes.LastIndexByte(data[:at], '\n') + 1
		headers = append(headers, header{at: at, table: table})
	}
	return headers
}

// scan finds the comments of valid TOML: what begins with "#" outside of strings.
func scan(data []byte) []comment {
	var found []comment
	text := string(data)
	line := 0
	for i := 0; i < len(text); {
		switch text[i] {
		case '\n':
			line = i + 1
			i++
		case '"', '\'':
			i = afterString(text, i)
		case '#':
			end := len(text)
			if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
				end = i + n
			}
			found = append(found, comment{
				at: i, text: strings.TrimRight(text[i:end], " \t\r"),
				own: strings.Trim(text[line:i], " \t\ufeff") == "",
			})
			i = end
		default:
			i++
		}
	}
	return found
}

// afterString returns where a string that begins at i has ended.
func afterString(text string, i int) int {
	quote := text[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[i:], triple) {
		for k := i + 3; k < len(text); k++ {
			switch {
			case text[k] == '\\' && quote == `"`:
				k++
			case strings.HasPrefix(text[k:], triple):
				k += 3
				for k < len(text) && text[k:k+1] == quote { // up to two more belong to it
					k++
				}
				return k
			}
		}
		return len(text)
	}
	for k := i + 1; k < len(text); k++ {
		switch {
		case text[k] == '\\' && quote == `"`:
			k++
		case text[k:k+1] == quote, text[k] == '\n':
			return k + 1
		}
	}
	return len(text)
}
