package notify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"meddlewatch"
)

// jsonAlert is an alert for machines. Members may be added, never renamed or
// dropped. A time that is not known is null, a list is never null.
type jsonAlert struct {
	Kind         meddlewatch.AlertKind `json:"kind"`
	Story        meddlewatch.ID        `json:"story"`
	Revision     int                   `json:"revision"`
	Change       meddlewatch.Change    `json:"change"` // "" a new story, "climbed", "withdrawn"
	Was          meddlewatch.Claim     `json:"was"`    // with a change: the claim told before
	Headline     string                `json:"headline"`
	Link         string                `json:"link"`
	Outlet       string                `json:"outlet"`
	Lang         string                `json:"lang"`
	Claim        meddlewatch.Claim     `json:"claim"`
	AttributedBy string                `json:"attributed_by"`
	Hedge        string                `json:"hedge"`
	Actors       []meddlewatch.Mention `json:"actors"`
	Campaigns    []meddlewatch.Mention `json:"campaigns"`
	Why          string                `json:"why"`
	Score        float64               `json:"score"`
	Published    *time.Time            `json:"published"`
	FirstSeen    *time.Time            `json:"first_seen"`
	Outlets      []string              `json:"outlets"`
	Sources      int                   `json:"sources"` // independent ones; 0 not known

	Feed   string     `json:"feed,omitempty"`   // notice
	Reason string     `json:"reason,omitempty"` // notice and digest
	Lines  []jsonItem `json:"lines,omitempty"`  // notice and digest
}

type jsonItem struct {
	Headline string `json:"headline"`
	Outlet   string `json:"outlet"`
	Link     string `json:"link"`
	// Of a digest, where the story is known: as of an alert.
	Change meddlewatch.Change `json:"change,omitempty"`
	Was    meddlewatch.Claim  `json:"was,omitempty"`
	Claim  meddlewatch.Claim  `json:"claim,omitempty"`
}

// jsonLine writes the whole alert in one line. Its texts are made plain as on a
// card, for the line may be read on a screen.
func jsonLine(a meddlewatch.Alert) ([]byte, error) {
	j := jsonAlert{
		Kind: a.Kind, Story: a.Story, Revision: a.Revision, Change: a.Change, Was: a.Was,
		Headline: plain(a.Headline), Link: plain(a.Link), Outlet: plain(a.Outlet), Lang: plain(a.Lang),
		Claim: a.Claim, AttributedBy: plain(a.AttributedBy), Hedge: plain(a.Hedge),
		Actors: plainMentions(a.Actors), Campaigns: plainMentions(a.Campaigns),
		Why: plain(a.Why), Score: a.Score,
		Published: known(a.Published), FirstSeen: known(a.FirstSeen),
		Outlets: make([]string, 0, len(a.Outlets)), Sources: a.Sources,
		Feed: plain(a.Feed), Reason: plain(a.Reason),
	}
	for _, o := range a.Outlets {
		j.Outlets = append(j.Outlets, plain(o))
	}
	for _, l := range a.Lines {
		j.Lines = append(j.Lines, jsonItem{plain(l.Headline), plain(l.Outlet), plain(l.Link), l.Change, l.Was, l.Claim})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // links stay as they are
	if err := e.Encode(j); err != nil {
		return nil, fmt.Errorf("the alert of story %s cannot be written as JSON: %w", a.Story, err)
	}
	return b.Bytes(), nil
}

func plainMentions(mentions []meddlewatch.Mention) []meddlewatch.Mention {
	out := make([]meddlewatch.Mention, 0, len(mentions))
	for _, m := range mentions {
		out = append(out, meddlewatch.Mention{Name: plain(m.Name), As: plain(m.As), Origin: m.Origin})
	}
	return out
}

func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
