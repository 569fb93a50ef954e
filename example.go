package meddlewatch

import _ "embed" // the example is a file that people read, too

//go:embed config.example.toml
var exampleConfig string

// ExampleConfig is the config that "bot init" writes: every option with its
// default and why one would change it, options without a default commented out.
// It names the watchlist.toml that "bot init" writes beside it. A test of package
// config compares it with the defaults.
func ExampleConfig() string { return exampleConfig }
