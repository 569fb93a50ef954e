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

// File is all that stands in a watchlist file.
type File struct {
	Entities  []meddlewatch.Entity // as [ParseWatchlist] returns them
	Relations []meddlewatch.WatchRelation
	Themes    []Theme
	Documents []Document
	Learned   LearnedTable
}

// ParseWatchlist reads a watchlist from the content of a TOML file; file is the
// name that mistakes are reported under. Every entity, alias, relation and cue gets
// the origin. The zero Watchlist is the valid content of an empty file.
//
// A non-nil error is a config.Mistakes with every mistake of the file, in the
// order of its lines; no part of such a file is used.
func ParseWatchlist(file string, data []byte, origin meddlewatch.Origin) (meddlewatch.Watchlist, error) {
	shape, entities, err := parseFile(file, data, origin)
	if err != nil {
		return meddlewatch.Watchlist{}, err
	}
	return meddlewatch.Watchlist{Entities: entities, Relations: shape.relations(origin), Cues: shape.cues(origin)}, nil
}

// ParseFile reads the same with what only the learner needs.
func ParseFile(file string, data []byte, origin meddlewatch.Origin) (File, error) {
	shape, entities, err := parseFile(file, data, origin)
	if err != nil {
		return File{}, err
	}
	return File{
		Entities: entities, Relations: shape.relations(origin), Themes: shape.Theme,
		Documents: shape.Document, Learned: shape.Learned,
	}, nil
}

func parseFile(file string, data []byte, origin meddlewatch.Origin) (fileShape, []meddlewatch.Entity, error) {
	// A byte order mark is not part of the text, nor of the first column.
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var shape fileShape
	var rows []row
	var rowsErr error
	var beside sync.WaitGroup
	beside.Go(func() { rows, rowsErr = readRows(data) }) // a start waits for a long list
	mistakes, err := decode(file, data, &shape)
	beside.Wait()
	if err != nil {
		return fileShape{}, nil, err
	}
	if rowsErr != nil {
		if len(mistakes) > 0 {
			return fileShape{}, nil, mistakes
		}
		return fileShape{}, nil, config.Mistakes{{
			File: file, Line: 1, Col: 1,
			What: "the file cannot be read as TOML: " + rowsErr.Error(), Do: "correct it",
		}}
	}
	c := checker{file: file, data: data, mistakes: mistakes}
	c.check(rows)
	if len(c.mistakes) == 0 && !shape.holds(rows) {
		c.add(0, "begin every entity with [[entity]], and write its aliases as one list",
			"entities or aliases are written in a way that is not read here")
	}
	if len(c.mistakes) > 0 {
		slices.SortStableFunc(c.mistakes, func(a, b config.Mistake) int {
			if a.Line != b.Line {
				return a.Line - b.Line
			}
			return a.Col - b.Col
		})
		return fileShape{}, nil, c.mistakes
	}
	var entities []meddlewatch.Entity
	for _, r := range rows {
		entities = append(entities, r.entity(origin))
	}
	return shape, entities, nil
}

// fileShape is the shape of a watchlist file, for the strict decoder alone: it
// finds what is no TOML, a key that does not exist, or a value of the wrong kind.
// The values themselves are read by readRows, which knows their places.
type fileShape struct {
	Entity []struct {
		Name    string `toml:"name"`
		Type    string `toml:"type"`
		Watch   string `toml:"watch"`
		Actor   string `toml:"actor"`
		Remove  bool   `toml:"remove"`
		Aliases []struct {
			Name     string `toml:"name"`
			Strength string `toml:"strength"`
			Lang     string `toml:"lang"`
		} `toml:"aliases"`
		Receipts []string `toml:"receipts"`
		Sources  []string `toml:"sources"`
	} `toml:"entity"`
	Relation []relationShape `toml:"relation"`
	Theme    []Theme         `toml:"theme"`
	Document []Document      `toml:"document"`
	Learned  LearnedTable    `toml:"learned"`
}

// decode returns what the strict decoder finds. The error is set where that is
// anything but mistakes in the file.
func decode(file string, data []byte, shape *fileShape) (config.Mistakes, error) {
	err := config.Decode(file, data, shape)
	if err == nil {
		return nil, nil
	}
	var mistakes config.Mistakes
	if !errors.As(err, &mistakes) {
		return nil, err
	}
	return mistakes, nil
}

// holds says whether the rows are all that the decoder saw: TOML has more ways to
// write a list than readRows knows, and nothing may pass unread.
func (s fileShape) holds(rows []row) bool {
	if len(s.Entity) != len(rows) {
		return false
	}
	for i, r := range rows {
		if len(s.Entity[i].Aliases) != len(r.aliases) || s.Entity[i].Name != r.name.s {
			return false
		}
	}
	return true
}

// entity turns a row without mistakes into an entity; defaults are those of the
// package documentation.
func (r row) entity(origin meddlewatch.Origin) meddlewatch.Entity {
	name := strings.TrimSpace(r.name.s)
	e := meddlewatch.Entity{
		Name:   name,
		Type:   r.typ.s,
		Watch:  meddlewatch.Watch(r.watch.s),
		Actor:  strings.TrimSpace(r.actor.s),
		Origin: origin,
	}
	if r.remove {
		e.Watch = meddlewatch.WatchNo
		return e
	}
	if e.Watch == "" {
		e.Watch = meddlewatch.WatchYes
	}
	strength := defaultStrength(e.Watch, e.Type)
	for _, a := range r.aliases {
		alias := meddlewatch.Alias{
			Name:     strings.TrimSpace(a.name.s),
			Strength: meddlewatch.Strength(a.strength.s),
			Lang:     strings.TrimSpace(a.lang.s),
			Origin:   origin,
		}
		if alias.Strength == "" {
			alias.Strength = strength
		}
		e.Aliases = append(e.Aliases, alias)
	}
	if len(e.Aliases) == 0 {
		e.Aliases = []meddlewatch.Alias{{Name: name, Strength: strength, Origin: origin}}
	}
	for _, receipt := range r.receipts {
		e.Receipts = append(e.Receipts, receipt.s)
	}
	for _, source := range r.sources {
		e.Receipts = append(e.Receipts, source.s)
	}
	return e
}

// defaultStrength is the strength of an alias that names none.
func defaultStrength(watch meddlewatch.Watch, typ string) meddlewatch.Strength {
	switch {
	case watch == meddlewatch.WatchNo:
		return meddlewatch.StrengthNever
	case watch == meddlewatch.WatchContext, typ == "state_actor", typ == "place":
		return meddlewatch.StrengthContext
	}
	return meddlewatch.StrengthStrong
}
