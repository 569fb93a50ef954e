package document

import "strings"

// sections makes the blocks of pieces and marks those under a heading whose section
// says nothing: references, and lists of see-also entries.
//
// Under a heading by mark-up a section reaches to the next such heading of the same
// or a higher level, so that looks alone end none. Under a mere line it reaches to the
// next heading by mark-up or, for see-also entries, to the first block that is prose.
func sections(pieces []piece, blocks []Block, d *data) {
	kind, level, marked := "", 0, false
	for i := range pieces {
		p := &pieces[i]
		b := &blocks[i]
		*b = p.block()
		if p.kind == Heading || p.kind == Paragraph && len(p.bytes) < 60 {
			named := d.section(p)
			ends := p.kind == Heading && p.marked && (!marked || p.level <= level)
			if ends || named != "" {
				kind = named
			}
			if named != "" {
				level, marked = p.level, p.marked
				b.Kind = Heading
				if b.Frame == "" {
					b.Frame = "section"
				}
				continue
			}
			if ends {
				continue
			}
		}
		switch {
		case b.Frame != "":
		case kind == "":
			if navigational(p) {
				b.Frame = "navigation"
			}
		case kind == "references":
			b.Frame = kind
		case p.kind == Heading && p.marked:
		case p.kind != ListItem && prose(b.Text):
			if !marked {
				kind = ""
			}
		default:
			b.SeeAlso = true
		}
	}
}

// section returns the kind of section that a heading opens, "" for an ordinary one. A
// line that is no heading by mark-up opens only those that no article would print as
// text.
func (d *data) section(p *piece) string {
	text := strings.TrimSpace(lower(p.String()))
	kind := d.sections[strings.TrimRight(text, " :：")]
	if kind == "related" {
		if !p.wiki {
			return "" // left to the phrases of navigation
		}
		return "see also"
	}
	return kind
}

// prose reports whether a block reads as a statement and not as a name or headline.
func prose(s string) bool {
	last := lastRune([]byte(strings.TrimRight(s, closers)))
	n := len(words(s))
	return stops(last) && last != '?' && n >= 6 || n > 30
}
