package match

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"meddlewatch"
	"meddlewatch/internal/race"
)

// shared is where labelled items lie beside the project.
const shared = "../../shared"

// seedWatchlist names what public documents about one election name: three
// operations, and bodies and persons that are no alert of their own.
func seedWatchlist() meddlewatch.Watchlist {
	campaign := func(name, kind, actor string, aliases ...string) meddlewatch.Entity {
		e := meddlewatch.Entity{Name: name, Type: kind, Watch: meddlewatch.WatchYes, Actor: actor, Origin: meddlewatch.OriginLearned}
		for _, a := range append([]string{name}, aliases...) {
			e.Aliases = append(e.Aliases, meddlewatch.Alias{Name: a, Strength: meddlewatch.StrengthStrong})
		}
		return e
	}
	context := func(name, kind string) meddlewatch.Entity {
		return meddlewatch.Entity{
			Name: name, Type: kind, Watch: meddlewatch.WatchContext, Origin: meddlewatch.OriginLearned,
			Aliases: []meddlewatch.Alias{{Name: name, Strength: meddlewatch.StrengthContext}},
		}
	}
	return meddlewatch.Watchlist{Entities: []meddlewatch.Entity{
		campaign("Spamouflage", "campaign", "China"),
		campaign("Salt Typhoon", "threat_group", "China"),
		campaign("Green Cicada", "campaign", "China"),
		context("Microsoft", "company"), context("Meta", "company"), context("Graphika", "research_org"),
		context("FBI", "government_body"), context("Xi Jinping", "person"), context("Antony Blinken", "person"),
	}}
}

// enrichedWatchlist adds the campaigns that are publicly known. Groups that break
// into systems need a context: most reports on them are about ordinary spying.
func enrichedWatchlist(tb testing.TB) meddlewatch.Watchlist {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(shared, "domain", "campaigns.json"))
	if err != nil {
		tb.Fatal(err)
	}
	var file struct {
		Campaigns []struct {
			Canonical    string
			Type         string
			AttributedTo json.RawMessage `json:"attributed_to"`
			NeedsCue     bool            `json:"needs_cue"`
			Aliases      []struct {
				Name     string
				Lang     string
				Verified *bool
				NeedsCue bool `json:"needs_cue"`
			}
		}
	}
	if err := json.Unmarshal(b, &file); err != nil {
		tb.Fatal(err)
	}
	list := seedWatchlist()
	for _, c := range file.Campaigns {
		e := meddlewatch.Entity{Name: c.Canonical, Type: c.Type, Watch: meddlewatch.WatchYes, Origin: meddlewatch.OriginAdded}
		for _, state := range []string{"Russia", "China", "Iran", "Israel", "North Korea"} {
			if e.Actor == "" && bytes.Contains(c.AttributedTo, []byte(state)) {
				e.Actor = state
			}
		}
		add := func(name string, context bool) {
			a := meddlewatch.Alias{Name: name, Strength: meddlewatch.StrengthStrong}
			if context || c.Type == "threat_group" {
				a.Strength = meddlewatch.StrengthContext
			}
			e.Aliases = append(e.Aliases, a)
		}
		add(c.Canonical, c.NeedsCue)
		for _, a := range c.Aliases {
			if a.Verified == nil || *a.Verified {
				add(a.Name, c.NeedsCue || a.NeedsCue)
			}
		}
		list.Entities = append(list.Entities, e)
	}
	return list
}

func newMatcher(tb testing.TB, list meddlewatch.Watchlist) *Matcher {
	tb.Helper()
	data, err := DefaultData()
	if err != nil {
		tb.Fatal(err)
	}
	m, err := New(list, data, 0.5)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// example is an item with its label; "" when nobody judged it.
type example struct {
	item  meddlewatch.Item
	label string
	story string
}

// locked says whether the example belongs to the part that is only scored and
// never read. Where a negative has no story its address stands in.
func (e example) locked() bool {
	key := e.story
	if key == "" {
		key = e.item.Link
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])[0] <= '4'
}

// tally counts decisions.
type tally struct{ tp, fp, fn, tn int }

func (t *tally) add(relevant, label bool) {
	switch {
	case relevant && label:
		t.tp++
	case relevant:
		t.fp++
	case label:
		t.fn++
	default:
		t.tn++
	}
}

func (t tally) precision() float64 { return float64(t.tp) / max(float64(t.tp+t.fp), 1) }
func (t tally) recall() float64    { return float64(t.tp) / max(float64(t.tp+t.fn), 1) }
func (t tally) f1() float64 {
	return 2 * float64(t.tp) / max(float64(2*t.tp+t.fp+t.fn), 1)
}

// result is what judging a file came to.
type result struct {
	all, locked, open tally
	relevant          int // over all items, labelled or not
	items             int
	stories, found    map[string]bool
}

func newResult() result {
	return result{stories: map[string]bool{}, found: map[string]bool{}}
}

// add judges one example.
func (r *result) add(m *Matcher, e example) {
	v := m.Judge(e.item)
	r.items++
	if v.Relevant {
		r.relevant++
	}
	if e.label == "" || e.label == "borderline" {
		return
	}
	label := e.label == "relevant"
	r.all.add(v.Relevant, label)
	if e.locked() {
		r.locked.add(v.Relevant, label)
	} else {
		r.open.add(v.Relevant, label)
	}
	if label {
		r.stories[e.story] = true
		if v.Relevant {
			r.found[e.story] = true
		}
	}
}

func (r result) report(t *testing.T) {
	t.Helper()
	t.Logf("all:    P %.3f R %.3f F1 %.3f (tp %d fp %d fn %d tn %d)", r.all.precision(), r.all.recall(), r.all.f1(), r.all.tp, r.all.fp, r.all.fn, r.all.tn)
	t.Logf("open:   P %.3f R %.3f F1 %.3f", r.open.precision(), r.open.recall(), r.open.f1())
	t.Logf("locked: P %.3f R %.3f F1 %.3f", r.locked.precision(), r.locked.recall(), r.locked.f1())
	t.Logf("stories found: %d of %d; relevant of all %d items: %d", len(r.found), len(r.stories), r.items, r.relevant)
}

// TestQuality measures what people rely on: few misses and few false alerts, with
// the names of the seeds alone and with all public ones, on curated items and on
// whole streams of news.
func TestQuality(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("skipped: no labelled items at %s", shared)
	}
	matchers := []struct {
		name string
		m    *Matcher
	}{
		{"seeds", newMatcher(t, seedWatchlist())},
		{"enriched", newMatcher(t, enrichedWatchlist(t))},
	}
	for _, c := range []struct {
		name   string
		each   func(testing.TB, func(example))
		floor  float64 // of F1
		volume int     // relevant items at most; 0 any
	}{
		{"items-dev", eachItem, 0.80, 0},
		{"stream-2022-10-11", func(tb testing.TB, f func(example)) { eachStreamed(tb, "2022-10-11", f) }, 0.65, 250},
		{"stream-2023-12", func(tb testing.TB, f func(example)) { eachStreamed(tb, "2023-12", f) }, 0.65, 250},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			results := []result{newResult(), newResult()}
			c.each(t, func(e example) {
				for i := range results {
					results[i].add(matchers[i].m, e)
				}
			})
			for i, r := range results {
				t.Log(matchers[i].name)
				r.report(t)
				if f := r.all.f1(); f < c.floor {
					t.Errorf("%s: F1 is %.3f, the floor is %.2f", matchers[i].name, f, c.floor)
				}
				if c.volume > 0 && r.relevant > c.volume {
					t.Errorf("%s: %d items are relevant, at most %d may be", matchers[i].name, r.relevant, c.volume)
				}
			}
		})
	}
}

func eachItem(tb testing.TB, f func(example)) {
	tb.Helper()
	readLines(tb, filepath.Join(shared, "eval", "items-dev.jsonl"), func(line []byte) {
		var l struct {
			URL, Outlet, Title, Summary, Lang, Label, Story string
		}
		if err := json.Unmarshal(line, &l); err != nil {
			tb.Fatal(err)
		}
		label := "not"
		if l.Label == "relevant" {
			label = l.Label
		}
		f(example{
			item:  meddlewatch.Item{Title: l.Title, Summary: l.Summary, Link: l.URL, Outlet: l.Outlet, Lang: l.Lang},
			label: label, story: l.Story,
		})
	})
}

func eachStreamed(tb testing.TB, name string, f func(example)) {
	tb.Helper()
	type label struct{ URL, Label, Story string }
	labels := map[string]label{}
	readLines(tb, filepath.Join(shared, "stream", "labels-"+name+".jsonl"), func(line []byte) {
		var l label
		if err := json.Unmarshal(line, &l); err != nil {
			tb.Fatal(err)
		}
		labels[l.URL] = l
	})
	readLines(tb, filepath.Join(shared, "stream", "items-"+name+".jsonl.gz"), func(line []byte) {
		var l struct {
			Title, Description, Link, Lang, Feed string
		}
		if err := json.Unmarshal(line, &l); err != nil {
			tb.Fatal(err)
		}
		judged := labels[l.Link]
		f(example{
			item:  meddlewatch.Item{Title: plain(l.Title), Summary: plain(l.Description), Link: l.Link, Lang: l.Lang, Feed: l.Feed},
			label: judged.Label, story: judged.Story,
		})
	})
}

func readLines(tb testing.TB, file string, line func([]byte)) {
	tb.Helper()
	f, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			tb.Fatal(err)
		}
		r = z
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		if len(bytes.TrimSpace(s.Bytes())) > 0 {
			line(s.Bytes())
		}
	}
	if err := s.Err(); err != nil {
		tb.Fatal(err)
	}
}

// plain takes the mark-up away.
func plain(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return text
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Text())))
			b.WriteByte(' ')
		}
	}
}
