package discordserver

import (
	"regexp"
	"strings"
)

// Discord's mark-up as far as it makes something of plain text (Discord's
// reference, "Message Formatting").
var (
	mentions = regexp.MustCompile(`<(@[!&]?[0-9]+|#[0-9]+|/[^<>:]+:[0-9]+|a?:\w+:[0-9]+|id:\w+(:[0-9]+)?)>|@everyone|@here`)
	links    = regexp.MustCompile(`(?i)https?://\S*`)
	// A linked text begins at an unescaped bracket somewhere before its end.
	maskEnd  = regexp.MustCompile(`^[^\s)]*(\([^\s()]*\)[^\s()]*)*\)`)
	angleEnd = regexp.MustCompile(`^[^\s<>]*>`)
)

// mention returns the first mention in a text that Discord would resolve, ""
// where there is none: one without a backslash before it, and not in the address
// of a link.
func mention(text string) string {
	if !strings.ContainsAny(text, "<@") {
		return "" // most texts; a regular expression takes a hundred times as long to say so
	}
	text = shown(text)
	for _, at := range mentions.FindAllStringIndex(text, -1) {
		if !escaped(text, at[0]) {
			return text[at[0]:at[1]]
		}
	}
	return ""
}

// bareLink returns the first address in a text that stands neither between angle
// brackets nor behind a linked text, "" where there is none.
func bareLink(text string) string {
	if !strings.Contains(text, "://") {
		return ""
	}
	return links.FindString(shown(text))
}

// shown is a text without the addresses that stand between angle brackets or
// behind a linked text.
func shown(text string) string {
	var b strings.Builder
	done := 0
	for from := 0; ; {
		at := links.FindStringIndex(text[from:])
		if at == nil {
			return b.String() + text[done:]
		}
		start := from + at[0]
		length := max(angled(text, start), masked(text, start))
		if length > 0 {
			b.WriteString(text[done:start])
			done = start + length
		}
		from = start + max(length, len("http"))
	}
}

// angled is the length of the address at i if it stands in <…>, else 0.
func angled(text string, i int) int {
	if i == 0 || text[i-1] != '<' || escaped(text, i-1) {
		return 0
	}
	return max(0, len(angleEnd.FindString(text[i:]))-1)
}

// masked is the length of the address at i if it stands in [text](…), else 0.
func masked(text string, i int) int {
	if !strings.HasSuffix(text[:i], "](") || escaped(text, i-2) {
		return 0
	}
	for open := i - 2; ; {
		if open = strings.LastIndexByte(text[:open], '['); open < 0 {
			return 0
		}
		if !escaped(text, open) {
			return max(0, len(maskEnd.FindString(text[i:]))-1)
		}
	}
}

// escaped says whether an odd number of backslashes stands before i.
func escaped(text string, i int) bool {
	n := 0
	for n < i && text[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
