package match

import (
	"fmt"

	"meddlewatch"
)

// kind is what a term says.
type kind uint8

// The kinds are grouped: acts, signs, targets, actors, roles, claims, bodies, guards.
const (
	kindNone kind = iota

	actForeign
	actElection
	actOperation
	actMeddle
	actDeceive
	actDisinform
	actPropaganda
	actUndeclared
	actIntrude
	actPry
	actSpy
	actAgent
	actPay
	actAim

	signMoney
	signMedia
	signHands
	signHidden

	targetVote
	targetOffice
	targetGovernment
	targetLeader
	targetPolitician // by name
	targetOpinion
	targetExile

	actorForm // a state by its name
	actorBody // a state by its government, services, media
	actorForeign

	roleSide
	roleAgentBefore
	roleAgentFor
	roleAgentAfter
	rolePatientBefore
	rolePatientAfter
	roleAccuse
	roleAccused
	roleSpeak
	roleVoice
	roleHome

	claimCharge
	claimSanction
	claimRemove
	claimDeny
	claimAssess
	claimFind
	claimAccuse
	claimOpine
	claimHedge

	bodyOfficial
	bodyPlatform
	bodyResearch
	bodySpecialist

	guardCover // takes words away, says nothing
	guardHomonym
	guardDomestic
	guardLookBack
	guardLive
	guardWar
	guardOvert
	guardCrime
	guardTrade
	guardCulture

	kindCount // how many there are
)

// kindNames are the names of the kinds in features and reasons.
var kindNames = [kindCount]string{
	actForeign: "foreign", actElection: "election", actOperation: "operation", actMeddle: "meddle",
	actDeceive: "deceive", actDisinform: "disinform", actPropaganda: "propaganda", actIntrude: "intrude", actPry: "pry", actSpy: "spy", actAgent: "agent", actPay: "pay", actUndeclared: "undeclared", actAim: "aim",
	signMoney: "money", signMedia: "media", signHands: "hands", signHidden: "hidden",
	targetVote: "vote", targetOffice: "office", targetGovernment: "government", targetLeader: "leader", targetPolitician: "politician", targetOpinion: "opinion", targetExile: "exile",
	claimCharge: "charge", claimSanction: "sanction", claimRemove: "remove", claimDeny: "deny",
	claimAssess: "assess", claimFind: "find", claimAccuse: "accuse", claimOpine: "opine", claimHedge: "hedge",
	bodyOfficial: "official", bodyPlatform: "platform", bodyResearch: "research", bodySpecialist: "specialist",
	guardHomonym: "homonym", guardDomestic: "domestic", guardLookBack: "look-back", guardLive: "live",
	guardWar: "war", guardOvert: "overt", guardCrime: "crime", guardTrade: "trade", guardCulture: "culture",
}

func (k kind) isAct() bool { return actForeign <= k && k <= actAim }

// deed is the kind that stands for those which tell the same in other words: who hacks a
// mailbox gets at what is private.
func (k kind) deed() kind {
	if k == actPry {
		return actIntrude
	}
	return k
}

// isHostile says whether an act is as often plain spying and crime: it says
// something only with a political target.
func (k kind) isHostile() bool { return k == actIntrude || k == actPry || k == actSpy || k == actPay }

// hasObject says whether the words of an act may name what it is done to: "bribed
// lawmakers", but not "disinformation campaign".
func (k kind) hasObject() bool {
	return k == actElection || k == actMeddle || k == actAim || k.isHostile()
}

// isSoft says whether an act is also done openly and at home: who does it matters.
func (k kind) isSoft() bool { return actMeddle <= k && k <= actPropaganda }

func (k kind) isSign() bool   { return signMoney <= k && k <= signHidden }
func (k kind) isTarget() bool { return targetVote <= k && k <= targetExile }

// rules says whether a target governs: it is named in every other report, mostly as who
// speaks.
func (k kind) rules() bool {
	return k == targetGovernment || k == targetLeader || k == targetPolitician
}

func (k kind) isState() bool { return k == actorForm || k == actorBody }

// hasState says whether a hit belongs to a state: names it, or a politician of it.
func (k kind) hasState() bool { return k.isState() || k == targetPolitician }

// mayAct says whether a hit may be who acts: a state, or "foreign".
func (k kind) mayAct() bool  { return k.isState() || k == actorForeign }
func (k kind) isRole() bool  { return roleSide <= k && k <= roleHome }
func (k kind) isClaim() bool { return claimCharge <= k && k <= claimHedge }
func (k kind) isBody() bool  { return bodyOfficial <= k && k <= bodyResearch }
func (k kind) isGuard() bool { return guardHomonym <= k && k <= guardCulture }

// term is an entry of a lexicon with what it means.
type term struct {
	text   string
	lang   string
	state  int // index into Lexicons.States, for kinds that are states
	kind   kind
	origin origin
}

// terms lists every entry in a fixed order.
func (l Lexicons) terms() []term {
	type part struct {
		of      term // without a text
		entries []string
	}
	var parts []part
	count := 0
	add := func(k kind, lang string, state int, entries []string) {
		parts = append(parts, part{term{kind: k, lang: lang, state: state}, entries})
		count += len(entries)
	}
	for _, g := range l.Languages {
		for _, list := range []struct {
			kind    kind
			entries []string
		}{
			{actForeign, g.Acts.Foreign},
			{actElection, g.Acts.Election},
			{actOperation, g.Acts.Operation},
			{actMeddle, g.Acts.Meddle},
			{actDeceive, g.Acts.Deceive},
			{actDisinform, g.Acts.Disinform},
			{actPropaganda, g.Acts.Propaganda},
			{actIntrude, g.Acts.Intrude},
			{actPry, g.Acts.Pry},
			{actSpy, g.Acts.Spy},
			{actAgent, g.Acts.Agent},
			{actPay, g.Acts.Pay},
			{actUndeclared, g.Acts.Undeclared},
			{actAim, g.Acts.Aim},
			{signMoney, g.Signs.Money},
			{signMedia, g.Signs.Media},
			{signHands, g.Signs.Hands},
			{signHidden, g.Signs.Hidden},
			{targetVote, g.Targets.Vote},
			{targetOffice, g.Targets.Office},
			{targetGovernment, g.Targets.Government},
			{targetLeader, g.Targets.Leader},
			{targetOpinion, g.Targets.Opinion},
			{targetExile, g.Targets.Exile},
			{actorForeign, g.Actors.Foreign},
			{roleSide, g.Roles.Side},
			{roleAgentBefore, g.Roles.AgentBefore},
			{roleAgentFor, g.Roles.AgentFor},
			{roleAgentAfter, g.Roles.AgentAfter},
			{rolePatientBefore, g.Roles.PatientBefore},
			{rolePatientAfter, g.Roles.PatientAfter},
			{roleAccuse, g.Roles.Accuse},
			{roleAccused, g.Roles.Accused},
			{roleSpeak, g.Roles.Speak},
			{roleVoice, g.Roles.Voice},
			{roleHome, g.Roles.Home},
			{claimCharge, g.Claims.Charge},
			{claimSanction, g.Claims.Sanction},
			{claimRemove, g.Claims.Remove},
			{claimDeny, g.Claims.Deny},
			{claimAssess, g.Claims.Assess},
			{claimFind, g.Claims.Find},
			{claimAccuse, g.Claims.Accuse},
			{claimOpine, g.Claims.Opine},
			{claimHedge, g.Claims.Hedge},
			{bodyOfficial, g.Bodies.Official},
			{bodyPlatform, g.Bodies.Platform},
			{bodyResearch, g.Bodies.Research},
			{bodySpecialist, g.Bodies.Specialist},
			{guardCover, g.Guards.Cover},
			{guardHomonym, g.Guards.Homonym},
			{guardDomestic, g.Guards.Domestic},
			{guardLookBack, g.Guards.LookBack},
			{guardLive, g.Guards.Live},
			{guardWar, g.Guards.War},
			{guardOvert, g.Guards.Overt},
			{guardCrime, g.Guards.Crime},
			{guardTrade, g.Guards.Trade},
			{guardCulture, g.Guards.Culture},
		} {
			add(list.kind, g.Lang, 0, list.entries)
		}
	}
	for i, s := range l.States {
		add(actorForm, "", i, s.Forms)
		add(actorBody, "", i, s.Bodies)
		add(actorBody, "", i, s.Affairs)
		add(actUndeclared, "", 0, s.Affairs)
		add(targetPolitician, "", i, l.Politicians[s.Name])
	}
	all := make([]term, 0, count)
	for _, p := range parts {
		for _, text := range p.entries {
			e := p.of
			e.text = text
			all = append(all, e)
		}
	}
	return all
}

// terms finds the entries of the lexicons in a text.
type terms struct {
	trie    *trie
	entries []entry // chained by next where several end at one node
	stems   stems
	states  vocabulary // first words of states
	tongues tongues
}

type entry struct {
	kind    kind
	capital bool // the first word must be printed with a capital
	caps    bool // all letters must be printed as capitals
	state   uint16
	tongue  tongue
	origin  origin
	next    int32 // further entry at the same node, plus one; 0 none
}

// compileTerms makes the lexicons ready, and with them the cues that they do not
// cover; of both what the text may hold, everything where it is nil.
func compileTerms(l Lexicons, cues []meddlewatch.Cue, text *vocabulary) (*terms, error) {
	if err := l.stateless(); err != nil {
		return nil, fmt.Errorf("lexicons: %w", err)
	}
	tongues, err := compileTongues(l.Tongues)
	if err != nil {
		return nil, err
	}
	cues, text = cuesIn(cues, text)
	t, err := newTerms(l.terms(), tongues, text)
	if err != nil {
		return nil, fmt.Errorf("lexicons: %w", err)
	}
	more, err := cueTerms(cues, t)
	if err != nil {
		return nil, err
	}
	return t, t.add(more, text)
}

func newTerms(list []term, tongues tongues, text *vocabulary) (*terms, error) {
	t := &terms{trie: newTrie(), tongues: tongues}
	if text == nil {
		count := 0
		for _, e := range list {
			count += termCount(e.text)
		}
		t.trie.reserve(count + count/8) // about as many nodes as terms: combinations share all but their last word
		t.entries = make([]entry, 0, count)
	}
	return t, t.add(list, text)
}

// add makes further terms known, those that the text may hold, and everything ready for
// find.
func (t *terms) add(list []term, text *vocabulary) error {
	a := adder{terms: t, entryReader: entryReader{text: text}, stems: map[uint64]bool{}}
	for _, e := range list {
		if err := a.read(e.text); err != nil {
			return err
		}
		if len(a.places) == 0 {
			continue
		}
		for _, w := range a.words {
			if w.stem != nil && !a.stems[w.hash] {
				a.stems[w.hash] = true
				t.stems.list = append(t.stems.list, string(w.stem))
			}
		}
		a.entry = entry{kind: e.kind, state: uint16(e.state), tongue: t.tongues.numbers[e.lang], origin: e.origin}
		a.spell(0, 0, 0)
	}
	if len(a.stems) > 0 {
		t.stems.seal()
	}
	t.trie.seal()
	return nil
}

// adder puts one entry after the other under the nodes of its terms.
type adder struct {
	*terms
	entryReader
	stems map[uint64]bool // those of this list, by their hashes
	entry entry           // what the terms of the entry in hand have in common
}

// spell follows every combination of the alternatives from the place on. So many words
// before it lead to the node.
func (a *adder) spell(place int, node uint32, words int) {
	if place == len(a.places) {
		e := a.entry
		e.caps = e.caps && words == 1
		e.next = a.trie.value[node]
		a.entries = append(a.entries, e)
		a.trie.value[node] = int32(len(a.entries))
		return
	}
	for _, c := range a.choices[a.places[place].from:a.places[place].to] {
		to := node
		for i, w := range a.words[c.from:c.to] {
			if words+i == 0 {
				a.entry.capital, a.entry.caps = w.capital, w.caps
				if a.entry.kind.isState() {
					a.states.mark(w.hash)
				}
			}
			to = a.trie.child(to, w.hash)
		}
		a.spell(place+1, to, words+c.to-c.from)
	}
}
