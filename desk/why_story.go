package desk

import (
	"context"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// WhyItem is an item of the story that is asked about.
type WhyItem struct {
	ID      meddlewatch.ID      `json:"id"`
	URL     string              `json:"url,omitempty"`   // while its text is kept
	Title   string              `json:"title,omitempty"` // likewise
	Outlet  string              `json:"outlet,omitempty"`
	Origin  string              `json:"origin,omitempty"`
	Arrived time.Time           `json:"arrived,omitzero"`
	Outcome meddlewatch.Outcome `json:"outcome"`
	Score   float64             `json:"score"`
	Copy    bool                `json:"copy,omitempty"`
}

// WhyAlert is what became of an alert of the story at one destination, and what it
// says.
type WhyAlert struct {
	Destination  string                  `json:"destination"`
	Revision     int                     `json:"revision"`
	State        meddlewatch.OutboxState `json:"state"`
	Settled      time.Time               `json:"settled,omitzero"`
	Digest       bool                    `json:"digest,omitempty"` // a digest listed it instead
	Error        string                  `json:"error,omitempty"`
	Headline     string                  `json:"headline,omitempty"`
	Link         string                  `json:"link,omitempty"`
	Change       meddlewatch.Change      `json:"change,omitempty"` // what it tells anew of a story that people know
	Was          meddlewatch.Claim       `json:"was,omitempty"`    // with a change: the claim told before
	Claim        meddlewatch.Claim       `json:"claim,omitempty"`
	AttributedBy string                  `json:"attributed_by,omitempty"`
	Hedge        string                  `json:"hedge,omitempty"`
	Why          string                  `json:"why,omitempty"` // the reason in one line
}

// story fills in the story of the item and its alerts.
func (a *WhyAnswer) story(ctx context.Context, db *store.DB) error {
	items, err := db.StoryItems(ctx, a.Story)
	if err != nil {
		return err
	}
	for _, s := range items {
		a.StoryItems = append(a.StoryItems, WhyItem{
			ID: s.Item.ID, URL: s.Item.Link, Title: s.Item.Title, Outlet: s.Item.Outlet, Origin: s.Placement.Origin,
			Arrived: s.Item.Arrived, Outcome: s.Outcome, Score: s.Verdict.Score, Copy: s.Placement.Copy,
		})
	}
	messages, err := db.StoryMessages(ctx, a.Story)
	if err != nil {
		return err
	}
	said := map[int]meddlewatch.Alert{} // by revision: all destinations are told the same
	for _, m := range messages {
		if _, known := said[m.Revision]; !known {
			if said[m.Revision], err = db.AlertOf(ctx, m.Row); err != nil {
				return err
			}
		}
		alert, said := WhyAlert{
			Destination: m.Destination, Revision: m.Revision, State: m.State,
			Settled: m.Settled, Digest: m.Digest, Error: m.Error,
		}, said[m.Revision]
		alert.Headline, alert.Link = said.Headline, said.Link
		alert.Change, alert.Was = said.Change, said.Was
		alert.Claim, alert.AttributedBy, alert.Hedge, alert.Why = said.Claim, said.AttributedBy, said.Hedge, said.Why
		a.Alerts = append(a.Alerts, alert)
	}
	return nil
}
