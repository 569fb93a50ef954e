package document

import "strings"

// frames marks the blocks and sentences that teach nothing: the frame in which an
// article is printed. What the mark-up said stays.
func frames(blocks []Block, d *data) {
	box := "" // the box whose short lines are running
	for i := range blocks {
		b := &blocks[i]
		if b.Frame != "" || b.SeeAlso {
			box = ""
			continue
		}
		r := d.frames.match(words(b.Text))
		switch {
		case r != nil:
			b.Frame, box = r.Frame, ""
			if r.Box {
				box = r.Frame
			}
		case box != "" && !prose(b.Text):
			b.Frame = box
		default:
			box = ""
		}
	}
	authors(blocks, d)
	for i := range blocks {
		inner(&blocks[i], d)
	}
}

// inner marks the sentences of a block that are frame, and the block where all are.
func inner(b *Block, d *data) {
	all := len(b.Sentences) > 0
	for j := range b.Sentences {
		s := &b.Sentences[j]
		s.Frame = b.Frame
		if s.Frame == "" && len(b.Sentences) > 1 {
			if r := d.frames.match(words(b.Text[s.Start:s.End])); r != nil && r.Where != "whole" {
				s.Frame = r.Frame
			}
		}
		all = all && s.Frame != ""
	}
	if b.Frame == "" && all {
		b.Frame = b.Sentences[0].Frame
	}
}

// linkShare is the share of a block's text in links from which on it is navigation:
// running text links words, lists of articles are links. (Kohlschütter et al.,
// "Boilerplate Detection using Shallow Text Features", WSDM 2010, find link density
// the second of the two features that matter.)
const linkShare = 0.6

// navigational reports whether a piece of HTML is navigation by its links.
func navigational(p *piece) bool {
	return p.kind != Heading && float64(p.linked) > linkShare*float64(len(p.bytes)) && !prose(strings.TrimSpace(p.String()))
}
