package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bot": main, "bot-finds": mainThatFinds})
}

// TestScripts runs the true program the way a person does. Each script has a
// server of its own at $FEEDS that serves the files of its folder "web"; a file
// named NAME.status answers with that status. $FEEDHOST is its host and port. And
// it has a Discord of its own: see setUpDiscord.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			server := httptest.NewServer(webOf(env.WorkDir))
			env.Defer(server.Close)
			env.Setenv("FEEDS", server.URL)
			env.Setenv("FEEDHOST", strings.TrimPrefix(server.URL, "http://"))
			env.Setenv("TODAY", time.Now().UTC().Format(time.RFC1123Z))
			return setUpDiscord(t, env)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":    status,
			"expand":    expand,
			"waitfor":   waitFor,
			"jsonlines": jsonLines,
			"discord":   discordCommand,
			"arrived":   arrived,
			"nosecret":  noSecret,
		},
	})
}

func webOf(dir string) http.Handler {
	web := filepath.Join(dir, "web")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(web, filepath.Base(r.URL.Path))
		if code, err := os.ReadFile(name + ".status"); err == nil {
			n, _ := strconv.Atoi(strings.TrimSpace(string(code)))
			w.WriteHeader(n)
			return
		}
		page, err := os.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		// No validators: files change within the second that Last-Modified tells.
		_, _ = w.Write(page)
	})
}

// status runs "bot" with arguments and wants an exit code: status CODE ARG…
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status CODE ARG…")
	}
	err := ts.Exec("bot", args[1:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("bot %s: exit status %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// expand puts environment variables into files: expand FILE…
func expand(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// waitFor waits until a file holds a text: waitfor FILE TEXT
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		text, err := os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && strings.Contains(string(text), args[1]) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("%s does not say %q within 20 seconds", args[0], args[1])
}

// jsonLines wants every line of a file to be a JSON object: jsonlines FILE
func jsonLines(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			ts.Fatalf("%s: %v in %q", args[0], err, line)
		}
	}
}
