package meddlewatch

import "time"

// Placement is the decision of the story room about one item: which story it
// belongs to and which shared evidence made it so. An item that joins nothing is
// a story of its own, under its own ID.
type Placement struct {
	Story  ID
	Joined bool // false: the item opened the story
	Copy   bool // a copy of the words of an item already there
	// Origin is whom the report goes back to: the outlet itself, the wire that wrote
	// it, or another outlet it names as its source. Items of one origin are one
	// independent source. "" is not known.
	Origin   string
	Evidence []Reason // what it shares with the story; empty when it joined nothing
	// Moves are the items that went on to other stories because this one came; mostly
	// none.
	Moves []Move
}

// Move is an item that was placed in a small story and belongs with a larger one
// nearby, as it shows when that has grown. So the order in which items arrive hardly
// matters.
type Move struct {
	Item     ID
	From, To ID // stories
	// Copy says that it is a copy of the words of an item of its new story.
	Copy bool
	// Evidence is what it shares with the item whose arrival made it move, in the words
	// of that one; the reasons name no field.
	Evidence []Reason
}

// Apply makes the placement of the item what it is after the move.
func (m Move) Apply(p *Placement) {
	p.Story, p.Joined, p.Copy, p.Evidence = m.To, m.To != m.Item, m.Copy, m.Evidence
}

// Judgement is everything decided about one item; it is committed as a whole
// (verdict, story, outbox) or not at all.
type Judgement struct {
	Item      Item
	Verdict   Verdict
	Placement Placement
	Outcome   Outcome
}

// Story is a set of items about one event, report or decision.
type Story struct {
	ID       ID
	Revision int       // number of the last message about it: 1 with the first, then one more for each change
	Opened   time.Time // arrival of its first item
	Updated  time.Time // arrival of its last item
	Items    int
	Alerted  bool  // people have been told, by an alert or in a notice
	Claim    Claim // the strongest so far, told or not
	// Told is the strongest claim that people were told; ClaimNone while Alerted is
	// false. What was kept silent, by a first poll say, was not told.
	Told      Claim
	Withdrawn bool // people were told that a claim of it is withdrawn or corrected
}
