package relate

import "strings"

// writer is the house that a report means by "we": the first that a heading names, that
// a sentence begins with which reports, or that stands in one that says "we"; "" none.
func (d *document) writer() string {
	for _, name := range d.order {
		t := d.things[name]
		switch t.kind {
		case "company", "research_org", "platform":
		default:
			continue
		}
		s := &d.sentences[t.first.sentence]
		if s.Heading {
			return name
		}
		_, hits := d.cues.find(tokenize(s.Text, nil))
		before := strings.TrimSpace(s.Text[:t.first.start])
		peer := strings.HasSuffix(before, " at") || strings.HasSuffix(before, " with") // "our peers at F"
		if len(hits[we]) > 0 && !peer || t.first.start == 0 && len(hits[report]) > 0 {
			return name
		}
	}
	return ""
}
