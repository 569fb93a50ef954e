package relearn

import (
	"maps"
	"slices"
)

// merged is one thing after the merge, with the three versions it comes from: base
// is what the learner wrote last time, file what the person's file says now, found
// what the documents teach now. Each may be nil.
type merged struct {
	was, file, found *thing

	out   *thing       // what the file will say; nil: nothing
	base  *thing       // what the next run will take for the learner's own; nil: nothing
	yours map[int]bool // fields of out that are the person's
	own   map[string]bool
	kept  bool // no document supports it, or none of its parts; it stays because the person edited it

	comments []string // the person's, to stand above it
	sources  []string // the person's
	receipts []string // the person's: in documents that were never learned from
	removal  bool     // the person wrote remove = true
	position int      // its place among what was found; the rest comes behind
}

// three merges one field. A person's value is known by being another than the
// learner's last; then it wins, and the base must stay another than it.
func three(was, file, found string) (out, base string, yours bool) {
	switch file {
	case was:
		return found, found, false
	case found:
		return file, was, true
	}
	return file, found, true
}

// merge fills out and base.
func (m *merged) merge() {
	m.out, m.base, m.kept = nil, nil, false
	m.yours, m.own = map[int]bool{}, map[string]bool{}
	switch {
	case m.file == nil && m.was != nil: // the person took it out: remembered
		m.base = m.found
		if m.base == nil {
			m.base = m.was
		}
	case m.removal:
		m.out, m.base = m.file, m.found
		if m.base == nil {
			m.base = m.was
		}
	case m.file == nil:
		m.out, m.base = m.found, m.found
	case m.found != nil:
		m.mergeWith(m.found)
		if len(m.out.parts) == 0 && len(m.file.parts) > 0 {
			m.keep()
		}
	case m.edited():
		m.keep()
	}
}

// keep leaves what the person's file says, as if the learner still said what it
// said last.
func (m *merged) keep() {
	found := m.was
	if found == nil {
		found = &thing{id: m.file.id, name: m.file.name, fields: make([]string, len(m.file.fields))}
	}
	m.mergeWith(found)
	m.out.name = m.file.name
	m.kept = true
}

func (m *merged) mergeWith(found *thing) {
	was := m.was
	if was == nil {
		was = &thing{fields: make([]string, len(m.file.fields))}
	}
	m.yours, m.own = map[int]bool{}, map[string]bool{}
	m.out = &thing{id: found.id, name: found.name, fields: make([]string, len(m.file.fields)), receipts: found.receipts, notes: found.notes}
	if found.id == m.file.id {
		m.out.name, _, _ = three(was.name, m.file.name, found.name)
	}
	m.base = &thing{id: found.id, name: found.name, fields: make([]string, len(m.file.fields))}
	for i := range m.file.fields {
		var yours bool
		m.out.fields[i], m.base.fields[i], yours = three(was.fields[i], m.file.fields[i], found.fields[i])
		if yours {
			m.yours[i] = true
		}
	}
	for _, key := range keys(found, m.file, was) {
		m.mergePart(key, was, found)
	}
	if m.was == nil && len(m.base.parts) == 0 && !slices.ContainsFunc(m.base.fields, func(s string) bool { return s != "" }) {
		m.base = nil // nothing of it is the learner's
	}
}

// mergePart merges one alias or phrase, as three does with values that may be
// absent.
func (m *merged) mergePart(key string, was, found *thing) {
	w, wasThere := was.find(key)
	f, inFile := m.file.find(key)
	n, inFound := found.find(key)
	base := func(p part) { m.base.parts = append(m.base.parts, p) }
	switch {
	case !inFile && !wasThere: // new
		m.out.parts = append(m.out.parts, n)
		base(n)
	case !inFile && inFound: // the person took it out: remembered
		base(n)
	case !inFile:
		base(w)
	case wasThere && f == w: // the person did not touch it
		if inFound {
			m.out.parts = append(m.out.parts, n)
			base(n)
		}
	default:
		m.out.parts = append(m.out.parts, f)
		m.own[key] = true
		if inFound && n != f {
			base(n)
		} else if wasThere {
			base(w)
		}
	}
}

// edited says whether the person changed anything since the learner last wrote.
func (m *merged) edited() bool {
	if m.was == nil || !slices.Equal(m.was.fields, m.file.fields) || len(m.was.parts) != len(m.file.parts) {
		return true
	}
	for _, p := range m.file.parts {
		if w, there := m.was.find(p.id); !there || w != p {
			return true
		}
	}
	return len(m.comments)+len(m.sources)+len(m.receipts) > 0
}

// keys are the keys of all parts, in the order of the versions given.
func keys(versions ...*thing) []string {
	var all []string
	seen := map[string]bool{}
	for _, t := range versions {
		for _, p := range t.parts {
			if !seen[p.id] {
				seen[p.id] = true
				all = append(all, p.id)
			}
		}
	}
	return all
}

// align brings the three versions of everything together. Things are the same when
// their names are. rename says which thing of the base a newly found one may have
// been under another name; nil: none.
func align(base map[string]*thing, file []*thing, found []*thing, rename func(found *thing) string) []*merged {
	var all []*merged
	byName := map[string]*merged{}
	put := func(key string) *merged {
		m := byName[key]
		if m == nil {
			m = &merged{was: base[key], position: len(found)}
			byName[key] = m
			all = append(all, m)
		}
		return m
	}
	for i, n := range found {
		key := n.id
		if rename != nil {
			if old := rename(n); old != "" && byName[old] == nil {
				key = old
			}
		}
		m := put(key)
		m.found, m.position = n, i
	}
	for _, f := range file {
		put(f.id).file = f
	}
	for _, key := range slices.Sorted(maps.Keys(base)) {
		put(key)
	}
	return all
}
