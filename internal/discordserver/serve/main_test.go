package main

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is what several goroutines write to and a test reads.
type screen struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestServe(t *testing.T) {
	tests := []struct {
		name, body, out, err string
		ok                   bool
	}{
		{"good", `{"content":"hello\nworld","allowed_mentions":{"parse":[]}}`, ": hello world\n", "", true},
		{"bad", `{"content":"hello"}`, "", "violation: POST /webhooks/{}/{}: allowed-mentions", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr screen
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			ended := make(chan error, 1)
			go func() { ended <- run(ctx, []string{"-plain-ids"}, &stdout, &stderr) }()
			line := regexp.MustCompile(`DISCORD_WEBHOOK='(\S+)'`)
			until(t, func() bool { return line.MatchString(stdout.String()) })
			for _, want := range []string{"[discord]\napi_base = \"http://127.0.0.1:", "\nchannel = \"", "DISCORD_TOKEN='bot-secret"} {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("%q is not in %q", want, stdout.String())
				}
			}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, line.FindStringSubmatch(stdout.String())[1], strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
			r.Header.Set("Content-Type", "application/json")
			a, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = a.Body.Close()
			stop()
			if err := <-ended; (err == nil) != test.ok {
				t.Errorf("it ends with %v", err)
			}
			if !strings.Contains(stdout.String(), test.out) || !strings.Contains(stderr.String(), test.err) {
				t.Errorf("it prints %q and %q", stdout.String(), stderr.String())
			}
		})
	}
}

func TestServeRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-nothing"}, {"more"}, {"-address", "nowhere:x"}} {
		if err := run(t.Context(), args, &screen{}, &screen{}); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}

func until(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nothing happened in 20 s")
		}
	}
}
