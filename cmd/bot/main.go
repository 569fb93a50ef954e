// Command bot is Meddlewatch on the command line: it wires the packages together
// and decides exit codes, and nothing else. One file is one sub-command.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"meddlewatch/config"
	"meddlewatch/worker"
)

// Exit codes, as scripts rely on them.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2 // wrong usage or a bad config
)

func main() {
	os.Exit(newApp().main(context.Background(), os.Args[1:]))
}

// newApp is the program as it is called.
func newApp() *app {
	return &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		env: os.Getenv, now: time.Now, discover: newDiscoverer(),
	}
}

// stopWithin is how long a command may take to stop when it is asked to. It is
// enough for everything that ends at all; what hangs then (a disk, a pipe) is left
// alone, and nothing that was committed is lost.
const stopWithin = 9 * time.Second

// untilStopped returns a context that ends with the first SIGTERM or SIGINT,
// which lets the worker finish what it has begun. A second one ends the program at
// once. Commands that have nothing to finish do without and end with the first.
func untilStopped(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		select {
		case <-signals:
		case <-time.After(stopWithin):
		}
		os.Exit(exitFailed)
	}()
	return ctx, cancel
}

// app is one call of the program: where it reads, writes, and looks at the time.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	now            func() time.Time
	configFile     string            // of --config; "" where it was not given
	discover       worker.Discoverer // finds names that no list has
	format         config.Format     // of the log, once a worker has begun; "" before
}

// command is one sub-command. Its run function gets the arguments behind the
// name.
type command struct {
	name  string
	usage string // behind the name
	does  string
	run   func(a *app, ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"run", "", "the worker, until it is stopped (also without any command)", (*app).runCommand},
		{"once", "[--dry-run] [--json]", "polls every feed once, judges, delivers, prints counts", (*app).onceCommand},
		{"init", "", "writes config.toml and watchlist.toml to begin with", (*app).initCommand},
		{"check", "[--online]", "checks config, watchlist and database; --online asks every feed and Discord", (*app).checkCommand},
		{"backtest", "--items FILE | --history 30d [--labels FILE] [--against CONFIG]", "what the bot would make of these items, and what a change of config does", (*app).backtestCommand},
		{"why", "URL [--json]", "why an item was alerted, or was not", (*app).whyCommand},
		{"label", labelUsage, "your own word on an item, which backtest compares with", (*app).labelCommand},
		{"learn", "[--out FILE] [--score GOLD] [--json] DOCUMENT…", "a watchlist from documents (.txt, .md, .html), with receipts", (*app).learnCommand},
		{"candidates", candidatesUsage, "names found in the stream that no list has, and what you decide about them", (*app).candidatesCommand},
		{"feeds", "[add URL | import FILE.opml | export]", "health of all feeds; adding, importing, exporting", (*app).feedsCommand},
		{"parse", "FILE|- [--content-type T] [--json]", "what the feed parser makes of a file", (*app).parseCommand},
		{"state", "[--json]", "counts of feeds, items, stories and messages", (*app).stateCommand},
		{"healthcheck", "", "exit code 0 while the worker is alive, polling and able to write", (*app).healthcheckCommand},
		{"version", "[--json]", "version, commit, Go and modules", (*app).versionCommand},
	}
}

// main runs one call and returns its exit code.
func (a *app) main(ctx context.Context, args []string) int {
	out := &results{to: a.stdout}
	a.stdout = out
	err := a.dispatch(ctx, args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		err = cmp.Or(out.err, err)
	}
	var usage usageError
	var mistakes config.Mistakes
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitFine
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "bot: %v\nSee \"bot --help\".\n", err)
		return exitUsage
	case errors.As(err, &mistakes):
		fmt.Fprintln(a.stderr, mistakes.Error())
		return exitUsage
	case errors.Is(err, errSaid):
		return exitFailed
	case a.format == config.FormatJSON:
		newLog(a.stderr, a.format, slog.LevelError).Error(err.Error())
		return exitFailed
	default:
		fmt.Fprintf(a.stderr, "bot: %v\n", err)
		return exitFailed
	}
}

// errSaid ends a command whose failure has been printed already.
var errSaid = errors.New("failed")

// usageError is a call that makes no sense.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

func (a *app) dispatch(ctx context.Context, args []string) error {
	global := a.flags("", "")
	global.help = a.help
	if err := global.read(args); err != nil {
		return err
	}
	args = global.Args()
	if len(args) == 0 {
		return a.runCommand(ctx, nil)
	}
	if args[0] == "help" {
		a.help()
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(a, ctx, args[1:])
		}
	}
	return usagef("unknown command %q", args[0])
}

func (a *app) help() {
	fmt.Fprintln(a.stdout, "Meddlewatch alerts when somebody reports on foreign election interference\nor a covert state influence operation.\n\nUsage: bot [--config FILE] [COMMAND]")
	fmt.Fprintln(a.stdout)
	for _, c := range commands() {
		fmt.Fprintf(a.stdout, "  %s\n        %s\n", strings.TrimSpace(c.name+" "+c.usage), c.does)
	}
	fmt.Fprintln(a.stdout, "\nWithout --config it reads $MEDDLEWATCH_CONFIG, else config.toml in the working\ndirectory, else it uses built-in defaults.\nExit codes: 0 fine, 1 failed, 2 wrong usage or bad config.")
}

// flagSet is the flags of a command with its help, which is a result: it goes to
// standard output, and only where it was asked for.
type flagSet struct {
	*flag.FlagSet
	help func()
}

// flags returns the flag set of a command, with the global flags in it, so that
// --config may stand before or behind the command's name.
func (a *app) flags(name, usage string) *flagSet {
	set := &flagSet{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	set.StringVar(&a.configFile, "config", a.configFile, "config `FILE`")
	set.help = func() {
		fmt.Fprintf(a.stdout, "Usage: bot %s\n", strings.TrimSpace(name+" "+usage))
		set.SetOutput(a.stdout)
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and arguments in any order and checks the number of
// arguments.
func parse(set *flagSet, args []string, least, most int) ([]string, error) {
	var rest []string
	for {
		if err := set.read(args); err != nil {
			return nil, err
		}
		if set.NArg() == 0 {
			break
		}
		rest = append(rest, set.Arg(0))
		args = set.Args()[1:]
	}
	switch {
	case len(rest) < least:
		return nil, usagef("%s: an argument is missing", set.Name())
	case len(rest) > most:
		return nil, usagef("%s: unexpected argument %q", set.Name(), rest[most])
	}
	return rest, nil
}

// read reads the flags up to the first argument. Asked for help it prints it and
// returns flag.ErrHelp.
func (set *flagSet) read(args []string) error {
	err := set.Parse(args)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, flag.ErrHelp):
		set.help()
		return err
	default:
		return usageError{err.Error()}
	}
}
