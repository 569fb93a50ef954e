package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/feeds"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// settings is what the config comes to: checked values, and the plan the worker
// follows.
type settings struct {
	cfg       *config.Config
	file      string // "" where built-in defaults are used
	plan      worker.Plan
	decisions seeds.Decisions // of a person about names found in the stream
	// watchlists is every list the config names, in the order of the method lists.
	watchlists []meddlewatch.Watchlist
	// onlyTerminal prints alerts whatever the config says of destinations.
	onlyTerminal bool
}

// setup loads the config a person means and everything it names.
func (a *app) setup() (*settings, error) {
	return a.setupFrom(config.Find(a.configFile, a.env))
}

// setupFrom loads one config, the built-in defaults for "", and everything it
// names. Warnings go to standard error; mistakes come back all at once.
func (a *app) setupFrom(file string) (*settings, error) {
	if a.env("GOGC") == "" { // a quarter of the time here would go into collecting little
		defer debug.SetGCPercent(debug.SetGCPercent(setupGCPercent))
	}
	s, err := a.load(file)
	if err != nil {
		return nil, err
	}
	cfg, data := s.cfg, meanwhile(s.data)
	_, s.decisions, err = s.readDecisions()
	if err != nil {
		return nil, err
	}
	s.watchlists, err = s.lists(s.decisions)
	if err != nil {
		return nil, err
	}
	merged := seeds.Merge(s.watchlists...)
	lexicons, err := data()
	if err != nil {
		return nil, err
	}
	judge, err := match.New(merged, lexicons, float64(cfg.Alert.Threshold))
	if err != nil {
		return nil, err
	}
	list, err := s.feeds()
	if err != nil {
		return nil, err
	}
	s.plan = worker.Plan{
		Feeds: list, Judge: judge, FirstPoll: s.firstPoll(),
		KeepText:     time.Duration(cfg.Store.KeepText),
		KeepVerdicts: time.Duration(cfg.Store.KeepVerdicts),
		Discover:     a.discover, Known: seeds.Known(s.watchlists...),
	}
	return s, nil
}

// meanwhile begins f and returns at once; the function it returns waits for what f did.
func meanwhile[T any](f func() (T, error)) func() (T, error) {
	once := sync.OnceValues(f)
	go func() { _, _ = once() }() // who waits for it gets the error
	return once
}

// setupGCPercent lets memory grow before it is collected, while a config is read and
// the judge is made: nearly all that is asked for then is kept, or small.
const setupGCPercent = 400

// load reads one config, the built-in defaults for "", and nothing that it names.
// Warnings go to standard error.
func (a *app) load(file string) (*settings, error) {
	cfg, warnings, err := config.Load(file, a.env)
	if err != nil {
		return nil, err
	}
	for _, w := range warnings {
		if cfg.Log.Format == config.FormatJSON {
			newLog(a.stderr, cfg.Log.Format, slog.LevelWarn).Warn(w.String())
			continue
		}
		fmt.Fprintf(a.stderr, "warning: %s\n", w)
	}
	return &settings{cfg: cfg, file: file}, nil
}

// setupToRead loads the config and opens its database beside a worker, or without
// one. A database that is not there is an error.
func (a *app) setupToRead(ctx context.Context) (*settings, *store.DB, error) {
	s, err := a.setup()
	if err != nil {
		return nil, nil, err
	}
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	return s, db, err
}

// feeds is the feeds of the config, and the built-in ones where they are wanted.
func (s *settings) feeds() ([]meddlewatch.Feed, error) {
	var list []meddlewatch.Feed
	known := map[string]bool{}
	for _, f := range s.cfg.Feeds {
		known[f.URL.Same()] = true
		if !f.On() {
			continue
		}
		schedule := f.Schedule
		if !schedule.Set() {
			schedule = s.cfg.Defaults.Schedule
		}
		list = append(list, meddlewatch.Feed{
			URL: string(f.URL), Name: f.Name, Kind: string(f.Kind), Lang: string(f.Lang),
			Schedule: schedule.String(), Charset: string(f.Charset),
		})
	}
	if !s.cfg.UseBuiltinFeeds() {
		return list, nil
	}
	builtin, err := seeds.BuiltinFeeds()
	if err != nil {
		return nil, err
	}
	for _, f := range builtin {
		if !known[config.URL(f.URL).Same()] {
			f.Schedule = s.cfg.Defaults.Schedule.String()
			list = append(list, f)
		}
	}
	return list, nil
}

// builtinByDefault says whether the built-in feeds are on only because the config
// names no feed of its own.
func (s *settings) builtinByDefault() bool {
	return s.cfg.Fetch.BuiltinFeeds == nil && s.cfg.UseBuiltinFeeds()
}

// judge builds the judge from a watchlist and the data that the config names.
func (s *settings) judge(list meddlewatch.Watchlist) (*match.Matcher, error) {
	data, err := s.data()
	if err != nil {
		return nil, err
	}
	return match.New(list, data, float64(s.cfg.Alert.Threshold))
}

// lists is every watchlist that the config names, the later ones overriding the
// earlier: what is shipped, what a person decided about names from the stream, and
// the person's own files.
func (s *settings) lists(decisions seeds.Decisions) ([]meddlewatch.Watchlist, error) {
	var lists []meddlewatch.Watchlist
	if s.cfg.Watchlist.Builtin {
		list, err := seeds.Learned()
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	if s.cfg.Watchlist.Enrichment {
		list, err := seeds.Added()
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	lists = append(lists, decisions.Watchlist())
	for _, f := range s.cfg.Watchlist.Files {
		text, err := os.ReadFile(string(f))
		if err != nil {
			return nil, err
		}
		list, err := seeds.ParseWatchlist(string(f), text, meddlewatch.OriginEdited)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// readDecisions reads the file of decisions, with its bytes as they stand there. A
// file that is not there holds none.
func (s *settings) readDecisions() ([]byte, seeds.Decisions, error) {
	file := string(s.cfg.Watchlist.Decisions)
	if file == "" {
		return nil, seeds.Decisions{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, seeds.Decisions{}, fmt.Errorf("%w; let the user who runs the bot read it, or name another file as watchlist.decisions", err)
	}
	decisions, err := seeds.ParseDecisions(file, text)
	return text, decisions, err
}

// data is the judge's own data, with the parts replaced that the config names.
func (s *settings) data() (match.Data, error) {
	data, err := match.DefaultData()
	if err != nil {
		return match.Data{}, err
	}
	if err := replace(s.cfg.Match.Lexicons, match.ParseLexicons, &data.Lexicons); err != nil {
		return match.Data{}, err
	}
	if err := replace(s.cfg.Match.Weights, match.ParseWeights, &data.Weights); err != nil {
		return match.Data{}, err
	}
	return data, replace(s.cfg.Match.Sources, match.ParseSources, &data.Sources)
}

func replace[T any](file config.Path, parse func(string, []byte) (T, error), into *T) error {
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(string(file))
	if err != nil {
		return err
	}
	value, err := parse(string(file), text)
	if err == nil {
		*into = value
	}
	return err
}

// The first poll where the config does not say: on a terminal a person wants to
// see something, in a channel nobody wants the past.
const (
	firstPollSince = 72 * time.Hour
	firstPollMost  = 10
)

func (s *settings) firstPoll() worker.FirstPoll {
	switch p := s.cfg.Alert.FirstPoll; p.Mode {
	case config.FirstPollSilent:
		return worker.FirstPoll{}
	case config.FirstPollNewest:
		return worker.FirstPoll{Newest: p.Newest}
	case config.FirstPollSince:
		return worker.FirstPoll{Since: p.Since}
	}
	if s.postsAsBot() || s.postsByWebhook() {
		return worker.FirstPoll{}
	}
	return worker.FirstPoll{Since: firstPollSince, Newest: firstPollMost}
}

// client is the polite way to feeds.
func (s *settings) client(log *slog.Logger) *feeds.Client {
	agent := s.cfg.Fetch.UserAgent
	if agent == "" {
		agent = "Meddlewatch/" + version + " (feed reader)"
	}
	return feeds.NewClient(feeds.Options{
		AllowHosts: s.allowHosts(), UserAgent: agent, Limits: feeds.DefaultLimits(), Logger: log,
	})
}

func (s *settings) allowHosts() []string {
	hosts := make([]string, len(s.cfg.Fetch.AllowHosts))
	for i, h := range s.cfg.Fetch.AllowHosts {
		hosts[i] = string(h)
	}
	return hosts
}
