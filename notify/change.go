package notify

import (
	"strings"

	"meddlewatch"
)

// stateWord says whether people hear of a story for the first time.
func stateWord(a meddlewatch.Alert) string {
	if a.Change == meddlewatch.ChangeNone {
		return "NEW"
	}
	return "UPDATE"
}

// changeLine says what is new of a story that people know, and what they were told
// before; "" for a story that is new. It speaks of what is reported, and leaves open
// who is right.
func changeLine(a meddlewatch.Alert) string {
	var line string
	switch now := withArticle(a.Claim); {
	case a.Change == meddlewatch.ChangeNone:
		return ""
	case a.Change == meddlewatch.ChangeWithdrawn:
		line = "Reported as withdrawn, corrected or cleared in court"
	case now == "":
		line = "Now another claim"
	default:
		line = "Now " + now
	}
	if was := withArticle(a.Was); was != "" {
		line += "; was " + was
	}
	return line
}

// lineChange is what stands before a line of a digest that tells anew of a story that
// people know, as its own message would have said it; "" before any other line.
func lineChange(l meddlewatch.Line) string {
	if l.Change == meddlewatch.ChangeNone {
		return ""
	}
	a := meddlewatch.Alert{Change: l.Change, Was: l.Was, Claim: l.Claim}
	return stateWord(a) + ": " + changeLine(a)
}

// withArticle is a claim as part of a sentence.
func withArticle(c meddlewatch.Claim) string {
	name := shorten(plain(string(c)), fieldColumns)
	switch {
	case name == "":
		return ""
	case strings.ContainsRune("aeiou", rune(name[0])):
		return "an " + name
	}
	return "a " + name
}

// sourceCount says how many have reported. Outlets that have it from one another
// are no independent sources, which is said where the two numbers differ; where that
// is not known, several outlets are called no more than that.
func sourceCount(a meddlewatch.Alert) string {
	switch {
	case dependent(a):
		return countOf(len(a.Outlets), "outlet") + ", " + countOf(a.Sources, "independent source")
	case a.Sources == 0 && len(a.Outlets) > 1:
		return countOf(len(a.Outlets), "outlet")
	}
	return countOf(max(1, len(a.Outlets)), "source")
}

// dependent says whether some of the outlets have it from one another.
func dependent(a meddlewatch.Alert) bool { return 0 < a.Sources && a.Sources < len(a.Outlets) }
