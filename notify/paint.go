package notify

import "regexp"

// paint holds the SGR parameters (ECMA-48, 8.3.117) of the parts of a card. The
// zero value paints nothing.
type paint struct {
	fresh, update, held string // state words
	strong, dim, link   string
}

// colors uses the 16 base colours only, which follow the theme of the terminal.
func colors() paint {
	return paint{fresh: "1;32", update: "1;33", held: "1;35", strong: "1", dim: "2", link: "4;36"}
}

// in paints text and ends the paint, so that no line reaches into the next.
func (paint) in(color, text string) string {
	if color == "" || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// painted matches what in adds. As foreign text holds no escape character after
// plain, every match in a payload is ours.
var painted = regexp.MustCompile("\x1b\\[[0-9;]*m")
