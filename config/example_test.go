package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/config"
)

// TestExampleIsDefault: who writes the example down unchanged changes nothing,
// but that the watchlist.toml written with it is read.
func TestExampleIsDefault(t *testing.T) {
	t.Parallel()
	got, want := config.Default(), config.Default()
	// Nothing of the default may survive where the example says something.
	if err := config.Decode("config.example.toml", []byte(meddlewatch.ExampleConfig()), got); err != nil {
		t.Fatal(err)
	}
	want.Watchlist.Files = []config.Path{"watchlist.toml"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the example says\n%+v\nthe default is\n%+v", got, want)
	}
	var bare config.Config
	if err := config.Decode("config.example.toml", []byte(meddlewatch.ExampleConfig()), &bare); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&bare, want) {
		t.Errorf("the example leaves out a default: it says\n%+v\nthe default is\n%+v", &bare, want)
	}
}

var commentedOption = regexp.MustCompile(`(?m)^#(\[|[a-z_]+ = )`)

// TestExampleIsComplete takes the # from every option and asks that all of them
// are good and none is missing.
func TestExampleIsComplete(t *testing.T) {
	t.Parallel()
	text := commentedOption.ReplaceAllString(meddlewatch.ExampleConfig(), "$1")
	c := config.Default()
	if err := config.Decode("config.example.toml", []byte(text), c); err != nil {
		t.Fatal(err)
	}
	section := ""
	said := map[string]bool{}
	for line := range strings.Lines(text) {
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.Trim(name, "[]\n")
		} else if key, _, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
			said[section+"."+key] = true
		}
	}
	known := options(reflect.TypeFor[config.Config](), "")
	if len(known) < 30 {
		t.Fatalf("only %d options found", len(known))
	}
	for _, option := range known {
		if !said[option] {
			t.Errorf("the example says nothing of %s", option)
		}
	}
}

// options lists the dotted keys of a config.
func options(t reflect.Type, prefix string) []string {
	var all []string
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("toml")
		if key == "-" {
			continue
		}
		inner := f.Type
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if prefix == "" && inner.Kind() == reflect.Struct {
			all = append(all, options(inner, key)...)
			continue
		}
		all = append(all, prefix+"."+key)
	}
	return all
}

func TestExampleFitsAPhone(t *testing.T) {
	t.Parallel()
	for line := range strings.Lines(meddlewatch.ExampleConfig()) {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > 56 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

// TestExampleLoads writes the example as a person would and loads it.
func TestExampleLoads(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), meddlewatch.ExampleConfig(), 0o644)
	write(t, filepath.Join(dir, "watchlist.toml"), "", 0o644)
	c, warnings, err := config.Load(filepath.Join(dir, "config.toml"), noEnv)
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	if want := config.Path(filepath.Join(dir, "data", "meddlewatch.db")); c.Store.Path != want {
		t.Errorf("the database is at %s, not %s", c.Store.Path, want)
	}
	if !c.UseBuiltinFeeds() {
		t.Error("without feeds of one's own the built-in ones are not polled")
	}
}

func noEnv(string) string { return "" }

func write(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
}
