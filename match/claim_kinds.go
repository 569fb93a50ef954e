package match

// The kinds of claim words come behind those of the lexicons: the same search
// finds both, in searches of their own.
const (
	cueSay kind = kindCount + iota
	cueFind
	cueDig
	cueAccuse
	cueAccused
	cueCharge
	cueSanction
	cueExpel
	cueRemove
	cueDeny
	cueDenyClaim
	cuePromise
	cueMeddle
	cueEffect
	cueImpose

	cueLaw
	cueCourt
	cueTrial
	cueSanctioned
	cueEnvoy
	cueTakedown
	cueAssets
	cueClaimNoun
	cueNot
	cueBid
	cueNoEvidence
	cuePlan
	cueUndone
	cueOpinion
	cueOpening
	cueHow
	cueStudy
	cueAside
	cueBackground

	cueOfficial
	cueState
	cuePolitical
	cueResearch
	cueDiplomatic
	cuePlatform
	cueOffice
	cueModifier
	cueDeterminer
	cuePlace
	cueJoint
	cueFiller
	cueNever
	cueNamedBy

	cueRelation
	cueAdverb
	cueHedgeJoin

	cueRetract
	cueRetractStart
	cueUndo
	cueDone
	cueDrop
	cueCase
)

// Every kind has a bit of its own in the marks of a word.
const _ = uint(63 - (cueCase - cueSay))

// terms lists every entry in a fixed order.
func (w ClaimWords) terms() []term {
	var all []term
	for _, list := range []struct {
		kind    kind
		entries []string
	}{
		{cueSay, w.Verbs.Say},
		{cueFind, w.Verbs.Find},
		{cueDig, w.Verbs.Dig},
		{cueAccuse, w.Verbs.Accuse},
		{cueAccused, w.Verbs.Accused},
		{cueCharge, w.Verbs.Charge},
		{cueSanction, w.Verbs.Sanction},
		{cueExpel, w.Verbs.Expel},
		{cueRemove, w.Verbs.Remove},
		{cueDeny, w.Verbs.Deny},
		{cueDenyClaim, w.Verbs.DenyClaim},
		{cuePromise, w.Verbs.Promise},
		{cueMeddle, w.Verbs.Meddle},
		{cueEffect, w.Verbs.Effect},
		{cueImpose, w.Verbs.Impose},
		{cueLaw, w.Marks.Law},
		{cueCourt, w.Marks.Court},
		{cueTrial, w.Marks.Trial},
		{cueSanctioned, w.Marks.Sanctioned},
		{cueEnvoy, w.Marks.Envoy},
		{cueTakedown, w.Marks.Takedown},
		{cueAssets, w.Marks.Assets},
		{cueClaimNoun, w.Marks.ClaimNoun},
		{cueNot, w.Marks.Not},
		{cueBid, w.Marks.Bid},
		{cueNoEvidence, w.Marks.NoEvidence},
		{cuePlan, w.Marks.Plan},
		{cueUndone, w.Marks.Undone},
		{cueOpinion, w.Marks.Opinion},
		{cueOpening, w.Marks.Opening},
		{cueHow, w.Marks.How},
		{cueStudy, w.Marks.Study},
		{cueAside, w.Marks.Aside},
		{cueBackground, w.Marks.Background},
		{cueOfficial, w.Bodies.Official},
		{cueState, w.Bodies.State},
		{cuePolitical, w.Bodies.Political},
		{cueResearch, w.Bodies.Research},
		{cueDiplomatic, w.Bodies.Diplomatic},
		{cuePlatform, w.Bodies.Platform},
		{cueOffice, w.Bodies.Office},
		{cueModifier, w.Bodies.Modifier},
		{cueDeterminer, w.Bodies.Determiner},
		{cuePlace, w.Bodies.Place},
		{cueJoint, w.Bodies.Joint},
		{cueFiller, w.Bodies.Filler},
		{cueNever, w.Bodies.Never},
		{cueNamedBy, w.Bodies.NamedBy},
		{cueRelation, w.Hedges.Relation},
		{cueAdverb, w.Hedges.Adverb},
		{cueHedgeJoin, w.Hedges.Join},
		{cueRetract, w.Retracts.Retract},
		{cueRetractStart, w.Retracts.Start},
		{cueUndo, w.Retracts.Undo},
		{cueDone, w.Retracts.Done},
		{cueDrop, w.Retracts.Drop},
		{cueCase, w.Retracts.Case},
	} {
		for _, e := range list.entries {
			all = append(all, term{text: e, kind: list.kind})
		}
	}
	return all
}
