package seeds

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"

	"meddlewatch"
	"meddlewatch/config"
)

// Decisions is what a person decided about names that were found in the stream.
// The zero value is no decision.
//
// In the file, an accepted name is an ordinary [[entity]]. A rejected one is
//
//	[[rejected]]
//	name = "Operation Example"
//	type = "campaign"           # may be left out
//
// so that it is neither watched nor proposed again.
type Decisions struct {
	Accepted meddlewatch.Watchlist // the file without the rejected names; origin accepted
	Rejected []Rejected            // in the order of the file
}

// Rejected is a name a person does not want to hear of.
type Rejected struct {
	Name string
	Type string // one of meddlewatch.EntityTypes; "" is not known
}

// ParseDecisions reads the file of decisions; file is the name that mistakes are
// reported under. A non-nil error is a config.Mistakes with every mistake of the
// file, in the order of its lines; no part of such a file is used.
func ParseDecisions(file string, data []byte) (Decisions, error) {
	// A byte order mark is not part of the text, nor of the first column.
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	blocks, err := decisionBlocks(data)
	if err != nil {
		// No TOML: the reader of watchlists says so, with the place.
		_, err := ParseWatchlist(file, data, meddlewatch.OriginAccepted)
		return Decisions{}, err
	}
	accepted, rejected := splitBlocks(data, blocks)
	list, err := ParseWatchlist(file, accepted, meddlewatch.OriginAccepted)
	mistakes, err := collect(nil, err)
	if err != nil {
		return Decisions{}, err
	}
	var shape struct {
		Rejected []struct {
			Name string `toml:"name"`
			Type string `toml:"type"`
		} `toml:"rejected"`
	}
	if mistakes, err = collect(mistakes, config.Decode(file, rejected, &shape)); err != nil {
		return Decisions{}, err
	}
	c := checker{file: file, data: data, mistakes: mistakes}
	d := Decisions{Accepted: list}
	for _, b := range blocks {
		if b.kind == kindRejected {
			d.Rejected = append(d.Rejected, Rejected{Name: strings.TrimSpace(b.name.s), Type: b.typ.s})
		}
	}
	c.checkRejected(blocks, d)
	if len(c.mistakes) > 0 {
		slices.SortStableFunc(c.mistakes, func(a, b config.Mistake) int {
			if a.Line != b.Line {
				return a.Line - b.Line
			}
			return a.Col - b.Col
		})
		return Decisions{}, slices.Compact(c.mistakes)
	}
	return d, nil
}

// collect adds the mistakes of an error. An error of another kind comes back.
func collect(all config.Mistakes, err error) (config.Mistakes, error) {
	var more config.Mistakes
	if err != nil && !errors.As(err, &more) {
		return all, err
	}
	return append(all, more...), nil
}

// checkRejected checks the rejected names one by one and against the accepted.
func (c *checker) checkRejected(blocks []block, d Decisions) {
	first := map[meddlewatch.Key]int{}
	for _, b := range blocks {
		if b.kind != kindRejected {
			continue
		}
		if !b.name.given {
			c.add(b.at, `add name = "…", as articles print it`, "the rejected name is missing")
			continue
		}
		c.checkName(b.name, "name")
		if b.typ.given && !b.typ.wrong && !slices.Contains(meddlewatch.EntityTypes(), b.typ.s) {
			c.add(b.typ.at, "use one of "+strings.Join(meddlewatch.EntityTypes(), ", "), "unknown type %q", b.typ.s)
		}
		key := meddlewatch.NameKey(b.name.s)
		if at, twice := first[key]; twice && key != 0 {
			c.add(b.name.at, "keep one of them", "%q is rejected twice, first in line %d", b.name.s, c.line(at))
			continue
		}
		first[key] = b.name.at
		if by, taken := d.accepts(b.name.s); taken {
			c.add(b.name.at, "keep one of the two", "%q is rejected here and accepted as %q", b.name.s, by)
		}
	}
}

// State says what a person decided about a name, under any of its aliases; "" is
// nothing.
func (d Decisions) State(name string) meddlewatch.CandidateState {
	if _, ok := d.accepts(name); ok {
		return meddlewatch.CandidateAccepted
	}
	if d.rejects(name) >= 0 {
		return meddlewatch.CandidateRejected
	}
	return ""
}

// accepts returns the accepted entity that has a name.
func (d Decisions) accepts(name string) (entity string, ok bool) {
	key := meddlewatch.NameKey(name)
	for _, e := range d.Accepted.Entities {
		if meddlewatch.NameKey(e.Name) == key || slices.ContainsFunc(e.Aliases, func(a meddlewatch.Alias) bool {
			return meddlewatch.NameKey(a.Name) == key
		}) {
			return e.Name, true
		}
	}
	return "", false
}

// rejects returns the number of a name among the rejected, -1 for none.
func (d Decisions) rejects(name string) int {
	key := meddlewatch.NameKey(name)
	return slices.IndexFunc(d.Rejected, func(r Rejected) bool { return meddlewatch.NameKey(r.Name) == key })
}

// Watchlist returns the decisions as a list to be merged: the accepted entities,
// and for each rejected name that an earlier list's entity of this name goes.
func (d Decisions) Watchlist() meddlewatch.Watchlist {
	list := d.Accepted
	list.Entities = slices.Clone(list.Entities)
	for _, r := range d.Rejected {
		list.Entities = append(list.Entities, meddlewatch.Entity{
			Name: r.Name, Watch: meddlewatch.WatchNo, Origin: meddlewatch.OriginAccepted,
		})
	}
	return list
}

// Known returns a function that says whether one of the lists has a name, be it
// as an alias of any class, as an entity without that alias, or as one that is
// taken away: all of these a person knows of. Spellings that differ in case,
// spaces or dashes are one name. The names are gathered when the first is asked for.
func Known(lists ...meddlewatch.Watchlist) func(string) bool {
	keys := sync.OnceValue(func() map[meddlewatch.Key]bool {
		keys := map[meddlewatch.Key]bool{}
		for _, list := range lists {
			for _, e := range list.Entities {
				keys[meddlewatch.NameKey(e.Name)] = true
				for _, a := range e.Aliases {
					keys[meddlewatch.NameKey(a.Name)] = true
				}
			}
		}
		delete(keys, 0)
		return keys
	})
	return func(name string) bool { return keys()[meddlewatch.NameKey(name)] }
}
