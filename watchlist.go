package meddlewatch

// Origin says how a name came onto the watchlist.
type Origin string

// The origins of a name.
const (
	OriginLearned  Origin = "learned"  // from a document, with receipts
	OriginAdded    Origin = "added"    // from public knowledge, with a source
	OriginEdited   Origin = "edited"   // by the person who runs the bot
	OriginAccepted Origin = "accepted" // found in the stream, accepted by a person
)

// Strength says what an alias may do on its own.
type Strength string

// The strengths of an alias.
const (
	StrengthStrong  Strength = "strong"  // stands alone
	StrengthContext Strength = "context" // needs an interference cue, or its actor near by
	StrengthNever   Strength = "never"   // recognised, so that it is not taken for something else; counts nothing
)

// Watch is the class of an entity.
type Watch string

// The watch classes.
const (
	WatchYes     Watch = "yes"     // worth an alert
	WatchContext Watch = "context" // useful only with others
	WatchNo      Watch = "no"      // known, and noise as a term
)

// EntityTypes lists the types an entity may have.
func EntityTypes() []string {
	return []string{
		"state_actor", "government_body", "threat_group", "campaign", "person", "company",
		"research_org", "media_outlet", "platform", "event", "law_program", "place", "other_org",
	}
}

// Entity is one thing the watchlist knows: an actor, a campaign, a body, a
// person, an outlet, with every name it goes by.
type Entity struct {
	Name     string   // canonical
	Type     string   // one of EntityTypes
	Watch    Watch    // its class
	Actor    string   // canonical name of the state it is said to belong to; "" none
	Origin   Origin   // where it comes from
	Aliases  []Alias  // every surface form, the canonical name among them where it is one
	Receipts []string // where it stands: "document:offset", or the address of a source
}

// Alias is one surface form of an entity.
type Alias struct {
	Name     string
	Strength Strength
	Lang     string // BCP 47; "" any
	Origin   Origin // "" is that of its entity
}

// Watchlist is the list of what the judge looks for. The order of entities is
// the order of the files they come from; a later entity of the same name adds to,
// and overrides, an earlier one.
type Watchlist struct {
	Entities  []Entity
	Relations []WatchRelation `json:",omitempty"` // what documents say of entities; nothing is judged by it
	Cues      []Cue           `json:",omitempty"` // phrases that count beside those of the lexicons
}

// RelationKinds lists what may be said of two entities.
func RelationKinds() []string {
	return []string{
		"attributed_to", "part_of", "targets", "reported_by", "alias_of", "denies", "conducted_via",
	}
}

// WatchRelation is what documents say of two entities. It is their claim.
type WatchRelation struct {
	Subject  string   // canonical name
	Relation string   // one of RelationKinds
	Object   string   // canonical name; in alias_of it may be any form
	Hedge    string   // the words that keep a distance, as printed; "" none
	Origin   Origin   // where it comes from
	Receipts []string // where it stands: "document:offset"
}
