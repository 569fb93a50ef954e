package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/feeds"
	"meddlewatch/store"
	"meddlewatch/worker"
)

// house is everything that runs: the lock, the database, the client and the
// worker.
type house struct {
	app      *app
	started  *settings // those of the start, which a reload does not change whole
	settings atomic.Pointer[settings]
	log      *slog.Logger
	level    *slog.LevelVar
	release  func() error
	db       *store.DB
	client   *feeds.Client
	ways     ways
	worker   *worker.Worker
	progress *progress
	telling  sync.WaitGroup // of the lists that are too common, beside the work
}

// gcPercent lets the collector run twice as often as usual: the bot is idle most
// of the time and shares small machines, so memory is worth more than the 5 % of
// CPU that this costs a first poll. GOGC in the environment overrides it.
const gcPercent = 50

// openHouse takes the lock, opens the database and puts the worker together.
// Alerts for the terminal are printed to the given writer.
func (s *settings) openHouse(ctx context.Context, a *app, path string, alerts io.Writer) (*house, error) {
	if a.env("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	a.format = s.cfg.Log.Format
	release, err := store.Lock(path)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, errors.Join(err, release())
	}
	bar := a.progress()
	h := &house{
		app: a, started: s, level: new(slog.LevelVar), release: release, db: db,
		progress: bar,
	}
	h.level.Set(s.cfg.Log.Level.Slog())
	h.log = newLog(bar.behind(a.stderr), s.cfg.Log.Format, h.level)
	// Libraries speak through the standard logger, net/http with bytes of strange
	// servers in its lines; they belong into our log, and at its lowest level.
	slog.SetDefault(h.log)
	slog.SetLogLoggerLevel(slog.LevelDebug)
	limitMemory(h.log, memlimit.FromCgroup)
	h.client = s.client(h.log)
	h.settings.Store(s)
	h.ways = s.ways(a, bar, alerts, h.log)
	if s.plan.Destinations, err = s.destinations(h.ways); err != nil {
		return nil, errors.Join(err, h.close())
	}
	h.worker, err = worker.New(ctx, worker.Options{
		Plan: s.plan, Store: db, Client: h.client,
		Concurrency: s.cfg.Fetch.Concurrency,
		Now:         a.now, Log: h.log,
		Progress: func(done, all int) { bar.of("polled", done, all) },
	})
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	now := a.now()
	h.telling.Go(func() { s.tellCommon(ctx, h.log, now) })
	if s.onlyTerminal {
		return h, nil // nothing is sent, so nothing can be left behind
	}
	if err := h.tellLeftBehind(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// tellLeftBehind warns of messages that wait for a destination which was taken
// out of the config: nobody brings them anywhere.
func (h *house) tellLeftBehind(ctx context.Context) error {
	troubles, err := h.db.Troubles(ctx)
	if err != nil {
		return err
	}
	waiting := map[string]int{}
	for _, t := range troubles {
		if t.State != meddlewatch.OutboxDead {
			waiting[t.Destination] += t.Messages
		}
	}
	for _, d := range h.started.plan.Destinations {
		delete(waiting, d.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(waiting)) {
		h.log.Warn("messages wait for a destination that the config no longer has; they are sent when it is back in there", "destination", name, "messages", waiting[name])
	}
	return nil
}

func (h *house) close() error {
	h.telling.Wait()
	h.client.CloseIdle()
	if h.ways.discord != nil {
		h.ways.discord.CloseIdle()
	}
	return errors.Join(h.db.Close(), h.release())
}

// progress shows progress on standard error if that is a terminal.
func (a *app) progress() *progress {
	if screen, _ := terminalWidth(a.stderr); screen {
		return &progress{out: a.stderr}
	}
	return &progress{}
}

func newLog(w io.Writer, format config.Format, level slog.Leveler) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if format == config.FormatJSON {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// greet says what is running, so that a person who starts the bot sees at once
// whether it does what was meant.
func (h *house) greet() {
	s := h.settings.Load()
	from := s.file
	if from == "" {
		from = "built-in defaults"
	}
	h.log.Info("watching", "feeds", len(s.plan.Feeds), "destinations", strings.Join(namesOf(s.plan.Destinations), ", "),
		"config", from, "database", string(s.cfg.Store.Path), "version", version)
}

// lookEvery is how often files are compared for a change.
const lookEvery = 2 * time.Second

// hangups is told of every SIGHUP from now on, which would end the program
// otherwise.
func hangups() (<-chan os.Signal, func()) {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	return hangup, func() { signal.Stop(hangup) }
}

// reloadOnChange looks at the files, and returns a function that loads everything anew
// on SIGHUP and when a file changes after that, until the context ends.
func (h *house) reloadOnChange(hangup <-chan os.Signal) func(ctx context.Context) {
	changed := make(chan struct{}, 1)
	watch := config.Watch(func() []string { return h.settings.Load().cfg.Files() }, lookEvery, func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	return func(ctx context.Context) {
		go watch(ctx)
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangup:
			case <-changed:
			}
			h.reload()
		}
	}
}

// reload is all or nothing: a config with a mistake leaves the old one running.
// Nothing is judged or sent again by it. The file is that of the start: one that
// is gone for a moment is a mistake, not a wish for the built-in defaults.
func (h *house) reload() {
	file := h.settings.Load().file
	if file == "" {
		file = config.Find(h.app.configFile, h.app.env)
	}
	fresh, err := h.app.setupFrom(file)
	if err == nil {
		err = fresh.refuseCommon(context.Background(), h.app.now())
	}
	if err != nil {
		h.log.Error("config not reloaded; the one from before goes on", "mistakes", err.Error())
		return
	}
	if fresh.plan.Destinations, err = fresh.destinations(h.ways); err != nil {
		h.log.Error("config not reloaded; the one from before goes on", "mistakes", err.Error())
		return
	}
	for _, key := range needRestart(h.started, fresh) {
		h.log.Warn(key + " has changed; that takes a restart")
	}
	h.settings.Store(fresh)
	h.level.Set(fresh.cfg.Log.Level.Slog())
	h.client.SetAllowHosts(fresh.allowHosts())
	plan := fresh.plan
	if fresh.cfg.Discord.APIBase != h.started.cfg.Discord.APIBase {
		plan.Destinations = nil // secrets for another server are not shown to this one
	}
	h.worker.SetPlan(plan)
	h.log.Info("config reloaded", "feeds", len(fresh.plan.Feeds))
}

// needRestart names the options that a reload can not change and that are other
// than what runs.
func needRestart(before, after *settings) []string {
	old, fresh := before.cfg, after.cfg
	var keys []string
	for _, o := range []struct {
		key     string
		changed bool
	}{
		{"store.path", old.Store.Path != fresh.Store.Path},
		{"fetch.concurrency", old.Fetch.Concurrency != fresh.Fetch.Concurrency},
		{"fetch.user_agent", old.Fetch.UserAgent != fresh.Fetch.UserAgent},
		{"terminal", old.Terminal.Color != fresh.Terminal.Color},
		{"discord.api_base", old.Discord.APIBase != fresh.Discord.APIBase},
		{"the list of destinations", !slices.Equal(namesOf(before.plan.Destinations), namesOf(after.plan.Destinations))},
		{"log.format", old.Log.Format != fresh.Log.Format},
	} {
		if o.changed {
			keys = append(keys, o.key)
		}
	}
	return keys
}
