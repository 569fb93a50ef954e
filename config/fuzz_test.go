package config_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"meddlewatch"
	"meddlewatch/config"
)

var place = regexp.MustCompile(`^config\.toml:[1-9][0-9]*:[1-9][0-9]*: [^\n]+; [^\n]+$`)

// oddInteger is an integer in another base than ten.
var oddInteger = regexp.MustCompile(`0[xob][0-9a-fA-F]`)

// FuzzDecode: no bytes make it panic, each mistake has its place within the file,
// and what stands in for a secret is never repeated.
func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob("testdata/bad/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(meddlewatch.ExampleConfig()))
	f.Add([]byte(everything))
	f.Add([]byte("ratio = 0b1"))
	f.Add([]byte("volt = 1")) // of a struct that is embedded under a key
	for _, text := range []string{
		canary + " = 1", "[" + canary + "]", "[[feeds]]\n" + canary + ".x = ''\n[feeds." + canary + "]",
		canary, "token = " + canary, "discord.token_file = '" + canary + "\n'", "log.level = '" + canary + "'",
		canary + "=1\n" + canary + "=2", "[" + canary + "]\n[" + canary + "]", "a = {" + canary + "=1," + canary + "=2}",
		"defaults.schedule = '" + canary + " * * * *'", "feeds = [{url='https://" + canary + "@x'},{url='://" + canary + "'},{lang='" + canary + "'}]",
		"fetch.allow_hosts = ['" + canary + "', '" + canary + ":x']", "discord.channel = '" + canary + "'",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkMistakes(t, data, config.Decode("config.toml", data, config.Default()))

		// What is accepted means what it means to the library, which knows
		// neither byte order marks nor checks of its own.
		var ours, theirs lamp
		err := config.Decode("config.toml", data, &ours)
		checkMistakes(t, data, err)
		if err != nil || bytes.HasPrefix(data, []byte("\uFEFF")) {
			return
		}
		if err := toml.Unmarshal(data, &theirs); err != nil {
			if strings.Contains(err.Error(), "unable to parse float") && oddInteger.Match(data) {
				return // 0x1 is an integer, and good for a number; the library thinks not
			}
			t.Fatalf("accepted, but no TOML: %v", err)
		}
		if got, want := fmt.Sprintf("%+v", ours), fmt.Sprintf("%+v", theirs); !reflect.DeepEqual(ours, theirs) {
			t.Errorf("got\n%s\nthe library\n%s", got, want)
		}
	})
}

func checkMistakes(t *testing.T, data []byte, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var mistakes config.Mistakes
	if !errors.As(err, &mistakes) || len(mistakes) == 0 {
		t.Fatalf("the error is a %T", err)
	}
	lines := strings.Count(string(data), "\n") + 1
	for _, m := range mistakes {
		if !place.MatchString(m.String()) || m.Line > lines {
			t.Errorf("no place: %q", m.String())
		}
		if strings.Contains(m.String(), canary) {
			t.Errorf("repeats a secret: %q", m.String())
		}
	}
}

// FuzzLoad does the same for a whole config with its secrets, and asks of what
// is accepted that it keeps its promises.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(meddlewatch.ExampleConfig()), canary, goodHook)
	f.Add([]byte("discord.token_file = 'config.toml'"), "", "")
	f.Add([]byte("discord.webhook_file = 'config.toml'"), "Bot "+canary, canary)
	f.Add([]byte("[[feeds]]\nurl = 'https://example.org/'\nschedule = '@every 1s'\n[health]\nstall = '3 intervals'"), canary+"\n"+canary, "http://example.org/"+canary)
	f.Fuzz(func(t *testing.T, data []byte, token, webhook string) {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		c, warnings, err := config.Load(path, env(config.EnvToken, token, config.EnvWebhook, webhook))
		if err != nil {
			if strings.Contains(err.Error(), canary) {
				t.Errorf("repeats a secret: %v", err)
			}
			return
		}
		for _, w := range warnings {
			if strings.Contains(w.String(), canary) {
				t.Errorf("repeats a secret: %s", w)
			}
		}
		if !c.Defaults.Schedule.Set() || c.Alert.MaxPerHour < 1 || c.Alert.Threshold < 0 || c.Alert.Threshold > 1 ||
			c.Fetch.Concurrency < 1 || c.Store.KeepText <= 0 || c.Discord.NonceWindow <= 0 || c.Health.Stall.After(1) <= 0 {
			t.Errorf("accepted, but no good: %+v", c)
		}
		for _, feed := range c.Feeds {
			if !strings.HasPrefix(strings.ToLower(string(feed.URL)), "http") {
				t.Errorf("accepted a feed at %q", feed.URL)
			}
		}
	})
}
