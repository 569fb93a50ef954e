package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
	"meddlewatch/seeds"
	"meddlewatch/store"
)

// mostCommon is how many too common names are told; one edit seldom has more, and a
// whole dictionary is understood after these.
const mostCommon = 20

// volume says which names of a person's own lists ordinary news print too often:
// mistakes, for which a list is refused, and warnings. The lists are in the order of
// the method lists. db, where it is not nil, gives examples from the bot's own items.
func (s *settings) volume(ctx context.Context, lists []meddlewatch.Watchlist, db *store.DB, now time.Time) (config.Mistakes, []config.Warning, error) {
	own := len(lists) - len(s.ownFiles())
	volume, err := desk.NewVolume()
	if err != nil {
		return nil, nil, err
	}
	found, alone := volume.Check(lists[:own], lists[own:])
	var seen map[string]desk.Seen
	if db != nil && len(found)+len(alone) > 0 {
		if seen, err = seenOf(ctx, db, slices.Concat(found, alone), now); err != nil {
			return nil, nil, err
		}
		found = append(found, often(found, alone, seen)...)
	}
	if len(found) == 0 {
		return nil, nil, nil
	}
	places, err := s.places()
	if err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(found, func(a, b desk.Common) int { return refusedFirst(a) - refusedFirst(b) })
	further := max(0, len(found)-mostCommon)
	found = found[:len(found)-further]
	var mistakes config.Mistakes
	var warnings []config.Warning
	for _, c := range found {
		m := places.of(c)
		m.What, m.Do = c.Text(seen[c.Name])
		if c.Kind.Refused() {
			mistakes = append(mistakes, m)
		} else {
			warnings = append(warnings, config.Warning(m))
		}
	}
	if further > 0 && len(mistakes) > 0 {
		last := &mistakes[len(mistakes)-1]
		last.What += fmt.Sprintf("; %s as common, or too short", countOf(further, "further name"))
	}
	return mistakes, warnings, nil
}

// seenOf is where the bot's own items print names.
func seenOf(ctx context.Context, db *store.DB, list []desk.Common, now time.Time) (map[string]desk.Seen, error) {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.Name
	}
	all, err := desk.SeenOf(ctx, db, names, now)
	seen := make(map[string]desk.Seen, len(all))
	for i, s := range all {
		if s.Items > 0 {
			seen[names[i]] = s
		}
	}
	return seen, err
}

// often returns the names that stand alone and are usual in the bot's own items,
// where the word statistics have nothing against them: they do not know all words,
// and the news move on.
func often(found, alone []desk.Common, seen map[string]desk.Seen) []desk.Common {
	var usual []desk.Common
	for _, c := range alone {
		if !seen[c.Name].Often() || slices.ContainsFunc(found, func(f desk.Common) bool { return f.Name == c.Name }) {
			continue
		}
		c.Kind = desk.CommonOwn
		usual = append(usual, c)
	}
	return usual
}

func refusedFirst(c desk.Common) int {
	if c.Kind.Refused() {
		return 0
	}
	return 1
}

// refuseCommon returns the mistakes for which the lists can not be used: every name
// in them would alert by itself, and ordinary news are full of it.
func (s *settings) refuseCommon(ctx context.Context, now time.Time) error {
	mistakes, _, err := s.volume(ctx, s.watchlists, nil, now)
	if err == nil && len(mistakes) > 0 {
		return mistakes
	}
	return err
}

// tellCommon warns once of each list that can not be used for that reason. A bot that
// starts goes on with it: the list may be the one it has always run with. No request
// waits for it: ten thousand names take some 20 ms.
func (s *settings) tellCommon(ctx context.Context, log *slog.Logger, now time.Time) {
	mistakes, _, err := s.volume(ctx, s.watchlists, nil, now)
	if err != nil {
		log.Warn("the names of your lists could not be compared with ordinary news; run bot check", "why", err.Error())
		return
	}
	byFile := map[string]config.Mistakes{}
	var files []string
	for _, m := range mistakes {
		if byFile[m.File] == nil {
			files = append(files, m.File)
		}
		byFile[m.File] = append(byFile[m.File], m)
	}
	for _, file := range files {
		log.Warn("ordinary news are full of names in this list, and each of them alerts; it is used all the same, mend it as bot check says",
			"list", file, "mistakes", byFile[file].Error())
	}
}

// ownFiles are the files of lists that a person writes, in the order of lists: what
// was decided about names from the stream, then the files of the config.
func (s *settings) ownFiles() []string {
	files := []string{string(s.cfg.Watchlist.Decisions)}
	for _, f := range s.cfg.Watchlist.Files {
		files = append(files, string(f))
	}
	return files
}

// listPlaces knows where names stand in a person's lists.
type listPlaces struct {
	files  []string
	places []seeds.Places
	other  string // the file for what stands in none
}

func (s *settings) places() (listPlaces, error) {
	var p listPlaces
	for i, file := range s.ownFiles() {
		if file == "" {
			continue
		}
		p.other = file
		text, err := os.ReadFile(file)
		if i == 0 && os.IsNotExist(err) {
			continue // nobody has decided anything yet
		}
		if err != nil {
			return p, err
		}
		p.files = append(p.files, file)
		p.places = append(p.places, seeds.FindPlaces(text))
	}
	return p, nil
}

// of returns the place of a common name: in the last file that has it, for later
// files override the earlier, else where the entity that has it was changed.
func (p listPlaces) of(c desk.Common) config.Mistake {
	finds := []func(seeds.Places) (int, int, bool){
		func(in seeds.Places) (int, int, bool) { return in.Alias(c.Name) },
		func(in seeds.Places) (int, int, bool) { return in.Entity(c.Entity) },
	}
	switch c.Kind {
	case desk.CommonCue:
		finds = []func(seeds.Places) (int, int, bool){func(in seeds.Places) (int, int, bool) { return in.Phrase(c.Name) }}
	case desk.CommonTogether: // the file of the name that is printed most
		finds = []func(seeds.Places) (int, int, bool){func(in seeds.Places) (int, int, bool) { return in.Alias(c.Examples[0]) }}
	}
	for _, find := range finds {
		for i := len(p.files) - 1; i >= 0; i-- {
			if line, col, ok := find(p.places[i]); ok {
				return config.Mistake{File: p.files[i], Line: line, Col: col}
			}
		}
	}
	return config.Mistake{File: p.other, Line: 1, Col: 1}
}
