package notify

import "strings"

// spot is where in a message text stands: it decides what has a meaning there
// and how that is taken from it.
type spot int

const (
	inLine  spot = iota // after words of ours
	atStart             // at the beginning of a line, where headings, lists and quotes begin
	inTitle             // the title of an embed
	inLink              // the words of a masked link
)

// change is what becomes of one character that has a meaning.
type change int

const (
	keep      change = iota
	backslash        // is put before it
	zeroWidth        // U+200B is put after it, so that it does not see its neighbour
	twin             // it is written as a character that looks like it
)

// zeroWidthSpace parts two characters without being seen.
const zeroWidthSpace = "\u200b"

// markdown writes plain text so that Discord shows exactly this text, whatever it
// holds: no mark-up, mention, link, invite, emoji code or timestamp of it comes to
// life. In running text a backslash does that (Discord's parser takes one before
// anything but letters, digits and spaces). In titles and in the words of a masked
// link backslashes may be shown (discord/discord-api-docs, issue 6185), so that
// there a character is parted from its neighbour or replaced by its twin.
func markdown(s string, at spot) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	done := 0
	for i := range len(s) {
		how := at.change(s, i)
		if how == keep {
			continue
		}
		b.WriteString(s[done:i])
		done = i + 1
		switch how {
		case backslash:
			b.WriteByte('\\')
			b.WriteByte(s[i])
		case zeroWidth:
			b.WriteByte(s[i])
			b.WriteString(zeroWidthSpace)
		case twin:
			b.WriteRune(twinOf(s[i]))
		}
	}
	b.WriteString(s[done:])
	return b.String()
}

// units is the length of s[from:to] in UTF-16 units when markdown has written s.
func (p spot) units(s string, from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += byteUnits(s[i])
		if how := p.change(s, i); how == backslash || how == zeroWidth {
			n++
		}
	}
	return n
}

// change decides about the byte at i. All that has a meaning is ASCII.
func (p spot) change(s string, i int) change {
	c := s[i]
	if isWord(c) || c == ' ' || c >= 0x80 {
		return keep
	}
	if c == '@' && (strings.HasPrefix(s[i+1:], "everyone") || strings.HasPrefix(s[i+1:], "here")) {
		return zeroWidth // mentions are looked for in the raw text, where no backslash counts
	}
	bracket := c == '[' || c == ']'
	switch {
	case p == inLink && bracket:
		return twin // it could end the words of the link
	case !means(s, i) && (p == inLine || p == inLink || !begins(s, i)):
		return keep
	case p == inLine || p == atStart:
		return backslash
	case c == '[':
		return keep // no link without the bracket that is parted from its address
	case !bracket && twinOf(c) != 0:
		return twin
	}
	return zeroWidth
}

// means says whether the character at i could be part of mark-up anywhere in a
// line.
func means(s string, i int) bool {
	switch c := s[i]; c {
	case '\\', '*', '_', '`', '[', '<':
		return true
	case '~', '|': // ~~struck~~, ||spoiler||
		return byteAfter(s, i) == c || i > 0 && s[i-1] == c
	case ']': // [words](address)
		return byteAfter(s, i) == '('
	case '@', '#': // <@1>, <#1>
		return i > 0 && s[i-1] == '<'
	case '/': // any://address, </command:1>
		return i > 0 && s[i-1] == '<' ||
			strings.HasSuffix(s[:i], ":") && byteAfter(s, i) == '/' || strings.HasSuffix(s[:i], ":/")
	case ':': // :name:, <:name:1>, <t:1>
		return i > 0 && s[i-1] == '<' || emojiCode(s[i:])
	case '.': // discord.gg/code and its kin come to life without a scheme
		return isWord(byteAfter(s, i)) && (endsInFold(s[:i], "discord") || endsInFold(s[:i], "discordapp"))
	}
	return false
}

// begins says whether the character at i makes a heading, subtext, list or quote
// of the line that s begins.
func begins(s string, i int) bool {
	switch c := s[i]; c {
	case '>':
		return i == 0
	case '+':
		return i == 0 && endsWord(s, 1)
	case '-': // "- item", "-# subtext"
		return i == 0 && (endsWord(s, 1) || byteAfter(s, 0) == '#')
	case '#':
		return i == 0 && endsWord(s, len(s)-len(strings.TrimLeft(s, "#")))
	case '.':
		return i > 0 && endsWord(s, i+1) && strings.Trim(s[:i], "0123456789") == ""
	}
	return false
}

// twinOf is the character by which one is replaced that cannot be parted from its
// meaning; 0 where it can.
func twinOf(c byte) rune {
	switch c {
	case '\\':
		return '∖' // set minus
	case '*':
		return '∗' // asterisk operator
	case '_':
		return 'ˍ' // modifier letter low macron
	case '`':
		return 'ˋ' // modifier letter grave accent
	case '<':
		return '‹' // single angle quotation marks
	case '>':
		return '›'
	case '[':
		return '('
	case ']':
		return ')'
	}
	return 0
}

// emojiCode says whether s begins with an emoji by its name, such as ":+1:".
func emojiCode(s string) bool {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':':
			return i > 1
		case !isWord(c) && c != '_' && c != '+' && c != '-':
			return false
		}
	}
	return false
}

// byteAfter is the byte after i, 0 at the end.
func byteAfter(s string, i int) byte {
	if i+1 < len(s) {
		return s[i+1]
	}
	return 0
}

// endsWord says whether a space or the end stands at i.
func endsWord(s string, i int) bool { return i >= len(s) || s[i] == ' ' }

func endsInFold(s, end string) bool {
	return len(s) >= len(end) && strings.EqualFold(s[len(s)-len(end):], end)
}

// isWord is \w of regular expressions, without the underscore.
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
