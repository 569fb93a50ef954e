package discover

import (
	"fmt"

	"meddlewatch/seeds/background"
	"meddlewatch/seeds/lists"
	"meddlewatch/seeds/naming"
)

// Load makes a Finder from the built-in lists, word statistics and cues. An error
// means a broken build.
func Load() (*Finder, error) {
	l, err := lists.Load()
	if err != nil {
		return nil, fmt.Errorf("general lists: %w", err)
	}
	c, err := background.Load()
	if err != nil {
		return nil, fmt.Errorf("word statistics: %w", err)
	}
	n, err := naming.New(l, c)
	if err != nil {
		return nil, fmt.Errorf("naming cues: %w", err)
	}
	return New(n, l), nil
}
