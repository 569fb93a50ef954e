package config

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Config is everything a person can set, checked. The file of the same shape is
// explained in config.example.toml at the top of the project.
type Config struct {
	File string `toml:"-"` // where it comes from; "" is built in

	Store     Store     `toml:"store"`
	Fetch     Fetch     `toml:"fetch"`
	Defaults  Defaults  `toml:"defaults"`
	Feeds     []Feed    `toml:"feeds"`
	Watchlist Watchlist `toml:"watchlist"`
	Match     Match     `toml:"match"`
	Alert     Alert     `toml:"alert"`
	Terminal  Terminal  `toml:"terminal"`
	Discord   Discord   `toml:"discord"`
	Log       Log       `toml:"log"`
	Health    Health    `toml:"health"`
}

// Store is where the bot keeps what it knows, and for how long.
type Store struct {
	Path         Path     `toml:"path"`          // the SQLite file
	KeepText     Duration `toml:"keep_text"`     // texts of items
	KeepVerdicts Duration `toml:"keep_verdicts"` // verdicts with their reasons
}

// Fetch is how feeds are fetched.
type Fetch struct {
	AllowHosts   []HostPort `toml:"allow_hosts"`   // exempt from the guard of private networks, for feeds only
	BuiltinFeeds *bool      `toml:"builtin_feeds"` // nil: only without feeds of one's own; see Config.UseBuiltinFeeds
	Concurrency  int        `toml:"concurrency"`   // feeds fetched at the same time
	UserAgent    string     `toml:"user_agent"`    // "": name and version of the bot
}

// Defaults is what holds for feeds that do not say otherwise.
type Defaults struct {
	Schedule Cron `toml:"schedule"`
}

// Feed is one feed of the file.
type Feed struct {
	URL      URL     `toml:"url"`
	Name     string  `toml:"name"`     // "": the feed's own title
	Kind     Kind    `toml:"kind"`     // "": unknown
	Lang     Lang    `toml:"lang"`     // "": the feed says it
	Schedule Cron    `toml:"schedule"` // not set: that of Defaults
	Charset  Charset `toml:"charset"`  // "": found out
	Enabled  *bool   `toml:"enabled"`  // nil: yes; see On
}

// On says whether the feed is polled.
func (f Feed) On() bool { return f.Enabled == nil || *f.Enabled }

// Watchlist is which names the judge looks for.
type Watchlist struct {
	Builtin    bool   `toml:"builtin"`    // the learned list that is shipped
	Enrichment bool   `toml:"enrichment"` // names added from public knowledge
	Files      []Path `toml:"files"`      // a person's own, later ones override earlier ones
	Decisions  Path   `toml:"decisions"`  // names accepted and rejected; may be missing, "" is none
}

// Match names files that replace the judge's built-in data; "" keeps it.
type Match struct {
	Lexicons Path `toml:"lexicons"`
	Weights  Path `toml:"weights"`
	Sources  Path `toml:"sources"`
}

// Alert is what is worth an alert, and how many.
type Alert struct {
	Threshold  Threshold `toml:"threshold"` // relevant is: score >= threshold
	FirstPoll  FirstPoll `toml:"first_poll"`
	MaxPerHour int       `toml:"max_per_hour"` // what is over becomes one digest
}

// Terminal is alerts on standard output.
type Terminal struct {
	Enabled When `toml:"enabled"` // auto: while there is no other destination
	Color   When `toml:"color"`   // auto: on a terminal
}

// Discord is alerts in a channel. Its secrets come from the environment or from
// files, never from the config itself.
type Discord struct {
	APIBase     BaseURL   `toml:"api_base"`
	Channel     Snowflake `toml:"channel"`
	NonceWindow Duration  `toml:"nonce_window"` // how long an unanswered post is resent under the same nonce
	TokenFile   Path      `toml:"token_file"`
	WebhookFile Path      `toml:"webhook_file"`

	Token   Secret `toml:"-"` // of the bot, as loaded
	Webhook Secret `toml:"-"` // full URL of a webhook, as loaded
}

// Log is what the bot says of itself on standard error.
type Log struct {
	Level  Level  `toml:"level"`
	Format Format `toml:"format"`
}

// Health is when a worker counts as stuck.
type Health struct {
	Stall Stall `toml:"stall"`
}

// Default is what holds without a file. Its paths are relative to the working
// directory.
func Default() *Config {
	return &Config{
		Store: Store{
			Path:         "data/meddlewatch.db",
			KeepText:     Duration(30 * day),
			KeepVerdicts: Duration(400 * day),
		},
		Fetch:     Fetch{AllowHosts: []HostPort{}, Concurrency: 16},
		Defaults:  Defaults{Schedule: mustCron("*/15 * * * *")},
		Watchlist: Watchlist{Builtin: true, Enrichment: true, Files: []Path{}, Decisions: "candidates.toml"},
		Alert:     Alert{Threshold: 0.5, MaxPerHour: 20},
		Terminal:  Terminal{Enabled: Auto, Color: Auto},
		Discord:   Discord{APIBase: "https://discord.com", NonceWindow: Duration(90 * time.Second)},
		Log:       Log{Level: LevelInfo, Format: FormatText},
		Health:    Health{Stall: Stall{Intervals: 2}},
	}
}

// UseBuiltinFeeds says whether the feeds that are shipped are polled: as the file
// says, else only if it names no feed of its own.
func (c *Config) UseBuiltinFeeds() bool {
	if c.Fetch.BuiltinFeeds != nil {
		return *c.Fetch.BuiltinFeeds
	}
	return len(c.Feeds) == 0
}

// Files is every file the config was read from or points to: when one of them
// changes, the config means something else.
func (c *Config) Files() []string {
	var files []string
	if c.File != "" {
		files = append(files, c.File)
	}
	for _, p := range c.inputs() {
		files = append(files, string(*p))
	}
	if c.Watchlist.Decisions != "" {
		files = append(files, string(c.Watchlist.Decisions))
	}
	return append(files, c.secretFiles()...)
}

// Validate checks what only shows when all feeds are known.
func (c *Config) Validate() error {
	var all manyInvalid
	first := map[string]int{}
	for i, f := range c.Feeds {
		if f.URL == "" {
			continue
		}
		if _, again := first[f.URL.Same()]; again {
			all = append(all, Invalid{
				Key:  fmt.Sprintf("feeds.%d.url", i),
				What: fmt.Sprintf("feed %d has the address of feed %d", i+1, first[f.URL.Same()]+1),
				Do:   "keep one of the two",
			})
			continue
		}
		first[f.URL.Same()] = i
	}
	return all.err()
}

// Validate checks the sizes.
func (f Fetch) Validate() error {
	var all manyInvalid
	if f.Concurrency < 1 || f.Concurrency > 256 {
		all = append(all, Invalid{"concurrency", "the number of feeds fetched at the same time must be from 1 to 256", "write one such as 16"})
	}
	if strings.ContainsFunc(f.UserAgent, func(r rune) bool { return r < ' ' || r > '~' }) {
		all = append(all, Invalid{"user_agent", "a user agent holds plain letters, digits and signs only", "take out what is not ASCII"})
	}
	return all.err()
}

// Validate checks that the schedule is there: without one nothing is polled.
func (d Defaults) Validate() error {
	if !d.Schedule.Set() {
		return Invalid{"schedule", "the schedule is empty", `write one such as "*/15 * * * *"`}
	}
	return nil
}

// Validate checks that the feed has an address, and a name fit for a line.
func (f Feed) Validate() error {
	var all manyInvalid
	if f.URL == "" {
		all = append(all, Invalid{"url", "this feed has no url", `write one: url = "https://example.org/feed.xml"`})
	}
	if strings.ContainsFunc(f.Name, unicode.IsControl) {
		all = append(all, Invalid{"name", "the name holds a line break or a control character", "write it on one line"})
	}
	return all.err()
}

// Validate checks that the database has a place.
func (s Store) Validate() error {
	if s.Path == "" {
		return Invalid{"path", "the database has no path", `write one such as "data/meddlewatch.db"`}
	}
	return nil
}

// Validate checks the cap.
func (a Alert) Validate() error {
	if a.MaxPerHour < 1 {
		return Invalid{"max_per_hour", "at least one alert an hour must be allowed", "write a number such as 20"}
	}
	return nil
}

// Validate checks that the channel is one of its server, and that no secret stands
// where the name of a file belongs.
func (d Discord) Validate() error {
	var all manyInvalid
	// Other servers count from 1.
	if d.APIBase == Default().Discord.APIBase && d.Channel != "" && len(d.Channel) < 17 {
		all = append(all, Invalid{"channel", notAnID, copyID})
	}
	for _, f := range []struct {
		key, env string
		path     Path
	}{{"token_file", EnvToken, d.TokenFile}, {"webhook_file", EnvWebhook, d.WebhookFile}} {
		if looksSecret(string(f.path)) {
			all = append(all, Invalid{
				f.key,
				"this looks like the secret itself, not like the name of a file",
				"put it into a file and name that file here, or set " + f.env,
			})
		}
	}
	return all.err()
}

// ExplainUnknown says of a key that sounds like a secret where secrets belong.
func (c *Config) ExplainUnknown(key string) error {
	key = strings.ToLower(key)
	if strings.Contains(key, "file") {
		return nil
	}
	const what = "the config never holds a secret"
	switch {
	case strings.Contains(key, "webhook"):
		return Invalid{"", what, "put it into a file and name it in webhook_file, or set " + EnvWebhook}
	case strings.Contains(key, "token"), strings.Contains(key, "secret"), strings.Contains(key, "password"):
		return Invalid{"", what, "put it into a file and name it in token_file, or set " + EnvToken}
	}
	return nil
}

// manyInvalid is several faults as one error.
type manyInvalid []Invalid

func (m manyInvalid) err() error {
	if len(m) == 0 {
		return nil
	}
	return m
}

// Error is a line a fault.
func (m manyInvalid) Error() string {
	lines := make([]string, len(m))
	for i, e := range m {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap is each fault.
func (m manyInvalid) Unwrap() []error {
	errs := make([]error, len(m))
	for i, e := range m {
		errs[i] = e
	}
	return errs
}
