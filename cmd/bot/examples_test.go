package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
)

const examples = "../../examples/items.jsonl"

// exampleFeeds serves the examples, a feed an outlet.
func exampleFeeds(t *testing.T) (server *httptest.Server, outlets []string, items int) {
	t.Helper()
	file, err := os.Open(examples)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	byOutlet := map[string]*strings.Builder{}
	seen := map[meddlewatch.ID]bool{}
	err = feeds.ReadItems(file, examples, func(_ int, it meddlewatch.Item) error {
		b := byOutlet[it.Outlet]
		if b == nil {
			b = new(strings.Builder)
			byOutlet[it.Outlet] = b
			outlets = append(outlets, it.Outlet)
		}
		if !seen[it.ID] {
			seen[it.ID] = true
			items++
		}
		fmt.Fprintf(b, "<item><title>%s</title><link>%s</link><description>%s</description>", escaped(it.Title), escaped(it.Link), escaped(it.Summary))
		if !it.Published.IsZero() {
			fmt.Fprintf(b, "<pubDate>%s</pubDate>", it.Published.Format(time.RFC1123Z))
		}
		b.WriteString("</item>\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(outlets)
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for n, outlet := range outlets {
			if r.URL.Path == fmt.Sprintf("/%d", n) {
				fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>%s</title>\n%s</channel></rss>", escaped(outlet), byOutlet[outlet])
				return
			}
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(server.Close)
	return server, outlets, items
}

// escaped is text in XML. What it holds is text, not mark-up, so it is escaped
// twice: feeds read titles and descriptions as HTML.
func escaped(text string) string {
	var once, twice bytes.Buffer
	_ = xml.EscapeText(&once, []byte(text)) // a buffer takes everything
	_ = xml.EscapeText(&twice, once.Bytes())
	return twice.String()
}

// TestOnceAndBacktestJudgeAlike sends the examples through both and compares
// every verdict, story and reason byte by byte, and the alerts.
func TestOnceAndBacktestJudgeAlike(t *testing.T) {
	server, outlets, items := exampleFeeds(t)
	r := &replay{dir: t.TempDir(), bot: buildBot(t)}
	var config strings.Builder
	fmt.Fprintf(&config, "[fetch]\nallow_hosts = [%q]\n[alert]\nfirst_poll = \"newest:1000\"\n[log]\nformat = \"json\"\nlevel = \"warn\"\n",
		strings.TrimPrefix(server.URL, "http://"))
	for n, outlet := range outlets {
		fmt.Fprintf(&config, "[[feeds]]\nurl = \"%s/%d\"\nname = %q\n", server.URL, n, outlet)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(config.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	alerted := r.once(t)
	if len(alerted) == 0 {
		t.Error("the examples raise no alert; there are some that should")
	}
	if got := r.state(t).Items; got.Total != items || got.ByOutcome[meddlewatch.OutcomePending] != 0 {
		t.Errorf("%d of %d examples are known, outcomes %v", got.Total, items, got.ByOutcome)
	}
	r.checkBacktest(t, alerted)
	if again := r.once(t); len(again) > 0 {
		t.Errorf("the second cycle alerted %q", again)
	}
}
