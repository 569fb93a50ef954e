package store

import (
	"encoding/json"

	"meddlewatch"
)

// details is what a verdict and a placement say beyond the columns of items.
type details struct {
	Claim        meddlewatch.Claim     `json:"claim,omitempty"`
	AttributedBy string                `json:"attributed_by,omitempty"`
	Hedge        string                `json:"hedge,omitempty"`
	Retracts     bool                  `json:"retracts,omitempty"`
	Actors       []meddlewatch.Mention `json:"actors,omitempty"`
	Campaigns    []meddlewatch.Mention `json:"campaigns,omitempty"`
	Reasons      []meddlewatch.Reason  `json:"reasons,omitempty"`
	Origin       string                `json:"origin,omitempty"`
	Evidence     []meddlewatch.Reason  `json:"evidence,omitempty"`
	Moved        *Moved                `json:"moved,omitempty"`
}

func detailsOf(v meddlewatch.Verdict, p meddlewatch.Placement) details {
	return details{
		Claim: v.Claim, AttributedBy: v.AttributedBy, Hedge: v.Hedge, Retracts: v.Retracts,
		Actors: v.Actors, Campaigns: v.Campaigns, Reasons: v.Reasons, Origin: p.Origin, Evidence: p.Evidence,
	}
}

func (d details) into(v *meddlewatch.Verdict, p *meddlewatch.Placement) {
	v.Claim, v.AttributedBy, v.Hedge, v.Retracts = d.Claim, d.AttributedBy, d.Hedge, d.Retracts
	v.Actors, v.Campaigns, v.Reasons = d.Actors, d.Campaigns, d.Reasons
	p.Origin, p.Evidence = d.Origin, d.Evidence
}

// empty says that there is nothing to keep. An origin alone is not worth a row: only
// those of relevant items are counted, and these have reasons.
func (d details) empty() bool {
	return d.Moved == nil && !d.Retracts && d.Claim == "" && d.AttributedBy == "" && d.Hedge == "" &&
		len(d.Actors)+len(d.Campaigns)+len(d.Reasons)+len(d.Evidence) == 0
}

// putDetails keeps the details of an item in place of earlier ones.
func (t *tx) putDetails(seq int64, d details) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = t.exec("REPLACE INTO details (seq, body) VALUES (?, ?)", seq, string(body))
	return err
}
