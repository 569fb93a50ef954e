package match

import "slices"

// feature is a named thing that speaks for or against an item. Each is there or
// not; its weight stands in the weights file under its name.
type feature uint8

const (
	featureAct feature = iota // + kind - actForeign

	featureNoActor feature = iota + 13
	featureNoAct
	featureActorAgentUsual
	featureActorAgentKnown
	featureActorAgentRare
	featureActorUsual
	featureActorKnown
	featureActorForeign
	featureActorBeside
	featureActorNear
	featureActorApart
	featureActorAlone
	featureActorPresumed
	featureKnownHidden

	featureSignMoney
	featureSignMedia
	featureSignHands
	featureSignHidden
	featureTwoSigns
	featureTakedown

	featureTargetVote
	featureTargetOffice
	featureTargetGovernment
	featureTargetLeader
	featureTargetPolitician
	featureTargetOpinion
	featureTargetExile
	featureTargetNear
	featureTargetApart
	featureMeddleTarget
	featureDeceiveTarget
	featureDisinformTarget
	featurePropagandaTarget
	featureIntrudeVote
	featureIntrudeOffice
	featureIntrudeGovernment
	featureIntrudeLeader
	featureSpyOffice
	featureSpyLeader
	featureSpyExile
	featurePayTarget
	featureAimTarget
	featureObject

	featureTitleAct
	featureTitleHostile
	featureTitleActor
	featureTriple
	featureTripleTitle
	featureUntargeted
	featureActorHome
	featureAtHome
	featureAtHomeKnown
	featureLate
	featurePair
	featureSecondAct
	featureSecondAim
	featureTwoActs
	featureManyActs
	featureBare
	featureOfficial
	featurePlatform
	featureResearch
	featureSpecialist

	featureClaimCharge
	featureClaimSanction
	featureClaimRemove
	featureClaimDeny
	featureClaimAssess
	featureClaimFind
	featureClaimAccuse
	featureClaimOpine
	featureHedge

	featureNameStrong
	featureNameContext

	featureGuardHomonym
	featureGuardDomestic
	featureGuardLookBack
	featureGuardLive
	featureGuardWar
	featureGuardOvert
	featureGuardCrime
	featureGuardTrade
	featureGuardCulture

	featureActorPlace
	featureUnpolitical
	featureLong

	featureWordingClear
	featureWordingNear
	featureWordingOff
	featureWordingFar

	featureSourceOfficial
	featureSourceVendor
	featureSourceResearch
	featureSourceFactcheck
	featureSourceMedia
	featureSourceStateMedia
	featureSourceSatire
	featureSourceAggregator

	features // how many there are
)

// featureNames are the names under which features stand in the weights and in
// reasons.
var featureNames = [features]string{
	featureAct + 0: "act-foreign", featureAct + 1: "act-election", featureAct + 2: "act-operation",
	featureAct + 3: "act-meddle", featureAct + 4: "act-deceive", featureAct + 5: "act-disinform",
	featureAct + 6: "act-propaganda", featureAct + 7: "act-undeclared", featureAct + 8: "act-intrude",
	featureAct + 9: "act-pry", featureAct + 10: "act-spy", featureAct + 11: "act-agent", featureAct + 12: "act-pay", featureAct + 13: "act-aim",

	featureNoActor:         "no-actor",
	featureNoAct:           "no-act",
	featureActorAgentUsual: "actor-agent-usual",
	featureActorAgentKnown: "actor-agent-known",
	featureActorAgentRare:  "actor-agent-rare",
	featureActorUsual:      "actor-usual",
	featureActorKnown:      "actor-known",
	featureActorForeign:    "actor-foreign",
	featureActorBeside:     "actor-beside",
	featureActorNear:       "actor-near",
	featureActorApart:      "actor-apart",
	featureActorAlone:      "actor-alone",
	featureActorPresumed:   "actor-presumed",
	featureKnownHidden:     "known-hidden",

	featureSignMoney:  "sign-money",
	featureSignMedia:  "sign-media",
	featureSignHands:  "sign-hands",
	featureSignHidden: "sign-hidden",
	featureTwoSigns:   "two-signs",
	featureTakedown:   "takedown",

	featureTargetVote:        "target-vote",
	featureTargetOffice:      "target-office",
	featureTargetGovernment:  "target-government",
	featureTargetLeader:      "target-leader",
	featureTargetPolitician:  "target-politician",
	featureTargetOpinion:     "target-opinion",
	featureTargetExile:       "target-exile",
	featureTargetNear:        "target-near",
	featureTargetApart:       "target-apart",
	featureMeddleTarget:      "meddle-target",
	featureDeceiveTarget:     "deceive-target",
	featureDisinformTarget:   "disinform-target",
	featurePropagandaTarget:  "propaganda-target",
	featureIntrudeVote:       "intrude-vote",
	featureIntrudeOffice:     "intrude-office",
	featureIntrudeGovernment: "intrude-government",
	featureIntrudeLeader:     "intrude-leader",
	featureSpyOffice:         "spy-office",
	featureSpyLeader:         "spy-leader",
	featureSpyExile:          "spy-exile",
	featurePayTarget:         "pay-target",
	featureAimTarget:         "aim-target",
	featureObject:            "object",

	featureTitleAct:     "title-act",
	featureTitleHostile: "title-hostile-act",
	featureTitleActor:   "title-actor",
	featureTriple:       "triple",
	featureTripleTitle:  "title-triple",
	featureUntargeted:   "untargeted",
	featureActorHome:    "actor-home",
	featureAtHome:       "at-home",
	featureAtHomeKnown:  "at-home-known",
	featureLate:         "late",
	featurePair:         "pair",
	featureSecondAct:    "second-act",
	featureSecondAim:    "second-aim",
	featureTwoActs:      "two-acts",
	featureManyActs:     "many-acts",
	featureBare:         "bare-title",
	featureOfficial:     "body-official",
	featurePlatform:     "body-platform",
	featureResearch:     "body-research",
	featureSpecialist:   "body-specialist",

	featureClaimCharge:   "claim-charge",
	featureClaimSanction: "claim-sanction",
	featureClaimRemove:   "claim-remove",
	featureClaimDeny:     "claim-deny",
	featureClaimAssess:   "claim-assess",
	featureClaimFind:     "claim-find",
	featureClaimAccuse:   "claim-accuse",
	featureClaimOpine:    "claim-opine",
	featureHedge:         "hedge",

	featureNameStrong:  "name-strong",
	featureNameContext: "name-context",

	featureGuardHomonym:  "guard-homonym",
	featureGuardDomestic: "guard-domestic",
	featureGuardLookBack: "guard-look-back",
	featureGuardLive:     "guard-live",
	featureGuardWar:      "guard-war",
	featureGuardOvert:    "guard-overt",
	featureGuardCrime:    "guard-crime",
	featureGuardTrade:    "guard-trade",
	featureGuardCulture:  "guard-culture",

	featureActorPlace:  "actor-place",
	featureUnpolitical: "unpolitical",
	featureLong:        "long",

	featureWordingClear: "wording-clear",
	featureWordingNear:  "wording-near",
	featureWordingOff:   "wording-off",
	featureWordingFar:   "wording-far",

	featureSourceOfficial:   "source-official",
	featureSourceVendor:     "source-vendor",
	featureSourceResearch:   "source-research",
	featureSourceFactcheck:  "source-factcheck",
	featureSourceMedia:      "source-media",
	featureSourceStateMedia: "source-state-media",
	featureSourceSatire:     "source-satire",
	featureSourceAggregator: "source-aggregator",
}

func featureNamed(name string) (feature, bool) {
	i := slices.Index(featureNames[:], name)
	return feature(max(i, 0)), i >= 0
}
