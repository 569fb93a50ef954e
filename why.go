package meddlewatch

import (
	"slices"
	"strings"
)

// whyReasons is how many reasons a line names: more do not fit a phone's width.
const whyReasons = 4

// whyLine joins the texts of the reasons that spoke for an item, heaviest first.
func whyLine(reasons []Reason) string {
	positive := make([]Reason, 0, len(reasons))
	for _, r := range reasons {
		if r.Weight > 0 && r.Text != "" {
			positive = append(positive, r)
		}
	}
	slices.SortStableFunc(positive, func(a, b Reason) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	var parts []string
	for _, r := range positive {
		part := strings.ReplaceAll(r.Rule, "-", " ") + " “" + r.Text + "”"
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
		if len(parts) == whyReasons {
			break
		}
	}
	return strings.Join(parts, " + ")
}
