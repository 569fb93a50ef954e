// Command measure plays streams of items through the discovery of names as the worker
// would: every item judged without any watchlist, its evidence collected, proposals
// taken at once. It prints what was proposed when, how many a day, and which names
// of a list of known campaigns occurred and how early they were proposed.
//
//	go run ./seeds/discover/measure -data ../shared
//
// It prints names and addresses and no text of the items.
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/match"
	"meddlewatch/seeds/background"
	"meddlewatch/seeds/discover"
	"meddlewatch/seeds/lists"
	"meddlewatch/seeds/naming"
)

func main() {
	data := flag.String("data", "../shared", "the `folder` with stream/ and domain/campaigns.json")
	flag.Parse()
	if err := run(*data, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(data string, out io.Writer) error {
	files, err := filepath.Glob(filepath.Join(data, "stream", "items-*.jsonl.gz"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s holds no stream/items-*.jsonl.gz; say with -data where the streams are", data)
	}
	names, err := readNames(filepath.Join(data, "domain", "campaigns.json"))
	if err != nil {
		return err
	}
	finder, judge, err := build()
	if err != nil {
		return err
	}
	for _, file := range files { // sorted by Glob
		s := &stream{finder: finder, judge: judge, names: names, byName: map[string]*meddlewatch.Candidate{}, mentions: map[string]*mention{}, asked: map[string]string{}}
		if err := s.play(file); err != nil {
			return err
		}
		if err := s.report(out, filepath.Base(file)); err != nil {
			return err
		}
	}
	return nil
}

func build() (*discover.Finder, *match.Matcher, error) {
	l, err := lists.Load()
	if err != nil {
		return nil, nil, err
	}
	c, err := background.Load()
	if err != nil {
		return nil, nil, err
	}
	n, err := naming.New(l, c)
	if err != nil {
		return nil, nil, err
	}
	data, err := match.DefaultData()
	if err != nil {
		return nil, nil, err
	}
	judge, err := match.New(meddlewatch.Watchlist{}, data, 0.5)
	return discover.New(n, l), judge, err
}

// stream is one run over a file.
type stream struct {
	finder *discover.Finder
	judge  *match.Matcher
	names  []string

	items    int
	spent    time.Duration // in the search for evidence
	byName   map[string]*meddlewatch.Candidate
	order    []*meddlewatch.Candidate // in order of their first mention
	today    string
	proposed []proposal
	days     []day
	mentions map[string]*mention
	asked    map[string]string // spelled name: the name under which it was proposed
}

// proposal is a name that was shown, and with what evidence.
type proposal struct {
	at time.Time
	c  meddlewatch.Candidate
}

type day struct {
	date  string
	count int
}

// mention is how a known name occurred.
type mention struct {
	items    int // that print it
	first    time.Time
	proposed time.Time
	number   int    // of the item by which it was proposed; 0 not
	before   string // under which spelling it was proposed before it occurred
}

func (s *stream) play(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	return feeds.ReadItems(z, file, func(_ int, it meddlewatch.Item) error {
		s.item(it)
		return nil
	})
}

func (s *stream) item(it meddlewatch.Item) {
	s.items++
	if u, err := url.Parse(it.Link); err == nil {
		it.Outlet = strings.TrimPrefix(u.Hostname(), "www.")
	}
	if date := it.Arrived.Format(time.DateOnly); date != s.today {
		s.today = date
		s.days = append(s.days, day{date: date})
	}
	v := s.judge.Judge(it)
	start := time.Now()
	found := s.finder.Evidence(it, v, func(string) bool { return false })
	s.spent += time.Since(start)
	for _, e := range found {
		s.collect(e)
	}
	s.mention(it)
	s.propose(it.Arrived)
}

// collect adds evidence as the store does: by name without regard to case.
func (s *stream) collect(e meddlewatch.Evidence) {
	key := strings.ToLower(e.Name)
	c := s.byName[key]
	if c == nil {
		c = &meddlewatch.Candidate{Name: e.Name, Type: e.Type, State: meddlewatch.CandidateCollected, First: e.At}
		s.byName[key] = c
		s.order = append(s.order, c)
	}
	if !slices.ContainsFunc(c.Evidence, func(o meddlewatch.Evidence) bool { return o.Outlet == e.Outlet }) {
		c.Outlets++
	}
	c.Items++
	c.Last = e.At
	c.Evidence = append(c.Evidence, e)
}

func (s *stream) propose(now time.Time) {
	list := make([]meddlewatch.Candidate, len(s.order))
	for i, c := range s.order {
		list[i] = *c
	}
	today := &s.days[len(s.days)-1]
	for _, name := range discover.Propose(list, today.count, now) {
		c := s.byName[strings.ToLower(name)]
		c.State, c.Proposed = meddlewatch.CandidateProposed, now
		today.count++
		s.proposed = append(s.proposed, proposal{at: now, c: *c})
		s.asked[spelled(name)] = name
		if m := s.mentions[spelled(name)]; m != nil {
			m.number, m.proposed = m.items, now
		}
	}
}

// mention counts the item for every known name that it prints.
func (s *stream) mention(it meddlewatch.Item) {
	text := it.Title + "\n" + it.Summary
	counted := make(map[string]bool)
	for _, name := range s.names {
		if !prints(text, name) {
			continue
		}
		key := spelled(name)
		if counted[key] {
			continue
		}
		counted[key] = true
		m := s.mentions[key]
		if m == nil {
			m = &mention{first: it.Arrived, before: s.asked[key]}
			s.mentions[key] = m
		}
		m.items++
	}
}

// spelled is a name without case, spaces and hyphens, as [discover.Propose] takes
// two spellings for one.
func spelled(name string) string {
	name = strings.TrimSuffix(strings.ToLower(name), " group")
	return strings.NewReplacer(" ", "", "-", "").Replace(name)
}

func (s *stream) report(out io.Writer, file string) error {
	var b strings.Builder
	most := 0
	for _, d := range s.days {
		most = max(most, d.count)
	}
	fmt.Fprintf(&b, "## %s\n\n%d items in %d days; %d names collected, %d proposed: at most %d a day, %.2f on average; %.1f µs an item.\n\n",
		file, s.items, len(s.days), len(s.order), len(s.proposed), most, float64(len(s.proposed))/float64(len(s.days)),
		float64(s.spent.Microseconds())/float64(s.items))
	fmt.Fprint(&b, "| day | name | type | rule | states | outlets | address |\n|---|---|---|---|---|---|---|\n")
	for _, p := range s.proposed {
		e := p.c.Evidence[0]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %d | %s |\n", p.at.Format(time.DateOnly), p.c.Name, p.c.Type, e.Rule, strings.Join(e.Actors, ", "), p.c.Outlets, e.Link)
	}
	fmt.Fprint(&b, "\n| known name | items | first | proposed | at item |\n|---|---|---|---|---|\n")
	names := slices.SortedFunc(slices.Values(s.names), func(a, c string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(c)), cmp.Compare(a, c))
	})
	for _, name := range slices.Compact(names) {
		m := s.mentions[spelled(name)]
		if m == nil {
			continue
		}
		when, number := "no", ""
		switch {
		case m.before != "":
			when, number = "before, as "+m.before, "0"
		case m.number > 0:
			when, number = m.proposed.Format(time.DateOnly), fmt.Sprint(m.number)
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s |\n", name, m.items, m.first.Format(time.DateOnly), when, number)
	}
	fmt.Fprintln(&b)
	_, err := io.WriteString(out, b.String())
	return err
}
