package notify

import (
	"fmt"
	"net/url"
	"strings"

	"meddlewatch"
)

// listShape is how much of a line of a notice or digest is shown, in UTF-16 units.
type listShape struct{ headline, outlet int }

// listShapes are tried in this order: lines are shortened before lines are left
// for another message, but no more than the number of messages asks for. With the
// last, 25 lines with addresses of 120 units fit.
func listShapes() []listShape {
	return []listShape{{300, 100}, {200, 60}, {140, 40}, {100, 30}, {70, 24}}
}

const (
	reasonUnits  = 200
	addressUnits = 120 // of an address that is no link
	feedUnits    = 100
	restUnits    = len("\nThe rest follows: 9999999 more.")
)

// listMessage is the message that stands for many: its lines in order, numbered,
// and how many of them are shown. One line always fits, as its parts together are
// shorter than a description may be.
func listMessage(a meddlewatch.Alert) (message, int) {
	ready, shapes := listLines(a.Lines), listShapes()
	_, most := listEmbeds(a, ready, shapes[len(shapes)-1])
	messages := (len(a.Lines) + most - 1) / max(most, 1) // that the lines need at least, if the rest is like these
	var embeds []embed
	lines := 0
	for _, shape := range shapes {
		if embeds, lines = listEmbeds(a, ready, shape); lines*messages >= len(a.Lines) {
			break
		}
	}
	return message{
		Content:         listContent(a, lines),
		Embeds:          embeds,
		AllowedMentions: nobody(),
	}, lines
}

// listLine is a line made plain, with a link that is fit or the address as text.
type listLine struct{ change, headline, outlet, link, address string }

// listLines makes as many lines plain as could ever fit.
func listLines(lines []meddlewatch.Line) []listLine {
	const most = limitAllEmbeds / len("\n1. x")
	ready := make([]listLine, min(len(lines), most))
	for i := range ready {
		l := lines[i]
		ready[i] = listLine{change: lineChange(l), headline: plainHeadline(l.Headline), outlet: plain(l.Outlet), link: safeLink(l.Link)}
		if units(ready[i].link) > limitEmbedURL {
			ready[i].link = ""
		}
		if ready[i].link == "" {
			ready[i].address = addressText(l.Link)
		}
	}
	return ready
}

// listContent is the line that a push notice and a screen reader tell.
func listContent(a meddlewatch.Alert, shown int) string {
	count := fmt.Sprint(len(a.Lines))
	end := " in one message"
	if shown < len(a.Lines) {
		count = fmt.Sprintf("%d of %d", shown, len(a.Lines))
		end = " in one message, the rest follows"
	}
	what := "DIGEST: " + count + plural(len(a.Lines), " more report", " more reports")
	if a.Kind == meddlewatch.AlertNotice {
		what = "HELD: " + count + plural(len(a.Lines), " item of ", " items of ") + heldFeed(a)
	}
	first := ""
	if len(a.Lines) > 0 {
		first = "first: " + isolated(clipped(plainHeadline(a.Lines[0].Headline), contentHeadline, inLine))
	}
	return joinParts(what+end, first)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// heldFeed names the feed that was held: by its outlet where all lines have the
// same, else by its host. Its whole address may hold a key.
func heldFeed(a meddlewatch.Alert) string {
	name := plain(a.Outlet)
	for _, line := range a.Lines {
		switch outlet := plain(line.Outlet); {
		case name == "":
			name = outlet
		case outlet != name:
			return feedHost(a.Feed)
		}
	}
	if name == "" {
		return feedHost(a.Feed)
	}
	return isolated(clipped(name, feedUnits, inLine))
}

func feedHost(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "one feed"
	}
	return clipped(plain(u.Hostname()), feedUnits, inLine)
}

// listEmbeds puts lines into as many embeds as they need, until a limit of Discord
// is reached, and says how many it took.
func listEmbeds(a meddlewatch.Alert, lines []listLine, shape listShape) ([]embed, int) {
	footer := &embedFooter{Text: marker(a.Kind, a.Story, a.Revision)}
	text := clipped(plain(a.Reason), reasonUnits, atStart)
	left := limitAllEmbeds - units(footer.Text) - restUnits - units(text)
	var embeds []embed
	shown := 0
	for _, line := range lines {
		entry := fmt.Sprintf("%d. %s", shown+1, listEntry(line, shape))
		length := len("\n") + units(entry)
		full := units(text)+length > limitDescription-restUnits
		if length > left || full && len(embeds) == limitEmbeds-1 {
			break
		}
		if full {
			embeds, text = append(embeds, listEmbed(text)), ""
		}
		text += "\n" + entry
		left -= length
		shown++
	}
	if rest := len(a.Lines) - shown; rest > 0 {
		text += fmt.Sprintf("\nThe rest follows: %d more.", rest)
	}
	last := listEmbed(text)
	last.Footer = footer
	return append(embeds, last), shown
}

func listEmbed(text string) embed {
	return embed{Description: strings.TrimSpace(text), Color: colorList}
}

// listEntry is a headline that links to its report, and the outlet, after what is new
// of a story that people know. An address
// that is no link stands there as text.
func listEntry(line listLine, shape listShape) string {
	change := clipped(line.change, fieldUnits, atStart)
	outlet := isolated(clipped(line.outlet, shape.outlet, inLine))
	if line.link == "" {
		return joinParts(
			change,
			isolated(clipped(line.headline, shape.headline, atStart)),
			outlet,
			clipped(line.address, addressUnits, inLine))
	}
	return joinParts(change, "["+isolated(clipped(line.headline, shape.headline, inLink))+"]("+line.link+")", outlet)
}
