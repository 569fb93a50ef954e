package learn

import (
	"slices"

	"meddlewatch"
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
		for _, f := range s.finder.Find(sentences) {
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

// forRelate returns the sentences of a document that are content, with
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
			if one.Frame != "" {
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

// aliasRelations says which printed forms mean an entity that its name does not
// show: abbreviations beside what they stand for, seats of government of states
// that act, short forms of outlets, further names of campaigns.
func (s *survey) aliasRelations(t *thing, watch meddlewatch.Watch) []Relation {
	var list []Relation
	seen := map[string]bool{t.name: true}
	full := slices.ContainsFunc(t.mentions, func(m *mention) bool { return keyOf(m.text, "") == t.key || m.abbr != "" })
	for _, m := range t.mentions {
		form := t.furtherForm(m, full, watch)
		if form == "" || seen[form] {
			continue
		}
		seen[form] = true
		list = append(list, Relation{Subject: form, Relation: "alias_of", Object: t.name, Receipts: []Receipt{*s.receipt(m)}})
	}
	return list
}

// furtherForm returns the form in a mention that is another name of the entity.
// full says whether the documents print the name itself.
func (t *thing) furtherForm(m *mention, full bool, watch meddlewatch.Watch) string {
	state := t.typ == "place" || t.typ == "state_actor" && t.country == t.name
	switch {
	case m.abbr != "":
		return m.abbr
	case state && watch == meddlewatch.WatchYes && (m.kind == "metonym" || m.kind == "abbreviation"):
		return m.text
	case state && watch == meddlewatch.WatchYes && (m.formKind == "metonym" || m.formKind == "abbreviation"):
		return m.form
	case !state && full && m.kind == "abbreviation":
		return m.text
	case m.kind == "short" && t.typ == "media_outlet" && m.before == "the":
		return m.before + " " + m.text
	case (t.typ == "campaign" || t.typ == "threat_group") && keyOf(m.text, "") != t.key:
		return m.text
	}
	return ""
}
