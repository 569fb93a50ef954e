package main

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"meddlewatch/internal/discordserver"
)

const discordKey = "discord"

// setUpDiscord starts a Discord at $DISCORD with a $CHANNEL, and puts the secrets
// of its bot and webhook into the files token and webhook.
func setUpDiscord(t *testing.T, env *testscript.Env) error {
	server, err := discordserver.Start(discordserver.Options{})
	if err != nil {
		return err
	}
	env.Values[discordKey] = server
	env.Defer(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		for _, v := range server.Violations() {
			t.Errorf("Discord: %s", v)
		}
	})
	env.Setenv("DISCORD", server.URL())
	env.Setenv("CHANNEL", server.Channel())
	secretFile(t, env.WorkDir, "token", server.Token())
	secretFile(t, env.WorkDir, "webhook", server.Webhook())
	return nil
}

// discordCommand changes what Discord does: discord deny PERMISSION,
// discord remove channel|webhook, discord token new, discord page COUNT
func discordCommand(ts *testscript.TestScript, neg bool, args []string) {
	server := ts.Value(discordKey).(*discordserver.Server)
	if neg || len(args) != 2 {
		ts.Fatalf("usage: discord deny|remove|token|page WHAT")
	}
	permissions := map[string]discordserver.Permission{
		"view": discordserver.ViewChannel, "send": discordserver.SendMessages,
		"embed": discordserver.EmbedLinks, "history": discordserver.ReadMessageHistory,
	}
	switch args[0] {
	case "deny":
		p, ok := permissions[args[1]]
		if !ok {
			ts.Fatalf("no permission is called %q", args[1])
		}
		ts.Check(server.Deny(server.Channel(), p))
	case "remove":
		if args[1] == "channel" {
			server.RemoveChannel(server.Channel())
		} else {
			server.RemoveWebhook()
		}
	case "token":
		server.SetToken("another")
	case "page":
		fault := discordserver.Page()
		fault.Times, _ = strconv.Atoi(args[1])
		server.Fault(fault)
	default:
		ts.Fatalf("discord %s: there is no such change", args[0])
	}
}

// arrived waits until so many messages have arrived in all: arrived COUNT
func arrived(ts *testscript.TestScript, _ bool, args []string) {
	server := ts.Value(discordKey).(*discordserver.Server)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if got = len(server.Messages("")); got >= want {
			break
		}
	}
	if got != want {
		ts.Fatalf("%d messages arrived, want %d", got, want)
	}
}

// noSecret wants neither the bot's token nor the webhook's in the last output, nor
// in any file but their own.
func noSecret(ts *testscript.TestScript, _ bool, _ []string) {
	var secrets [][]byte
	for _, file := range []string{"token", "webhook"} {
		secrets = append(secrets, []byte(path.Base(strings.TrimSpace(ts.ReadFile(file)))))
	}
	look := func(where string, text []byte) {
		for _, secret := range secrets {
			if bytes.Contains(text, secret) {
				ts.Fatalf("%s holds a secret", where)
			}
		}
	}
	look("standard output", []byte(ts.ReadFile("stdout")))
	look("standard error", []byte(ts.ReadFile("stderr")))
	dir := ts.MkAbs(".")
	ts.Check(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "token" || d.Name() == "webhook" {
			return err
		}
		text, err := os.ReadFile(name)
		look(name, text)
		return err
	}))
}
