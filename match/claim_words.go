package match

import (
	"fmt"

	"meddlewatch/config"
)

// ClaimWords is the vocabulary with which a relevant item is read for who says or
// does what about the affair. It decides claim, body, hedge and withdrawal; the
// score knows nothing of it. Its lists hold terms as those of [Lexicons] do.
type ClaimWords struct {
	Lang     string        `toml:"lang" json:"lang"` // BCP 47
	Verbs    ClaimVerbs    `toml:"verbs" json:"verbs"`
	Marks    ClaimMarks    `toml:"marks" json:"marks"`
	Bodies   BodyWords     `toml:"bodies" json:"bodies"`
	Hedges   HedgeWords    `toml:"hedges" json:"hedges"`
	Retracts RetractsWords `toml:"retracts" json:"retracts"`
}

// ClaimVerbs are words that make a claim together with who does it, or to what.
type ClaimVerbs struct {
	Say       []string `toml:"say" json:"say"`
	Find      []string `toml:"find" json:"find"`
	Dig       []string `toml:"dig" json:"dig"` // those of "find" by which newsrooms tell of work of their own
	Accuse    []string `toml:"accuse" json:"accuse"`
	Accused   []string `toml:"accused" json:"accused"`       // without the one who accuses: "accused of"
	Charge    []string `toml:"charge" json:"charge"`         // a case when an authority does it, or with what follows: "charges … with"
	Sanction  []string `toml:"sanction" json:"sanction"`     // verb behind an authority, else a thing that is imposed
	Expel     []string `toml:"expel" json:"expel"`           // a sanction when envoys are
	Remove    []string `toml:"remove" json:"remove"`         // a takedown when a platform does it, or of assets
	Deny      []string `toml:"deny" json:"deny"`             // a denial by whoever does not accuse
	DenyClaim []string `toml:"deny_claim" json:"deny_claim"` // likewise, with an accusation behind: "rejects claims"
	Promise   []string `toml:"promise" json:"promise"`       // "vows" not to meddle
	Meddle    []string `toml:"meddle" json:"meddle"`         // what is promised not to be done
	Effect    []string `toml:"effect" json:"effect"`         // what did not happen: "did not affect"
	Impose    []string `toml:"impose" json:"impose"`         // makes a sanction of "sanctions"
}

// ClaimMarks are words that make, move or forbid a claim by themselves.
type ClaimMarks struct {
	Law        []string `toml:"law" json:"law"`               // a case, whoever is named: "pleaded guilty"
	Court      []string `toml:"court" json:"court"`           // in a title, and with nothing stronger: "judge"
	Trial      []string `toml:"trial" json:"trial"`           // those of "court" who decide a case: what they say is a case
	Sanctioned []string `toml:"sanctioned" json:"sanctioned"` // a sanction, whoever is named: "visa ban"
	Envoy      []string `toml:"envoy" json:"envoy"`           // those who are expelled
	Takedown   []string `toml:"takedown" json:"takedown"`     // a takedown, whoever is named
	Assets     []string `toml:"assets" json:"assets"`         // what is taken down: "accounts"
	ClaimNoun  []string `toml:"claim_noun" json:"claim_noun"` // what is rejected: "allegations", "as baseless"
	Not        []string `toml:"not" json:"not"`
	Bid        []string `toml:"bid" json:"bid"`                 // somebody else is told to: "warns China not to"
	NoEvidence []string `toml:"no_evidence" json:"no_evidence"` // a negation: "found no sign"
	Plan       []string `toml:"plan" json:"plan"`               // before a deed: it has not happened
	Undone     []string `toml:"undone" json:"undone"`           // before "sanctions": they end, or are old
	Opinion    []string `toml:"opinion" json:"opinion"`         // in a title: comment or explanation
	Opening    []string `toml:"opening" json:"opening"`         // likewise, but only as its first word
	How        []string `toml:"how" json:"how"`                 // first in a title: an explainer, if nobody claims anything
	Study      []string `toml:"study" json:"study"`             // speaks for its authors: "report finds"
	Aside      []string `toml:"aside" json:"aside"`             // begins what is told beside: "as", "while"
	Background []string `toml:"background" json:"background"`   // begins what was before: "after", "despite"
}

// BodyWords are the words of which the name of a body is made.
type BodyWords struct {
	Official   []string `toml:"official" json:"official"`     // "ministry", "officials"
	State      []string `toml:"state" json:"state"`           // states that the lexicons do not have
	Political  []string `toml:"political" json:"political"`   // elected or campaigning, not governing: "lawmakers"
	Research   []string `toml:"research" json:"research"`     // "researchers", "institute"
	Diplomatic []string `toml:"diplomatic" json:"diplomatic"` // those of "official" who speak for their own state abroad
	Platform   []string `toml:"platform" json:"platform"`     // "Facebook"
	Office     []string `toml:"office" json:"office"`         // those of "official" that one person holds
	Modifier   []string `toml:"modifier" json:"modifier"`     // stands before one: "senior", "two"
	Determiner []string `toml:"determiner" json:"determiner"`
	Place      []string `toml:"place" json:"place"`   // begins where or when: "in"
	Joint      []string `toml:"joint" json:"joint"`   // inside one: "Department of Justice"
	Filler     []string `toml:"filler" json:"filler"` // between a body and its verb: "has", "on Monday"
	Never      []string `toml:"never" json:"never"`   // printed with a capital and no part of a name: "After"
	NamedBy    []string `toml:"named_by" json:"named_by"`
}

// HedgeWords keep a distance between act and actor.
type HedgeWords struct {
	Relation []string `toml:"relation" json:"relation"` // with the actor behind: "linked to"
	Adverb   []string `toml:"adverb" json:"adverb"`     // beside act or actor: "suspected"
	Join     []string `toml:"join" json:"join"`         // between two hedges: "believed to be linked to"
}

// RetractsWords say that something earlier no longer stands.
type RetractsWords struct {
	Retract []string `toml:"retract" json:"retract"` // alone: "retracts"
	Start   []string `toml:"start" json:"start"`     // first in a title: "Correction:"
	Undo    []string `toml:"undo" json:"undo"`       // with what is undone: "drops"
	Done    []string `toml:"done" json:"done"`       // what is undone: "report"
	Drop    []string `toml:"drop" json:"drop"`       // likewise of courts: "drops"
	Case    []string `toml:"case" json:"case"`       // what they drop: "charges"
}

// ParseClaimWords reads one file of claim words. The error names every term that
// cannot be used.
func ParseClaimWords(file string, data []byte) (ClaimWords, error) {
	var w ClaimWords
	if err := config.Decode(file, data, &w); err != nil {
		return ClaimWords{}, err
	}
	if bad := termMistakes(file, data, w.terms()); len(bad) > 0 {
		return ClaimWords{}, bad
	}
	return w, nil
}

// compileClaimWords makes the claim words of all languages ready.
func compileClaimWords(list []ClaimWords) (*terms, error) {
	var all []term
	for _, w := range list {
		all = append(all, w.terms()...)
	}
	t, err := newTerms(all, tongues{}, nil)
	if err != nil {
		return nil, fmt.Errorf("claim words: %w", err)
	}
	return t, nil
}
