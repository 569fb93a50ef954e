package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch/seeds"
)

// A built-in feed that is configured too, or switched off, is the same feed also
// where its host is spelled otherwise.
func TestBuiltinFeedThatIsConfigured(t *testing.T) {
	builtin, err := seeds.BuiltinFeeds()
	if err != nil {
		t.Fatal(err)
	}
	scheme, rest, _ := strings.Cut(builtin[0].URL, "://")
	host, path, _ := strings.Cut(rest, "/")
	for name, address := range map[string]string{
		"spelled alike":     builtin[0].URL,
		"spelled otherwise": scheme + "://" + strings.ToUpper(host) + "/" + path,
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "config.toml")
			text := fmt.Sprintf("[fetch]\nbuiltin_feeds = true\n[[feeds]]\nurl = %q\nenabled = false\n", address)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			a := &app{stderr: io.Discard, configFile: file, env: func(string) string { return "" }, now: time.Now}
			s, err := a.setup()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := len(s.plan.Feeds), len(builtin)-1; got != want {
				t.Errorf("%d feeds, want %d: all but the one switched off", got, want)
			}
		})
	}
}
