package desk

import (
	"fmt"
	"strings"
)

// Text says what is wrong with a common name and what to do, the two halves of a
// mistake. seen is where the bot's own items print it; its zero value is nowhere.
func (c Common) Text(seen Seen) (what, do string) {
	share, most := percent(c.Share), percent(MostOfNews)
	switch c.Kind {
	case CommonTogether:
		return fmt.Sprintf("the names that stand alone are together printed in about %s of ordinary news (most by %s), at most %s may be", share, quotedList(c.Examples), most),
			`give the most usual ones strength = "context"`
	case CommonOwn:
		return fmt.Sprintf("the alias %q %s", c.Name, seen.is()),
			`see with bot backtest --against what it does, or give it strength = "context"`
	case CommonShort:
		return fmt.Sprintf("the alias %q is too short to stand alone%s", c.Name, seen.text()),
			`give it strength = "context", or write a longer name`
	}
	like := ""
	if len(c.Examples) > 0 {
		like = " (as in " + quotedList(c.Examples) + ")"
	}
	printed := fmt.Sprintf("is printed in %s of ordinary news%s", share, like)
	switch c.Kind {
	case CommonCue:
		return fmt.Sprintf("the phrase %q %s, at most %s may be%s", c.Name, printed, most, seen.text()),
			"write a longer phrase, or take its kind away"
	case CommonContext:
		return fmt.Sprintf("the context alias %q %s%s", c.Name, printed, seen.text()),
			"see with bot backtest --against what it does where an act of influence stands beside it"
	}
	return fmt.Sprintf("the alias %q %s, at most %s may be%s", c.Name, printed, most, seen.text()),
		`give it strength = "context", or write a longer name`
}

// percent shows a share with two digits that count: the statistics have no more.
func percent(share float64) string {
	if share >= 0.1 || share == 0.01 {
		return fmt.Sprintf("%.0f %%", 100*share)
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}

func quotedList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "“" + w + "”"
	}
	return strings.Join(quoted, ", ")
}

// text continues a sentence.
func (s Seen) text() string {
	if s.Items == 0 {
		return ""
	}
	return "; it " + s.is()
}

// is says where something is seen.
func (s Seen) is() string {
	return fmt.Sprintf("is in %d of %d items of the bot's own last week, such as %s", s.Items, s.Of, quotedList(s.Titles))
}
