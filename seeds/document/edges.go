package document

import (
	"slices"
	"strings"
	"unicode"
)

// longCredit is the longest source in brackets, in bytes.
const longCredit = 400

// edges returns, in order, where captions and credits that are printed within a
// paragraph part it, and where a sentence in brackets ends.
func edges(s string, d *data) []int {
	var out []int
	for _, c := range d.captions {
		for i := 0; ; {
			j := strings.Index(s[i:], c)
			if j < 0 {
				break
			}
			i += j
			if i > 0 && s[i-1] == ' ' {
				out = append(out, i)
				if c[0] == '(' {
					if end := strings.IndexByte(s[i:min(len(s), i+longCredit)], ')'); end >= 0 {
						out = append(out, i+end+1)
					}
				}
			}
			i += len(c)
		}
	}
	ends := map[int]int{} // of credits, the longest from each place on
	for _, c := range d.credits {
		for i := 0; ; {
			j := strings.Index(s[i:], c)
			if j < 0 {
				break
			}
			i += j + len(c)
			ends[i-len(c)] = max(ends[i-len(c)], i)
		}
	}
	for _, i := range ends {
		if i+1 < len(s) && s[i] == ' ' && unicode.IsUpper(runeAt(s, i+1)) {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}
