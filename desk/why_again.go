package desk

import (
	"fmt"
	"slices"
	"strings"

	"meddlewatch"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// recomputed judges the item again and says whether that changes anything.
func recomputed(judge func(meddlewatch.Item) (worker.Judge, error), s store.Stored) (string, error) {
	switch {
	case !s.Judged:
		return "It waits to be judged.", nil
	case !s.Text:
		return "Its text is no longer kept, so it can not be judged again.", nil
	}
	today, err := judge(s.Item)
	if err != nil {
		return "", err
	}
	again := worker.JudgeItem(today, s.Item)
	other := otherData(s.Verdict.Versions, again.Versions)
	changed := differences(s.Verdict, again)
	switch {
	case len(changed) == 0 && other == "":
		return "Judged again: the same result.", nil
	case len(changed) == 0:
		return fmt.Sprintf("Judged again with today's data (%s): the same result.", other), nil
	case other == "":
		return fmt.Sprintf("Judged again with the same data: another result (%s); another version of the program has judged it, or please report this.",
			strings.Join(changed, ", ")), nil
	default:
		return fmt.Sprintf("Judged again with today's data (%s): another result (%s).", other, strings.Join(changed, ", ")), nil
	}
}

// otherData names the data that are other ones today; "" where none are.
func otherData(then, now meddlewatch.Versions) string {
	var names []string
	for _, v := range []struct{ name, then, now string }{
		{"watchlist", then.Watchlist, now.Watchlist},
		{"lexicons", then.Lexicons, now.Lexicons},
		{"weights", then.Weights, now.Weights},
		{"sources", then.Sources, now.Sources},
	} {
		if v.then != v.now {
			names = append(names, v.name+" "+v.now)
		}
	}
	return strings.Join(names, ", ")
}

// differences says in words what two verdicts of one item have not in common.
func differences(then, now meddlewatch.Verdict) []string {
	var list []string
	note := func(differs bool, format string, args ...any) {
		if differs {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	note(then.Score != now.Score, "score %.2f", now.Score)
	switch {
	case now.Relevant && !then.Relevant:
		note(true, "relevant")
	case !now.Relevant && then.Relevant:
		note(true, "not relevant: %s", now.Guard)
	default:
		note(then.Guard != now.Guard, "%s", now.Guard)
	}
	note(then.Claim != now.Claim, "claim %q", now.Claim)
	note(then.AttributedBy != now.AttributedBy, "attributed by %q", now.AttributedBy)
	note(then.Hedge != now.Hedge, "hedge %q", now.Hedge)
	note(then.Retracts != now.Retracts, "retracts: %t", now.Retracts)
	note(!slices.Equal(then.Actors, now.Actors), "other actors")
	note(!slices.Equal(then.Campaigns, now.Campaigns), "other campaigns")
	note(!slices.Equal(then.Reasons, now.Reasons) && len(list) == 0, "other reasons")
	return list
}
