package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"meddlewatch"
)

// TestStopWhileNobodyReads stops the program while its output goes into a pipe
// that nobody empties, and a feed hangs: it ends in time and with exit code 0,
// and what was not printed is printed by the next start.
func TestStopWhileNobodyReads(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the program to stop; not with -short")
	}
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer hanging.Close()
	server := httptest.NewServer(http.HandlerFunc(longFeed))
	defer server.Close()
	r := &replay{dir: t.TempDir(), bot: buildBot(t)}
	text := fmt.Sprintf("[fetch]\nallow_hosts = [%q, %q]\n[alert]\nfirst_poll = \"newest:1000\"\n[[feeds]]\nurl = %q\n[[feeds]]\nurl = %q\n",
		strings.TrimPrefix(server.URL, "http://"), strings.TrimPrefix(hanging.URL, "http://"), server.URL+"/long", hanging.URL+"/hanging")
	if err := os.WriteFile(filepath.Join(r.dir, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	reading, writing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	if _, err := unix.FcntlInt(writing.Fd(), unix.F_SETPIPE_SZ, 4096); err != nil {
		t.Skipf("the pipe can not be made small: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), r.bot, "run")
	cmd.Dir, cmd.Stdout = r.dir, writing
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = writing.Close()
	time.Sleep(4 * time.Second) // enough for the cards to fill the pipe
	began := time.Now()
	_ = cmd.Process.Signal(syscall.SIGTERM)
	err = cmd.Wait()
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %s to stop", took)
	}
	if err != nil {
		t.Errorf("it ended with %v, want exit code 0", err)
	}
	hanging.Close() // from here on it would only cost time
	var printed bytes.Buffer
	_, _ = printed.ReadFrom(reading)
	before := r.state(t).Outbox
	if before[meddlewatch.OutboxSent] == 0 || before[meddlewatch.OutboxPending] == 0 {
		t.Fatalf("the outbox holds %v; the pipe was to be full in the middle", before)
	}
	time.Sleep(6 * time.Second) // the card that was cut off waits some seconds for its next try
	printed.Write(r.run(t, "once"))
	for _, state := range killStates() {
		if !strings.Contains(printed.String(), "election in "+state) {
			t.Errorf("the alert about %s was never printed", state)
		}
	}
}

// TestStopWhileStarting stops the program at every moment of its start: once it
// has read its config, being asked to stop is no failure.
func TestStopWhileStarting(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times; not with -short")
	}
	bot, dir := buildBot(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte("[fetch]\nbuiltin_feeds = false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for wait := range 12 {
		cmd := exec.CommandContext(t.Context(), bot, "run")
		cmd.Dir = dir
		reading, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The warning about feeds is written after the handler of signals is set.
		said := make([]byte, 4096)
		n, _ := reading.Read(said)
		time.Sleep(time.Duration(wait) * 5 * time.Millisecond)
		_ = cmd.Process.Signal(syscall.SIGTERM)
		m, _ := reading.Read(said[n:])
		if err := cmd.Wait(); err != nil {
			t.Errorf("stopped %d ms after its first word: %v: %s", 5*wait, err, said[:n+m])
		}
	}
}

// longFeed serves invented reports about real states, more than a pipe holds.
func longFeed(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, `<rss version="2.0"><channel><title>Example</title>`)
	for i, state := range killStates() {
		fmt.Fprintf(w, `<item><title>Russia used fake accounts to meddle in the election in %s, study %d finds</title>
<link>https://news.example/%s/%d</link><guid>%d</guid></item>`, state, i, strings.Repeat("long", 300), i, i)
	}
	fmt.Fprint(w, `</channel></rss>`)
}
