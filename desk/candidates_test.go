package desk

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/store"
)

// foundNames is a database with invented names: Paper Crow and Storm-0000 were
// proposed, Glass Heron and Tin Otter only collected.
func foundNames(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	var found []meddlewatch.Evidence
	for i, e := range []struct{ name, outlet, actor string }{
		{"Glass Heron", "Wire", ""},
		{"Storm-0000", "Wire", "Zembla"},
		{"Paper Crow", "Wire", "Ruritania"},
		{"Paper Crow", "Courier", "Ruritania"},
		{"Tin Otter", "Wire", ""},
	} {
		ev := meddlewatch.Evidence{
			Name: e.name, Type: "campaign", Rule: "dubbed", Sure: true, Item: meddlewatch.ID(i + 1), Outlet: e.outlet,
			Link: "https://news.example/" + e.outlet, At: at.Add(time.Duration(i) * time.Hour),
		}
		if e.actor != "" {
			ev.Actors = []string{e.actor}
		}
		found = append(found, ev)
	}
	if err := db.CommitJudgements(t.Context(), nil, nil, nil, found); err != nil {
		t.Fatal(err)
	}
	if err := db.Propose(t.Context(), []string{"Storm-0000", "Paper Crow"}, at); err != nil {
		t.Fatal(err)
	}
	return db
}

func queueOf(t *testing.T, db *store.DB, file string) *Queue {
	t.Helper()
	decisions, err := seeds.ParseDecisions("c.toml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	mine := meddlewatch.Watchlist{Entities: []meddlewatch.Entity{{Name: "Tin Otter", Watch: meddlewatch.WatchNo}}}
	q, err := OpenQueue(t.Context(), db, decisions, seeds.Known(decisions.Watchlist(), mine))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func states(list []Candidate) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Name+" "+string(c.State))
	}
	return out
}

func TestQueue(t *testing.T) {
	db := foundNames(t)
	const decided = "[[entity]]\nname = \"Storm-0000\"\ntype = \"threat_group\"\n" +
		"[[rejected]]\nname = \"glass heron\"\n[[rejected]]\nname = \"Long Forgotten\"\ntype = \"threat_group\"\n"
	for _, tt := range []struct {
		name string
		db   *store.DB
		file string
		all  bool
		want []string
	}{
		{"those that wait, most outlets first", db, "", false, []string{"Paper Crow proposed", "Storm-0000 proposed"}},
		{"all but what another list has", db, "", true, []string{"Paper Crow proposed", "Storm-0000 proposed", "Glass Heron collected"}},
		{"what is decided waits no more", db, decided, false, []string{"Paper Crow proposed"}},
		{"decisions, also of names whose evidence is forgotten", db, decided, true, []string{
			"Paper Crow proposed", "Storm-0000 accepted", "Glass Heron rejected", "Long Forgotten rejected",
		}},
		{"without a database", nil, decided, true, []string{"Storm-0000 accepted", "Long Forgotten rejected", "glass heron rejected"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := states(queueOf(t, tt.db, tt.file).List(tt.all)); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestQueueCandidate(t *testing.T) {
	got := queueOf(t, foundNames(t), "").List(false)[0]
	if len(got.Evidence) != 2 {
		t.Fatalf("%+v", got)
	}
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	want := Candidate{
		Name: "Paper Crow", Type: "campaign", State: "proposed", First: at.Add(2 * time.Hour), Last: at.Add(3 * time.Hour),
		Proposed: at, Items: 2, Outlets: 2, Printed: []string{"Wire", "Courier"}, Actors: []string{"Ruritania"},
		Rules: []string{"dubbed"}, Links: []string{"https://news.example/Wire", "https://news.example/Courier"}, Evidence: got.Evidence,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestQueueFinds(t *testing.T) {
	q := queueOf(t, foundNames(t), "[[rejected]]\nname = \"Long Forgotten\"\ntype = \"threat_group\"\n")
	for _, name := range []string{"Paper Crow", "paper-crow", "Glass Heron", "STORM 0000", "Long Forgotten"} {
		if _, ok := q.Find(name); !ok {
			t.Errorf("%q is not found", name)
		}
	}
	for name, want := range map[string]string{
		"Tin Otter":      `"Tin Otter" is on a watchlist already`,
		"Storm-0001":     `no name "Storm-0001" was found in the stream; similar are "Storm-0000"`,
		"crow":           `similar are "Paper Crow"`,
		"Something else": `bot candidates --all lists all there are`,
		"":               `no name ""`,
	} {
		if c, ok := q.Find(name); ok {
			t.Errorf("%q is found as %q", name, c.Name)
		}
		if got := q.Unknown(name).Error(); !strings.Contains(got, want) {
			t.Errorf("of %q it says: %s", name, got)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"heron", "heron", 0}, {"heron", "hern", 1}, {"otter", "outer", 1}, {"龙桥", "龙", 1}, {"crow", "wolf", 4}} {
		if got := distance([]rune(tt.a), []rune(tt.b)); got != tt.want {
			t.Errorf("%q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
