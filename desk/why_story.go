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

// WhyMoved says that an item was in another story before, and what showed that it
// belongs where it is.
type WhyMoved struct {
	From meddlewatch.ID `json:"from"`        // story
	At   time.Time      `json:"at,omitzero"` // when the item that made it move arrived
	By   WhyItem        `json:"by"`          // that item
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
	Story        meddlewatch.ID          `json:"story"`         // it was sent for; its item may be in another now
}

// story fills in the story of the item, how it came there, and its alerts.
func (a *WhyAnswer) story(ctx context.Context, db *store.DB, moved *store.Moved) error {
	items, err := db.StoryItems(ctx, a.Story)
	if err != nil {
		return err
	}
	for _, s := range items {
		a.StoryItems = append(a.StoryItems, whyItem(s))
	}
	if moved != nil {
		by, err := db.ItemByID(ctx, moved.By)
		if err != nil {
			return err
		}
		a.Moved = &WhyMoved{From: moved.From, At: by.Item.Arrived, By: whyItem(by)}
	}
	messages, err := db.StoryMessages(ctx, a.Story)
	if err != nil {
		return err
	}
	type message struct {
		story    meddlewatch.ID
		revision int
	}
	said := map[message]meddlewatch.Alert{} // all destinations are told the same
	for _, m := range messages {
		key := message{m.Story, m.Revision}
		if _, known := said[key]; !known {
			if said[key], err = db.AlertOf(ctx, m.Row); err != nil {
				return err
			}
		}
		alert, said := WhyAlert{
			Destination: m.Destination, Story: m.Story, Revision: m.Revision, State: m.State,
			Settled: m.Settled, Digest: m.Digest, Error: m.Error,
		}, said[key]
		alert.Headline, alert.Link = said.Headline, said.Link
		alert.Change, alert.Was = said.Change, said.Was
		alert.Claim, alert.AttributedBy, alert.Hedge, alert.Why = said.Claim, said.AttributedBy, said.Hedge, said.Why
		a.Alerts = append(a.Alerts, alert)
	}
	return nil
}

func whyItem(s store.Stored) WhyItem {
	return WhyItem{
		ID: s.Item.ID, URL: s.Item.Link, Title: s.Item.Title, Outlet: s.Item.Outlet, Origin: s.Placement.Origin,
		Arrived: s.Item.Arrived, Outcome: s.Outcome, Score: s.Verdict.Score, Copy: s.Placement.Copy,
	}
}
