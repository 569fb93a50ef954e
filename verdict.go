package meddlewatch

// Outcome is what became of an item. Every item ever fetched has exactly one;
// the sum over outcomes is the number of items fetched, on every run.
type Outcome string

// The closed list of outcomes.
const (
	OutcomePending        Outcome = "pending"         // not judged yet
	OutcomeAlert          Outcome = "alert"           // relevant, and the reason of an alert
	OutcomeUpdate         Outcome = "update"          // relevant, part of a story already alerted
	OutcomeMuted          Outcome = "muted"           // relevant, but a person muted its story or name
	OutcomeBelowThreshold Outcome = "below-threshold" // not relevant enough
	OutcomeHomonym        Outcome = "homonym"         // a shared word, another matter
	OutcomeDomestic       Outcome = "domestic"        // no foreign actor
	OutcomeLookBack       Outcome = "look-back"       // retells what is long known
	OutcomeDuplicate      Outcome = "duplicate"       // the same article again
	OutcomeFirstPoll      Outcome = "first-poll"      // relevant, but there before the bot was
	OutcomeFloodHeld      Outcome = "flood-held"      // relevant, held by the flood guard, listed in a notice
	OutcomeFeedRule       Outcome = "feed-rule"       // taken out by a rule of its feed
	OutcomeSilenced       Outcome = "silenced"        // relevant, but no destination wanted it
)

// Outcomes lists every outcome in the order in which they are shown.
func Outcomes() []Outcome {
	return []Outcome{
		OutcomePending, OutcomeAlert, OutcomeUpdate, OutcomeMuted, OutcomeBelowThreshold,
		OutcomeHomonym, OutcomeDomestic, OutcomeLookBack, OutcomeDuplicate, OutcomeFirstPoll,
		OutcomeFloodHeld, OutcomeFeedRule, OutcomeSilenced,
	}
}

// Claim is the kind of statement an item makes. It is what the item reports
// that somebody said or did, never a finding of this program.
type Claim string

// The claims, from the weakest to the strongest where they can be ordered.
const (
	ClaimNone        Claim = ""                     // not relevant, or nothing recognised
	ClaimOpinion     Claim = "opinion"              // comment or analysis
	ClaimAllegation  Claim = "allegation"           // somebody accuses or warns
	ClaimReport      Claim = "media report"         // an outlet reports it
	ClaimDenial      Claim = "denial or promise"    // the accused denies, or promises not to
	ClaimResearch    Claim = "research finding"     // a vendor or institute found it
	ClaimTakedown    Claim = "takedown"             // a platform or court removed it
	ClaimAttribution Claim = "official attribution" // a government or agency says who
	ClaimSanction    Claim = "sanction"             // a government punishes it
	ClaimIndictment  Claim = "indictment"           // a court or prosecutor charges it
)

// Claims lists every claim but ClaimNone.
func Claims() []Claim {
	return []Claim{
		ClaimOpinion, ClaimAllegation, ClaimReport, ClaimDenial, ClaimResearch,
		ClaimTakedown, ClaimAttribution, ClaimSanction, ClaimIndictment,
	}
}

// Field names the part of an item in which something was found.
type Field string

// The fields that are judged.
const (
	FieldTitle   Field = "title"
	FieldSummary Field = "summary"
)

// Reason is one step of a decision: which rule spoke, the words that made it
// speak, where they stand, and what it gave. Start and End are byte offsets into
// the field's text; both are zero for a rule about the item as a whole, whose
// Field is "".
type Reason struct {
	Rule   string  `json:"rule"`
	Text   string  `json:"text"`
	Field  Field   `json:"field,omitempty"`
	Start  int     `json:"start,omitempty"`
	End    int     `json:"end,omitempty"`
	Weight float64 `json:"weight"`
	// Origin says where the words come from when they are a name or cue of the watchlist; ""
	// for the words of the lexicons.
	Origin Origin `json:"origin,omitempty"`
}

// Mention is a name of the watchlist found in an item, under the canonical name
// and as printed.
type Mention struct {
	Name   string `json:"name"`             // canonical
	As     string `json:"as"`               // as printed in the item
	Origin Origin `json:"origin,omitempty"` // learned, added, edited or accepted
}

// Versions names the data a verdict was made with, each as the first 12 hex
// digits of the SHA-256 of its canonical form.
type Versions struct {
	Watchlist string `json:"watchlist"`
	Lexicons  string `json:"lexicons"`
	Weights   string `json:"weights"`
	Sources   string `json:"sources"`
}

// Verdict is what match says of one item, judged alone. It does not know stories:
// whether a relevant item alerts is decided later.
type Verdict struct {
	Score    float64 `json:"score"` // 0 to 1, rounded to 4 digits
	Relevant bool    `json:"relevant"`
	// Guard is why a not relevant item is not: OutcomeBelowThreshold,
	// OutcomeHomonym, OutcomeDomestic or OutcomeLookBack; "" when relevant.
	Guard        Outcome   `json:"guard,omitempty"`
	Claim        Claim     `json:"claim,omitempty"`
	AttributedBy string    `json:"attributed_by,omitempty"` // who says so, as printed; "" unknown
	Hedge        string    `json:"hedge,omitempty"`         // the attribution word as printed: "linked to", "suspected"
	Retracts     bool      `json:"retracts,omitempty"`      // it says that an earlier claim or report is withdrawn or corrected
	Actors       []Mention `json:"actors,omitempty"`        // states and bodies said to act; victims are not actors
	Campaigns    []Mention `json:"campaigns,omitempty"`
	Reasons      []Reason  `json:"reasons,omitempty"`
	Versions     Versions  `json:"versions"`
}

// Why says the verdict in one line: the words that counted most, strongest first.
func (v Verdict) Why() string { return whyLine(v.Reasons) }
