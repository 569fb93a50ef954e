package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"meddlewatch/config"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

const goodHook = "https://discord.com/api/webhooks/123456789012345678/" + canary

// TestLoad loads config.toml of a folder and compares every sentence, "DIR/"
// taken away.
func TestLoad(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		config   string
		files    map[string]string // beside it; mode 0600, or 0644 with "*" in front of the name
		env      []string
		mistakes []string
		warnings []string
		check    func(*config.Config) bool
	}{
		{
			name:   "token from a file, without its line end",
			config: "[discord]\nchannel = \"123456789012345678\"\ntoken_file = \"secrets/token\"\n",
			files:  map[string]string{"secrets/token": canary + "\r\n"},
			check:  func(c *config.Config) bool { return c.Discord.Token.Reveal() == canary },
		},
		{
			name:   "a channel of another server than Discord's",
			config: "[discord]\napi_base = \"http://127.0.0.1:3001\"\nchannel = \"7\"\n",
			env:    []string{config.EnvToken, canary},
			check:  func(c *config.Config) bool { return c.Discord.Channel == "7" },
		},
		{
			name:   "token from the environment",
			config: "[discord]\nchannel = \"123456789012345678\"\n",
			env:    []string{config.EnvToken, " " + canary + "\n"},
			check:  func(c *config.Config) bool { return c.Discord.Token.Reveal() == canary },
		},
		{
			name:     "the environment wins",
			config:   "[discord]\nchannel = \"123456789012345678\"\ntoken_file = \"token\"\n",
			files:    map[string]string{"token": "another"},
			env:      []string{config.EnvToken, canary},
			warnings: []string{`config.toml:3:14: the file is not used, because MEDDLEWATCH_DISCORD_TOKEN is set; keep one of the two`},
			check:    func(c *config.Config) bool { return c.Discord.Token.Reveal() == canary },
		},
		{
			name:     "others can read the secret",
			config:   "[discord]\nwebhook_file = \"hook\"\n",
			files:    map[string]string{"*hook": goodHook + "\n"},
			warnings: []string{`config.toml:2:16: others on this machine can read the file with the secret (mode 0644); take their right away with chmod 600`},
			check:    func(c *config.Config) bool { return c.Discord.Webhook.Reveal() == goodHook },
		},
		{
			name:   "a webhook of another host, with a version and a thread",
			config: "[discord]\nwebhook_file = \"hook\"\n",
			files:  map[string]string{"hook": "http://127.0.0.1:9999/api/v10/webhooks/1/" + canary + "?thread_id=5"},
		},
		{
			name:     "a webhook without encryption",
			env:      []string{config.EnvWebhook, "http://example.org/api/webhooks/1/" + canary},
			warnings: []string{`config.toml:1:1: the address of the webhook is http, so its secret can be read on the way; use https`},
		},
		{
			name:     "a token on a way without encryption",
			config:   "[discord]\nchannel = \"123456789012345678\"\napi_base = \"http://discord.example.org\"\n",
			env:      []string{config.EnvToken, canary},
			warnings: []string{`config.toml:3:12: the address of the API is http, so the bot's token can be read on the way; use https`},
		},
		{
			name:   "a token on a way that does not leave the machine",
			config: "[discord]\nchannel = \"123456789012345678\"\napi_base = \"http://127.0.0.1:9999\"\n",
			env:    []string{config.EnvToken, canary},
		},
		{
			name:   "secrets that are none",
			config: "[discord]\ntoken_file = \"token\"\nwebhook_file = \"hook\"\n",
			files:  map[string]string{"token": " \n", "hook": "https://example.org/" + canary},
			mistakes: []string{
				`config.toml:2:14: the file with the secret is empty; write the secret into it, or set MEDDLEWATCH_DISCORD_TOKEN`,
				`config.toml:3:16: the address is not that of a webhook, which is https://HOST/api/webhooks/ID/TOKEN; copy it again with Copy Webhook URL in the channel's settings`,
			},
		},
		{
			name:   "secrets that cannot be read",
			config: "[discord]\ntoken_file = \"" + canary + "\"\nwebhook_file = \"secrets\"\n",
			files:  map[string]string{"secrets/other": "x"},
			mistakes: []string{
				`config.toml:2:14: there is no such file; name a file with the secret in it; relative names start at the folder of the config`,
				`config.toml:3:16: this is a folder, not a file; name a file with the secret in it; relative names start at the folder of the config`,
			},
		},
		{
			name:   "bad secrets in the environment",
			config: "[log]\nlevel = \"info\"\n",
			env:    []string{config.EnvToken, "Bot " + canary, config.EnvWebhook, canary},
			mistakes: []string{
				`MEDDLEWATCH_DISCORD_TOKEN:1:1: the token begins with "Bot "; leave that out and keep the token alone`,
				`MEDDLEWATCH_DISCORD_WEBHOOK:1:1: this is not the address of a webhook; copy it again with Copy Webhook URL in the channel's settings`,
			},
		},
		{
			name:     "two secrets in one file",
			config:   "[discord]\ntoken_file = \"token\"\n",
			files:    map[string]string{"token": canary + "\n" + canary + "\n"},
			mistakes: []string{`config.toml:2:14: the token holds a space, a line break or another character that no token has; copy it again, alone and on one line`},
		},
		{
			name:     "a webhook where a token belongs",
			config:   "[discord]\ntoken_file = \"token\"\n",
			files:    map[string]string{"token": goodHook},
			mistakes: []string{`config.toml:2:14: this is an address, not the token of a bot; use webhook_file or MEDDLEWATCH_DISCORD_WEBHOOK for a webhook`},
		},
		{
			name:   "files that are not there",
			config: "[watchlist]\nfiles = [\"own.toml\", \"\", \"sub\"]\n[match]\nweights = \"w.toml\"\n",
			files:  map[string]string{"sub/x": ""},
			mistakes: []string{
				`config.toml:2:10: there is no such file; write one with bot init, or name a file that is there; relative names start at the folder of the config`,
				`config.toml:2:22: the name of the file is empty; name a file or take it out`,
				`config.toml:2:26: this is a folder, not a file; name the file in it`,
				`config.toml:4:11: there is no such file; name a file that is there; relative names start at the folder of the config`,
			},
		},
		{
			name:     "a folder for decisions",
			config:   "[watchlist]\ndecisions = \"sub\"\n",
			files:    map[string]string{"sub/x": ""},
			mistakes: []string{`config.toml:2:13: this is a folder, not a file; name a file in it; it need not be there yet`},
		},
		{
			name:     "a token without a channel",
			config:   "# nothing\n[discord]\n",
			env:      []string{config.EnvToken, canary},
			warnings: []string{`config.toml:2:2: there is a bot token but no channel, so the bot posts nothing; set channel in [discord]`},
		},
		{
			name:     "a channel without a token",
			config:   "[discord]\nchannel = \"123456789012345678\"\n",
			warnings: []string{`config.toml:2:11: there is a channel but no bot token, so the bot posts nothing there; set MEDDLEWATCH_DISCORD_TOKEN or token_file`},
		},
		{
			name:   "nothing to do",
			config: "[fetch]\nbuiltin_feeds = false\n[[feeds]]\nurl = \"https://example.org/\"\nenabled = false\n[terminal]\nenabled = \"never\"\n[watchlist]\nbuiltin = false\nenrichment = false\n",
			warnings: []string{
				`config.toml:2:17: there is no feed to poll; add a [[feeds]], or set builtin_feeds = true`,
				`config.toml:7:11: there is no destination at all, so nobody sees an alert; set it to "auto", or set up [discord]`,
				`config.toml:8:2: the watchlist is empty, so no name is found; set builtin = true, or name a file in files`,
			},
			check: func(c *config.Config) bool { return !c.UseBuiltinFeeds() && !c.Feeds[0].On() },
		},
		{
			name:   "own feeds replace those that are shipped",
			config: "[[feeds]]\nurl = \"https://example.org/\"\n",
			check:  func(c *config.Config) bool { return !c.UseBuiltinFeeds() && c.Feeds[0].On() },
		},
		{
			name:   "unless both are asked for",
			config: "fetch.builtin_feeds = true\n[[feeds]]\nurl = \"https://example.org/\"\n",
			check:  func(c *config.Config) bool { return c.UseBuiltinFeeds() },
		},
		{name: "empty", config: "", check: func(c *config.Config) bool { return c.UseBuiltinFeeds() }},
		{
			name:   "byte order mark and CRLF",
			config: "\uFEFF[alert]\r\nthreshold = 1\r\n",
			check:  func(c *config.Config) bool { return c.Alert.Threshold == 1 },
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "config.toml")
			write(t, path, test.config, 0o644)
			for name, text := range test.files {
				name, open := strings.CutPrefix(name, "*")
				mode := os.FileMode(0o600)
				if open {
					mode = 0o644
				}
				name = filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, name, text, mode)
			}
			c, warnings, err := config.Load(path, env(test.env...))
			var mistakes config.Mistakes
			if err != nil && !errors.As(err, &mistakes) {
				t.Fatalf("the error is a %T", err)
			}
			var said, warned []string
			for _, m := range mistakes {
				said = append(said, strings.TrimPrefix(m.String(), dir+string(filepath.Separator)))
			}
			for _, w := range warnings {
				warned = append(warned, strings.TrimPrefix(w.String(), dir+string(filepath.Separator)))
			}
			if !reflect.DeepEqual(said, test.mistakes) {
				t.Errorf("mistakes:\n%s\nwant:\n%s", strings.Join(said, "\n"), strings.Join(test.mistakes, "\n"))
			}
			if !reflect.DeepEqual(warned, test.warnings) {
				t.Errorf("warnings:\n%s\nwant:\n%s", strings.Join(warned, "\n"), strings.Join(test.warnings, "\n"))
			}
			if strings.Contains(strings.Join(append(said, warned...), "\n"), canary) {
				t.Error("a secret shows")
			}
			if (c == nil) != (err != nil) {
				t.Error("a config and an error, or neither")
			}
			if c != nil && test.check != nil && !test.check(c) {
				t.Errorf("the config is not as it should be: %+v", c)
			}
		})
	}
}

func TestLoadWithoutFile(t *testing.T) {
	t.Parallel()
	c, warnings, err := config.Load("", noEnv)
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	if !reflect.DeepEqual(c, config.Default()) {
		t.Errorf("got %+v", c)
	}
	_, warnings, err = config.Load("", env(config.EnvToken, canary))
	if err != nil || len(warnings) != 1 || !strings.HasPrefix(warnings[0].String(), "(no config file):1:1: ") {
		t.Error(err, warnings)
	}
}

func TestLoadWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	big := filepath.Join(dir, "big.toml")
	write(t, big, strings.Repeat("# much\n", 2<<20), 0o600)
	locked := filepath.Join(dir, "locked.toml")
	write(t, locked, "", 0)
	loop := filepath.Join(dir, "loop.toml")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ path, want string }{
		"a link to itself": {loop, "the file cannot be read (too many levels of symbolic links); name a readable text file in TOML"},
		"missing":          {filepath.Join(dir, "none.toml"), "there is no such file; write one with bot init, or name another with --config"},
		"under a file":     {filepath.Join(big, "x.toml"), "there is no such file; write one with bot init, or name another with --config"},
		"a folder":         {dir, "this is a folder, not a file; name the file in it"},
		"larger than all":  {big, "the file is larger than 10 MiB; name a readable text file in TOML"},
		"not allowed":      {locked, "the file may not be read by this user; name a readable text file in TOML"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "not allowed" && os.Geteuid() == 0 {
				t.Skip("skipped: root may read every file")
			}
			_, _, err := config.Load(test.path, noEnv)
			if want := test.path + ":1:1: " + test.want; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestPathsStartAtTheFolderOfTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"own.toml", "lex.toml", "wei.toml", "src.toml"} {
		write(t, filepath.Join(dir, name), "", 0o600)
	}
	write(t, filepath.Join(dir, "tok"), canary, 0o600)
	write(t, filepath.Join(dir, "hook"), goodHook, 0o600)
	path := filepath.Join(dir, "config.toml")
	abs := filepath.Join(t.TempDir(), "abs.toml")
	write(t, abs, "", 0o600)
	write(t, path, `
[store]
path = "db/x.db"
[watchlist]
files = ["own.toml", '`+abs+`']
[match]
lexicons = "lex.toml"
weights = "./wei.toml"
sources = "src.toml"
[discord]
channel = "123456789012345678"
token_file = "tok"
webhook_file = "hook"
`, 0o600)
	c, warnings, err := config.Load(path, noEnv)
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	if c.Store.Path != config.Path(in("db/x.db")) {
		t.Errorf("database at %s", c.Store.Path)
	}
	want := []string{path, in("own.toml"), abs, in("lex.toml"), in("wei.toml"), in("src.toml"), in("candidates.toml"), in("tok"), in("hook")}
	if got := c.Files(); !reflect.DeepEqual(got, want) {
		t.Errorf("files:\n%q\nwant:\n%q", got, want)
	}
	// Every path there is must have been moved.
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Type() == reflect.TypeFor[config.Path]():
			if !filepath.IsAbs(v.String()) {
				t.Errorf("the path %s is still relative", v)
			}
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(*c))
}

func TestFind(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := config.Find("", noEnv); got != "" {
		t.Errorf("without any: %q", got)
	}
	write(t, "config.toml", "", 0o600)
	for _, test := range []struct {
		flag string
		env  func(string) string
		want string
	}{
		{"", noEnv, "config.toml"},
		{"", env(config.EnvConfig, "b.toml"), "b.toml"},
		{"a.toml", env(config.EnvConfig, "b.toml"), "a.toml"},
	} {
		if got := config.Find(test.flag, test.env); got != test.want {
			t.Errorf("flag %q: %q, not %q", test.flag, got, test.want)
		}
	}
}
