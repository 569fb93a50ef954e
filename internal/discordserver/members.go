package discordserver

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// strayMembers finds members that the schema does not know, which the document
// allows and servers ignore, so that a misspelt one would never be noticed; and
// null where a list belongs, which some servers take as "everything".
func strayMembers(s *openapi3.Schema, value any, at string) []error {
	switch value := value.(type) {
	case nil:
		if s.Type.Includes("array") {
			return []error{&Broken{RuleNull, at, "null where a list belongs"}}
		}
	case []any:
		if s.Items == nil {
			return nil
		}
		var errs []error
		for i, v := range value {
			errs = append(errs, strayMembers(s.Items.Value, v, join(at, fmt.Sprint(i)))...)
		}
		return errs
	case map[string]any:
		if s = chosen(s, value); s == nil || len(s.Properties) == 0 {
			return nil
		}
		var errs []error
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if p := s.Properties[name]; p != nil {
				errs = append(errs, strayMembers(p.Value, value[name], join(at, name))...)
			} else {
				errs = append(errs, &Broken{RuleUnknown, join(at, name), "a member that Discord does not know"})
			}
		}
		return errs
	}
	return nil
}

// chosen is the one of several schemas that a value fits; nil where none does,
// which is a mistake of its own.
func chosen(s *openapi3.Schema, value map[string]any) *openapi3.Schema {
	if len(s.OneOf) == 0 {
		return s
	}
	for _, ref := range s.OneOf {
		if ref.Value.VisitJSON(value, openapi3.FailFast()) == nil {
			return ref.Value
		}
	}
	return nil
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "/" + name
}
