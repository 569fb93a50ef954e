package seeds

import (
	_ "embed"

	"meddlewatch"
	"meddlewatch/config"
)

//go:embed learned.toml
var learnedTOML []byte

//go:embed added.toml
var addedTOML []byte

//go:embed feeds.toml
var feedsTOML []byte

//go:embed starter.toml
var starterTOML string

// Learned returns the shipped list of names that stand in the documents the
// watchlist was learned from. An error means a broken build.
func Learned() (meddlewatch.Watchlist, error) {
	return ParseWatchlist("learned.toml", learnedTOML, meddlewatch.OriginLearned)
}

// Added returns the shipped list of names from public knowledge: other names of
// what was learned, and campaigns, groups and fronts that no document mentions.
// An error means a broken build.
func Added() (meddlewatch.Watchlist, error) {
	return ParseWatchlist("added.toml", addedTOML, meddlewatch.OriginAdded)
}

// StarterWatchlist returns the commented watchlist that a person begins with. It
// changes nothing until something in it is uncommented.
func StarterWatchlist() string { return starterTOML }

// BuiltinFeeds returns the shipped feeds, those that a dated public check found
// in order. Their order is that of the file. An error means a broken build.
func BuiltinFeeds() ([]meddlewatch.Feed, error) {
	var file struct {
		Feeds []struct {
			URL  string `toml:"url"`
			Name string `toml:"name"`
			Kind string `toml:"kind"`
			Lang string `toml:"lang"`
		} `toml:"feeds"`
	}
	if err := config.Decode("feeds.toml", feedsTOML, &file); err != nil {
		return nil, err
	}
	feeds := make([]meddlewatch.Feed, len(file.Feeds))
	for i, f := range file.Feeds {
		feeds[i] = meddlewatch.Feed{URL: f.URL, Name: f.Name, Kind: f.Kind, Lang: f.Lang}
	}
	return feeds, nil
}
