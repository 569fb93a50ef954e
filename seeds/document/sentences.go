package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split sets the sentences of every block. A heading is one sentence.
//
// A paragraph that begins in lower case, or with a digit after one that breaks off,
// goes on where another stopped: both are marked as cut.
func split(blocks []Block, d *data) {
	for i := range blocks {
		b := &blocks[i]
		if i+1 < len(blocks) && b.Kind == Heading && !b.marked && goesOn(b.Text, &blocks[i+1]) {
			b.Kind = Paragraph
		}
		if b.Kind == Heading {
			b.Sentences = short(b.Text, []Sentence{{Start: 0, End: len(b.Text)}})
			continue
		}
		b.Sentences = short(b.Text, sentences(b.Text, d))
		if b.Kind != Paragraph || len(b.Sentences) == 0 {
			continue
		}
		begins, _ := utf8.DecodeRuneInString(b.Text)
		open := i > 0 && blocks[i-1].Kind == Paragraph && brokenOff(blocks[i-1].Text, d)
		if unicode.IsLower(begins) && !camel(b.Text) || open && unicode.IsDigit(begins) {
			b.Sentences[0].CutBefore = true
			if open {
				before := blocks[i-1].Sentences
				before[len(before)-1].CutAfter = true
			}
		}
	}
}

// goesOn reports whether a line that looked like a heading is the beginning of the
// paragraph after it: that begins in lower case, and the line is not in title case.
func goesOn(line string, next *Block) bool {
	if next.Kind != Paragraph || !unicode.IsLower(runeAt(next.Text, 0)) {
		return false
	}
	long, capitals := 0, 0
	for _, w := range strings.Fields(line) {
		if len(w) > 3 {
			long++
			if unicode.IsUpper(runeAt(w, 0)) {
				capitals++
			}
		}
	}
	return capitals*2 < long
}

// camel reports whether text begins with a name such as "iPhone".
func camel(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(next)
}

// brokenOff reports whether a paragraph ends without the end of a sentence: with a
// word, a comma, or an abbreviation.
func brokenOff(s string, d *data) bool {
	s = strings.TrimRight(s, closers)
	last, _ := utf8.DecodeLastRuneInString(s)
	if !stops(last) {
		return last != ':' && last != '：'
	}
	w := lastWord(s)
	return last == '.' && (d.titles[w] || d.seldom[w])
}

const (
	openers = "\"'“‘„«‹([{「『《【—–-¿¡*"
	closers = "\"'”’»›)]}」』》】*"
)

// sentences cuts the text of a block into sentences.
//
// Three full stops, or the sign for them, within a text say that words were left out:
// what stands before and what stands after are sentences of their own, cut at that
// end. In capitals, what follows counts as a whole sentence. In brackets ("[…]") they are the
// mark of somebody who quotes with care, and cut nothing but the end of a block.
func sentences(s string, d *data) []Sentence {
	var out []Sentence
	start, cut := 0, false
	emit := func(end int, after bool) {
		from, to := trim(s, start, end)
		if strings.ContainsFunc(s[from:to], wordly) {
			out = append(out, Sentence{Start: from, End: to, CutBefore: cut, CutAfter: after})
			cut = false
		}
		start = end
	}
	edges := edges(s, d)
	for i := 0; i < len(s); {
		for len(edges) > 0 && edges[0] <= i {
			if edges[0] > start {
				emit(edges[0], false)
			}
			edges = edges[1:]
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !stops(r) {
			i += n
			continue
		}
		end := i + n
		for end < len(s) {
			next, m := utf8.DecodeRuneInString(s[end:])
			if !stops(next) {
				break
			}
			end += m
		}
		marks := s[i:end]
		closed := end
		for closed < len(s) {
			next, m := utf8.DecodeRuneInString(s[closed:])
			if !strings.ContainsRune(closers, next) || strings.ContainsRune("\"'*", next) && opensHere(s, closed) {
				break
			}
			closed += m
		}
		if strings.Contains(marks, "...") || strings.Contains(marks, "…") {
			if strings.HasPrefix(s[end:], "]") || strings.HasPrefix(s[end:], ")") && strings.HasSuffix(s[:i], "(") {
				if strings.TrimSpace(s[closed:]) == "" {
					emit(len(s), true)
				}
				i = closed
				continue
			}
			emit(closed, strings.ContainsFunc(s[start:i], wordly))
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[closed:], " "+openers))
			cut = unicode.IsLower(next) || unicode.IsDigit(next)
			i = closed
			continue
		}
		if ends(s, start, i, end, closed, d) {
			emit(closed, false)
		}
		i = closed
	}
	if start < len(s) {
		emit(len(s), false)
	}
	return out
}

// opensHere reports whether a straight quote belongs to the word after it.
func opensHere(s string, at int) bool {
	return at > 0 && s[at-1] == ' ' || at+1 < len(s) && s[at+1] != ' ' && wordly(runeAt(s, at+1))
}

func runeAt(s string, at int) rune {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return r
}

// trim takes spaces off both ends of a range.
func trim(s string, from, to int) (int, int) {
	for from < to && s[from] == ' ' {
		from++
	}
	for to > from && s[to-1] == ' ' {
		to--
	}
	return from, to
}

// ends reports whether the stop at s[at:end], with the quotes and brackets up to
// closed, ends the sentence that began at start.
func ends(s string, start, at, end, closed int, d *data) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	if closed == len(s) {
		return true
	}
	rest := strings.TrimLeft(s[closed:], " "+openers)
	next, _ := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune(".!?", r) {
		return true // the stops of other scripts stand for nothing else
	}
	if s[closed] != ' ' {
		return r == '.' && glued(s, at, closed)
	}
	if unicode.IsLower(next) || !wordly(next) && rest != "" && !unicode.IsSymbol(next) {
		return false
	}
	if r != '.' {
		return true
	}
	word := lastWord(s[:end])
	if strings.Trim(s[start:at], " 0123456789") == "" {
		return false // the number of a list entry
	}
	follows := firstWord(rest)
	switch {
	case d.titles[word]:
		return closed > end
	case d.numbered[word]:
		return !unicode.IsDigit(next)
	case d.seldom[word], initial(word), dotted(word):
		return closed > end || d.openers[follows] && unicode.IsUpper(next) && !d.seldom[follows+"."]
	case len(word) <= 3 && strings.Trim(word, "0123456789.") == "" && d.months[follows]:
		return false
	}
	return true
}

// longWord is as far as the ends of a word are looked for, in bytes; it keeps the time
// linear in texts without spaces.
const longWord = 120

// glued reports whether a stop without a space after it ends a sentence all the same:
// a word in lower case stands before it, a capitalised one after it, and the whole is
// no address.
func glued(s string, at, closed int) bool {
	begin := max(0, at-longWord)
	begin += strings.LastIndexByte(s[begin:at], ' ') + 1
	token := s[begin:min(len(s), at+longWord)]
	if i := strings.IndexByte(token, ' '); i >= 0 {
		token = token[:i]
	}
	if strings.ContainsAny(token, "/@_#0123456789") || strings.Count(strings.TrimRight(token, ".,;:!?"+closers), ".") != 1 {
		return false
	}
	before := s[begin:at]
	after := token[min(len(token), closed-begin):]
	return letters(before, 3, false) && letters(after, 2, true)
}

// letters reports whether a word has at least so many letters and only small ones,
// but for a capital at its beginning where one is asked for.
func letters(s string, least int, capital bool) bool {
	n := 0
	for i, r := range strings.TrimRight(s, ",;:") {
		if i == 0 && capital != unicode.IsUpper(r) && capital {
			return false
		}
		if !unicode.IsLetter(r) && r != '\'' && r != '’' || i > 0 && unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n >= least
}

// lastWord returns the folded word that ends a text, its stops with it.
func lastWord(s string) string {
	s = s[max(0, len(s)-longWord):]
	i := strings.LastIndexFunc(s, func(r rune) bool { return strings.ContainsRune(" —–/", r) })
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return strings.TrimLeft(lower(s[max(i, 0):]), openers)
}

// firstWord returns the folded word that begins a text.
func firstWord(s string) string {
	s = s[:min(len(s), longWord)]
	if i := strings.IndexFunc(s, func(r rune) bool { return !wordly(r) }); i >= 0 {
		s = s[:i]
	}
	return lower(s)
}

// initial reports whether a word is one letter and a stop.
func initial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) && w[n:] == "."
}

// dotted reports whether a word is letters each with a stop ("U.S.", "e.g.").
func dotted(w string) bool {
	n := 0
	for len(w) > 0 {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || !strings.HasPrefix(w[size:], ".") {
			return false
		}
		w = w[size+1:]
		n++
	}
	return n > 1
}
