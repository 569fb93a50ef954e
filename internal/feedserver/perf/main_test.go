package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

var now = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

func TestServesWhatItsConfigNames(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.toml")
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"-feeds", "5", "-items", "90", "-listeners", "2", "-etag=false", "-config", config}, w, now)
		_ = w.Close()
		done <- err
	}()
	lines := bufio.NewScanner(r)
	for range 2 {
		if !lines.Scan() || !strings.HasPrefix(lines.Text(), "127.0.0.1:") {
			t.Fatalf("got %q", lines.Text())
		}
	}
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	addresses := regexp.MustCompile(`(?m)^url = "(.*)"$`).FindAllStringSubmatch(string(text), -1)
	if len(addresses) != 5 || !strings.Contains(string(text), `allow_hosts = ["127.0.0.1:`) {
		t.Fatalf("got\n%s", text)
	}
	for _, a := range addresses {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, a[1], nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.Header.Get("ETag") != "" {
			t.Fatalf("got %v, %v", resp.Header, err)
		}
		_ = resp.Body.Close()
		feed, err := gofeed.NewParser().ParseString(string(body))
		if err != nil || len(feed.Items) != 90 {
			t.Fatalf("%d bytes: %v", len(body), err)
		}
		if n := len(body) / 90; n < 2800 || n > 3200 {
			t.Errorf("%d bytes an item", n)
		}
	}
	stop()
	if !lines.Scan() || lines.Text() != "5 requests, 0 not modified" {
		t.Errorf("got %q", lines.Text())
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{{"-feeds", "0"}, {"-bytes", "9999999"}, {"-none"}} {
		if err := run(t.Context(), args, io.Discard, now); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}
