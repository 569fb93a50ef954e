package match

import (
	"reflect"
	"testing"
)

// What is shipped is read without a look at its terms, and must be as a person's own
// files have to be.
func TestDefaultDataIsWhole(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	var strict Data
	read := func(name string, parse func(string, []byte) error) {
		b, err := embedded.ReadFile(name)
		if err == nil {
			err = parse(name, b)
		}
		if err != nil {
			t.Error(err)
		}
	}
	each := func(folder string, parse func(string, []byte) error) {
		files, err := ownFiles(folder)
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files in %s: %v", len(files), folder, err)
		}
		for _, name := range files {
			read(name, parse)
		}
	}
	each("lexicons", func(name string, b []byte) error {
		lex, err := ParseLexicons(name, b)
		strict.Lexicons = strict.Lexicons.Add(lex)
		return err
	})
	each("claims", func(name string, b []byte) error {
		words, err := ParseClaimWords(name, b)
		strict.Claims = append(strict.Claims, words)
		return err
	})
	read("weights.toml", func(name string, b []byte) (err error) {
		strict.Weights, err = ParseWeights(name, b)
		return err
	})
	read("wording.toml", func(name string, b []byte) (err error) {
		strict.Wording, err = ParseWording(name, b)
		return err
	})
	read("sources.toml", func(name string, b []byte) (err error) {
		strict.Sources, err = ParseSources(name, b)
		return err
	})
	if !reflect.DeepEqual(data, strict) {
		t.Error("what is shipped is not read as the same files of a person are")
	}
	if version(data) != version(strict) {
		t.Error("the versions differ")
	}
}
