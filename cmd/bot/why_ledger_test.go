package main

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/match"
	"meddlewatch/store"
)

// badItems are what feeds print at their worst. The words are invented.
func badItems() map[string]string {
	return map[string]string{
		"megabyte":       strings.Repeat("Russia meddled in the election of Moldova. ", 25_000),
		"runes":          strings.Repeat("干预选举ю", 60_000),
		"one-act":        strings.Repeat("meddling ", 8_000),
		"one-state":      strings.Repeat("Kremlin ", 8_000),
		"capitals":       "RUSSIA USED FAKE ACCOUNTS TO MEDDLE IN THE ELECTION IN MOLDOVA, SAYS THE FBI",
		"unknown-script": "ᚱᚢᛋᛋᛁᚨ ᛖᛚᛖᚲᛏᛁᛟᚾ ꙮ",
		"links-only":     "https://example.org/a https://example.org/b?c=d#e",
		"broken":         "Russia\xff meddled \xc3in the elec\xe4\xb8tion in Moldova",
		"zero-width":     "Rus\u200bsia med\u200cdled in the elec\u2060tion in e\u0301\u0323\u0301 Moldova",
		"nothing":        "",
	}
}

// ledgerFeeds serves items of every kind; with every cycle each feed shows some more.
type ledgerFeeds struct{ cycle atomic.Int64 }

const (
	ledgerCount  = 3 // feeds
	ledgerGrowth = 4 // items a feed and cycle
)

func (l *ledgerFeeds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	feed := strings.TrimPrefix(r.URL.Path, "/")
	date := time.Now().UTC().Format(time.RFC1123Z)
	entry := func(link, title string) {
		fmt.Fprintf(w, "<item><title>%s</title><link>https://news.example/%s</link><guid>%s</guid><pubDate>%s</pubDate></item>", title, link, link, date)
	}
	fmt.Fprint(w, `<rss version="2.0"><channel><title>Example</title>`)
	if feed == "0" {
		bad := badItems()
		for _, name := range slices.Sorted(maps.Keys(bad)) {
			entry("bad/"+name, html.EscapeString(bad[name]))
		}
	}
	states := killStates()
	for n := range int(l.cycle.Load()) * ledgerGrowth {
		title := fmt.Sprintf("Council of town %d opens a new library", n)
		if n%2 == 0 {
			title = "Russia used fake accounts to meddle in the election in " + states[n/2%len(states)]
		}
		entry(fmt.Sprintf("%s/%d", feed, n), title)
	}
	fmt.Fprint(w, `</channel></rss>`)
}

// TestLedgerAfterKills ends "once" and "run" at any moment: whenever the database is
// looked at, every item has one outcome and the counts are those of the items; and in
// the end every verdict comes out again from what is stored.
func TestLedgerAfterKills(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times; not with -short")
	}
	feeds := &ledgerFeeds{}
	server := httptest.NewServer(feeds)
	defer server.Close()
	r := &replay{dir: t.TempDir(), bot: buildBot(t)}
	var config strings.Builder
	fmt.Fprintf(&config, "[fetch]\nallow_hosts = [%q]\n[store]\npath = \"test.db\"\n[defaults]\nschedule = \"@every 1s\"\n[log]\nformat = \"json\"\n[alert]\nfirst_poll = \"newest:50\"\n",
		strings.TrimPrefix(server.URL, "http://"))
	for n := range ledgerCount {
		fmt.Fprintf(&config, "[[feeds]]\nurl = \"%s/%d\"\n", server.URL, n)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(config.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for n, end := range []os.Signal{os.Kill, os.Kill, syscall.SIGTERM, os.Kill, os.Kill, os.Kill} {
		feeds.cycle.Add(1)
		cmd := exec.CommandContext(t.Context(), r.bot, []string{"once", "run"}[n%2])
		cmd.Dir = r.dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40+60*n) * time.Millisecond)
		_ = cmd.Process.Signal(end)
		_ = cmd.Wait()
		r.checkLedger(t)
	}
	r.run(t, "once")
	known := r.checkLedger(t)
	if want := ledgerCount*int(feeds.cycle.Load())*ledgerGrowth + len(badItems()); len(known) != want {
		t.Errorf("%d items are known, want %d", len(known), want)
	}
	for _, name := range slices.Sorted(maps.Keys(badItems())) {
		checkWhy(t, name, r.why(t, "https://news.example/bad/"+name))
	}
}

// checkLedger compares the counts that are kept with the items themselves, and
// returns the items by address. A database that is not there yet holds none.
func (r *replay) checkLedger(t *testing.T) map[string]meddlewatch.Outcome {
	t.Helper()
	known := map[string]meddlewatch.Outcome{}
	path := filepath.Join(r.dir, "test.db")
	if _, err := os.Stat(path); err != nil {
		return known
	}
	db, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Logf("killed before there was a database: %v", err)
		return known
	}
	defer db.Close()
	byOutcome := map[meddlewatch.Outcome]int{}
	for _, o := range meddlewatch.Outcomes() {
		byOutcome[o] = 0
	}
	n := 0
	err = db.History(t.Context(), time.Time{}, func(s store.Stored) error {
		n++
		byOutcome[s.Outcome]++
		known[s.Item.Link] = s.Outcome
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	counts, err := db.Counts(t.Context(), nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if counts.Items.Total != n || len(known) != n || !maps.Equal(counts.Items.ByOutcome, byOutcome) {
		t.Fatalf("%d items (%d addresses) %v; the counts say %d, %v", n, len(known), byOutcome, counts.Items.Total, counts.Items.ByOutcome)
	}
	return known
}

func (r *replay) why(t *testing.T, address string) desk.WhyAnswer {
	t.Helper()
	var w desk.WhyAnswer
	if err := json.Unmarshal(r.run(t, "why", address, "--json"), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// checkWhy wants that the answer can be followed by hand: the weights make the score.
func checkWhy(t *testing.T, name string, w desk.WhyAnswer) {
	t.Helper()
	if !w.Seen || w.Recomputed != "Judged again: the same result." {
		t.Errorf("%s: seen %t, %s", name, w.Seen, w.Recomputed)
	}
	sum, weighs := 0.0, false
	for i, reason := range w.Reasons {
		sum += reason.Weight
		weighs = weighs || reason.Weight != 0
		if i == 0 && weighs && reason.Rule != match.RuleBias {
			t.Errorf("%s: the sum starts with %s", name, reason.Rule)
		}
	}
	if score := math.Round(1e4/(1+math.Exp(-sum))) / 1e4; weighs && score != w.Score {
		t.Errorf("%s: the reasons make the score %v, it is %v", name, score, w.Score)
	}
	cut := slices.ContainsFunc(w.Reasons, func(r meddlewatch.Reason) bool { return r.Rule == "cut" })
	if long := name == "megabyte" || name == "runes" || name == "one-act"; cut != long {
		t.Errorf("%s: cut named %t, want %t", name, cut, long)
	}
}

// TestAlertAndWhySayTheSame reads the alerts of a run, and asks for the reason of each.
func TestAlertAndWhySayTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program; not with -short")
	}
	feeds := &ledgerFeeds{}
	feeds.cycle.Store(3)
	server := httptest.NewServer(feeds)
	defer server.Close()
	r := &replay{dir: t.TempDir(), bot: buildBot(t)}
	config := fmt.Sprintf("[fetch]\nallow_hosts = [%q]\n[store]\npath = \"test.db\"\n[log]\nformat = \"json\"\n[alert]\nfirst_poll = \"newest:50\"\n[[feeds]]\nurl = \"%s/1\"\n",
		strings.TrimPrefix(server.URL, "http://"), server.URL)
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	alerts := 0
	for line := range strings.Lines(string(r.run(t, "once"))) {
		var alert struct {
			Kind, Link, Why, Claim string
			Story                  meddlewatch.ID
			Score                  float64
		}
		if json.Unmarshal([]byte(line), &alert) != nil || alert.Kind != string(meddlewatch.AlertStory) {
			continue
		}
		alerts++
		w := r.why(t, alert.Link)
		if line := (meddlewatch.Verdict{Reasons: w.Reasons}).Why(); alert.Why == "" || line != alert.Why {
			t.Errorf("the alert says %q, the verdict %q", alert.Why, line)
		}
		if w.Outcome != meddlewatch.OutcomeAlert || w.Story != alert.Story || w.Score != alert.Score || string(w.Claim) != alert.Claim {
			t.Errorf("the alert is %+v, the answer %+v", alert, w)
		}
		if len(w.Alerts) != 1 || w.Alerts[0].Why != alert.Why || w.Alerts[0].State != meddlewatch.OutboxSent || w.Alerts[0].Link != alert.Link {
			t.Errorf("of its alerts the answer says %+v", w.Alerts)
		}
	}
	if alerts < 3 {
		t.Errorf("%d alerts, want some to compare", alerts)
	}
}
