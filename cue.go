package meddlewatch

// Cue is a phrase by which reporting on interference speaks, and what it says. It
// counts like a term of the lexicons, and every reason that rests on it says where
// it comes from.
type Cue struct {
	Phrase   string   // words as printed, at least one
	Kind     string   // a list of acts of the lexicons ("operation", "deceive", …), or "deny"; "" a topic, which is shown and counts nothing
	Lang     string   // BCP 47; "" any
	Origin   Origin   // where it comes from
	Receipts []string // where it stands: "document:offset"
}

// CueKinds lists what a phrase of interference may say: the lists of acts of the judge
// into which a phrase of a document may fall, and "deny" for denials and promises.
func CueKinds() []string {
	return []string{
		"foreign", "election", "operation", "meddle", "deceive", "disinform", "propaganda", "intrude", "spy", "agent", "pay",
		"deny",
	}
}
