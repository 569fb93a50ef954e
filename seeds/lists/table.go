package lists

import (
	"fmt"
	"strings"
)

// row is one line of a data file, cut at its bars.
type row struct {
	file   string
	line   int
	head   string // the line in brackets above it, without them; "" none
	fields []string
}

// rows cuts a data file into its lines. A line that begins with "#" is a comment,
// one in brackets is the heading of the lines below it.
func rows(file, text string) []row {
	var out []row
	head, number := "", 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			head = line[1 : len(line)-1]
		default:
			fields := strings.Split(line, "|")
			for i := range fields {
				fields[i] = strings.TrimSpace(fields[i])
			}
			out = append(out, row{file, number, head, fields})
		}
	}
	return out
}

// check says what is wrong with a row that has not between least and most fields, or
// whose first ones, as many as must be filled, are empty.
func (r row) check(least, most, filled int) error {
	if n := len(r.fields); n < least || n > most {
		return r.wrong("has %d fields; it needs %d to %d, with bars between", n, least, most)
	}
	for i := range filled {
		if r.fields[i] == "" {
			return r.wrong("has nothing in field %d", i+1)
		}
	}
	return nil
}

func (r row) wrong(format string, about ...any) error {
	return fmt.Errorf("line %d of the built-in list %s %s", r.line, r.file, fmt.Sprintf(format, about...))
}

// field returns a field, "" where the row ends before it.
func (r row) field(i int) string {
	if i >= len(r.fields) {
		return ""
	}
	return r.fields[i]
}

// name returns a field that is one form, and notes it as doubtful if it has a star.
func (r row) name(i int, doubtful *[]string) string {
	form, star := strings.CutSuffix(r.field(i), "*")
	if star {
		*doubtful = append(*doubtful, form)
	}
	return form
}

// forms cuts a field at its commas, and notes as doubtful the forms that have a star;
// doubtful is nil in lists without stars.
func (r row) forms(i int, doubtful *[]string) []string {
	if r.field(i) == "" {
		return nil
	}
	var all []string
	for form := range strings.SplitSeq(r.field(i), ",") {
		form = strings.TrimSpace(form)
		if doubtful != nil {
			var star bool
			if form, star = strings.CutSuffix(form, "*"); star {
				*doubtful = append(*doubtful, form)
			}
		}
		all = append(all, form)
	}
	return all
}
