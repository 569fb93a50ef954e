package worker

import (
	"time"

	"meddlewatch"
)

// statement is what a relevant item claims, and whether people were told of it: what a story
// gains by an item that goes on to it.
type statement struct {
	at             time.Time // arrival
	claim          meddlewatch.Claim
	retracts, told bool
}

// statementOf returns what an item said; ok is false where it is not relevant.
func statementOf(j meddlewatch.Judgement) (one statement, ok bool) {
	return statement{
		at: j.Item.Arrived, claim: j.Verdict.Claim, retracts: j.Verdict.Retracts,
		told: j.Outcome == meddlewatch.OutcomeAlert || j.Outcome == meddlewatch.OutcomeFloodHeld,
	}, j.Verdict.Relevant
}

// remember keeps what an item said, for as long as it may go on to another story.
func (s *State) remember(j meddlewatch.Judgement) {
	if one, ok := statementOf(j); ok {
		s.said[j.Item.ID] = one
	}
}
