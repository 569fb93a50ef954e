package main

import (
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
	"meddlewatch/internal/discordserver"
)

// discordKills is how often the program dies between claim and answer, in each of
// the two ways in which a message of unknown fate is settled.
const discordKills = 20

// TestKillWhilePosting ends the program with SIGKILL while Discord has its message
// and the answer is not there yet: every alert is in the channel once in the end.
func TestKillWhilePosting(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times; not with -short")
	}
	bot := buildBot(t)
	for _, way := range []struct {
		name, window string
		memory       time.Duration // of nonces, at Discord
	}{
		{"sent again under the same nonce", "90s", 3 * time.Minute},
		{"looked up in the channel", "1ms", time.Nanosecond},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			server := startDiscord(t, discordserver.Options{NonceMemory: way.memory})
			feed := httptest.NewServer(http.HandlerFunc(manyReports))
			defer feed.Close()
			r := &replay{dir: t.TempDir(), bot: bot, discord: server}
			secretFile(t, r.dir, "token", server.Token())
			config := fmt.Sprintf("[fetch]\nallow_hosts = [%q]\n[alert]\nfirst_poll = \"newest:50\"\nmax_per_hour = 1000\n"+
				"[discord]\napi_base = %q\nchannel = %q\ntoken_file = \"token\"\nnonce_window = %q\n[[feeds]]\nurl = %q\n",
				strings.TrimPrefix(feed.URL, "http://"), server.URL(), server.Channel(), way.window, feed.URL)
			if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(config), 0o600); err != nil {
				t.Fatal(err)
			}
			made := 0
			for n := range discordKills {
				created := n%3 != 0 // else Discord never heard of it
				if created {
					made++
				}
				r.killWhilePosting(t, created)
			}
			r.run(t, "once")
			if made == 0 {
				t.Error("no message was made before a kill")
			}
			r.checkPostedOnce(t)
		})
	}
}

// killWhilePosting starts the program, waits until one of its posts hangs, and
// kills it.
func (r *replay) killWhilePosting(t *testing.T, created bool) {
	t.Helper()
	r.discord.ResetRequests()
	// One message arrives as it should, so that each start gets on.
	hang := discordserver.Fault{Route: "POST /channels/{}/messages", After: 1, Hang: time.Hour, Created: created}
	if !created {
		hang.Status = http.StatusInternalServerError
	}
	r.discord.Fault(hang)
	defer r.discord.ClearFaults()
	cmd := exec.CommandContext(t.Context(), r.bot, "once")
	cmd.Dir = r.dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(20 * time.Second)
	for posts := 0; posts < 2; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			_ = cmd.Process.Kill()
			t.Fatalf("no second post within 20 s; requests: %+v", r.discord.Requests())
		}
		posts = 0
		for _, q := range r.discord.Requests() {
			if strings.HasPrefix(q.Route, "POST ") {
				posts++
			}
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func (r *replay) checkPostedOnce(t *testing.T) {
	t.Helper()
	s := r.state(t)
	alerts := s.Items.ByOutcome[meddlewatch.OutcomeAlert]
	if alerts < discordKills || s.Outbox[meddlewatch.OutboxSent] != alerts {
		t.Errorf("%d alerts, outbox %v; want at least %d alerts, all sent", alerts, s.Outbox, discordKills)
	}
	times := map[string]int{}
	for _, m := range r.discord.Messages(r.discord.Channel()) {
		var body struct {
			Embeds []struct{ Footer struct{ Text string } }
		}
		if err := json.Unmarshal(m.Body, &body); err != nil || len(body.Embeds) != 1 {
			t.Fatalf("%v: %s", err, m.Body)
		}
		times[body.Embeds[0].Footer.Text]++
	}
	doubled := 0
	for _, n := range times {
		doubled += n - 1
	}
	if lost := alerts - len(times); lost != 0 || doubled != 0 {
		t.Errorf("%d alerts lost and %d doubled after %d kills, want none", lost, doubled, discordKills)
	}
	t.Logf("%d alerts, each posted once after %d kills", alerts, discordKills)
}

// manyReports serves a feed of reports, each about another country: more than
// there are kills.
func manyReports(w http.ResponseWriter, _ *http.Request) {
	states := append(killStates(), "Spain", "Italy", "Latvia", "Estonia", "Lithuania", "Finland", "Sweden", "Norway", "Denmark",
		"Ireland", "Portugal", "Greece", "Bulgaria", "Croatia", "Slovenia", "Slovakia", "Hungary", "Austria", "Belgium", "Japan",
		"India", "Brazil", "Argentina", "Chile", "Ghana", "Nigeria", "Senegal", "Armenia", "Mongolia", "Australia", "Indonesia", "Thailand")
	fmt.Fprint(w, `<rss version="2.0"><channel><title>Example</title>`)
	for i, state := range states {
		fmt.Fprintf(w, `<item><title>Russia used fake accounts to meddle in the election in %s, report %c says</title>
<link>https://news.example/%d</link><guid>%d</guid><pubDate>%s</pubDate></item>`,
			state, 'A'+i%26, i, i, time.Now().UTC().Truncate(time.Hour).Format(time.RFC1123Z))
	}
	fmt.Fprint(w, `</channel></rss>`)
}
