package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
)

// whyCommand says what was decided about an item and why, or why nothing is
// known of it.
func (a *app) whyCommand(ctx context.Context, args []string) error {
	set := a.flags("why", "URL [--json]")
	asJSON := set.Bool("json", false, "as JSON")
	rest, err := parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	s, db, err := a.setupToRead(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	answer, err := desk.Why(ctx, db, s.plan.Judge, s.plan.Feeds, rest[0])
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(a.stdout).Encode(answer)
	}
	a.printWhy(answer)
	if answer.Label != nil {
		fmt.Fprintf(a.stdout, "labelled  %s, on %s\n", labelText(*answer.Label), answer.Label.At.Format("2006-01-02"))
	}
	return nil
}

func (a *app) printWhy(w desk.WhyAnswer) {
	if !w.Seen {
		fmt.Fprintf(a.stdout, "%s was never seen.\n%s\n", w.URL, w.Absence)
		return
	}
	if w.Title != "" { // its words are kept for a time
		fmt.Fprintln(a.stdout, w.Title)
	}
	fmt.Fprintln(a.stdout, w.URL)
	if w.Outcome == meddlewatch.OutcomePending {
		fmt.Fprintf(a.stdout, "arrived   %s by %s\n%s\n", w.Arrived.Format(time.RFC3339), w.Feed, w.Recomputed)
		return
	}
	fmt.Fprintf(a.stdout, "outcome   %s, score %.2f", w.Outcome, w.Score)
	if w.Relevant {
		fmt.Fprint(a.stdout, ", relevant")
	}
	fmt.Fprintf(a.stdout, "\narrived   %s by %s\n", w.Arrived.Format(time.RFC3339), w.Feed)
	fmt.Fprintf(a.stdout, "story     %s\n", w.Story)
	if w.Claim != "" {
		fmt.Fprintf(a.stdout, "claim     %s\n", claimText(w.Claim, w.AttributedBy, w.Hedge))
	}
	if len(w.Reasons) == 0 {
		fmt.Fprintln(a.stdout, "reasons   none: nothing in it speaks for interference")
	}
	for _, r := range w.Reasons {
		text := r.Text
		if r.Origin != "" {
			text += " (" + string(r.Origin) + ")"
		}
		fmt.Fprintf(a.stdout, "  %+.2f  %-24s %s\n", r.Weight, r.Rule, text)
	}
	fmt.Fprintf(a.stdout, "made with watchlist %s, lexicons %s, weights %s, sources %s\n",
		w.Versions.Watchlist, w.Versions.Lexicons, w.Versions.Weights, w.Versions.Sources)
	fmt.Fprintln(a.stdout, w.Recomputed)
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
