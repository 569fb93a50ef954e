package seeds

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"meddlewatch"
	"meddlewatch/config"
)

// LearnedTable is the table [learned] at the end of a file: what the learner itself last
// wrote, so that it can be told from what a person changed since. Keys are names.
// People need not touch it; a line taken out of it makes the thing the person's.
type LearnedTable struct {
	Entity   map[string]LearnedEntity   `toml:"entity"`
	Relation map[string]LearnedRelation `toml:"relation"` // by RelationKey
	Theme    map[string]LearnedTheme    `toml:"theme"`
}

// LearnedEntity is an entity as the learner wrote it: "type|watch|actor|strength
// lang alias|…". A field that it did not write is empty, a language "-".
type LearnedEntity struct {
	Type    string
	Watch   meddlewatch.Watch
	Actor   string
	Aliases []meddlewatch.Alias // without origin
}

// LearnedRelation is a relation as the learner wrote it: its hedge.
type LearnedRelation struct{ Hedge string }

// LearnedTheme is a theme as the learner wrote it: "kind|phrase|…".
type LearnedTheme struct {
	Kind    string
	Phrases []string
}

var errLearned = config.Invalid{
	What: "this is not what the learner writes here",
	Do:   "put the line back as it was, or take it out: what it speaks of is then yours",
}

// MarshalText is the form that stands in the file.
func (e LearnedEntity) MarshalText() ([]byte, error) {
	fields := []string{e.Type, string(e.Watch), e.Actor}
	for _, a := range e.Aliases {
		lang := a.Lang
		if lang == "" {
			lang = "-"
		}
		fields = append(fields, string(a.Strength)+" "+lang+" "+a.Name)
	}
	return join(fields), nil
}

// UnmarshalText reads that form.
func (e *LearnedEntity) UnmarshalText(text []byte) error {
	fields := split(string(text))
	if len(fields) < 3 {
		return errLearned
	}
	*e = LearnedEntity{Type: fields[0], Watch: meddlewatch.Watch(fields[1]), Actor: fields[2]}
	if e.Type != "" && !slices.Contains(meddlewatch.EntityTypes(), e.Type) {
		return errLearned
	}
	switch e.Watch {
	case "", meddlewatch.WatchYes, meddlewatch.WatchContext, meddlewatch.WatchNo:
	default:
		return errLearned
	}
	seen := map[string]bool{}
	for _, f := range fields[3:] {
		parts := strings.SplitN(f, " ", 3)
		if len(parts) < 3 || fold(parts[2]) == "" || seen[fold(parts[2])] {
			return errLearned
		}
		seen[fold(parts[2])] = true
		a := meddlewatch.Alias{Name: parts[2], Strength: meddlewatch.Strength(parts[0]), Lang: parts[1]}
		if a.Lang == "-" {
			a.Lang = ""
		}
		switch a.Strength {
		case meddlewatch.StrengthStrong, meddlewatch.StrengthContext, meddlewatch.StrengthNever:
		default:
			return errLearned
		}
		e.Aliases = append(e.Aliases, a)
	}
	return nil
}

// MarshalText is the form that stands in the file.
func (r LearnedRelation) MarshalText() ([]byte, error) { return []byte(r.Hedge), nil }

// UnmarshalText reads that form.
func (r *LearnedRelation) UnmarshalText(text []byte) error {
	r.Hedge = string(text)
	return nil
}

// MarshalText is the form that stands in the file.
func (t LearnedTheme) MarshalText() ([]byte, error) {
	return join(append([]string{t.Kind}, t.Phrases...)), nil
}

// UnmarshalText reads that form.
func (t *LearnedTheme) UnmarshalText(text []byte) error {
	fields := split(string(text))
	*t = LearnedTheme{Kind: fields[0], Phrases: fields[1:]}
	if t.Kind != "" && !slices.Contains(meddlewatch.CueKinds(), t.Kind) {
		return errLearned
	}
	seen := map[string]bool{}
	for _, p := range t.Phrases {
		if fold(p) == "" || seen[fold(p)] {
			return errLearned
		}
		seen[fold(p)] = true
	}
	return nil
}

// RelationKey is the key of a relation in [LearnedTable].
func RelationKey(subject, relation, object string) string {
	return string(join([]string{subject, relation, object}))
}

// SplitRelationKey is the way back; ok is false where key is none.
func SplitRelationKey(key string) (subject, relation, object string, ok bool) {
	fields := split(key)
	if len(fields) != 3 {
		return "", "", "", false
	}
	return fields[0], fields[1], fields[2], true
}

// Validate checks the keys: each is a name, a relation has three parts, and none is
// there twice in other letters.
func (l *LearnedTable) Validate() error {
	fault := func(table string) error {
		return config.Invalid{Key: table, What: "a key here is none that the learner writes, or is there twice", Do: errLearned.Do}
	}
	relations := map[string]bool{}
	for key := range l.Relation {
		subject, relation, object, ok := SplitRelationKey(key)
		folded := RelationKey(fold(subject), relation, fold(object))
		if !ok || relations[folded] {
			return fault("relation")
		}
		relations[folded] = true
	}
	if !differ(maps.Keys(l.Entity)) {
		return fault("entity")
	}
	if !differ(maps.Keys(l.Theme)) {
		return fault("theme")
	}
	return nil
}

// differ says whether names are there and no two are the same.
func differ(names iter.Seq[string]) bool {
	seen := map[string]bool{}
	for name := range names {
		if fold(name) == "" || seen[fold(name)] {
			return false
		}
		seen[fold(name)] = true
	}
	return true
}

// join joins fields with "|"; one within a field is written "\|", a backslash "\\".
func join(fields []string) []byte {
	var b []byte
	for i, f := range fields {
		if i > 0 {
			b = append(b, '|')
		}
		for k := range len(f) {
			if f[k] == '|' || f[k] == '\\' {
				b = append(b, '\\')
			}
			b = append(b, f[k])
		}
	}
	return b
}

// split is the way back; it returns one field at least.
func split(s string) []string {
	var fields []string
	var b []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b = append(b, s[i])
		case s[i] == '|':
			fields = append(fields, string(b))
			b = nil
		default:
			b = append(b, s[i])
		}
	}
	return append(fields, string(b))
}
