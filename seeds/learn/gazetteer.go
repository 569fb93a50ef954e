package learn

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"meddlewatch/seeds/lists"
)

// class says which list a known name comes from. Where one form stands in several
// lists, the lower class is meant.
type class int

const (
	classCountry class = iota
	classBody
	classPlatform
	classCompany
	classOrganisation
	classOutlet
	classRegion // a place within a country
	classParty
)

// known is a form from the lists of general resources.
type known struct {
	class    class
	name     string // canonical
	typ      string // one of meddlewatch.EntityTypes
	country  string // canonical name of its country; "" none
	kind     string // how the form stands to the name: name, abbreviation, adjective, people, metonym
	ordinary bool   // an ordinary word too: needs a cue
	service  bool   // works in secret, or abroad
	state    bool   // an outlet that a state directs
	words    []string
	after    []rune   // the sign before each word, as in the form
	alts     []*known // other bodies of the same form
}

// gazetteer finds the forms of the lists in a run of tokens.
type gazetteer struct {
	byFirst     map[string][]*known
	countries   map[string]*lists.Country // by canonical name
	given       map[string]bool
	surnames    map[string]bool
	stops       map[string]bool
	stopPhrases phrases
	titles      phrases
	heads       map[string]phrases // by where they count, then as phrases with a type
}

// phrases are runs of lower-case words with a meaning each.
type phrases map[string][]phrase // by first word

type phrase struct {
	words []string
	typ   string
}

func (p phrases) add(text, typ string) {
	var words []string
	for _, t := range tokens(text) {
		words = append(words, t.lower())
	}
	if len(words) > 0 {
		p[words[0]] = append(p[words[0]], phrase{words, typ})
	}
}

// at returns the longest phrase that begins with a token.
func (p phrases) at(toks []token, i int) (phrase, bool) {
	var best phrase
	if i < 0 || i >= len(toks) {
		return best, false
	}
	for _, f := range p[toks[i].lower()] {
		if len(f.words) > len(best.words) && f.stands(toks, i) {
			best = f
		}
	}
	return best, len(best.words) > 0
}

// before returns the longest phrase that ends in front of a token.
func (p phrases) before(toks []token, i int) (phrase, bool) {
	var best phrase
	for n := 1; n <= 4 && i-n >= 0; n++ {
		for _, f := range p[toks[i-n].lower()] {
			if len(f.words) == n && f.stands(toks, i-n) {
				best = f
			}
		}
	}
	return best, len(best.words) > 0
}

func (f phrase) stands(toks []token, i int) bool {
	if i+len(f.words) > len(toks) {
		return false
	}
	for k, w := range f.words {
		if toks[i+k].lower() != w || k > 0 && toks[i+k].after != 0 {
			return false
		}
	}
	return true
}

// newGazetteer makes the indexes of the lists. Where a form stands in several, the
// first class counts, and others of its kind are kept beside it.
func newGazetteer(l *lists.Lists) *gazetteer {
	g := &gazetteer{
		byFirst: map[string][]*known{}, countries: map[string]*lists.Country{},
		given: map[string]bool{}, surnames: map[string]bool{}, stops: map[string]bool{},
		stopPhrases: phrases{}, titles: phrases{}, heads: map[string]phrases{},
	}
	// Names of states in other languages, from Unicode CLDR.
	cldr := []display.Namer{display.Regions(language.German), display.Regions(language.French), display.Regions(language.Spanish), display.Regions(language.Russian)}
	for i := range l.Countries {
		c := &l.Countries[i]
		g.countries[c.Name] = c
		one := known{class: classCountry, name: c.Name, typ: "place", country: c.Name, kind: "name"}
		g.add(c.Name, one, c.Doubtful)
		g.addAll(c.Names, one, c.Doubtful)
		for _, names := range cldr {
			if region, err := language.ParseRegion(c.Code); err == nil {
				if name := names.Name(region); name != c.Name && !slices.Contains(c.Doubtful, name) {
					g.add(name, one, nil)
				}
			}
		}
		one.kind = "adjective"
		g.addAll(c.Adjectives, one, c.Doubtful)
		one.kind = "people"
		g.addAll(c.People, one, c.Doubtful)
		one.kind = "metonym"
		g.addAll(c.Metonyms, one, c.Doubtful)
	}
	for _, b := range l.Bodies {
		one := known{class: classBody, name: b.Name, typ: "government_body", country: b.Country, kind: "name"}
		switch b.Kind {
		case "party":
			one.typ = "state_actor"
		case "international":
			one.typ = "other_org"
		case "intelligence", "security", "military":
			one.service = true
		}
		g.add(b.Name, one, b.Doubtful)
		g.addAll(b.Forms, one, b.Doubtful)
	}
	owners := map[string]bool{}
	for _, p := range l.Platforms {
		one := known{class: classPlatform, name: p.Name, typ: "platform", kind: "name"}
		g.add(p.Name, one, p.Doubtful)
		g.addAll(p.Forms, one, p.Doubtful)
		if p.Owner != "" && !owners[p.Owner] {
			owners[p.Owner] = true
			g.add(p.Owner, known{class: classCompany, name: p.Owner, typ: "company", kind: "name"}, nil)
		}
	}
	for _, o := range l.Organisations {
		one := known{class: classOrganisation, name: o.Name, typ: o.Type, country: o.Country, kind: "name"}
		g.add(o.Name, one, o.Doubtful)
		g.addAll(o.Forms, one, o.Doubtful)
	}
	for _, o := range l.Outlets {
		one := known{class: classOutlet, name: o.Name, typ: "media_outlet", country: o.Country, kind: "name", state: o.State}
		g.add(o.Name, one, o.Doubtful)
		g.addAll(o.Forms, one, o.Doubtful)
	}
	for _, c := range l.Cities {
		var doubtful []string
		if c.Ordinary {
			doubtful = []string{c.Name}
		}
		g.add(c.Name, known{class: classRegion, name: c.Name, typ: "place", country: c.Country, kind: "name"}, doubtful)
	}
	for _, p := range l.Parties {
		g.add(p, known{class: classParty, name: p, typ: "other_org", kind: "name"}, nil)
	}
	for _, n := range l.GivenNames {
		g.given[n] = true
	}
	for _, n := range l.Surnames {
		g.surnames[n] = true
	}
	for _, s := range l.Stops {
		if strings.ContainsAny(s, " -") {
			g.stopPhrases.add(s, "")
			continue
		}
		g.stops[strings.ToLower(s)] = true
	}
	for _, t := range l.Titles {
		g.titles.add(t, "person")
	}
	for _, h := range l.Heads {
		if g.heads[h.Where] == nil {
			g.heads[h.Where] = phrases{}
		}
		g.heads[h.Where].add(h.Word, h.Type)
	}
	return g
}

func (g *gazetteer) addAll(forms []string, k known, doubtful []string) {
	for _, f := range forms {
		g.add(f, k, doubtful)
	}
}

// add takes a form; doubtful are those that mean other things too. What has "and" in
// it is printed with "&" as well.
func (g *gazetteer) add(form string, k known, doubtful []string) {
	k.ordinary = slices.Contains(doubtful, form)
	g.addForm(form, k)
	if with := strings.ReplaceAll(form, " and ", " & "); with != form && k.class != classCountry {
		g.addForm(with, k)
	}
}

func (g *gazetteer) addForm(form string, k known) {
	toks := tokens(form)
	if len(toks) > 1 && strings.EqualFold(toks[0].text, "the") {
		toks = toks[1:]
	}
	if len(toks) == 0 || len(toks) == 1 && !toks[0].capital() && len(toks[0].text) < 3 {
		return
	}
	for _, t := range toks {
		word := t.plain()
		if t.possessive {
			word += "'s"
		}
		k.words = append(k.words[:len(k.words):len(k.words)], word)
		k.after = append(k.after[:len(k.after):len(k.after)], t.after)
	}
	if k.kind == "name" && len(toks) == 1 && toks[0].acronym() && form != k.name {
		k.kind = "abbreviation"
	}
	one := k
	for _, o := range g.byFirst[one.words[0]] {
		if o.name == one.name || !slices.Equal(o.words, one.words) {
			continue
		}
		initials := o.class == classBody && one.class == classOutlet && len(toks) == 1 && toks[0].acronym()
		region := o.class == classCountry && one.class == classRegion // Georgia and Georgia
		if o.class == one.class || initials || region {
			o.alts = append(o.alts, &one)
			return
		}
	}
	g.byFirst[one.words[0]] = append(g.byFirst[one.words[0]], &one)
}

// at returns the longest form that begins with a token, and how many tokens it has.
func (g *gazetteer) at(toks []token, i int) (*known, int) {
	var best *known
	first := toks[i].plain()
	for _, k := range g.byFirst[first] {
		if best != nil && (len(k.words) < len(best.words) || len(k.words) == len(best.words) && k.class >= best.class) {
			continue
		}
		if k.stands(toks, i) {
			best = k
		}
	}
	if toks[i].possessive {
		for _, k := range g.byFirst[first+"'s"] {
			if (best == nil || len(k.words) > len(best.words)) && k.stands(toks, i) {
				best = k
			}
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, len(best.words)
}

// countryAt returns the longest form of a country that begins with a token.
func (g *gazetteer) countryAt(toks []token, i int) (*known, int) {
	var best *known
	for _, k := range g.byFirst[toks[i].plain()] {
		if k.class == classCountry && (best == nil || len(k.words) > len(best.words)) && k.stands(toks, i) {
			best = k
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, len(best.words)
}

func (k *known) stands(toks []token, i int) bool {
	if i+len(k.words) > len(toks) {
		return false
	}
	for n, w := range k.words {
		t := toks[i+n]
		if n > 0 && t.after != 0 && t.after != '(' && t.after != k.after[n] {
			return false
		}
		if t.plain() == w {
			if n < len(k.words)-1 && t.possessive {
				return false
			}
			continue
		}
		if !t.possessive || t.plain()+"'s" != w {
			return false
		}
	}
	return true
}

// adjective returns the adjective of a country, or its name.
func (g *gazetteer) adjective(country string) string {
	c := g.countries[country]
	if c == nil || len(c.Adjectives) == 0 {
		return country
	}
	for _, a := range c.Adjectives {
		if !strings.Contains(a, ".") && strings.ToUpper(a) != a {
			return a
		}
	}
	return c.Adjectives[0]
}

// inTitle returns a country as it stands in the name of an election: by its
// adjective, except where that is no part of the name ("United States").
func (g *gazetteer) inTitle(country string) string {
	if strings.HasPrefix(country, "United ") {
		return country
	}
	return g.adjective(country)
}
