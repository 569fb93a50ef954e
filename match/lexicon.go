package match

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"meddlewatch/config"
)

// Lexicons is the vocabulary of the judge: what counts as an act, a target, an
// actor, a claim, and what must not be mistaken for one.
//
// Every entry of every list is a term: words that stand next to each other. A
// word that ends in "*" stands for every word that begins so (at least four bytes before
// the star). Words joined by "/" stand for one another: "covert/secret plot*" are two terms. A term with a capital letter is found only where its first word is printed
// with a capital; a single word of two to four capitals only in capitals.
type Lexicons struct {
	Languages []Language `json:"languages"`
	States    []State    `json:"states"`
	// Politicians are, by the name of their state, those in office and those who stand
	// for it. They are targets; who acts for a state stands among its bodies.
	Politicians map[string][]string `json:"politicians"`
	// Tongues are, by language, frequent words that show it. Terms of other languages
	// do not count in a text that shows one plainly.
	Tongues map[string][]string `json:"tongues"`
}

// Language holds the terms of one language. What language a text has is told by
// its words: feeds name their language wrongly too often.
type Language struct {
	Lang string `toml:"lang" json:"lang"` // BCP 47; "" for names that are the same everywhere

	Acts    Acts    `toml:"acts" json:"acts"`
	Signs   Signs   `toml:"signs" json:"signs"`
	Targets Targets `toml:"targets" json:"targets"`
	Actors  Actors  `toml:"actors" json:"actors"`
	Roles   Roles   `toml:"roles" json:"roles"`
	Claims  Claims  `toml:"claims" json:"claims"`
	Bodies  Bodies  `toml:"bodies" json:"bodies"`
	Guards  Guards  `toml:"guards" json:"guards"`
}

// Acts are the words for interference and covert influence, by what they say
// alone.
type Acts struct {
	Foreign    []string `toml:"foreign" json:"foreign"`       // names act and foreign hand: "foreign interference"
	Election   []string `toml:"election" json:"election"`     // names act and target: "election interference"
	Operation  []string `toml:"operation" json:"operation"`   // names a covert operation: "influence operation", "troll farm"
	Meddle     []string `toml:"meddle" json:"meddle"`         // meddling in general: "interfere", "sow discord"
	Deceive    []string `toml:"deceive" json:"deceive"`       // false identities and forgeries: "fake accounts", "deepfake"
	Disinform  []string `toml:"disinform" json:"disinform"`   // false statements: "disinformation", "fake news"
	Propaganda []string `toml:"propaganda" json:"propaganda"` // partial ones: "propaganda", "narratives"
	Intrude    []string `toml:"intrude" json:"intrude"`       // breaking into systems: "hacked"
	Pry        []string `toml:"pry" json:"pry"`               // getting at what is private, in words that are said of burglars, taps and leaks too
	Spy        []string `toml:"spy" json:"spy"`               // watching and recruiting: "spied on"
	Agent      []string `toml:"agent" json:"agent"`           // hands abroad: "front group", "ties to Russian intelligence"
	Undeclared []string `toml:"undeclared" json:"undeclared"` // names a hand that had to be declared: "unregistered foreign agent", "secret police stations"
	Aim        []string `toml:"aim" json:"aim"`               // what anybody does, and an act only beside an actor and a target: "target", "fund"
	Pay        []string `toml:"pay" json:"pay"`               // hidden money: "bribed", "secretly funded"
}

// Signs are words that name no act and yet are found where one is told in other
// words: with what, by whose hands and how it is done. They only add to a passage.
type Signs struct {
	Money  []string `toml:"money" json:"money"`   // "cash", "donations", "bankrolled"
	Media  []string `toml:"media" json:"media"`   // "accounts", "posts", "clips"
	Hands  []string `toml:"hands" json:"hands"`   // "aide", "consul", "middleman"
	Hidden []string `toml:"hidden" json:"hidden"` // "quietly", "posing as", "undisclosed"
}

// Targets are what interference aims at.
type Targets struct {
	Vote       []string `toml:"vote" json:"vote"`             // elections and those who vote
	Office     []string `toml:"office" json:"office"`         // parliaments, parties, politicians
	Government []string `toml:"government" json:"government"` // those who govern; often only the ones who speak
	Leader     []string `toml:"leader" json:"leader"`         // the persons among them: premiers, presidents, ministers
	Opinion    []string `toml:"opinion" json:"opinion"`       // democracy, public debate, society
	Exile      []string `toml:"exile" json:"exile"`           // dissidents and diasporas
}

// Actors are words for a foreign hand without the name of a state.
type Actors struct {
	Foreign []string `toml:"foreign" json:"foreign"`
}

// Roles are words that say which part a state plays that stands next to them.
type Roles struct {
	Side          []string `toml:"side" json:"side"`                     // "pro" + state: what stands behind is on its side, "pro-Russian parties"
	AgentBefore   []string `toml:"agent_before" json:"agent_before"`     // "by", "linked to" + state: it acts
	AgentFor      []string `toml:"agent_for" json:"agent_for"`           // "for" + state behind an act of spying, lobbying or paying: for whom it is done
	AgentAfter    []string `toml:"agent_after" json:"agent_after"`       // state + "-backed", "hackers": it acts
	PatientBefore []string `toml:"patient_before" json:"patient_before"` // "in", "against" + state: it is aimed at
	PatientAfter  []string `toml:"patient_after" json:"patient_after"`   // state + "voters": it is aimed at
	Accuse        []string `toml:"accuse" json:"accuse"`                 // who stands before accuses, who stands behind acts
	Accused       []string `toml:"accused" json:"accused"`               // "accused of": who stands before acts
	Speak         []string `toml:"speak" json:"speak"`                   // who stands before only speaks
	Voice         []string `toml:"voice" json:"voice"`                   // state + "prosecutors": speaks, unless its standing is usual
	Home          []string `toml:"home" json:"home"`                     // state + "court": an organ that mostly acts at home
}

// Claims are words that tell what kind of statement is made.
type Claims struct {
	Charge   []string `toml:"charge" json:"charge"`     // indictment
	Sanction []string `toml:"sanction" json:"sanction"` // sanction
	Remove   []string `toml:"remove" json:"remove"`     // takedown
	Deny     []string `toml:"deny" json:"deny"`         // denial or promise
	Assess   []string `toml:"assess" json:"assess"`     // official attribution, when an official body says it
	Find     []string `toml:"find" json:"find"`         // research finding
	Accuse   []string `toml:"accuse" json:"accuse"`     // allegation
	Opine    []string `toml:"opine" json:"opine"`       // opinion
	Hedge    []string `toml:"hedge" json:"hedge"`       // words that keep a distance: "linked to", "suspected"
}

// Bodies are those who attribute.
type Bodies struct {
	Official []string `toml:"official" json:"official"`
	Platform []string `toml:"platform" json:"platform"`
	Research []string `toml:"research" json:"research"`
	// Specialist are bodies whose main business is foreign influence; they stand in one
	// of the other lists too.
	Specialist []string `toml:"specialist" json:"specialist"`
}

// Guards are words of matters that share words with this one.
type Guards struct {
	Homonym  []string `toml:"homonym" json:"homonym"`     // another matter; takes the words it covers away
	Cover    []string `toml:"cover" json:"cover"`         // likewise, but says nothing about the item
	Domestic []string `toml:"domestic" json:"domestic"`   // quarrels of a country with itself
	LookBack []string `toml:"look_back" json:"look_back"` // long known affairs
	Live     []string `toml:"live" json:"live"`           // live blogs and digests
	War      []string `toml:"war" json:"war"`             // news of fighting
	Overt    []string `toml:"overt" json:"overt"`         // open diplomacy and talk for a home audience
	Crime    []string `toml:"crime" json:"crime"`         // ordinary crime, also online
	Trade    []string `toml:"trade" json:"trade"`         // business, trade, spying on industry
	Culture  []string `toml:"culture" json:"culture"`     // sport, films, celebrities, science
}

// State is a state that may act, with every name by which newspapers call it.
type State struct {
	Name     string   `toml:"name" json:"name"`         // canonical, English
	Standing Standing `toml:"standing" json:"standing"` // how readily a bare mention is taken for an actor
	Forms    []string `toml:"forms" json:"forms"`       // country, people, capital: part decided by what stands around
	Bodies   []string `toml:"bodies" json:"bodies"`     // government, services, leaders, state media: presumed to act
	Affairs  []string `toml:"affairs" json:"affairs"`   // affairs of hidden money or agents in politics called after it, which name act and actor at once: "Ruritaniagate"
}

// Standing says how readily a mention of a state near an act is taken for the
// actor. It is a measure of what reports are about, not of what states do.
type Standing string

// The standings.
const (
	StandingUsual Standing = "usual" // named in most public reports on foreign influence
	StandingKnown Standing = "known" // named in some
	StandingRare  Standing = "rare"  // mostly aimed at: acts only where the words say so plainly
)

// lexiconFile is what one file may hold: the terms of a language, states, or both.
type lexiconFile struct {
	Language
	States      []State             `toml:"states"`
	Politicians map[string][]string `toml:"politicians"`
	Tongues     map[string][]string `toml:"tongues"`
}

func (f *lexiconFile) lexicons() Lexicons {
	return Lexicons{Languages: []Language{f.Language}, States: f.States, Politicians: f.Politicians, Tongues: f.Tongues}
}

// ParseLexicons reads one lexicon file. The error names every term that cannot
// be used. That the states of its politicians are known is for [New] to see: they may
// stand in another file.
func ParseLexicons(file string, data []byte) (Lexicons, error) {
	var f lexiconFile
	if err := config.Decode(file, data, &f); err != nil {
		return Lexicons{}, err
	}
	lex := f.lexicons()
	var bad config.Mistakes
	for i, s := range lex.States {
		if s.Name == "" || s.Standing == "" {
			bad = append(bad, mistakeAt(file, data, s.Name, fmt.Sprintf("state number %d has no name or no standing", i+1), "give it both"))
		} else if s.Standing != StandingUsual && s.Standing != StandingKnown && s.Standing != StandingRare {
			bad = append(bad, mistakeAt(file, data, string(s.Standing), fmt.Sprintf("the standing %q is unknown", s.Standing), "write usual, known or rare"))
		}
	}
	list := lex.terms()
	for _, state := range slices.Sorted(maps.Keys(lex.Politicians)) {
		if lex.hasState(state) {
			continue // listed already
		}
		for _, text := range lex.Politicians[state] {
			list = append(list, term{text: text})
		}
	}
	if bad = append(bad, termMistakes(file, data, list)...); len(bad) > 0 {
		return Lexicons{}, bad
	}
	return lex, nil
}

// termMistakes are the entries of a file that cannot be used.
func termMistakes(file string, data []byte, list []term) (bad config.Mistakes) {
	var r entryReader
	for _, e := range list {
		if err := r.read(e.text); err != nil {
			bad = append(bad, mistakeAt(file, data, e.text, err.Error(), "correct the term or take it out"))
		}
	}
	return bad
}

// Add returns the terms, states and tongues of both.
func (l Lexicons) Add(other Lexicons) Lexicons {
	return Lexicons{
		Languages:   append(slices.Clone(l.Languages), other.Languages...),
		States:      append(slices.Clone(l.States), other.States...),
		Politicians: addLists(l.Politicians, other.Politicians),
		Tongues:     addLists(l.Tongues, other.Tongues),
	}
}

// stateless returns an error if there are politicians of a state that has no entry: nobody
// would know them.
func (l Lexicons) stateless() error {
	for _, name := range slices.Sorted(maps.Keys(l.Politicians)) {
		if !l.hasState(name) {
			return fmt.Errorf("the politicians of %q: no state has this name; write it as among the states, or add the state", name)
		}
	}
	return nil
}

func (l Lexicons) hasState(name string) bool {
	return slices.ContainsFunc(l.States, func(s State) bool { return s.Name == name })
}

// addLists returns what both hold under each name.
func addLists(one, other map[string][]string) map[string][]string {
	both := maps.Clone(one)
	if both == nil {
		both = map[string][]string{}
	}
	for name, list := range other {
		both[name] = append(slices.Clone(both[name]), list...)
	}
	return both
}

// mistakeAt places a mistake on the first line that holds the quoted text.
func mistakeAt(file string, data []byte, quoted, what, do string) config.Mistake {
	line, col := 1, 1
	if quoted != "" {
		for i, l := range strings.Split(string(data), "\n") {
			if at := strings.Index(l, `"`+quoted+`"`); at >= 0 {
				line, col = i+1, len([]rune(l[:at]))+1
				break
			}
		}
	}
	return config.Mistake{File: file, Line: line, Col: col, What: what, Do: do}
}

// mistakeKey places a mistake on the line of a key.
func mistakeKey(file string, data []byte, key, what, do string) config.Mistake {
	line, col := 1, 1
	for i, l := range strings.Split(string(data), "\n") {
		name, _, ok := strings.Cut(l, "=")
		if ok && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			line, col = i+1, len(l)-len(strings.TrimLeft(l, " \t"))+1
			break
		}
	}
	return config.Mistake{File: file, Line: line, Col: col, What: what, Do: do}
}

// version is the first 12 hex digits of the SHA-256 of the canonical form of v:
// its JSON, in which struct fields have a fixed order and map keys are sorted.
func version(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // plain data always marshals; NaN weights are refused on reading
		b = []byte(err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:12]
}
