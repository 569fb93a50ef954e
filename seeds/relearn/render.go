package relearn

import (
	"cmp"
	"encoding"
	"fmt"
	"slices"
	"strings"

	"meddlewatch"
	"meddlewatch/seeds"
)

// head is what every file begins with.
const head = `# A watchlist learned from documents. Edit it: what you change, add or take out stays
# when "bot learn --out" is run again, and is marked "yours".
# An alias says behind it where it is printed first (document:offset+length, in
# bytes), by which rule it was found, and how often it is printed in all.
# strength: strong stands alone, context needs an act of interference near by, never
# counts nothing. watch: yes is worth an alert, context only with others, no is noise.
# What a name is said to be is what the documents say of it.
`

const (
	headRemoved   = "# Taken away by you."
	headRelations = "# What the documents say of them."
	headThemes    = "# How the documents speak of interference. A theme with a kind is looked for."
	headDocuments = "# The documents that were read."
	headLearned   = "# What was learned last, to tell it from what you change. Leave it as it is."
)

func headSection(watch, typ string) string {
	return fmt.Sprintf("# Class %s: %s.", watch, strings.ReplaceAll(typ, "_", " "))
}

// classes in the order of the file.
func classes() []string {
	return []string{string(meddlewatch.WatchYes), string(meddlewatch.WatchContext), string(meddlewatch.WatchNo)}
}

// ours are the lines that the learner writes and no person.
func ours() []string {
	lines := strings.Split(strings.TrimSpace(head), "\n")
	lines = append(lines, headRemoved, headRelations, headThemes, headDocuments, headLearned)
	for _, watch := range classes() {
		for _, typ := range meddlewatch.EntityTypes() {
			lines = append(lines, headSection(watch, typ))
		}
	}
	return lines
}

// writer writes TOML.
type writer struct{ strings.Builder }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// key writes a key, marked where its value is the person's.
func (w *writer) key(key, value string, yours bool) {
	mark := ""
	if yours {
		mark = "  # yours"
	}
	w.line("%s = %s%s", key, quote(value), mark)
}

func (l *list) render() []byte {
	w := &writer{}
	w.WriteString(head)
	for _, c := range l.head {
		w.line("%s", c)
	}
	for _, watch := range classes() {
		for _, typ := range meddlewatch.EntityTypes() {
			w.section(headSection(watch, typ), l.entities, (*writer).entity, func(m *merged) bool {
				return !m.removal && m.out.fields[fieldWatch] == watch && m.out.fields[fieldType] == typ
			})
		}
	}
	w.section(headRemoved, l.entities, (*writer).removal, func(m *merged) bool { return m.removal })
	all := func(*merged) bool { return true }
	w.section(headRelations, l.relations, (*writer).relation, all)
	w.section(headThemes, l.themes, (*writer).theme, all)
	if len(l.documents) > 0 {
		w.line("\n%s", headDocuments)
	}
	for _, d := range l.documents {
		w.line("\n[[document]]\nname = %s\nsha256 = %s\nbytes = %d", quote(d.Name), quote(d.SHA256), d.Bytes)
	}
	w.learned(baseTable(l.entities, l.relations, l.themes))
	return []byte(w.String())
}

// section writes what belongs to it, in the order in which it was found, the rest
// by name behind. Nothing is written of an empty one.
func (w *writer) section(title string, all []*merged, write func(*writer, *merged), belongs func(*merged) bool) {
	var list []*merged
	for _, m := range all {
		if m.out != nil && belongs(m) {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b *merged) int {
		return cmp.Or(cmp.Compare(a.position, b.position), strings.Compare(a.out.id, b.out.id))
	})
	if len(list) > 0 {
		w.line("\n%s", title)
	}
	for _, m := range list {
		w.line("")
		for _, c := range m.comments {
			w.line("%s", c)
		}
		write(w, m)
	}
}

// mark is behind the name of a thing that no document supports.
func (m *merged) mark() string {
	switch {
	case m.found != nil:
		return ""
	case m.base == nil:
		return "  # yours"
	}
	return "  # yours; no longer supported by a document"
}

func (w *writer) removal(m *merged) {
	w.line("[[entity]]\nname = %s\nremove = true", quote(m.out.name))
}

func (w *writer) entity(m *merged) {
	e := m.out
	w.line("[[entity]]\nname = %s%s", quote(e.name), m.mark())
	for i, key := range []string{"type", "watch", "actor"} {
		if e.fields[i] != "" {
			w.key(key, e.fields[i], m.yours[i])
		}
	}
	w.line("aliases = [")
	for _, p := range e.parts {
		lang := ""
		if p.lang != "" {
			lang = ", lang = " + quote(p.lang)
		}
		w.line("  { name = %s, strength = %s%s },%s", quote(p.name), quote(string(p.strength)), lang, behind(m, p))
	}
	w.line("]")
	w.receipts(m)
	w.texts("sources", m.sources)
}

// behind is the comment of an alias or a phrase.
func behind(m *merged, p part) string {
	note := m.out.notes[p.id]
	switch {
	case m.own[p.id] && note != "":
		return "  # yours; " + note
	case m.own[p.id]:
		return "  # yours"
	case note != "":
		return "  # " + note
	}
	return ""
}

func (w *writer) relation(m *merged) {
	subject, relation, object, _ := seeds.SplitRelationKey(m.out.name)
	w.line("[[relation]]\nsubject = %s%s\nrelation = %s\nobject = %s", quote(subject), m.mark(), quote(relation), quote(object))
	if m.out.fields[0] != "" {
		w.key("hedge", m.out.fields[0], m.yours[0])
	}
	w.receipts(m)
}

func (w *writer) theme(m *merged) {
	w.line("[[theme]]\nname = %s%s", quote(m.out.name), m.mark())
	for i, key := range []string{"kind", "lang"} {
		if m.out.fields[i] != "" {
			w.key(key, m.out.fields[i], m.yours[i])
		}
	}
	w.line("phrases = [")
	for _, p := range m.out.parts {
		w.line("  %s,%s", quote(p.name), behind(m, p))
	}
	w.line("]")
	w.receipts(m)
}

func (w *writer) texts(key string, list []string) {
	if len(list) == 0 {
		return
	}
	w.line("%s = [", key)
	for _, s := range list {
		w.line("  %s,", quote(s))
	}
	w.line("]")
}

func (w *writer) learned(table seeds.LearnedTable) {
	if len(table.Entity)+len(table.Relation)+len(table.Theme) == 0 {
		return
	}
	w.line("\n%s", headLearned)
	lines(w, "entity", table.Entity)
	lines(w, "relation", table.Relation)
	lines(w, "theme", table.Theme)
}

func lines[V encoding.TextMarshaler](w *writer, name string, table map[string]V) {
	if len(table) == 0 {
		return
	}
	w.line("\n[learned.%s]", name)
	for _, key := range byName(table) {
		text, err := table[key].MarshalText()
		if err != nil {
			continue // none of these types returns one
		}
		w.line("%s = %s", quote(key), quote(string(text)))
	}
}

// quote writes a basic string of TOML 1.0.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
