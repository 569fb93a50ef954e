package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reach is how many blocks of content from either end of a document a byline may be
// away: headline, summary and date come before it, boxes of authors after the text.
const reach = 6

// authors marks who wrote and when: bylines, dates, boxes about authors. They stand at
// the ends of a document; the same line in the middle of it is content.
func authors(blocks []Block, d *data) {
	seen := wordCounts(blocks)
	rest := make([]int, len(blocks)+1) // content blocks from i on
	for i := len(blocks) - 1; i >= 0; i-- {
		rest[i] = rest[i+1]
		if blocks[i].Frame == "" {
			rest[i]++
		}
	}
	total, before := rest[0], 0
	for i := range blocks {
		b := &blocks[i]
		if b.Frame != "" {
			continue
		}
		before++
		if b.SeeAlso || before > reach && rest[i] > reach {
			continue
		}
		w := strings.Fields(b.Text)
		switch {
		case len(w) > 16:
		case d.isDate(w):
			b.Frame = "date"
		case d.isByline(b.Text, w):
			b.Frame = "byline"
		case i > 0 && total > 2 && lone(b, w, seen):
			b.Frame = "byline"
		}
	}
	boxes(blocks, d)
}

// boxes marks the boxes about authors that end a document: all that follows one is
// frame already.
func boxes(blocks []Block, d *data) {
	for i := len(blocks) - 1; i > 0; i-- {
		b := &blocks[i]
		if b.Frame != "" {
			continue
		}
		named := d.aboutBox(blocks[i-1].Text) && len(strings.Fields(b.Text)) <= 90
		switch {
		case d.aboutBox(b.Text):
			b.Frame = "author"
		case named, d.describesAuthor(b.Text):
			b.Frame = "author"
		default:
			return
		}
	}
}

// aboutBox reports whether a line opens a box about an author.
func (d *data) aboutBox(s string) bool {
	for _, a := range d.about {
		if rest, ok := strings.CutPrefix(s, a); ok {
			rest = strings.Trim(rest, " :")
			if rest == "" || strings.HasSuffix(a, " ") && nameShape(strings.Fields(rest), 1, 4) {
				return true
			}
		}
	}
	return false
}

// describesAuthor reports whether a short block says who a person is: it begins with
// a name, and a role of those who write follows.
func (d *data) describesAuthor(s string) bool {
	f := strings.Fields(s)
	if len(f) < 4 || len(f) > 70 {
		return false
	}
	w := words(s)
	r := d.roles.match(w[:min(len(w), 20)])
	return r != nil && nameShape([]string{f[0], strings.TrimSuffix(f[1], ",")}, 2, 2)
}

// isDate reports whether a line says when and nothing else.
func (d *data) isDate(w []string) bool {
	number := false
	for _, t := range w {
		for _, p := range strings.FieldsFunc(lower(t), func(r rune) bool { return !wordly(r) && r != '\'' }) {
			if strings.ContainsAny(p, "0123456789") && len(p) <= 8 || d.cjkDate(p) {
				number = true
				continue
			}
			if !d.dates[p] {
				return false
			}
		}
	}
	return number
}

// cjkDate reports whether a word is a date such as 2024年1月30日.
func (d *data) cjkDate(p string) bool {
	digits := false
	for _, r := range p {
		if unicode.IsDigit(r) {
			digits = true
		} else if !d.dates[string(r)] {
			return false
		}
	}
	return digits
}

// isByline reports whether a short line names who wrote: after "By" and the like,
// before or after a date, or before a sign.
func (d *data) isByline(s string, w []string) bool {
	folded := words(s)
	if r := d.by.match(folded); r != nil && len(w) > 1 || alone(runeAt(s, 0)) && r != nil && utf8.RuneCountInString(s) <= 20 {
		return alone(runeAt(s, 0)) || d.names(w[1:])
	}
	if last := lastRune([]byte(s)); unicode.IsSymbol(last) && strings.IndexFunc(s, unicode.IsSymbol) > 0 && len(w) <= 6 {
		return d.names(w[:len(w)-1])
	}
	return d.dated(folded) && d.names(w)
}

// dated reports whether words hold a year and a month, or a day in digits.
func (d *data) dated(w []string) bool {
	year, month, numbers := false, false, 0
	for _, t := range w {
		switch {
		case len(t) == 4 && (strings.HasPrefix(t, "20") || strings.HasPrefix(t, "19")) && strings.Trim(t, "0123456789") == "":
			year = true
		case d.months[t]:
			month = true
		case len(t) <= 2 && strings.Trim(t, "0123456789") == "":
			numbers++
		}
	}
	return year && (month && numbers > 0 || numbers >= 2)
}

// names reports whether words are names, dates and what joins them.
func (d *data) names(w []string) bool {
	capitals := 0
	for _, t := range w {
		t = strings.Trim(t, ".,;:|/()[]–—-·•&@*\"'“”")
		low := lower(t)
		r, _ := utf8.DecodeRuneInString(t)
		switch {
		case t == "" || unicode.IsDigit(r) || unicode.IsSymbol(r) || d.particles[low] || d.dates[low]:
		case unicode.IsUpper(r):
			capitals++
		default:
			return false
		}
	}
	return capitals > 0 && capitals <= 10
}

// lone reports whether a block is a name and nothing else whose words the rest of the
// document never prints: the name of who wrote, or of a department. The name of
// something the document is about occurs in its text. The first line is the headline,
// however short.
func lone(b *Block, w []string, seen map[string]int) bool {
	if b.Kind == ListItem || b.marked || !nameShape(w, 2, 4) {
		return false
	}
	for _, t := range words(b.Text) {
		if seen[t] > 1 {
			return false
		}
	}
	return true
}

// nameShape reports whether words are least to most capitalised ones of letters.
func nameShape(w []string, least, most int) bool {
	if len(w) < least || len(w) > most {
		return false
	}
	for i, t := range w {
		r, n := utf8.DecodeRuneInString(t)
		if !unicode.IsUpper(r) {
			return false
		}
		for _, c := range strings.TrimSuffix(t[n:], ".") {
			if !unicode.IsLetter(c) && !strings.ContainsRune("-'’", c) && (c != ',' || i > 0) {
				return false
			}
		}
	}
	return true
}

// wordCounts counts in how many blocks each folded word stands.
func wordCounts(blocks []Block) map[string]int {
	seen := map[string]int{}
	for i := range blocks {
		if blocks[i].Frame != "" {
			continue
		}
		own := map[string]bool{}
		for _, w := range words(blocks[i].Text) {
			w = strings.TrimSuffix(w, "'s")
			if !own[w] {
				own[w] = true
				seen[w]++
			}
		}
	}
	return seen
}
