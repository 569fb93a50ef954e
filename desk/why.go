package desk

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// WhyAnswer is what was decided about an item, or why nothing was.
type WhyAnswer struct {
	URL          string               `json:"url"`
	Seen         bool                 `json:"seen"`
	Absence      string               `json:"absence,omitempty"` // a sentence, where it was never seen
	Title        string               `json:"title,omitempty"`
	Feed         string               `json:"feed,omitempty"`
	Outlet       string               `json:"outlet,omitempty"`
	Arrived      time.Time            `json:"arrived,omitzero"`
	Published    time.Time            `json:"published,omitzero"`
	Outcome      meddlewatch.Outcome  `json:"outcome,omitempty"`
	Relevant     bool                 `json:"relevant"`
	Score        float64              `json:"score"`
	Story        meddlewatch.ID       `json:"story,omitzero"` // zero: not judged yet
	Actors       []string             `json:"actors"`
	Campaigns    []string             `json:"campaigns"`
	Claim        meddlewatch.Claim    `json:"claim,omitempty"`
	AttributedBy string               `json:"attributed_by,omitempty"`
	Hedge        string               `json:"hedge,omitempty"`
	Reasons      []meddlewatch.Reason `json:"reasons"`
	Versions     meddlewatch.Versions `json:"versions"`
	Recomputed   string               `json:"recomputed,omitempty"` // whether the same verdict comes out today
	Label        *LabelEntry          `json:"label,omitempty"`      // what a person says of it; nil: nothing
}

// Why answers from what is stored, and judges the text again while it is kept.
func Why(ctx context.Context, db *store.DB, judge worker.Judge, configured []meddlewatch.Feed, address string) (WhyAnswer, error) {
	label, err := LabelOf(ctx, db, address)
	if err != nil {
		return WhyAnswer{}, err
	}
	found, err := db.ItemByKey(ctx, feeds.LinkKey(address), address)
	if err != nil {
		return WhyAnswer{}, err
	}
	if found == nil {
		return WhyAnswer{
			URL: address, Absence: absence(configured, address), Label: label,
			Actors: []string{}, Campaigns: []string{}, Reasons: []meddlewatch.Reason{},
		}, nil
	}
	j := found.Judgement
	line := LineOf(j)
	return WhyAnswer{
		URL: address, Seen: true, Title: j.Item.Title, Feed: j.Item.Feed, Outlet: j.Item.Outlet,
		Arrived: j.Item.Arrived, Published: j.Item.Published,
		Outcome: j.Outcome, Relevant: j.Verdict.Relevant, Score: j.Verdict.Score, Story: j.Placement.Story,
		Actors: line.Actors, Campaigns: line.Campaigns,
		Claim: j.Verdict.Claim, AttributedBy: j.Verdict.AttributedBy, Hedge: j.Verdict.Hedge,
		Reasons: line.Reasons, Versions: j.Verdict.Versions,
		Recomputed: recomputed(judge, *found), Label: label,
	}, nil
}

// recomputed judges the item again and says whether that changes anything.
func recomputed(judge worker.Judge, s store.Stored) string {
	switch {
	case !s.Judged:
		return "It waits to be judged."
	case !s.Text:
		return "Its text is no longer kept, so it can not be judged again."
	}
	again := worker.JudgeItem(judge, s.Item)
	switch {
	case again.Versions != s.Verdict.Versions:
		return fmt.Sprintf("Judged again with today's data (watchlist %s, lexicons %s): score %.2f, relevant: %t.",
			again.Versions.Watchlist, again.Versions.Lexicons, again.Score, again.Relevant)
	case again.Score == s.Verdict.Score && again.Relevant == s.Verdict.Relevant && slices.Equal(again.Reasons, s.Verdict.Reasons):
		return "Judged again: the same result."
	default:
		return fmt.Sprintf("Judged again with the same data: another result, score %.2f, relevant: %t; please report this.", again.Score, again.Relevant)
	}
}

// absence says which feed would have had to carry an address.
func absence(configured []meddlewatch.Feed, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "It is no web address; give the address of the article."
	}
	site := siteOf(u.Hostname())
	var carriers []string
	for _, f := range configured {
		if fu, err := url.Parse(f.URL); err == nil && siteOf(fu.Hostname()) == site {
			carriers = append(carriers, f.URL)
		}
	}
	slices.Sort(carriers)
	if len(carriers) == 0 {
		return fmt.Sprintf("No configured feed is of %s; “bot feeds add https://%s” looks for one.", site, site)
	}
	return "The feed that would have had to carry it: " + strings.Join(carriers, ", ")
}

// siteOf is the domain a host was registered under, so that a feed host and the
// site it speaks for are one.
func siteOf(host string) string {
	host = strings.ToLower(host)
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return site
	}
	return host
}
