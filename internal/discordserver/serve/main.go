// Command serve runs the Discord for tests until it is interrupted, so that the
// bot can be tried by hand: it prints what a config needs to know, then a line a
// message, and every broken rule on standard error. It exits with 1 when there was
// any.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"meddlewatch/internal/discordserver"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("address", "127.0.0.1:0", "host:port to serve on; port 0 is a free one")
	limit := flags.Int("limit", 0, "requests that a bucket takes in 5 seconds; 0: as many as come")
	plain := flags.Bool("plain-ids", false, "number the messages instead of giving them ids made of the time")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("serve was called in a way it does not understand: %w", err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("serve takes no %q; see -help", flags.Arg(0))
	}
	l := &listener{stdout: stdout, stderr: stderr}
	s, err := discordserver.Start(discordserver.Options{
		Address: *address, Limit: *limit, PlainIDs: *plain, OnMessage: l.message, OnViolation: l.violation,
	})
	if err != nil {
		return err
	}
	l.print(stdout, "[discord]\napi_base = %q\nchannel = %q\n\n# secrets, for the environment\n"+
		"export MEDDLEWATCH_DISCORD_TOKEN='%s'\nexport MEDDLEWATCH_DISCORD_WEBHOOK='%s'\n\n",
		s.URL(), s.Channel(), s.Token(), s.Webhook())
	<-ctx.Done()
	if err := s.Close(); err != nil {
		return err
	}
	if n := len(s.Violations()); n > 0 {
		return fmt.Errorf("%d broken rules", n)
	}
	return nil
}

// listener prints what happens, one line at a time.
type listener struct {
	stdout, stderr io.Writer
	mu             sync.Mutex
}

func (l *listener) message(m discordserver.Message) {
	from := "bot"
	if m.WebhookID != "" {
		from = "webhook"
	}
	l.print(l.stdout, "%s %s %s in %s: %s\n", m.Time.Format("15:04:05"), m.ID, from, m.ChannelID, strings.Join(strings.Fields(m.Content), " "))
}

func (l *listener) violation(v string) { l.print(l.stderr, "violation: %s\n", v) }

// print takes what it is given at once. Where nobody reads it is lost, which is no
// reason to stop serving.
func (l *listener) print(w io.Writer, format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = fmt.Fprintf(w, format, args...)
}
