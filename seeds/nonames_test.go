package seeds_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestLearnerHoldsNoNames looks for every known name of a campaign or threat group in
// the data and the program text of the learner: it must find names by patterns, and
// none of a list.
//
// The word statistics of background are left out. They count how many of 180,000 news
// items print a word or a pair of words, whatever these are; that a word is counted
// says nothing about what it names, and the learner asks them only whether a word is
// an ordinary one.
func TestLearnerHoldsNoNames(t *testing.T) {
	names := knownNames(t)
	if len(names) < 100 {
		t.Fatalf("only %d names to look for", len(names))
	}
	files := 0
	for _, room := range []string{"lists", "naming", "learn", "relate", "themes", "document", "background", "discover"} {
		err := filepath.WalkDir(room, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) == ".bin" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if !utf8.Valid(data) {
				return errors.New(path + " is no text; say in this test what it holds")
			}
			files++
			text := strings.ToLower(string(data))
			for _, name := range names {
				if printed(text, strings.ToLower(name)) && !isElement(text, name) {
					t.Errorf("%s holds the name %q", path, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 80 {
		t.Errorf("only %d files were looked at", files)
	}
}

// isElement excuses the chemical elements, after which one vendor named groups for
// years: they stand among the ordinary words that are never trusted alone, with the
// elements that no group is named after.
func isElement(text, name string) bool {
	for _, other := range []string{"bismuth", "cobalt", "helium", "hafnium", "lithium", "osmium", "rubidium", "tungsten", "xenon"} {
		if !printed(text, other) {
			return false
		}
	}
	return strings.HasSuffix(strings.ToLower(name), "ium") || strings.EqualFold(name, "phosphorus")
}

// printed says whether a name stands in a text as whole words.
func printed(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return true
		}
		from = i + 1
	}
}

// knownNames are the names and aliases of all campaigns and threat groups that public
// knowledge lists.
func knownNames(t *testing.T) []string {
	t.Helper()
	const path = "../../shared/domain/campaigns.json"
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("needs ../shared beside the repository: ", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Campaigns []struct {
			Canonical, Type string
			Aliases         []struct{ Name string }
		}
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range list.Campaigns {
		if c.Type != "campaign" && c.Type != "threat_group" {
			continue
		}
		names = append(names, c.Canonical)
		for _, a := range c.Aliases {
			names = append(names, a.Name)
		}
	}
	return names
}
