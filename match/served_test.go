package match

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"meddlewatch/internal/race"
)

// enough is in how many different stories an entry without an outside source must be
// found: one that serves fewer has been learned from them and not from the subject.
const enough = 3

// TestEntriesServeStories finds entries that no outside source vouches for and that serve
// fewer than three stories of all the data there are: labelled items, streams of
// ordinary news, invented sentences. What is in the lock-box is not looked at. With -v it
// tells of every list how many of its entries serve.
func TestEntriesServeStories(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("skipped: no labelled items at %s", shared)
	}
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	list := shippedEntries(t)
	s, err := newService(list, data.Lexicons.Tongues)
	if err != nil {
		t.Fatal(err)
	}
	add := func(e example) {
		if e.label == "" || !e.locked() {
			s.add(e.story, &e.item)
		}
	}
	eachItem(t, add)
	eachStreamed(t, "2022-10-11", add)
	eachStreamed(t, "2023-12", add)
	eachLanguage(t, func(_ string, s sentences) {
		for _, it := range s.items() {
			add(example{item: it})
		}
	})
	for i, e := range list {
		if n := len(s.stories[i]); n < enough && !e.sourced {
			t.Errorf("%s:%d: %q of %s serves %d stories and has no outside source; take it out, write it as one entry with those of its family, or name the source",
				e.file, e.line, e.text, e.list, n)
		}
	}
	t.Log(s.table(list))
}

// table says of each list, of each file and of all how many entries serve enough
// stories, fewer, or none, and how many have a source.
func (s *service) table(list []fileEntry) string {
	type row struct{ entries, enough, few, none, sourced int }
	rows := map[[2]string]row{}
	for i, e := range list {
		for _, name := range [][2]string{{}, {e.file}, {e.file, e.list}} {
			r := rows[name]
			r.entries++
			switch len(s.stories[i]) {
			case enough:
				r.enough++
			case 0:
				r.none++
			default:
				r.few++
			}
			if e.sourced {
				r.sourced++
			}
			rows[name] = r
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-10s %-22s %7s %7s %7s %7s %7s\n", "file", "list", "entries", "3+", "1-2", "0", "sourced")
	for _, name := range slices.SortedFunc(maps.Keys(rows), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	}) {
		r := rows[name]
		fmt.Fprintf(&b, "%-10s %-22s %7d %7d %7d %7d %7d\n", name[0], name[1], r.entries, r.enough, r.few, r.none, r.sourced)
	}
	return b.String()
}
