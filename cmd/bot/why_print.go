package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/match"
)

// printWhy prints an answer for a person: what became of the item, why, its story, and
// whether the same comes out today. --json has all of it.
func (a *app) printWhy(w desk.WhyAnswer) {
	if w.Label != nil {
		defer fmt.Fprintf(a.stdout, "labelled  %s, on %s\n", labelText(*w.Label), w.Label.At.Format("2006-01-02"))
	}
	if !w.Seen {
		a.printAbsence(w)
		return
	}
	if w.Title != "" { // its words are kept for a time
		fmt.Fprintln(a.stdout, cutLine(w.Title, longestTitle))
	}
	fmt.Fprintln(a.stdout, onScreen(cmp.Or(w.Link, w.URL)))
	if w.Outcome == meddlewatch.OutcomePending {
		fmt.Fprintf(a.stdout, "arrived   %s by %s\n%s\n", w.Arrived.Format(time.RFC3339), w.Feed, w.Recomputed)
		return
	}
	fmt.Fprintf(a.stdout, "outcome   %s, score %.2f", w.Outcome, w.Score)
	if w.Relevant {
		fmt.Fprint(a.stdout, ", relevant")
	}
	fmt.Fprintf(a.stdout, "\n          %s\n", outcomeText(w.Outcome))
	fmt.Fprintf(a.stdout, "arrived   %s by %s\n", w.Arrived.Format(time.RFC3339), w.Feed)
	if w.Claim != "" {
		fmt.Fprintf(a.stdout, "claim     %s\n", claimText(w.Claim, w.AttributedBy, w.Hedge))
	}
	for _, m := range w.Mentions {
		fmt.Fprintf(a.stdout, "names     %s\n", mentionText(m))
	}
	a.printReasons(w.Reasons, w.Score)
	a.printStory(w)
	fmt.Fprintf(a.stdout, "made with watchlist %s, lexicons %s, weights %s, sources %s\n",
		w.Versions.Watchlist, w.Versions.Lexicons, w.Versions.Weights, w.Versions.Sources)
	fmt.Fprintln(a.stdout, w.Recomputed)
}

// What is longer fills a screen without saying more.
const (
	longestTitle = 300 // characters
	mostListed   = 10  // items of a story
)

func (a *app) printAbsence(w desk.WhyAnswer) {
	fmt.Fprintf(a.stdout, "%s was never seen.\n%s\n", onScreen(w.URL), w.Absence)
	for _, c := range w.Carriers {
		fmt.Fprintf(a.stdout, "feed      %s\n          %s\n", c.Feed, c.Missed)
	}
	if !w.Watching.IsZero() {
		fmt.Fprintf(a.stdout, "watching  since %s; what no feed showed any more by then is not known\n", w.Watching.Format(time.RFC3339))
	}
}

// printReasons prints what every feature gave, in a way that can be added up by hand.
func (a *app) printReasons(reasons []meddlewatch.Reason, score float64) {
	if len(reasons) == 0 {
		fmt.Fprintln(a.stdout, "reasons   none: nothing in it speaks for interference")
		return
	}
	fmt.Fprintln(a.stdout, "reasons")
	sum, whole := 0.0, false
	for _, r := range reasons {
		text := fmt.Sprintf("“%s”", r.Text)
		switch {
		case r.Rule == match.RuleBias:
			text, whole = "what every item starts with", true
		case r.Text == "":
			text = "the item as a whole"
		case r.Field == "":
			text = r.Text
		case r.End == 0: // of a field as a whole
			text = string(r.Field) + ": " + r.Text
		default:
			text += " in the " + string(r.Field)
		}
		if r.Origin != "" {
			text += " (" + string(r.Origin) + ")"
		}
		sum += r.Weight
		fmt.Fprintf(a.stdout, "  %+5.1f  %-18s %s\n", r.Weight, r.Rule, text)
	}
	if whole {
		fmt.Fprintf(a.stdout, "  %+5.1f  together, which is the score %.2f (0 would be 0.50)\n", sum, score)
	}
}

func (a *app) printStory(w desk.WhyAnswer) {
	fmt.Fprintf(a.stdout, "story     %s", w.Story)
	switch {
	case w.Copy:
		fmt.Fprint(a.stdout, ", joined as a copy of an item there")
	case w.Joined:
		fmt.Fprint(a.stdout, ", joined")
	case len(w.StoryItems) > 1:
		fmt.Fprint(a.stdout, ", opened")
	}
	if w.Origin != "" {
		fmt.Fprintf(a.stdout, "; the report goes back to %s", w.Origin)
	}
	fmt.Fprintln(a.stdout)
	if w.Moved != nil {
		fmt.Fprintf(a.stdout, "moved     from story %s, %s\n", w.Moved.From, movedText(*w.Moved))
	}
	for _, r := range w.Evidence {
		fmt.Fprintf(a.stdout, "  %-14s %s\n", r.Rule, cutLine(r.Text, longestTitle))
	}
	if len(w.StoryItems) > 1 {
		for _, i := range w.StoryItems[:min(len(w.StoryItems), mostListed)] {
			title := cmp.Or(i.Title, "(text no longer kept)")
			fmt.Fprintf(a.stdout, "  %s  %s: %s (%s)\n", i.Arrived.Format("2006-01-02 15:04"), i.Outlet, cutLine(title, longestTitle), i.Outcome)
		}
		if more := len(w.StoryItems) - mostListed; more > 0 {
			fmt.Fprintf(a.stdout, "  and %d more; --json lists all\n", more)
		}
	}
	for _, l := range w.Alerts {
		fmt.Fprintf(a.stdout, "alert     %s: %s", l.Destination, l.State)
		if !l.Settled.IsZero() {
			fmt.Fprintf(a.stdout, " %s", l.Settled.Format(time.RFC3339))
		}
		if l.Digest {
			fmt.Fprint(a.stdout, ", listed in a digest")
		}
		if l.Error != "" {
			fmt.Fprintf(a.stdout, " (%s)", l.Error)
		}
		if l.Story != w.Story {
			fmt.Fprintf(a.stdout, ", for story %s, from which its item has moved here", l.Story)
		}
		fmt.Fprintf(a.stdout, "\n          %s%s", changeText(l.Change, l.Was), l.Why)
		if l.Claim != "" {
			fmt.Fprintf(a.stdout, "; %s", claimText(l.Claim, l.AttributedBy, l.Hedge))
		}
		fmt.Fprintln(a.stdout)
	}
}

// movedText says when and by what an item moved; what is shared with that is the evidence.
func movedText(m desk.WhyMoved) string {
	title := cmp.Or(m.By.Title, "an item whose text is no longer kept")
	return fmt.Sprintf("when %s brought “%s” on %s, with which it shares:",
		cmp.Or(m.By.Outlet, "a feed"), cutLine(title, longestTitle), m.At.Format("2006-01-02 15:04"))
}

// outcomeText says an outcome as a sentence.
func outcomeText(o meddlewatch.Outcome) string {
	switch o {
	case meddlewatch.OutcomeAlert:
		return "It is relevant, and the reason of an alert."
	case meddlewatch.OutcomeUpdate:
		return "It is relevant, and part of a story that was alerted already."
	case meddlewatch.OutcomeMuted:
		return "It is relevant, but a person muted its story or name."
	case meddlewatch.OutcomeBelowThreshold:
		return "Not enough speaks for it."
	case meddlewatch.OutcomeHomonym:
		return "It shares words with the subject, and is about another matter."
	case meddlewatch.OutcomeDomestic:
		return "No foreign actor is seen in it."
	case meddlewatch.OutcomeLookBack:
		return "It retells what is long known."
	case meddlewatch.OutcomeDuplicate:
		return "It is relevant, and the same article as one of its story."
	case meddlewatch.OutcomeFirstPoll:
		return "It is relevant, but its feed showed it before the bot began to watch it; see alert.first_poll."
	case meddlewatch.OutcomeFloodHeld:
		return "It is relevant, but its feed brought far more than usual at once; a notice lists it."
	case meddlewatch.OutcomeFeedRule:
		return "A rule of its feed takes it out."
	case meddlewatch.OutcomeSilenced:
		return "It is relevant, but no destination wanted it."
	}
	return "It waits to be judged."
}

// changeText says what an alert told anew of a story, in front of its reason.
func changeText(change meddlewatch.Change, was meddlewatch.Claim) string {
	switch {
	case change == meddlewatch.ChangeNone:
		return ""
	case was == "":
		return string(change) + "; "
	}
	return fmt.Sprintf("%s, people were told %s; ", change, was)
}

func claimText(c meddlewatch.Claim, by, hedge string) string {
	text := string(c)
	if by != "" {
		text += ", by " + by
	}
	if hedge != "" {
		text += " (“" + hedge + "”)"
	}
	return text
}

// mentionText is a name as printed, and the canonical one where that is another.
func mentionText(m meddlewatch.Mention) string {
	text := m.As
	if !strings.EqualFold(m.As, m.Name) {
		text += ", which is " + m.Name
	}
	if m.Origin != "" {
		text += " (" + string(m.Origin) + ")"
	}
	return text
}

// cutLine shortens a text to a number of characters.
func cutLine(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i] + "…"
		}
		most--
	}
	return text
}
