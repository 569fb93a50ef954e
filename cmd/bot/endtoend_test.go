package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/internal/discordserver"
	"meddlewatch/internal/feedserver"
	"meddlewatch/internal/race"
	"meddlewatch/store"
)

// The recorded stream and the two weeks of it that are replayed: 285 feeds, of
// which 181 show something, four polls a day.
const (
	recorded    = "../../../shared/stream/items-2022-10-11.jsonl.gz"
	pollsADay   = 4
	replayDays  = 14
	replayItems = 23183
)

func replayFrom() time.Time { return time.Date(2022, 10, 29, 0, 0, 0, 0, time.UTC) }

// TestEndToEnd runs the true binary over two weeks of real feeds: nothing may be
// lost, nothing repeated, an unchanged feed costs a 304 and says nothing, and the
// alerts are those that backtest raises over the same items.
func TestEndToEnd(t *testing.T) {
	if _, err := os.Stat(recorded); err != nil {
		t.Skip("needs ../shared/stream, which is not there")
	}
	if testing.Short() {
		t.Skip("polls 285 feeds 57 times; not with -short")
	}
	if race.Enabled {
		t.Skip("the program it runs is built without the race detector; run without it, in a fifth of the time")
	}
	house := newReplay(t)
	var alerted []string
	seen := map[string]bool{}
	for poll := range replayDays * pollsADay {
		house.server.SetTime(replayFrom().Add(time.Duration(poll+1) * 24 * time.Hour / pollsADay))
		for _, link := range house.once(t) {
			if seen[link] {
				t.Errorf("poll %d: %s alerted a second time", poll, link)
			}
			seen[link] = true
			alerted = append(alerted, link)
		}
		if poll == 0 && len(alerted) > 0 {
			t.Errorf("the first poll alerted %q; first_poll is silent", alerted)
		}
		house.checkSum(t, poll)
	}
	house.checkComplete(t)
	house.checkUnchanged(t)
	house.checkDiscord(t, alerted)
	house.checkBacktest(t, alerted)
	least, most := articles(house.server.Served())
	t.Logf("%d polls of %d feeds, %d items (%d addresses, %d as printed), %d alerts", replayDays*pollsADay,
		len(house.server.Feeds()), house.state(t).Items.Total, least, most, len(alerted))
}

// replay is a bot with a config and a database of its own, the feeds it polls and
// the Discord it posts to.
type replay struct {
	dir, bot string
	server   *feedserver.Server
	discord  *discordserver.Server
	second   string // the channel of the webhook
}

func newReplay(t *testing.T) *replay {
	t.Helper()
	from := replayFrom()
	stream, err := feedserver.Load(recorded, from, from.AddDate(0, 0, replayDays))
	if err != nil {
		t.Fatal(err)
	}
	if stream.Items != replayItems {
		t.Fatalf("the recording holds %d items of these days, want %d", stream.Items, replayItems)
	}
	end := from.AddDate(0, 0, replayDays)
	server, err := feedserver.Start(stream, feedserver.Options{Shift: time.Since(end).Truncate(time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	r := &replay{dir: t.TempDir(), server: server, discord: startDiscord(t, discordserver.Options{})}
	r.second = r.discord.NewChannel("by-webhook")
	if err := r.discord.NewWebhook(r.second); err != nil {
		t.Fatal(err)
	}
	r.bot = buildBot(t)
	r.writeConfig(t)
	return r
}

// startDiscord starts a Discord that fails the test for every rule that a request
// breaks.
func startDiscord(t *testing.T, o discordserver.Options) *discordserver.Server {
	t.Helper()
	server, err := discordserver.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		for _, v := range server.Violations() {
			t.Errorf("Discord: %s", v)
		}
	})
	return server
}

// secretFile writes a secret as a person would.
func secretFile(t *testing.T, dir, name, secret string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// buildBot builds the program as it is shipped.
func buildBot(t *testing.T) string {
	t.Helper()
	bot := filepath.Join(t.TempDir(), "bot")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bot, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bot
}

func (r *replay) writeConfig(t *testing.T) {
	t.Helper()
	var b strings.Builder
	secretFile(t, r.dir, "token", r.discord.Token())
	secretFile(t, r.dir, "webhook", r.discord.Webhook())
	fmt.Fprintf(&b, "[discord]\napi_base = %q\nchannel = %q\ntoken_file = \"token\"\nwebhook_file = \"webhook\"\n[terminal]\nenabled = \"always\"\n",
		r.discord.URL(), r.discord.Channel())
	// The days are replayed within an hour, in which a channel would get a digest.
	b.WriteString("[alert]\nmax_per_hour = 1000\n[log]\nformat = \"json\"\nlevel = \"warn\"\n[fetch]\nallow_hosts = [")
	for i, h := range r.server.Hosts() {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", h)
	}
	b.WriteString("]\n")
	for _, f := range r.server.Feeds() {
		fmt.Fprintf(&b, "[[feeds]]\nurl = %q\n", f.URL)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs the bot and returns its standard output.
func (r *replay) run(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), r.bot, args...)
	cmd.Dir = r.dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("bot %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.Bytes()
}

// once runs one cycle and returns the links that were alerted. A notice of the
// flood guard fails the test: two weeks of ordinary feeds hold no flood.
func (r *replay) once(t *testing.T) []string {
	t.Helper()
	var links []string
	for line := range bytes.Lines(r.run(t, "once")) {
		var alert struct{ Kind, Link, Reason string }
		if err := json.Unmarshal(line, &alert); err != nil {
			t.Fatalf("alert is no JSON: %v: %s", err, line)
		}
		if alert.Kind == "" {
			continue // the counts
		}
		if alert.Kind != string(meddlewatch.AlertStory) {
			t.Errorf("unexpected %s: %s", alert.Kind, line)
		}
		links = append(links, alert.Link)
	}
	return links
}

func (r *replay) state(t *testing.T) desk.State {
	t.Helper()
	var s desk.State
	if err := json.Unmarshal(r.run(t, "state", "--json"), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// checkSum compares what was fetched with what was served, and both with the sum
// of the outcomes.
func (r *replay) checkSum(t *testing.T, poll int) {
	t.Helper()
	least, most := articles(r.server.Served())
	s, sum := r.state(t), 0
	for _, n := range s.Items.ByOutcome {
		sum += n
	}
	if s.Items.Total < least || s.Items.Total > most || sum != s.Items.Total {
		t.Fatalf("poll %d: %d to %d items served, %d fetched, %d outcomes", poll, least, most, s.Items.Total, sum)
	}
	if n := s.Items.ByOutcome[meddlewatch.OutcomePending]; n != 0 {
		t.Errorf("poll %d: %d items without a verdict", poll, n)
	}
	for state, n := range s.Outbox {
		if n > 0 && state != meddlewatch.OutboxSent {
			t.Errorf("poll %d: %d messages are %s", poll, n, state)
		}
	}
}

// articles counts what was served: as few as there are different addresses, and
// as many as there are addresses as printed. The bot's number lies between: two
// spellings of an address are one article unless a feed shows them side by side
// with a GUID each, as feeds of live pages do.
func articles(items []feedserver.Item) (least, most int) {
	addresses, printed := map[string]bool{}, map[string]bool{}
	for _, it := range items {
		addresses[articleOf(it.Source, it.Link, it.Title)] = true
		printed[it.Source+" "+it.Link] = true
	}
	return len(addresses), len(printed)
}

// articleOf names an article: by its address, or within its feed where that is
// no key.
func articleOf(source, link, title string) string {
	if key, ok := feeds.NormalizeLink(link); ok {
		return key
	}
	return source + " " + feeds.PlainTitle(title)
}

// checkComplete looks for every article that was served, and for items nobody
// served.
func (r *replay) checkComplete(t *testing.T) {
	t.Helper()
	missing := map[string]bool{}
	for _, it := range r.server.Served() {
		missing[articleOf(it.Source, it.Link, it.Title)] = true
	}
	sources := map[string]string{}
	for _, f := range r.server.Feeds() {
		sources[f.URL] = f.Source
	}
	known := len(missing)
	r.history(t, func(s store.Stored) error {
		delete(missing, articleOf(sources[s.Item.Feed], s.Item.Link, s.Item.Title))
		return nil
	})
	for name := range missing {
		t.Errorf("served and lost: %s", name)
	}
	t.Logf("%d articles served, %d lost", known, len(missing))
}

// checkUnchanged polls the same state again: every feed that has a validator
// answers 304, and nothing is said.
func (r *replay) checkUnchanged(t *testing.T) {
	t.Helper()
	before, asked, same := r.state(t), r.server.Requests(), r.server.NotModified()
	if links := r.once(t); len(links) > 0 {
		t.Errorf("a poll of unchanged feeds alerted %q", links)
	}
	asked, same = r.server.Requests()-asked, r.server.NotModified()-same
	if asked != len(r.server.Feeds()) || same != asked {
		t.Errorf("second poll of the same state: %d of %d requests were answered 304; want all of %d", same, asked, len(r.server.Feeds()))
	}
	if after := r.state(t); after.Items.Total != before.Items.Total {
		t.Errorf("a poll of unchanged feeds brought %d items", after.Items.Total-before.Items.Total)
	}
}

// checkDiscord finds every alert of the terminal once in each channel, in the
// same order, and nothing else.
func (r *replay) checkDiscord(t *testing.T, alerted []string) {
	t.Helper()
	want := make([]string, len(alerted))
	for i, link := range alerted {
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = u.Host + u.Path
	}
	for name, channel := range map[string]string{"bot": r.discord.Channel(), "webhook": r.second} {
		var got []string
		stories := map[string]bool{}
		for _, m := range r.discord.Messages(channel) {
			var body struct {
				Embeds []struct {
					URL    string
					Footer struct{ Text string }
				}
			}
			if err := json.Unmarshal(m.Body, &body); err != nil || len(body.Embeds) != 1 {
				t.Fatalf("%s: %v: %s", name, err, m.Body)
			}
			if stories[body.Embeds[0].Footer.Text] {
				t.Errorf("%s: %q was posted a second time", name, body.Embeds[0].Footer.Text)
			}
			stories[body.Embeds[0].Footer.Text] = true
			u, err := url.Parse(body.Embeds[0].URL)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, u.Host+u.Path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: posted %q\nwant %q", name, got, want)
		}
	}
	if posts := len(r.discord.Requests()); posts != 2*len(alerted) {
		t.Errorf("%d requests to Discord, want %d", posts, 2*len(alerted))
	}
}

// checkBacktest lets backtest judge the same items in the same order and
// compares verdicts, stories and alerts.
func (r *replay) checkBacktest(t *testing.T, alerted []string) {
	t.Helper()
	live := r.export(t)
	stdout := r.run(t, "backtest", "--items", "items.jsonl", "--json")
	told := map[string]*telling{}
	var want []string
	n := 0
	for line := range bytes.Lines(stdout) {
		if bytes.HasPrefix(line, []byte(`{"summary"`)) {
			break
		}
		var got, stored map[string]any
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(live[n].line, &stored); err != nil {
			t.Fatal(err)
		}
		// Every story alerts with the first item that may speak, later only where
		// its claim climbs or is withdrawn; each alert was sent.
		story, _ := stored["story"].(string)
		alerts := stored["outcome"] == string(meddlewatch.OutcomeAlert)
		if speaks := stored["relevant"] == true && !live[n].silent; alerts && !speaks || speaks && told[story] == nil && !alerts {
			t.Errorf("item %d is %v: %s", n, stored["outcome"], live[n].line)
		}
		if alerts {
			if told[story] == nil {
				told[story] = &telling{}
			}
			if !told[story].news(live[n].verdict) {
				t.Errorf("item %d alerts of a story that people know, and tells nothing new of it: %s", n, live[n].line)
			}
			want = append(want, live[n].link)
		}
		// The outcome differs where the first poll kept silent, the address where
		// it names nothing; nothing else differs.
		for _, differs := range []string{"outcome", "url"} {
			delete(got, differs)
			delete(stored, differs)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(stored)
		if !bytes.Equal(a, b) {
			t.Fatalf("item %d is judged differently\nlive:     %s\nbacktest: %s", n, b, a)
		}
		n++
	}
	if n != len(live) {
		t.Fatalf("backtest judged %d items, the bot %d", n, len(live))
	}
	slices.Sort(want)
	slices.Sort(alerted)
	if !slices.Equal(want, alerted) {
		t.Errorf("alerts differ\nsent:   %q\njudged: %q", alerted, want)
	}
}

// judged is what the bot made of an item: its line as backtest would print it.
type judged struct {
	line    []byte
	link    string
	silent  bool // of a first poll
	verdict meddlewatch.Verdict
}

// telling is what people were told of a story.
type telling struct {
	binding   int // 0 nothing yet, else as bindingOf
	withdrawn bool
}

// news notes an alert, and says whether it told anything new: it is the first of the
// story, its claim binds more than any before it, or it is the first withdrawal.
func (p *telling) news(v meddlewatch.Verdict) bool {
	first, binding := p.binding == 0, bindingOf(v.Claim)
	if v.Retracts && !first {
		again := p.withdrawn
		p.withdrawn = true
		return !again
	}
	higher := binding > p.binding
	p.binding, p.withdrawn = max(binding, p.binding), p.withdrawn || v.Retracts
	return higher
}

// bindingOf says how much a claim binds whoever makes it: what anybody may report is
// least, then what a government puts its name to, then what a government or court does.
func bindingOf(c meddlewatch.Claim) int {
	switch c {
	case meddlewatch.ClaimSanction, meddlewatch.ClaimIndictment:
		return 3
	case meddlewatch.ClaimAttribution:
		return 2
	}
	return 1
}

// TestTelling: an alert for a further outlet would be found.
func TestTelling(t *testing.T) {
	report := meddlewatch.Verdict{Claim: meddlewatch.ClaimReport}
	attributed := meddlewatch.Verdict{Claim: meddlewatch.ClaimAttribution}
	charged := meddlewatch.Verdict{Claim: meddlewatch.ClaimIndictment}
	withdrawn := meddlewatch.Verdict{Claim: meddlewatch.ClaimReport, Retracts: true}
	var p telling
	for i, step := range []struct {
		verdict meddlewatch.Verdict
		news    bool
	}{{report, true}, {report, false}, {attributed, true}, {report, false}, {attributed, false}, {withdrawn, true}, {withdrawn, false}, {charged, true}, {charged, false}} {
		if p.news(step.verdict) != step.news {
			t.Errorf("alert %d: news is %t", i, !step.news)
		}
	}
}

// export writes all items, in order of arrival, as an items file.
func (r *replay) export(t *testing.T) []judged {
	t.Helper()
	file, err := os.Create(filepath.Join(r.dir, "items.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	var live []judged
	r.history(t, func(s store.Stored) error {
		b, err := json.Marshal(desk.LineOf(s.Judgement))
		if err != nil {
			return err
		}
		live = append(live, judged{b, s.Item.Link, s.Item.Mark == meddlewatch.MarkFirstPoll, s.Verdict})
		it := s.Item
		// A link that is no key names nothing; the file says what does.
		address := it.Link
		if it.LinkKey == 0 {
			address = it.GUID
		}
		item := map[string]any{
			"title": html.EscapeString(it.Title), "link": address, "summary": html.EscapeString(it.Summary), "feed": it.Feed, "guid": it.GUID,
			"outlet": it.Outlet, "lang": it.Lang, "arrived": it.Arrived.Format(time.RFC3339Nano),
		}
		if !it.Published.IsZero() {
			item["published"] = it.Published.Format(time.RFC3339Nano)
		}
		return lines.Encode(item)
	})
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return live
}

// history calls each with everything the bot has judged, in order of arrival.
func (r *replay) history(t *testing.T, each func(store.Stored) error) {
	t.Helper()
	db, err := store.OpenReadOnly(t.Context(), filepath.Join(r.dir, "data", "meddlewatch.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.History(t.Context(), time.Time{}, each); err != nil {
		t.Fatal(err)
	}
}
