package main

import (
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"meddlewatch/config"
	"meddlewatch/notify"
)

// The names under which the outbox knows the destinations.
const (
	discordBot     = "discord-bot"
	discordWebhook = "discord-webhook"
)

// ways is what destinations are reached by: the terminal, and the way to Discord,
// which all of its destinations share.
type ways struct {
	terminal *notify.Terminal
	discord  *notify.Discord
}

func (s *settings) ways(a *app, bar *progress, alerts io.Writer, log *slog.Logger) ways {
	screen, width := terminalWidth(alerts)
	return ways{
		terminal: notify.NewTerminal(bar.behind(alerts), notify.TerminalOptions{
			Color: wantColor(s.cfg.Terminal.Color, screen, a.env),
			Width: width,
			JSON:  s.cfg.Log.Format == config.FormatJSON,
			Now:   a.now,
		}),
		discord: s.discord(a.now, log),
	}
}

// discord is the way to the server that the config names. Redirects are not
// followed, and nothing but it is asked for Discord's sake.
func (s *settings) discord(now func() time.Time, log *slog.Logger) *notify.Discord {
	return notify.NewDiscord(notify.DiscordOptions{
		APIBase: string(s.cfg.Discord.APIBase), Version: version, Now: now, Log: log,
	})
}

// postsAsBot and postsByWebhook say which destinations the config holds.
func (s *settings) postsAsBot() bool {
	return s.cfg.Discord.Token.Set() && s.cfg.Discord.Channel != ""
}

func (s *settings) postsByWebhook() bool { return s.cfg.Discord.Webhook.Set() }

// toTerminal says whether alerts are printed: while nothing else takes them, or
// because a person asks for it.
func (s *settings) toTerminal() bool {
	switch s.cfg.Terminal.Enabled {
	case config.Always:
		return true
	case config.Never:
		return false
	}
	return !s.postsAsBot() && !s.postsByWebhook()
}

// destinations is where alerts go.
func (s *settings) destinations(by ways) ([]notify.Destination, error) {
	if s.onlyTerminal {
		return []notify.Destination{by.terminal.Destination()}, nil
	}
	var list []notify.Destination
	if s.toTerminal() {
		list = append(list, by.terminal.Destination())
	}
	channel := func(name string, way notify.Sender) {
		list = append(list, notify.Destination{
			Name: name, Render: notify.RenderDiscord, Sender: way,
			PerHour: s.cfg.Alert.MaxPerHour,
		})
	}
	d := s.cfg.Discord
	if s.postsAsBot() {
		channel(discordBot, by.discord.Bot(d.Token.Reveal(), string(d.Channel), time.Duration(d.NonceWindow)))
	}
	if s.postsByWebhook() {
		hook, err := by.discord.Webhook(d.Webhook.Reveal())
		if err != nil {
			return nil, err
		}
		channel(discordWebhook, hook)
	}
	return list, nil
}

// whereTo says in words where alerts go.
func (s *settings) whereTo() string {
	var places []string
	if s.toTerminal() {
		places = append(places, "the terminal")
	}
	if s.postsAsBot() {
		places = append(places, "Discord, channel "+string(s.cfg.Discord.Channel)+" (as a bot)")
	}
	if s.postsByWebhook() {
		places = append(places, "Discord, by webhook")
	}
	if len(places) == 0 {
		return "nobody"
	}
	return strings.Join(places, "; ")
}

// namesOf lists destinations for a log.
func namesOf(list []notify.Destination) []string {
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = d.Name
	}
	slices.Sort(names)
	return names
}

// wantColor follows the config, else the convention of NO_COLOR
// (https://no-color.org), else whether there is a screen.
func wantColor(when config.When, screen bool, env func(string) string) bool {
	switch when {
	case config.Always:
		return true
	case config.Never:
		return false
	}
	return screen && env("NO_COLOR") == "" && env("TERM") != "dumb"
}

// terminalWidth says whether a writer is a terminal, and how wide it is at the
// time of asking.
func terminalWidth(w io.Writer) (bool, func() int) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return false, nil
	}
	return true, func() int {
		columns, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			return 0
		}
		return columns
	}
}
