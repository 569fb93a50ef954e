package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
)

// Kills of the worker, and feeds and items they have to deal with. The states are
// real, so that the judge knows them; everything else is invented.
const (
	kills     = 12
	killFeeds = 6
)

func killStates() []string {
	return []string{"Moldova", "Germany", "Taiwan", "Canada", "Romania", "Poland", "France", "Georgia", "Kenya", "Mexico"}
}

// TestKill ends the program with SIGKILL at any moment, again and again: in the
// end every item has a verdict and every alert was printed. One may be printed
// twice only where the program died between printing it and writing that down.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times; not with -short")
	}
	server := httptest.NewServer(http.HandlerFunc(killFeed))
	defer server.Close()
	r := &replay{dir: t.TempDir(), bot: buildBot(t)}
	var config strings.Builder
	fmt.Fprintf(&config, "[fetch]\nallow_hosts = [%q]\n[alert]\nfirst_poll = \"newest:50\"\n[log]\nformat = \"json\"\n",
		strings.TrimPrefix(server.URL, "http://"))
	for n := range killFeeds {
		fmt.Fprintf(&config, "[[feeds]]\nurl = \"%s/%d\"\n", server.URL, n)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(config.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	for n := range kills {
		cmd := exec.CommandContext(t.Context(), r.bot, "once")
		cmd.Dir, cmd.Stdout = r.dir, &printed
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Spread over start, polling, judging and delivering.
		time.Sleep(time.Duration(30+25*n) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	printed.Write(r.run(t, "once"))
	checkAfterKills(t, r.state(t), printed.Bytes())
}

func checkAfterKills(t *testing.T, s desk.State, printed []byte) {
	t.Helper()
	if want := killFeeds * len(killStates()); s.Items.Total != want {
		t.Errorf("%d items are known, want %d", s.Items.Total, want)
	}
	if n := s.Items.ByOutcome[meddlewatch.OutcomePending]; n != 0 {
		t.Errorf("%d items have no verdict", n)
	}
	alerts := s.Items.ByOutcome[meddlewatch.OutcomeAlert]
	if alerts == 0 || s.Outbox[meddlewatch.OutboxSent] != alerts {
		t.Errorf("%d alerts, %d of them sent; want some, all sent", alerts, s.Outbox[meddlewatch.OutboxSent])
	}
	times := map[string]int{}
	for line := range bytes.Lines(printed) {
		var a struct{ Story string }
		if json.Unmarshal(line, &a) == nil && a.Story != "" {
			times[a.Story]++
		}
	}
	if len(times) != alerts {
		t.Errorf("%d stories were printed, want %d", len(times), alerts)
	}
	doubled := 0
	for _, n := range times {
		doubled += n - 1
	}
	if doubled > kills {
		t.Errorf("%d alerts were printed again; a kill can repeat one, and there were %d", doubled, kills)
	}
	t.Logf("%d items %v, %d printed again after %d kills", s.Items.Total, s.Items.ByOutcome, doubled, kills)
}

// killFeed serves a feed of reports, each about another country.
func killFeed(w http.ResponseWriter, r *http.Request) {
	feed := strings.TrimPrefix(r.URL.Path, "/")
	fmt.Fprint(w, `<rss version="2.0"><channel><title>Example</title>`)
	for i, state := range killStates() {
		fmt.Fprintf(w, `<item><title>Russia used fake accounts to meddle in the election in %s, report %s says</title>
<link>https://news.example/%s/%d</link><guid>%s-%d</guid><pubDate>%s</pubDate></item>`,
			state, feed, feed, i, feed, i, time.Now().UTC().Truncate(time.Hour).Format(time.RFC1123Z))
	}
	fmt.Fprint(w, `</channel></rss>`)
}
