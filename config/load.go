package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// The environment variables that are read.
const (
	EnvConfig  = "MEDDLEWATCH_CONFIG"          // the config file, where --config is not given
	EnvToken   = "MEDDLEWATCH_DISCORD_TOKEN"   // the bot's token
	EnvWebhook = "MEDDLEWATCH_DISCORD_WEBHOOK" // full URL of a webhook
)

// maxFile is how large a file may be, in bytes: far more than anybody writes.
const maxFile = 10 << 20

// Find is which config to load: the one asked for, else the one the environment
// names, else config.toml in the working directory if it is there, else "" for
// the built-in defaults.
func Find(flag string, env func(string) string) string {
	if flag != "" {
		return flag
	}
	if named := env(EnvConfig); named != "" {
		return named
	}
	const usual = "config.toml"
	if _, err := os.Lstat(usual); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return usual
	}
	return ""
}

// Load reads a config with all that belongs to it: defaults for what it does not
// say, paths relative to its folder, secrets from the environment or from files.
// Without a path there is no file, and paths are relative to the working
// directory. Files that the config names must be there. A non-nil error is a
// Mistakes and comes without a Config; warnings are about what works all the same.
func Load(path string, env func(string) string) (*Config, []Warning, error) {
	if path == "" {
		return load("", nil, env)
	}
	data, wrong := readFile(path)
	if wrong != "" {
		return nil, nil, Mistakes{mistakeOf(path, wrong, fileAdvice(wrong))}
	}
	return load(path, data, env)
}

// Check says what Load would say of a file with this content at this path, so
// that a change can be tried before it is written.
func Check(path string, data []byte, env func(string) string) error {
	_, _, err := load(path, data, env)
	return err
}

func load(path string, data []byte, env func(string) string) (*Config, []Warning, error) {
	c := Default()
	doc := &document{file: "(no config file)", root: newTable(0)}
	if path != "" {
		var err error
		if doc, err = decode(path, data, c); err != nil {
			return nil, nil, err
		}
		c.File = path
		c.resolve(filepath.Dir(path))
	}
	l := loader{doc: doc, env: env}
	l.files(c)
	c.Discord.Token = l.secret("discord.token_file", c.Discord.TokenFile, EnvToken, checkToken)
	c.Discord.Webhook = l.secret("discord.webhook_file", c.Discord.WebhookFile, EnvWebhook, checkWebhook)
	if len(l.mistakes) > 0 {
		return nil, nil, l.mistakes.inOrder()
	}
	l.doubts(c)
	var warnings []Warning
	for _, w := range l.warnings.inOrder() {
		warnings = append(warnings, Warning(w))
	}
	return c, warnings, nil
}

const (
	noFile = "there is no such file"
	isDir  = "this is a folder, not a file"

	notAllowed = "the file may not be read by this user"
)

func fileAdvice(wrong string) string {
	switch wrong {
	case noFile:
		return "write one with bot init, or name another with --config"
	case isDir:
		return "name the file in it"
	}
	return "name a readable text file in TOML"
}

// readFile reads a file and says in one phrase why it cannot. The phrase never
// holds the name: it may be a secret in the wrong place.
func readFile(path string) (data []byte, wrong string) {
	f, err := os.Open(path)
	if err != nil {
		return nil, why(err)
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, maxFile+1)); err != nil {
		return nil, why(err)
	}
	if len(data) > maxFile {
		return nil, "the file is larger than 10 MiB"
	}
	return data, ""
}

// why is an error of the file system without the path in it.
func why(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return noFile
	case errors.Is(err, syscall.EISDIR):
		return isDir
	case errors.Is(err, fs.ErrPermission):
		return notAllowed
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return "the file cannot be read (" + oneLine(err.Error()) + ")"
}

// loader collects what is wrong outside of the file, at the place in the file
// that led there.
type loader struct {
	doc      *document
	env      func(string) string
	mistakes Mistakes
	warnings Mistakes // of the kind that is none
}

func (l *loader) place(key, what, do string) Mistake {
	_, offset := l.doc.root.find(key)
	return l.doc.at(offset, what, do)
}

func (l *loader) wrong(key, what, do string) {
	l.mistakes = append(l.mistakes, l.place(key, what, do))
}

func (l *loader) warn(key, what, do string) {
	l.warnings = append(l.warnings, l.place(key, what, do))
}

// files checks that the files the config names are there.
func (l *loader) files(c *Config) {
	const do = "name a file that is there; relative names start at the folder of the config"
	check := func(key, do string, p Path) {
		if p == "" {
			return
		}
		info, err := os.Stat(string(p))
		switch {
		case err != nil:
			l.wrong(key, why(err), do)
		case info.IsDir():
			l.wrong(key, isDir, fileAdvice(isDir))
		}
	}
	for i, p := range c.Watchlist.Files {
		key := fmt.Sprintf("watchlist.files.%d", i)
		if p == "" {
			l.wrong(key, "the name of the file is empty", "name a file or take it out")
		}
		check(key, "write one with bot init, or "+do, p)
	}
	// The file of decisions is made with the first one.
	if info, err := os.Stat(string(c.Watchlist.Decisions)); err == nil && info.IsDir() {
		l.wrong("watchlist.decisions", isDir, "name a file in it; it need not be there yet")
	}
	check("match.lexicons", do, c.Match.Lexicons)
	check("match.weights", do, c.Match.Weights)
	check("match.sources", do, c.Match.Sources)
}

// secret reads one secret. The environment wins over the file: it is nearer to
// the run. Nothing of either is ever repeated.
func (l *loader) secret(key string, file Path, name string, check func(string) (what, do string)) Secret {
	if text := strings.TrimSpace(l.env(name)); text != "" {
		if what, do := check(text); what != "" {
			l.mistakes = append(l.mistakes, mistakeOf(name, what, do))
			return Secret{}
		}
		if file != "" {
			l.warn(key, "the file is not used, because "+name+" is set", "keep one of the two")
		}
		return NewSecret(text)
	}
	if file == "" {
		return Secret{}
	}
	data, wrong := readFile(string(file))
	text := strings.TrimSpace(strings.TrimPrefix(string(data), "\uFEFF"))
	do := "name a file with the secret in it; relative names start at the folder of the config"
	switch {
	case wrong == notAllowed:
		do = "give it to the user that the bot runs as: chown (65532 in the container), then chmod 400"
	case wrong != "":
	case text == "":
		wrong, do = "the file with the secret is empty", "write the secret into it, or set "+name
	default:
		wrong, do = check(text)
	}
	if wrong != "" {
		l.wrong(key, wrong, do)
		return Secret{}
	}
	if info, err := os.Stat(string(file)); err == nil && info.Mode().Perm()&0o044 != 0 && othersMayLook(string(file)) {
		l.warn(key, fmt.Sprintf("others on this machine can read the file with the secret (mode %04o)", info.Mode().Perm()),
			"take their right away with chmod 600")
	}
	return NewSecret(text)
}

// othersMayLook says whether the mode of a file means that others can read it.
// Windows has no such bits; what Go shows there says nothing. And containers put
// their secrets into /run/secrets readable for all, where there is nobody else.
func othersMayLook(file string) bool {
	return runtime.GOOS != "windows" && filepath.Dir(file) != "/run/secrets"
}

// doubts warns of what is allowed and probably not meant.
func (l *loader) doubts(c *Config) {
	switch {
	case c.Discord.Token.Set() && c.Discord.Channel == "":
		l.warn("discord", "there is a bot token but no channel, so the bot posts nothing", "set channel in [discord]")
	case !c.Discord.Token.Set() && c.Discord.Channel != "":
		l.warn("discord.channel", "there is a channel but no bot token, so the bot posts nothing there", "set "+EnvToken+" or token_file")
	}
	if c.Discord.Token.Set() && inTheOpen(string(c.Discord.APIBase)) {
		l.warn("discord.api_base", "the address of the API is http, so the bot's token can be read on the way", "use https")
	}
	if inTheOpen(c.Discord.Webhook.Reveal()) {
		l.warn("discord.webhook_file", "the address of the webhook is http, so its secret can be read on the way", "use https")
	}
	if c.Terminal.Enabled == Never && !c.Discord.Token.Set() && !c.Discord.Webhook.Set() {
		l.warn("terminal.enabled", "there is no destination at all, so nobody sees an alert", `set it to "auto", or set up [discord]`)
	}
	on := 0
	for _, f := range c.Feeds {
		if f.On() {
			on++
		}
	}
	if on == 0 && !c.UseBuiltinFeeds() {
		l.warn("fetch.builtin_feeds", "there is no feed to poll", "add a [[feeds]], or set builtin_feeds = true")
	}
	if !c.Watchlist.Builtin && !c.Watchlist.Enrichment && len(c.Watchlist.Files) == 0 {
		l.warn("watchlist", "the watchlist is empty, so no name is found", "set builtin = true, or name a file in files")
	}
}
