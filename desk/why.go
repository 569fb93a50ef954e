package desk

import (
	"context"
	"time"

	"meddlewatch"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// WhyAnswer is what was decided about an item, or why nothing was. It is whole: what
// a person is shown of it is left to who prints it.
type WhyAnswer struct {
	URL       string    `json:"url"` // as asked
	Seen      bool      `json:"seen"`
	Link      string    `json:"link,omitempty"` // as its feed printed it, while the text is kept
	Title     string    `json:"title,omitempty"`
	Feed      string    `json:"feed,omitempty"`
	Outlet    string    `json:"outlet,omitempty"`
	Arrived   time.Time `json:"arrived,omitzero"`
	Published time.Time `json:"published,omitzero"`

	// Of an address that was never seen.
	Absence  string       `json:"absence,omitempty"` // sentences that say why
	Carriers []WhyCarrier `json:"carriers,omitempty"`
	Watching time.Time    `json:"watching_since,omitzero"` // arrival of the first item of all

	Outcome      meddlewatch.Outcome   `json:"outcome,omitempty"`
	Relevant     bool                  `json:"relevant"`
	Score        float64               `json:"score"`
	Actors       []string              `json:"actors"`
	Campaigns    []string              `json:"campaigns"`
	Mentions     []meddlewatch.Mention `json:"mentions,omitempty"` // actors, then campaigns, as printed and canonical
	Claim        meddlewatch.Claim     `json:"claim,omitempty"`
	AttributedBy string                `json:"attributed_by,omitempty"`
	Hedge        string                `json:"hedge,omitempty"`
	Retracts     bool                  `json:"retracts,omitempty"`
	Reasons      []meddlewatch.Reason  `json:"reasons"` // the weights add up to the score; see match.RuleBias
	Versions     meddlewatch.Versions  `json:"versions"`
	Recomputed   string                `json:"recomputed,omitempty"` // whether the same verdict comes out today

	Story      meddlewatch.ID       `json:"story,omitzero"` // zero: not judged yet
	Joined     bool                 `json:"joined,omitempty"`
	Copy       bool                 `json:"copy,omitempty"`     // the words of another item of the story
	Origin     string               `json:"origin,omitempty"`   // whom the report goes back to
	Evidence   []meddlewatch.Reason `json:"evidence,omitempty"` // what it shares with the story; of a moved item, with what made it move
	Moved      *WhyMoved            `json:"moved,omitempty"`    // nil: it was placed in its story, or that is no longer kept
	StoryItems []WhyItem            `json:"story_items,omitempty"`
	Alerts     []WhyAlert           `json:"alerts,omitempty"` // of the story

	Label *LabelEntry `json:"label,omitempty"` // what a person says of it; nil: nothing
}

// Why answers from what is stored, and judges the text again while it is kept. The
// judge is asked for only then, and for that item alone: to make one takes longer than all
// the rest.
func Why(ctx context.Context, db *store.DB, judge func(meddlewatch.Item) (worker.Judge, error), configured []meddlewatch.Feed, address string) (WhyAnswer, error) {
	found, err := find(ctx, db, configured, address)
	if err != nil {
		return WhyAnswer{}, err
	}
	answer := WhyAnswer{URL: address, Actors: []string{}, Campaigns: []string{}, Reasons: []meddlewatch.Reason{}}
	if answer.Label, err = LabelOf(ctx, db, address); err != nil {
		return WhyAnswer{}, err
	}
	if found == nil {
		return answer, answer.absent(ctx, db, configured)
	}
	if own := addressOf(found.Item); answer.Label == nil && own != "" { // asked for by another name
		if answer.Label, err = LabelOf(ctx, db, own); err != nil {
			return WhyAnswer{}, err
		}
	}
	answer.take(found.Judgement)
	if answer.Recomputed, err = recomputed(judge, *found); err != nil || !found.Judged {
		return answer, err
	}
	return answer, answer.story(ctx, db, found.Moved)
}

// take fills in what is known of an item alone.
func (a *WhyAnswer) take(j meddlewatch.Judgement) {
	a.Seen = true
	a.Link, a.Title, a.Feed, a.Outlet = j.Item.Link, j.Item.Title, j.Item.Feed, j.Item.Outlet
	a.Arrived, a.Published = j.Item.Arrived, j.Item.Published
	a.Outcome, a.Relevant, a.Score = j.Outcome, j.Verdict.Relevant, j.Verdict.Score
	a.Actors, a.Campaigns = names(j.Verdict.Actors), names(j.Verdict.Campaigns)
	a.Reasons = append(a.Reasons, j.Verdict.Reasons...)
	a.Mentions = append(append(a.Mentions, j.Verdict.Actors...), j.Verdict.Campaigns...)
	a.Claim, a.AttributedBy, a.Hedge, a.Retracts = j.Verdict.Claim, j.Verdict.AttributedBy, j.Verdict.Hedge, j.Verdict.Retracts
	a.Versions = j.Verdict.Versions
	a.Story, a.Joined, a.Copy = j.Placement.Story, j.Placement.Joined, j.Placement.Copy
	a.Origin, a.Evidence = j.Placement.Origin, j.Placement.Evidence
}
