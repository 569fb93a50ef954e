package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/config"
)

// TestBadConfigs holds every sentence a person reads about a bad config: beside
// each testdata/bad/NAME.toml lies NAME.txt with the exact messages.
func TestBadConfigs(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 30 {
		t.Fatalf("only %d bad configs found", len(files))
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".toml")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".toml") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			got := config.Decode(filepath.Base(file), data, config.Default())
			if got == nil {
				t.Fatal("no mistake was found")
			}
			if got.Error()+"\n" != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
