package document

import (
	"strings"
	"unicode/utf8"
)

// The longest pieces of text that are taken as one. What is longer is no sentence and
// no paragraph, but a file whose ends of sentences or lines were lost; cutting it keeps
// time and memory in proportion to its length. The longest sentences and paragraphs of
// printed prose are well below.
const (
	longSentence = 4 << 10  // bytes
	longBlock    = 64 << 10 // bytes
)

// parted cuts a clean piece that is longer than any paragraph.
func parted(p *piece) []piece {
	if len(p.bytes) <= longBlock {
		return []piece{*p}
	}
	var out []piece
	s := p.String()
	for from := 0; from < len(s); {
		next := from + cutAt(s[from:], longBlock, ". ")
		start, end := trim(s, from, next)
		if strings.ContainsFunc(s[start:end], wordly) {
			one := *p
			one.text, one.linked = text{}, p.linked*(end-start)/len(s)
			one.take(&p.text, start, end)
			out = append(out, one)
		}
		from = next
	}
	return out
}

// short cuts sentences that are longer than any sentence. Where one is cut, its halves
// are marked so.
func short(s string, all []Sentence) []Sentence {
	for i := range all {
		if all[i].End-all[i].Start > longSentence {
			return cutLong(s, all)
		}
	}
	return all
}

func cutLong(s string, all []Sentence) []Sentence {
	var out []Sentence
	for _, one := range all {
		for one.End-one.Start > longSentence {
			end := one.Start + cutAt(s[one.Start:one.End], longSentence, " ")
			half := one
			half.Start, half.End = trim(s, one.Start, end)
			half.CutAfter = true
			if strings.ContainsFunc(s[half.Start:half.End], wordly) {
				out = append(out, half)
			}
			one.Start, one.End = trim(s, end, one.End)
			one.CutBefore = true
		}
		if strings.ContainsFunc(s[one.Start:one.End], wordly) {
			out = append(out, one)
		}
	}
	return out
}

// cutAt returns where to cut a text so that its beginning has at most so many bytes:
// behind the last mark in the second half of them, else behind the last space, else
// between two characters.
func cutAt(s string, most int, mark string) int {
	if len(s) <= most {
		return len(s)
	}
	head := s[:most]
	for _, m := range []string{mark, " "} {
		if i := strings.LastIndex(head[most/2:], m); i >= 0 {
			return most/2 + i + len(m)
		}
	}
	for !utf8.RuneStart(s[most]) {
		most--
	}
	return most
}
