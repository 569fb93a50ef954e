package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/desk"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// feedsCommand shows the health of all feeds, finds the feed of a page, and
// reads and writes OPML.
func (a *app) feedsCommand(ctx context.Context, args []string) error {
	set := a.flags("feeds", "[add URL | import FILE.opml | export] [--json]")
	asJSON := set.Bool("json", false, "health as JSON")
	rest, err := parse(set, args, 0, 2)
	if err != nil {
		return err
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	switch {
	case len(rest) == 0:
		return a.feedHealth(ctx, s, *asJSON)
	case rest[0] == "export" && len(rest) == 1:
		return feeds.WriteOPML(a.stdout, s.plan.Feeds)
	case rest[0] == "add" && len(rest) == 2:
		return a.addFeed(ctx, s, rest[1])
	case rest[0] == "import" && len(rest) == 2:
		return a.importFeeds(s, rest[1])
	case rest[0] == "add" || rest[0] == "import":
		return usagef("feeds %s: say what to %s", rest[0], rest[0])
	default:
		return usagef("feeds: unknown argument %q; use add, import or export", rest[0])
	}
}

// feedHealth prints every configured feed with its state and since when; a
// database that is not there yet means that none was polled.
func (a *app) feedHealth(ctx context.Context, s *settings, asJSON bool) error {
	known := map[string]meddlewatch.FeedState{}
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		defer db.Close()
		if known, err = db.FeedStates(ctx); err != nil {
			return err
		}
	}
	health := desk.FeedHealth(s.plan.Feeds, known)
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(healthLines(health))
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, h := range health {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", h.State.Status, since(h.State.Since, a.now()), h.Feed.URL, h.State.Why)
	}
	return table.Flush()
}

// healthLine is a feed as "bot feeds --json" prints it.
type healthLine struct {
	URL      string                 `json:"url"`
	Name     string                 `json:"name"`
	State    meddlewatch.FeedStatus `json:"state"`
	Since    time.Time              `json:"since,omitzero"`
	Why      string                 `json:"why"`
	MovedTo  string                 `json:"moved_to"`
	LastPoll time.Time              `json:"last_poll,omitzero"`
	LastGood time.Time              `json:"last_good,omitzero"`
	NextPoll time.Time              `json:"next_poll,omitzero"`
	LastItem time.Time              `json:"last_item,omitzero"`
	PerDay   float64                `json:"items_per_day"`
}

func healthLines(health []desk.Health) []healthLine {
	lines := make([]healthLine, len(health))
	for i, h := range health {
		name := h.Feed.Name
		if name == "" {
			name = h.State.Title
		}
		lines[i] = healthLine{
			URL: h.Feed.URL, Name: name, State: h.State.Status, Since: h.State.Since, Why: h.State.Why,
			MovedTo: h.State.Address, LastPoll: h.State.LastPoll, LastGood: h.State.LastGood,
			NextPoll: h.State.NextPoll, LastItem: h.State.LastItem, PerDay: h.State.PerDay,
		}
	}
	return lines
}

// since is a time span in the largest unit that fits.
func since(t, now time.Time) string {
	if t.IsZero() {
		return "-"
	}
	d := now.Sub(t)
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	default:
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	}
}

// addFeed finds the feed of an address, tries it, and writes it into the config.
func (a *app) addFeed(ctx context.Context, s *settings, address string) error {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	client := s.client(newLog(a.stderr, s.cfg.Log.Format, s.cfg.Log.Level.Slog()))
	defer client.CloseIdle()
	page, err := client.Get(ctx, address)
	if err != nil {
		return fmt.Errorf("%s: %w", shownFeed(meddlewatch.Feed{URL: address}), err)
	}
	for _, c := range feeds.Discover(page.Body, page.ContentType, page.URL) {
		feed := meddlewatch.Feed{URL: c.URL, Name: c.Title}
		doc, err := tryFeed(ctx, client, feed)
		if err != nil {
			fmt.Fprintf(a.stderr, "%s: %v\n", c.URL, err)
			continue
		}
		if feed.Name == "" {
			feed.Name = doc.Title
		}
		fmt.Fprintf(a.stderr, "%s: %s, %s\n", feed.URL, doc.Title, itemsText(len(doc.Entries)))
		return a.writeFeeds(s, []meddlewatch.Feed{feed})
	}
	return fmt.Errorf("%s: no feed found on this page; look for an RSS or Atom link there and add its address", page.URL)
}

func tryFeed(ctx context.Context, client *feeds.Client, feed meddlewatch.Feed) (feeds.Document, error) {
	page, err := client.Get(ctx, feed.URL)
	if err != nil {
		return feeds.Document{}, err
	}
	return feeds.Parse(page.Body, feeds.ParseOptions{URL: page.URL, ContentType: page.ContentType})
}

// importFeeds writes the feeds of an OPML file into the config.
func (a *app) importFeeds(s *settings, name string) error {
	body, err := a.readInput(name)
	if err != nil {
		return named(name, err)
	}
	list, warnings, err := feeds.ReadOPML(body)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, w := range warnings {
		fmt.Fprintf(a.stderr, "%s: %s\n", name, w)
	}
	return a.writeFeeds(s, list)
}

// writeFeeds appends feeds that are not configured yet to the config, or prints
// what to put there where no config file is used. A feed that the config would
// refuse is left out, and nothing is written that would break the config.
func (a *app) writeFeeds(s *settings, list []meddlewatch.Feed) error {
	configured := map[string]bool{}
	for _, f := range s.cfg.Feeds {
		configured[f.URL.Same()] = true
	}
	if s.cfg.UseBuiltinFeeds() && !s.builtinByDefault() {
		for _, f := range s.plan.Feeds {
			configured[config.URL(f.URL).Same()] = true
		}
	}
	var text strings.Builder
	added := 0
	for _, f := range list {
		var address config.URL
		err := address.UnmarshalText([]byte(f.URL))
		switch {
		case err != nil:
			fmt.Fprintf(a.stderr, "%s was left out: %v\n", shownFeed(f), err)
			continue
		case configured[address.Same()]:
			fmt.Fprintf(a.stderr, "%s is configured already\n", f.URL)
			continue
		}
		configured[address.Same()] = true
		text.WriteString(feedTable(f))
		added++
	}
	switch {
	case added == 0:
		return nil
	case s.file == "":
		fmt.Fprintln(a.stderr, "No config file is used (bot init writes one); put this into it:")
		_, err := fmt.Fprint(a.stdout, text.String())
		return err
	}
	if err := a.appendTo(s.file, text.String()); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "added %s to %s\n", feedsText(added), s.file)
	if s.builtinByDefault() {
		fmt.Fprintln(a.stderr, "With feeds of your own the built-in ones are off; set fetch.builtin_feeds = true to keep them.")
	}
	return nil
}

// shownFeed names a feed whose address is not fit to be shown: it may hold a
// password.
func shownFeed(f meddlewatch.Feed) string {
	if u, err := url.Parse(f.URL); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host + u.EscapedPath()
	}
	return fmt.Sprintf("the feed %q", f.Name)
}

func itemsText(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}

func feedsText(n int) string {
	if n == 1 {
		return "1 feed"
	}
	return fmt.Sprintf("%d feeds", n)
}

// feedTable is a feed as the config has it. A JSON string is a TOML basic string
// as long as nothing beyond ASCII controls is escaped in it.
func feedTable(f meddlewatch.Feed) string {
	text := "\n[[feeds]]\n"
	for _, v := range []struct{ key, value string }{
		{"url", f.URL}, {"name", f.Name}, {"kind", f.Kind}, {"lang", f.Lang},
	} {
		if v.value != "" {
			text += v.key + " = " + tomlString(v.value) + "\n"
		}
	}
	return text
}

func tomlString(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSpace(b.String())
}

// appendTo adds text to the config, after trying what would become of it.
func (a *app) appendTo(file, text string) error {
	before, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := config.Check(file, append(before, text...), a.env); err != nil {
		return fmt.Errorf("%s was left as it is, because this at its end would break it (%s); add it by hand:\n%s", file, err.Error(), text)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
