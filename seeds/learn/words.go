package learn

import (
	_ "embed"
	"strings"

	"meddlewatch/config"
)

//go:embed words.toml
var wordsTOML []byte

// words are the ordinary words that the finder of entities reads by; words.toml
// says what each list is for.
type words struct {
	fronts, middles, threats, neutrals, deeds, assessors set

	electionKinds, electionNouns, weakNouns, electionTails, pointers set

	interference, interferenceAdjectives set

	eventEnds set

	says, roles, particles set

	numbered set

	outletBefore, outletAfter, platformBefore, platformAfter set

	ministries []ministry
}

// set is words in lower case.
type set map[string]bool

func setOf(list []string) set {
	s := make(set, len(list))
	for _, w := range list {
		s[strings.ToLower(w)] = true
	}
	return s
}

// ministry is a kind of body with its usual shapes, as words.
type ministry struct {
	name   string
	abroad bool       // it has its seat in another state
	forms  [][]string // lower case
}

func loadWords() (*words, error) {
	var f struct {
		Phrase struct {
			Fronts    []string `toml:"fronts"`
			Middles   []string `toml:"middles"`
			Threats   []string `toml:"threats"`
			Neutrals  []string `toml:"neutrals"`
			Deeds     []string `toml:"deeds"`
			Assessors []string `toml:"assessors"`
		} `toml:"phrase"`
		Election struct {
			Kinds     []string `toml:"kinds"`
			Nouns     []string `toml:"nouns"`
			WeakNouns []string `toml:"weak_nouns"`
			Tails     []string `toml:"tails"`
			Pointers  []string `toml:"pointers"`
		} `toml:"election"`
		Interference struct {
			Nouns      []string `toml:"nouns"`
			Adjectives []string `toml:"adjectives"`
		} `toml:"interference"`
		Event struct {
			Ends []string `toml:"ends"`
		} `toml:"event"`
		Person struct {
			Says      []string `toml:"says"`
			Roles     []string `toml:"roles"`
			Particles []string `toml:"particles"`
		} `toml:"person"`
		Body struct {
			Numbered []string `toml:"numbered"`
		} `toml:"body"`
		Outlet struct {
			Before []string `toml:"before"`
			After  []string `toml:"after"`
		} `toml:"outlet"`
		Platform struct {
			Before []string `toml:"before"`
			After  []string `toml:"after"`
		} `toml:"platform"`
		Ministry []struct {
			Abroad bool     `toml:"abroad"`
			Forms  []string `toml:"forms"`
		} `toml:"ministry"`
	}
	if err := config.Decode("words.toml", wordsTOML, &f); err != nil {
		return nil, err
	}
	w := &words{
		fronts: setOf(f.Phrase.Fronts), middles: setOf(f.Phrase.Middles), threats: setOf(f.Phrase.Threats),
		neutrals: setOf(f.Phrase.Neutrals), deeds: setOf(f.Phrase.Deeds), assessors: setOf(f.Phrase.Assessors),
		electionKinds: setOf(f.Election.Kinds), electionNouns: setOf(f.Election.Nouns), weakNouns: setOf(f.Election.WeakNouns),
		electionTails: setOf(f.Election.Tails), pointers: setOf(f.Election.Pointers),
		interference: setOf(f.Interference.Nouns), interferenceAdjectives: setOf(f.Interference.Adjectives),
		eventEnds: setOf(f.Event.Ends),
		says:      setOf(f.Person.Says), roles: setOf(f.Person.Roles), particles: setOf(f.Person.Particles),
		numbered:     setOf(f.Body.Numbered),
		outletBefore: setOf(f.Outlet.Before), outletAfter: setOf(f.Outlet.After), platformBefore: setOf(f.Platform.Before),
		platformAfter: setOf(f.Platform.After),
	}
	for _, m := range f.Ministry {
		one := ministry{name: m.Forms[0], abroad: m.Abroad}
		for _, form := range m.Forms {
			one.forms = append(one.forms, strings.Fields(strings.ToLower(form)))
		}
		w.ministries = append(w.ministries, one)
	}
	return w, nil
}
