package story

import (
	"maps"
	"slices"
)

// sortedKeys returns the keys of m in order, so that what is made of a map does
// not depend on how it is walked.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
