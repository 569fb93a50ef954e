package relearn

import (
	"fmt"
	"strings"

	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// Changes is what learning again did to a file, a sentence each.
type Changes struct {
	Documents   []string // read for the first time, changed, or no longer given
	Added       []string
	Changed     []string // old and new value
	Unsupported []string // taken out: no document supports it any more
	Kept        []string // yours, where the documents now say something else
}

// Text is the changes for a person, "" where there are none.
func (c Changes) Text() string {
	var b strings.Builder
	for _, group := range []struct {
		title string
		lines []string
	}{
		{"documents", c.Documents},
		{"added", c.Added},
		{"changed", c.Changed},
		{"no longer supported by a document, taken out", c.Unsupported},
		{"kept as yours", c.Kept},
	} {
		if len(group.lines) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s:\n", group.title)
		for _, line := range group.lines {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	return b.String()
}

// sort is what a kind of things is called, with its fields and parts.
type sort struct {
	name   string
	fields []string
	part   string
	title  func(t *thing) string
}

func (l *list) changes(before []seeds.Document) Changes {
	c := Changes{}
	c.documents(before, l.documents)
	plain := func(t *thing) string { return t.name }
	for _, group := range []struct {
		sort sort
		all  []*merged
	}{
		{sort{"entity", []string{"type", "watch", "actor"}, "alias", plain}, l.entities},
		{sort{"relation", []string{"hedge"}, "", func(t *thing) string {
			subject, relation, object, _ := seeds.SplitRelationKey(t.name)
			return subject + " " + relation + " " + object
		}}, l.relations},
		{sort{"theme", []string{"kind", "lang"}, "phrase", plain}, l.themes},
	} {
		for _, m := range group.all {
			c.thing(group.sort, m)
		}
	}
	return c
}

func (c *Changes) documents(before []seeds.Document, now []learn.Document) {
	old := map[string]seeds.Document{}
	for _, d := range before {
		old[d.Name] = d
	}
	given := map[string]bool{}
	for _, d := range now {
		given[d.Name] = true
		switch known, there := old[d.Name]; {
		case !there:
			c.Documents = append(c.Documents, d.Name+" is new")
		case !strings.EqualFold(known.SHA256, d.SHA256):
			c.Documents = append(c.Documents, d.Name+" has changed")
		}
	}
	for _, d := range before {
		if !given[d.Name] {
			c.Documents = append(c.Documents, d.Name+" is no longer among them")
		}
	}
}

func (c *Changes) thing(s sort, m *merged) {
	switch {
	case m.file == nil && m.out != nil:
		c.Added = append(c.Added, s.describe(m.out))
	case m.file == nil && m.found != nil && m.was != nil:
		c.Kept = append(c.Kept, fmt.Sprintf("%s %s: stays taken out", s.name, s.title(m.found)))
	case m.file == nil:
	case m.out == nil:
		c.Unsupported = append(c.Unsupported, s.describe(m.file))
	case m.removal && m.found != nil:
		c.Kept = append(c.Kept, fmt.Sprintf("%s %s: stays removed", s.name, s.title(m.file)))
	case m.removal:
	default:
		c.values(s, m)
		c.parts(s, m)
		if m.kept && m.found == nil && m.base != nil {
			c.Kept = append(c.Kept, fmt.Sprintf("%s %s: no document supports it any more; it stays because you edited it", s.name, s.title(m.out)))
		}
	}
}

func (c *Changes) values(s sort, m *merged) {
	title := s.title(m.out)
	if m.out.name != m.file.name {
		c.Changed = append(c.Changed, fmt.Sprintf("%s: name %q → %q", s.title(m.file), s.title(m.file), title))
	}
	for i, field := range s.fields {
		if m.out.fields[i] != m.file.fields[i] {
			c.Changed = append(c.Changed, fmt.Sprintf("%s: %s %q → %q", title, field, m.file.fields[i], m.out.fields[i]))
		}
		if m.yours[i] && m.found != nil && m.found.fields[i] != m.out.fields[i] {
			c.Kept = append(c.Kept, fmt.Sprintf("%s: %s stays %q; learned is %q", title, field, m.out.fields[i], m.found.fields[i]))
		}
	}
}

func (c *Changes) parts(s sort, m *merged) {
	title := s.title(m.out)
	for _, p := range m.out.parts {
		old, there := m.file.find(p.id)
		switch {
		case !there:
			c.Added = append(c.Added, fmt.Sprintf("%s: %s %s", title, s.part, p.describe()))
		case old != p:
			c.Changed = append(c.Changed, fmt.Sprintf("%s: %s %s → %s", title, s.part, old.describe(), p.describe()))
		}
	}
	for _, p := range m.file.parts {
		if _, there := m.out.find(p.id); !there {
			c.Unsupported = append(c.Unsupported, fmt.Sprintf("%s: %s %s", title, s.part, p.describe()))
		}
	}
	if m.found == nil {
		return
	}
	for _, n := range m.found.parts {
		_, inFile := m.file.find(n.id)
		out, inOut := m.out.find(n.id)
		_, was := m.was.find(n.id)
		switch {
		case !inFile && !inOut && was:
			c.Kept = append(c.Kept, fmt.Sprintf("%s: %s %q stays taken out", title, s.part, n.name))
		case inOut && m.own[n.id] && out != n:
			c.Kept = append(c.Kept, fmt.Sprintf("%s: %s stays %s; learned is %s", title, s.part, out.describe(), n.describe()))
		}
	}
}

func (p part) describe() string {
	if p.strength == "" {
		return fmt.Sprintf("%q", p.name)
	}
	lang := ""
	if p.lang != "" {
		lang = ", " + p.lang
	}
	return fmt.Sprintf("%q (%s%s)", p.name, p.strength, lang)
}

// describe is a thing in one line.
func (s sort) describe(t *thing) string {
	text := s.name + " " + s.title(t)
	var facts []string
	for _, f := range t.fields {
		if f != "" {
			facts = append(facts, f)
		}
	}
	if len(facts) > 0 {
		text += " (" + strings.Join(facts, ", ") + ")"
	}
	if len(t.parts) > 0 {
		var names []string
		for _, p := range t.parts {
			names = append(names, p.name)
		}
		text += ": " + strings.Join(names, " | ")
	}
	return text
}
