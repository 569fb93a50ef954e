package match

import (
	"embed"
	"fmt"
	"path"

	"github.com/pelletier/go-toml/v2"
)

//go:embed lexicons/*.toml claims/*.toml weights.toml wording.toml sources.toml
var embedded embed.FS

// Data is everything a judge needs besides the watchlist. Each part can be
// replaced on its own.
type Data struct {
	Lexicons Lexicons
	Claims   []ClaimWords // by language
	Weights  Weights
	Wording  Wording
	Sources  Sources
}

// DefaultData returns the data that is shipped. An error is a fault of the
// program: its own files do not parse. Otherwise they are trusted: that they hold what
// a person's files must hold is proved by a test, and not at every start.
func DefaultData() (Data, error) {
	var d Data
	files, err := ownFiles("lexicons")
	if err != nil {
		return Data{}, err
	}
	for _, name := range files {
		var f lexiconFile
		if err := decodeOwn(name, &f); err != nil {
			return Data{}, err
		}
		d.Lexicons = d.Lexicons.Add(f.lexicons())
	}
	if files, err = ownFiles("claims"); err != nil {
		return Data{}, err
	}
	for _, name := range files {
		var w ClaimWords
		if err := decodeOwn(name, &w); err != nil {
			return Data{}, err
		}
		d.Claims = append(d.Claims, w)
	}
	if err := decodeOwn("weights.toml", &d.Weights); err != nil {
		return Data{}, err
	}
	if err := decodeOwn("wording.toml", &d.Wording); err != nil {
		return Data{}, err
	}
	return d, decodeOwn("sources.toml", &d.Sources)
}

// ownFiles lists the files of a folder in order of their names.
func ownFiles(folder string) (names []string, err error) {
	files, err := embedded.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("built-in %s: %w", folder, err)
	}
	for _, f := range files {
		names = append(names, path.Join(folder, f.Name()))
	}
	return names, nil
}

// decodeOwn fills v from a file that is shipped. The library's own reading takes a
// third of the time of [config.Decode], which tells a person of every mistake.
func decodeOwn(name string, v any) error {
	b, err := embedded.ReadFile(name)
	if err == nil {
		err = toml.Unmarshal(b, v)
	}
	if err != nil {
		return fmt.Errorf("built-in %s: %w", name, err)
	}
	return nil
}
