package match

import (
	"embed"
	"fmt"
	"path"
)

//go:embed lexicons/*.toml claims/*.toml weights.toml sources.toml
var embedded embed.FS

// Data is everything a judge needs besides the watchlist. Each part can be
// replaced on its own.
type Data struct {
	Lexicons Lexicons
	Claims   []ClaimWords // by language
	Weights  Weights
	Sources  Sources
}

// DefaultData returns the data that is shipped. An error is a fault of the
// program: its own files do not parse. Terms are not looked at: a test proves those
// files whole, and [New] refuses what it cannot use.
func DefaultData() (Data, error) {
	var d Data
	files, err := embedded.ReadDir("lexicons")
	if err != nil {
		return Data{}, fmt.Errorf("built-in lexicons: %w", err)
	}
	for _, f := range files { // in order of their names
		name := path.Join("lexicons", f.Name())
		b, err := embedded.ReadFile(name)
		if err != nil {
			return Data{}, fmt.Errorf("built-in lexicons: %w", err)
		}
		lex, err := decodeLexicons(name, b)
		if err != nil {
			return Data{}, err
		}
		d.Lexicons = d.Lexicons.Add(lex)
	}
	if d.Claims, err = defaultClaimWords(); err != nil {
		return Data{}, err
	}
	b, err := embedded.ReadFile("weights.toml")
	if err != nil {
		return Data{}, fmt.Errorf("built-in weights: %w", err)
	}
	if d.Weights, err = ParseWeights("weights.toml", b); err != nil {
		return Data{}, err
	}
	if b, err = embedded.ReadFile("sources.toml"); err != nil {
		return Data{}, fmt.Errorf("built-in sources: %w", err)
	}
	d.Sources, err = ParseSources("sources.toml", b)
	return d, err
}
