package main

import (
	"sync"
	"time"

	"meddlewatch"
	"meddlewatch/seeds/discover"
)

// discoverer looks for names in the stream. It reads the lists that this takes
// with the first item, so that no command waits for them that needs none.
type discoverer struct {
	finder func() (*discover.Finder, error)
}

func newDiscoverer() discoverer {
	return discoverer{sync.OnceValues(discover.Load)}
}

// Evidence returns the names in an item that no list has.
func (d discoverer) Evidence(it meddlewatch.Item, v meddlewatch.Verdict, known func(string) bool) ([]meddlewatch.Evidence, error) {
	f, err := d.finder()
	if err != nil {
		return nil, err
	}
	return f.Evidence(it, v, known), nil
}

// Propose chooses the names that are worth a person's look.
func (d discoverer) Propose(candidates []meddlewatch.Candidate, proposedToday int, now time.Time) []string {
	return discover.Propose(candidates, proposedToday, now)
}
