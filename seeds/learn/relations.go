package learn

import (
	"slices"
	"strings"

	"meddlewatch/seeds/document"
	"meddlewatch/seeds/relate"
)

// relations asks what the sentences say of the entities, one document at a time,
// and joins what several sentences say.
func (s *survey) relations() []Relation {
	known := map[[3]string]int{}
	list := []Relation{}
	for d := range s.documents {
		sentences, places := s.forRelate(d)
		for _, f := range relate.Find(sentences) {
			if f.Subject == f.Object {
				continue
			}
			at := places[f.Sentence]
			block := &s.documents[d].Blocks[at.block]
			from := block.Sentences[at.sentence].Start
			offset, length := block.Place(from+f.Start, from+f.End)
			receipt := Receipt{Document: s.documents[d].Name, Offset: offset, Length: length, Rule: f.Rule}
			key := [3]string{f.Subject, f.Relation, f.Object}
			i, seen := known[key]
			if !seen {
				i = len(list)
				known[key] = i
				list = append(list, Relation{Subject: f.Subject, Relation: f.Relation, Object: f.Object, Hedge: f.Hedge})
			}
			if !slices.Contains(list[i].Receipts, receipt) {
				list[i].Receipts = append(list[i].Receipts, receipt)
			}
			if f.Hedge == "" {
				list[i].Hedge = "" // said plainly somewhere
			}
		}
	}
	return list
}

// forRelate returns the sentences of a document that say something new, with
// their mentions, and where each stands.
func (s *survey) forRelate(d int) ([]relate.Sentence, []place) {
	var sentences []relate.Sentence
	var places []place
	for b := range s.documents[d].Blocks {
		block := &s.documents[d].Blocks[b]
		if block.Frame != "" || block.SeeAlso {
			continue
		}
		for n, one := range block.Sentences {
			if one.Frame != "" || one.Repeat && block.Kind != document.Heading {
				continue
			}
			at := place{d, b, n}
			r := relate.Sentence{
				Text: block.Text[one.Start:one.End], Block: b,
				CutBefore: one.CutBefore, CutAfter: one.CutAfter, Heading: block.Kind == document.Heading,
			}
			for i := s.sentences[at]; i < len(s.mentions) && s.mentions[i].place == at; i++ {
				if m := s.mentions[i]; m.thing != nil {
					r.Mentions = append(r.Mentions, m.forRelate(one.Start))
				}
			}
			sentences = append(sentences, r)
			places = append(places, at)
		}
	}
	return sentences, places
}

func (m *mention) forRelate(from int) relate.Mention {
	country := m.thing.country
	if country == foreign {
		country = ""
	}
	typ := m.thing.typ
	if m.thing.election == nil && m.thing.key == keyOf(country, "") && typ == "place" {
		typ = "state_actor"
	}
	return relate.Mention{
		Entity: m.thing.name, Type: typ, Start: m.start - from, End: m.end - from,
		Adjective: m.kind == "adjective" || m.kind == "people" || m.kind == "phrase",
		Country:   country,
	}
}

// aliasRelations says which names mean the same: abbreviations that are printed
// beside what they stand for, seats of government, short forms of outlets.
func aliasRelations(t *thing, watch bool) []string {
	var names []string
	add := func(name string) {
		if name != t.name && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	full := slices.ContainsFunc(t.mentions, func(m *mention) bool { return keyOf(m.text, "") == t.key || m.abbr != "" })
	for _, m := range t.mentions {
		switch {
		case m.abbr != "":
			add(m.abbr)
		case m.kind == "abbreviation" && full && t.typ != "place" && t.typ != "state_actor":
			add(m.text)
		case (m.kind == "metonym" || m.kind == "abbreviation") && watch && (t.typ == "state_actor" || t.typ == "place"):
			add(m.text)
		case m.kind == "short" && t.typ == "media_outlet":
			add(m.before + " " + m.text)
		}
	}
	slices.SortFunc(names, strings.Compare)
	return names
}
