package learn

import (
	"cmp"
	"iter"
	"slices"

	"meddlewatch"
	"meddlewatch/seeds/document"
	"meddlewatch/seeds/relate"
)

// longStory is how many sentences are read as one story. Reports have some hundreds;
// what is longer is a collection of them, or a book, and is read part by part, which
// keeps time and memory in proportion to its length.
const longStory = 2000

// told is a place of a relation, by its number.
type told struct {
	relation, offset, length int
	document, rule           string
}

// relations asks what the sentences say of the entities, one document at a time,
// and joins what several sentences say.
func (s *survey) relations() []Relation {
	known := map[[3]string]int{}
	tells := map[told]bool{}
	list := []Relation{}
	for d := range s.documents {
		for sentences, places := range s.stories(d) {
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
				if here := (told{i, offset, length, receipt.Document, f.Rule}); !tells[here] {
					tells[here] = true
					list[i].Receipts = append(list[i].Receipts, receipt)
				}
				if f.Hedge == "" {
					list[i].Hedge = "" // said plainly somewhere
				}
			}
		}
	}
	return list
}

// stories yields the sentences of a document that are content, with their
// mentions, and where each stands; at most longStory at a time.
func (s *survey) stories(d int) iter.Seq2[[]relate.Sentence, []place] {
	return func(yield func([]relate.Sentence, []place) bool) {
		var sentences []relate.Sentence
		var places []place
		next := s.first[d]
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
				r.Mentions, next = s.mentionsAt(at, next, one.Start)
				sentences = append(sentences, r)
				places = append(places, at)
				if len(sentences) == longStory {
					if !yield(sentences, places) {
						return
					}
					sentences, places = nil, nil
				}
			}
		}
		if len(sentences) > 0 {
			yield(sentences, places)
		}
	}
}

// mentionsAt returns the mentions of a sentence that begins at a byte of its block,
// and the number of the mention behind them; from is one that is not behind them.
func (s *survey) mentionsAt(at place, from, start int) (list []relate.Mention, next int) {
	for next = from; next < len(s.mentions) && s.mentions[next].precedes(at); next++ {
	}
	for ; next < len(s.mentions) && s.mentions[next].place == at; next++ {
		if m := s.mentions[next]; m.thing != nil {
			list = append(list, m.forRelate(start))
		}
	}
	return list, next
}

// precedes says whether a sentence stands before another.
func (p place) precedes(other place) bool {
	return cmp.Or(cmp.Compare(p.document, other.document), cmp.Compare(p.block, other.block), cmp.Compare(p.sentence, other.sentence)) < 0
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
		Entity: m.thing.name, Type: typ, Start: int(m.start) - from, End: int(m.end) - from,
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
