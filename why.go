package meddlewatch

import "strings"

// whyParts are the parts of a one-line reason, in reading order: under which
// name, who, does what, to whom. The name of a rule says which part it speaks
// of, in front ("actor-near") or at the end ("title-act").
func whyParts() []string { return []string{"name", "actor", "act", "target"} }

// whyLine says the heaviest reason of each part. Where none speaks of a part, it
// says the heaviest reason there is, under the name of its rule.
func whyLine(reasons []Reason) string {
	var parts []string
	for _, part := range whyParts() {
		if r, ok := heaviest(reasons, func(rule string) bool {
			return strings.HasPrefix(rule, part+"-") || strings.HasSuffix(rule, "-"+part)
		}); ok {
			parts = append(parts, part+" “"+r.Text+"”")
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, " + ")
	}
	r, ok := heaviest(reasons, func(string) bool { return true })
	if !ok {
		return ""
	}
	return strings.ReplaceAll(r.Rule, "-", " ") + " “" + r.Text + "”"
}

// heaviest is the first of the reasons that weigh most for an item, among those
// that quote words and whose rule is asked for.
func heaviest(reasons []Reason, asked func(rule string) bool) (best Reason, found bool) {
	for _, r := range reasons {
		if r.Weight > best.Weight && r.Text != "" && asked(r.Rule) {
			best, found = r, true
		}
	}
	return best, found
}
