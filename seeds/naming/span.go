package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a name in a text: tokens from to to, without quotes.
type span struct {
	from, to int
	quoted   bool
	next     int // the token after it and its closing quote
	prev     int // its first token, or its opening quote
}

// The most words of a name, unquoted and quoted, and the most Han characters.
const (
	wordsMax  = 4
	quotedMax = 6
	hanMax    = 12
)

// nameAt returns the name that begins at token i, where one can: a quotation that
// begins with a capital letter, or a run of capitalised words.
func (r *reading) nameAt(i int) (span, bool) {
	if i >= len(r.tokens) {
		return span{}, false
	}
	if shut := closes(r.tokens[i].low); shut != "" && !r.tokens[i].word && (r.tokens[i].low != "'" || i == 0 || r.tokens[i].spaced || !r.tokens[i-1].word) {
		return r.quoteAt(i, shut)
	}
	if r.heads[i] || r.stops(i) && r.skips[i] == 0 || i > 0 && r.tokens[i-1].low == "#" {
		return span{}, false
	}
	s := span{from: i, to: i, prev: i}
	for s.to < len(r.tokens) && s.to-s.from < wordsMax && r.tokens[s.to].capital && (s.to == i || r.joined(s.to)) {
		if s.to > i && r.stops(s.to) || r.titled[s.to] && !r.distinct(s.to) && !r.family(s.to) {
			break
		}
		s.to++
		if r.family(s.to-1) && s.to-s.from > 1 {
			break
		}
	}
	// A headline capitalises what stands before a family word, too.
	if s.to == s.from && r.titled[i] && r.tokens[i].capital && r.family(i+1) && r.joined(i+1) {
		s.to = i + 2
	}
	s = r.trim(s)
	if s.to == s.from+1 && r.joined(s.to) && number(r.tokens[s.to].low) {
		s.to++ // "Centre 12"
	}
	s.next = s.to
	return s, s.to > s.from
}

func (r *reading) quoteAt(i int, shut string) (span, bool) {
	han := 0
	for k := i + 1; k < len(r.tokens) && r.tokens[k].sentence-r.tokens[i].sentence <= 1; k++ {
		t := r.tokens[k]
		if !t.word && strings.Contains(shut, t.low) {
			s := span{from: i + 1, to: k, quoted: true, next: k + 1, prev: i}
			for s.to > s.from && !r.tokens[s.to-1].word {
				s.to-- // American quotes hold the comma
			}
			for s.from < s.to && r.skips[s.from] == s.from+1 {
				s.from++ // "the Silver Heron"
			}
			return s, s.to > s.from && s.to-s.from-max(0, han-1) <= quotedMax && r.begins(s.from)
		}
		if t.han {
			han++
		}
		if k-i > quotedMax+hanMax || han > hanMax {
			return span{}, false
		}
	}
	return span{}, false
}

// begins says whether a quoted name can begin at token i.
func (r *reading) begins(i int) bool { return r.tokens[i].capital || r.tokens[i].han }

// nameBefore returns the name that ends right before token i.
func (r *reading) nameBefore(i int) (span, bool) {
	if i == 0 {
		return span{}, false
	}
	last := r.tokens[i-1]
	if i < len(r.tokens) && last.sentence != r.tokens[i].sentence {
		return span{}, false
	}
	if !last.word {
		if last.low == "," && i >= 2 { // “Silver Heron”, a network
			return span{}, false
		}
		for k := i - 2; k >= 0 && i-k <= quotedMax+hanMax; k-- {
			if shut := closes(r.tokens[k].low); shut != "" && strings.Contains(shut, last.low) && !r.tokens[k].word {
				s, ok := r.quoteAt(k, shut)
				return s, ok && s.next == i
			}
		}
		return span{}, false
	}
	s := span{from: i, to: i, next: i}
	for s.from > 0 && s.to-s.from < wordsMax && r.tokens[s.from-1].capital && (s.from == i || r.joined(s.from)) {
		if r.stops(s.from-1) || r.heads[s.from-1] || r.titled[s.from-1] && !r.distinct(s.from-1) && !r.family(s.from-1) {
			break
		}
		s.from--
	}
	if s.to-s.from == 1 && r.family(s.from) && r.joined(s.from) && r.tokens[s.from-1].capital {
		s.from-- // a headline capitalises what stands before a family word, too
	}
	s = r.trim(s)
	s.prev = s.from
	if s.from > 0 && r.tokens[s.from-1].low == "#" {
		return span{}, false
	}
	return s, s.to > s.from
}

// number says whether a word is a number that can be part of a name: no year, no amount.
func number(low string) bool {
	return len(low) <= 3 && strings.Trim(low, "0123456789") == ""
}

// trim leaves out of a run what is no part of the name: words for states, the
// author of a byline, all but a code, all but two words of a family.
func (r *reading) trim(s span) span {
	for i := s.from; i < s.to; i++ {
		if _, ok := r.shapes.code(r.print(i, i+1)); ok {
			s.from, s.to = i, i+1
			return s
		}
	}
	if by := s.from - 1; by >= 0 && r.tokens[by].low == "by" && (by == 0 || r.tokens[by-1].sentence != r.tokens[by].sentence) && s.to-s.from > 1 {
		s.from++ // "By Mary Silver Heron is a group …": the byline of a feed
	}
	for s.from < s.to {
		switch n := r.state(s.from, s.to); {
		case n > 0:
			s.from += n
		case r.stops(s.from), compound(r.print(s.from, s.from+1)):
			s.from++
		case s.to-s.from > 2 && r.family(s.to-1):
			s.from = s.to - 2
		case s.to-s.from > 1 && r.state(s.to-1, s.to) > 0:
			s.from = s.to // "Silver Russian hackers": what stands before is no name of theirs
		default:
			return s
		}
	}
	return s
}

// state returns how many of the words are one for a state or its people.
func (r *reading) state(from, to int) int {
	for n := min(3, to-from); n > 1; n-- {
		if r.known.states[r.low(from, from+n)] {
			return n
		}
	}
	return flag(r.known.states[r.stem(from)])
}

// stem is the word without what a hyphen joins to it: "China" of "China-linked".
func (r *reading) stem(i int) string {
	low := r.tokens[i].low
	if head, tail, ok := strings.Cut(low, "-"); ok && tail != "" && !unicode.IsDigit(rune(tail[0])) {
		if r.known.states[head] {
			return head
		}
		if r.known.states[tail] && (head == "pro" || head == "anti") {
			return tail
		}
	}
	return low
}

// stops says whether token i is a word that no name holds: a stop word, a pronoun
// at the head of a sentence, a word of fillers.
func (r *reading) stops(i int) bool {
	t := r.tokens[i]
	_, fill := r.skips[i]
	_, join := r.joins[i]
	return r.known.stops[t.low] || fill || join
}

// family says whether token i is a word of a vendor's family of names.
func (r *reading) family(i int) bool {
	return i < len(r.tokens) && r.tokens[i].capital && r.shapes.families[r.tokens[i].low] != ""
}

// distinct says whether token i is a name even in a headline: a code, letters
// of both cases mixed, or a word that ordinary news hardly print in lower case.
func (r *reading) distinct(i int) bool {
	word := r.print(i, i+1)
	if _, ok := r.shapes.code(word); ok || unknownCode(word) {
		return true
	}
	_, size := utf8.DecodeRuneInString(word)
	if innerCapital(word) && word[size:] != strings.ToUpper(word[size:]) {
		return true
	}
	return r.counts.Items() > 1 && !r.ordinary(r.tokens[i].low) && !r.common(r.tokens[i].low)
}
