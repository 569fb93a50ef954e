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
// where there is none: one without a backslash before it.
func mention(text string) string {
	if !strings.ContainsAny(text, "<@") {
		return "" // most texts; a regular expression takes a hundred times as long to say so
	}
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
	for from := 0; ; {
		at := links.FindStringIndex(text[from:])
		if at == nil {
			return ""
		}
		start, end := from+at[0], from+at[1]
		if !angled(text, start) && !masked(text, start) {
			return text[start:end]
		}
		// The match may run over the end of the brackets into another address.
		from = start + len("http")
	}
}

// angled says whether the address at i stands in <…>.
func angled(text string, i int) bool {
	return i > 0 && text[i-1] == '<' && !escaped(text, i-1) && angleEnd.MatchString(text[i:])
}

// masked says whether the address at i stands in [text](…).
func masked(text string, i int) bool {
	if !strings.HasSuffix(text[:i], "](") || escaped(text, i-2) || !maskEnd.MatchString(text[i:]) {
		return false
	}
	for open := i - 2; ; {
		if open = strings.LastIndexByte(text[:open], '['); open < 0 {
			return false
		}
		if !escaped(text, open) {
			return true
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
