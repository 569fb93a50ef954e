package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readNames reads every name and alias of a file of known campaigns, each once
// without regard to case.
func readNames(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list struct {
		Campaigns []struct {
			Canonical string
			Aliases   []struct{ Name string }
		}
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	seen := make(map[string]bool)
	var out []string
	add := func(name string) {
		if key := strings.ToLower(name); name != "" && !seen[key] {
			seen[key] = true
			out = append(out, name)
		}
	}
	for _, c := range list.Campaigns {
		add(c.Canonical)
		for _, a := range c.Aliases {
			add(a.Name)
		}
	}
	return out, nil
}

// prints says whether the text has the name as a whole word, in its case, in
// capitals or with only a first one.
func prints(text, name string) bool {
	forms := []string{name, strings.ToUpper(name)}
	if !strings.Contains(name, " ") {
		_, size := utf8.DecodeRuneInString(name)
		forms = append(forms, strings.ToUpper(name[:size])+strings.ToLower(name[size:]))
	}
	for _, form := range forms {
		for at := 0; ; {
			i := strings.Index(text[at:], form)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(form)
			before, _ := utf8.DecodeLastRuneInString(text[:from])
			after, _ := utf8.DecodeRuneInString(text[to:])
			if !letter(before) && !letter(after) {
				return true
			}
			at = to
		}
	}
	return false
}

func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
