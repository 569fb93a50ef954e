package match

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"meddlewatch"
)

// kind is what a term says.
type kind uint8

// The kinds are grouped: acts, targets, actors, roles, claims, bodies, guards.
const (
	kindNone kind = iota

	actForeign
	actElection
	actOperation
	actMeddle
	actDeceive
	actDisinform
	actPropaganda
	actIntrude
	actSpy
	actAgent
	actPay
	actUndeclared
	actAim

	targetVote
	targetOffice
	targetGovernment
	targetOpinion
	targetExile

	actorForm // a state by its name
	actorBody // a state by its government, services, media
	actorForeign

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
	actDeceive: "deceive", actDisinform: "disinform", actPropaganda: "propaganda", actIntrude: "intrude", actSpy: "spy", actAgent: "agent", actPay: "pay", actUndeclared: "undeclared", actAim: "aim",
	targetVote: "vote", targetOffice: "office", targetGovernment: "government", targetOpinion: "opinion", targetExile: "exile",
	claimCharge: "charge", claimSanction: "sanction", claimRemove: "remove", claimDeny: "deny",
	claimAssess: "assess", claimFind: "find", claimAccuse: "accuse", claimOpine: "opine", claimHedge: "hedge",
	bodyOfficial: "official", bodyPlatform: "platform", bodyResearch: "research", bodySpecialist: "specialist",
	guardHomonym: "homonym", guardDomestic: "domestic", guardLookBack: "look-back", guardLive: "live",
	guardWar: "war", guardOvert: "overt", guardCrime: "crime", guardTrade: "trade", guardCulture: "culture",
}

func (k kind) isAct() bool { return actForeign <= k && k <= actAim }

// isHostile says whether an act is as often plain spying and crime: it says
// something only with a political target.
func (k kind) isHostile() bool { return k == actIntrude || k == actSpy || k == actPay }

// isSoft says whether an act is also done openly and at home: who does it matters.
func (k kind) isSoft() bool { return actMeddle <= k && k <= actPropaganda }

func (k kind) isTarget() bool { return targetVote <= k && k <= targetExile }
func (k kind) isState() bool  { return k == actorForm || k == actorBody }
func (k kind) isClaim() bool  { return claimCharge <= k && k <= claimHedge }
func (k kind) isBody() bool   { return bodyOfficial <= k && k <= bodyResearch }
func (k kind) isGuard() bool  { return guardHomonym <= k && k <= guardCulture }

// term is an entry of a lexicon with what it means.
type term struct {
	text  string
	kind  kind
	state int // index into Lexicons.States, for kinds that are states
	lang  string

	origin origin
}

// terms lists every entry in a fixed order.
func (l Lexicons) terms() []term {
	var all []term
	add := func(k kind, lang string, state int, entries []string) {
		for _, e := range entries {
			all = append(all, term{text: e, kind: k, lang: lang, state: state})
		}
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
			{actSpy, g.Acts.Spy},
			{actAgent, g.Acts.Agent},
			{actPay, g.Acts.Pay},
			{actUndeclared, g.Acts.Undeclared},
			{actAim, g.Acts.Aim},
			{targetVote, g.Targets.Vote},
			{targetOffice, g.Targets.Office},
			{targetGovernment, g.Targets.Government},
			{targetOpinion, g.Targets.Opinion},
			{targetExile, g.Targets.Exile},
			{actorForeign, g.Actors.Foreign},
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
	}
	return all
}

// pattern is a term made ready: its words, each exact or a stem.
type pattern struct {
	words   []string // folded; a stem keeps its star
	capital bool     // the first word must be printed with a capital
	caps    bool     // all letters must be printed as capitals
}

func parseTerm(text string) (pattern, error) {
	var p pattern
	if strings.TrimSpace(text) == "" {
		return p, errors.New("a term is empty")
	}
	words := Words(nil, text, 0)
	if len(words) == 0 {
		return p, fmt.Errorf("the term %q holds no word", text)
	}
	p.capital = words[0].flags&flagCapital != 0
	for i, w := range words {
		folded := string(fold(nil, strings.ReplaceAll(text[w.Start:w.End], ".", "")))
		if strings.HasPrefix(text[w.End:], "*") {
			if len(folded) < stemMin {
				return p, fmt.Errorf("the stem %q is shorter than %d bytes", folded+"*", stemMin)
			}
			folded += "*"
			if rest := text[w.End+1:]; rest != "" && rest[0] != ' ' && rest[0] != '-' {
				return p, fmt.Errorf("the star in %q does not end a word", text)
			}
		}
		if i > 0 && w.Sentence != words[0].Sentence {
			return p, fmt.Errorf("the term %q holds the end of a sentence", text)
		}
		p.words = append(p.words, folded)
	}
	p.caps = len(words) == 1 && needsCaps(text, words[0])
	return p, nil
}

// needsCaps says whether a name is so short that only capitals tell it from a
// word: one letter, or two to four capitals ("US", "IRA").
func needsCaps(text string, w Word) bool {
	n := len([]rune(strings.ReplaceAll(text[w.Start:w.End], ".", "")))
	return n <= 4 && w.flags&flagCaps != 0
}

// terms finds the entries of the lexicons in a text.
type terms struct {
	trie    *trie
	entries []entry // chained by next where several end at one node
	stems   stems
	tongues tongues
}

type entry struct {
	kind    kind
	capital bool
	caps    bool
	state   uint16
	tongue  tongue
	origin  origin
	next    int32 // further entry at the same node, plus one; 0 none
}

// compileTerms makes the lexicons ready, and with them the cues that they do not
// cover.
func compileTerms(l Lexicons, cues []meddlewatch.Cue) (*terms, error) {
	all := l.terms()
	tongues, err := compileTongues(l.Tongues)
	if err != nil {
		return nil, err
	}
	t, err := newTerms(all, tongues)
	if err != nil {
		return nil, fmt.Errorf("lexicons: %w", err)
	}
	more, err := cueTerms(cues, t)
	if err != nil || len(more) == 0 {
		return t, err
	}
	return newTerms(append(all, more...), tongues)
}

func newTerms(list []term, tongues tongues) (*terms, error) {
	t := &terms{trie: newTrie(), tongues: tongues}
	type ready struct {
		pattern
		term
	}
	var all []ready
	for _, e := range list {
		spelled, err := alternatives(e.text)
		if err != nil {
			return nil, err
		}
		for _, text := range spelled {
			p, err := parseTerm(text)
			if err != nil {
				return nil, err
			}
			for _, w := range p.words {
				if stem, ok := strings.CutSuffix(w, "*"); ok {
					t.stems.list = append(t.stems.list, stem)
				}
			}
			all = append(all, ready{p, e})
		}
	}
	t.stems.seal()
	var hashes []uint64
	for _, e := range all {
		hashes = hashes[:0]
		for _, w := range e.words {
			h, _ := hashFolded(w) // the star is part of a stem's hash: no word holds one
			hashes = append(hashes, h)
		}
		node := t.trie.add(hashes)
		t.entries = append(t.entries, entry{
			kind: e.kind, capital: e.capital, caps: e.caps, state: uint16(e.state), tongue: t.tongues.numbers[e.lang], origin: e.origin,
			next: t.trie.value[node],
		})
		t.trie.value[node] = int32(len(t.entries))
	}
	t.trie.seal()
	return t, nil
}

// hit is a term found: words first to last of the text say kind.
type hit struct {
	kind     kind
	role     role // for states
	home     bool // for states: an organ that acts at home follows
	origin   origin
	state    uint16
	first    int32
	last     int32
	sentence int32
}

// find appends what it finds in words[from:], which are the words of text, in
// order of first words. Of several entries of one kind that begin at the same word
// only the longest is kept. Terms of other languages than that of the text are passed
// over; a text of 0 has any.
func (t *terms) find(dst []hit, text string, words []Word, from int, shouting bool, lang tongue) []hit {
	for i := from; i < len(words); i++ {
		w := &words[i]
		w.stem = t.stems.longest(w, text)
		begins := t.trie.begins(w.Hash)
		for s := w.stem; s != 0 && !begins; s = t.stems.parent[s-1] {
			begins = t.trie.begins(t.stems.hash[s-1])
		}
		if begins {
			w.flags |= flagBegins
		}
	}
	f := finder{terms: t, words: words, shouting: shouting, lang: lang, hits: dst}
	for i := from; i < len(words); i++ {
		if words[i].flags&flagBegins != 0 {
			f.start, f.from = int32(i), len(f.hits)
			f.walk(0, int32(i))
		}
	}
	return f.hits
}

type finder struct {
	*terms
	words    []Word
	hits     []hit
	start    int32
	from     int // hits from here on begin at start
	shouting bool
	lang     tongue
}

// walk follows every way on which word i may go on from the node.
func (f *finder) walk(node uint32, i int32) {
	if int(i) == len(f.words) || i > f.start && f.words[i].Sentence != f.words[f.start].Sentence {
		return
	}
	w := f.words[i]
	if child := f.trie.step(node, w.Hash); child != 0 {
		f.end(child, i)
		f.walk(child, i+1)
	}
	for s := w.stem; s != 0; s = f.stems.parent[s-1] {
		if child := f.trie.step(node, f.stems.hash[s-1]); child != 0 {
			f.end(child, i)
			f.walk(child, i+1)
		}
	}
}

// end records the entries that end at the node with word i.
func (f *finder) end(node uint32, i int32) {
	for v := f.trie.value[node]; v != 0; v = f.entries[v-1].next {
		e := f.entries[v-1]
		if e.tongue != 0 && f.lang != 0 && e.tongue != f.lang || !f.printed(e, i) {
			continue
		}
		h := hit{kind: e.kind, origin: e.origin, state: e.state, first: f.start, last: i, sentence: f.words[i].Sentence}
		same := slices.IndexFunc(f.hits[f.from:], func(o hit) bool {
			return o.kind == h.kind || o.kind.isAct() && h.kind.isAct() || o.kind.isState() && h.kind.isState()
		})
		switch {
		case same < 0:
			f.hits = append(f.hits, h)
		case f.hits[f.from+same].last < h.last,
			f.hits[f.from+same].last == h.last && h.kind < f.hits[f.from+same].kind: // the more telling of two acts
			f.hits[f.from+same] = h
		}
	}
}

// printed says whether the words stand in the capitals that the entry asks for.
// A text that is all capitals proves nothing about short names.
func (f *finder) printed(e entry, last int32) bool {
	if e.capital && f.words[f.start].flags&flagCapital == 0 {
		return false
	}
	if !e.caps {
		return true
	}
	w := f.words[last]
	return w.flags&flagCaps != 0 && !f.shouting
}

// stems finds the longest stem with which a word begins.
type stems struct {
	list   []string // sorted
	hash   []uint64 // of stem and star
	parent []int32  // the next shorter stem that begins it, plus one; 0 none
	heads  [1 << 11]uint64
	byHead map[uint32][2]int32 // head of a word to a range of list
}

func (s *stems) seal() {
	slices.Sort(s.list)
	s.list = slices.Compact(s.list)
	s.hash = make([]uint64, len(s.list))
	s.parent = make([]int32, len(s.list))
	s.byHead = make(map[uint32][2]int32)
	for i, stem := range s.list {
		s.hash[i], _ = hashFolded(stem + "*")
		for j := i - 1; j >= 0 && s.list[j][:stemMin] == stem[:stemMin]; j-- {
			if strings.HasPrefix(stem, s.list[j]) {
				s.parent[i] = int32(j) + 1
				break
			}
		}
		_, full := hashFolded(stem)
		head := uint32(full)
		r, ok := s.byHead[head]
		if !ok {
			r[0] = int32(i)
		}
		r[1] = int32(i) + 1
		s.byHead[head] = r
		b := headBit(head)
		s.heads[b>>6] |= 1 << (b & 63)
	}
}

// headBit is the place of a head among the 1<<17 bits of heads.
func headBit(head uint32) uint32 { return head * 0x9e3779b1 >> 15 }

// longest returns the longest stem of the word, plus one, or 0.
func (s *stems) longest(w *Word, text string) int32 {
	b := headBit(w.head)
	if w.head == 0 || s.heads[b>>6]&(1<<(b&63)) == 0 {
		return 0
	}
	r, ok := s.byHead[w.head]
	if !ok {
		return 0
	}
	var buf [64]byte
	folded := fold(buf[:0], text[w.Start:w.End])
	for i := r[1] - 1; i >= r[0]; i-- { // sorted: a longer stem stands behind the one it begins with
		if stem := s.list[i]; len(stem) <= len(folded) && string(folded[:len(stem)]) == stem {
			return i + 1
		}
	}
	return 0
}
