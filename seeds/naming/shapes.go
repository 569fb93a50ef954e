package naming

import (
	"fmt"
	"strings"
)

// shapes are the naming schemes of vendors.
type shapes struct {
	codes    []code
	families map[string]string // family word in lower case: type
	ordinary map[string]bool   // words before a family word that leave it an ordinary word
}

// code is a run of letters and digits.
type code struct {
	Prefix     string   `toml:"prefix"`
	Separators []string `toml:"separators"` // between prefix and digits; none where absent
	Digits     []int    `toml:"digits"`     // least and most
	Alone      bool     `toml:"alone"`      // unlike anything else
	Type       string   `toml:"type"`
	Source     string   `toml:"source"`
}

type shapeFile struct {
	Code   []code `toml:"code"`
	Family []struct {
		Words  []string `toml:"words"`
		Type   string   `toml:"type"`
		Source string   `toml:"source"`
	} `toml:"family"`
	Ordinary struct {
		Before []string `toml:"before"`
		Nature []string `toml:"nature"`
	} `toml:"ordinary"`
}

// readShapes reads the shapes, and the words of nature into the books.
func readShapes(books ...*book) (*shapes, error) {
	const name = "shapes.toml"
	var f shapeFile
	if err := decode(name, &f); err != nil {
		return nil, err
	}
	s := &shapes{families: make(map[string]string), ordinary: make(map[string]bool)}
	for _, c := range f.Code {
		if c.Prefix == "" || len(c.Digits) != 2 || c.Digits[0] < 1 || c.Digits[1] < c.Digits[0] || !validType(c.Type) || c.Source == "" {
			return nil, fmt.Errorf("the built-in %s: the code %q needs a prefix, two numbers of digits, a type and a source", name, c.Prefix)
		}
		if len(c.Separators) == 0 {
			c.Separators = []string{""}
		}
		s.codes = append(s.codes, c)
	}
	for _, family := range f.Family {
		if !validType(family.Type) || family.Source == "" {
			return nil, fmt.Errorf("the built-in %s: the family %q needs a type and a source", name, family.Words)
		}
		for _, w := range family.Words {
			s.families[strings.ToLower(w)] = family.Type
		}
	}
	for _, w := range f.Ordinary.Before {
		s.ordinary[w] = true
	}
	for _, run := range f.Ordinary.Nature {
		for _, b := range books {
			if err := b.add(nature, run); err != nil {
				return nil, fmt.Errorf("the built-in %s: %w", name, err)
			}
		}
	}
	return s, nil
}

func validType(t string) bool { return t == typeCampaign || t == typeGroup }

// code returns the shape of a word that is a vendor's code.
func (s *shapes) code(word string) (code, bool) {
	for _, c := range s.codes {
		rest, ok := strings.CutPrefix(word, c.Prefix)
		if !ok {
			continue
		}
		for _, sep := range c.Separators {
			digits, ok := strings.CutPrefix(rest, sep)
			if ok && len(digits) >= c.Digits[0] && len(digits) <= c.Digits[1] && strings.Trim(digits, "0123456789") == "" {
				return c, true
			}
		}
	}
	return code{}, false
}

// pattern shows the shape: "Storm-dddd".
func (c code) pattern() string {
	return c.Prefix + c.Separators[0] + strings.Repeat("d", c.Digits[1])
}

// unknownCode says whether a word looks like a code that no vendor is known for:
// two to seven capitals and one to five digits, with or without a hyphen.
func unknownCode(word string) bool {
	letters := len(word) - len(strings.TrimLeft(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	digits := strings.TrimPrefix(word[letters:], "-")
	return letters >= 2 && letters <= 7 && len(digits) >= 1 && len(digits) <= 5 && strings.Trim(digits, "0123456789") == ""
}
