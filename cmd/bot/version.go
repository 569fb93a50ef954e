package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
)

// version and commit are stamped by the linker (-X main.version=…). Without a
// stamp, commit comes from what the Go tool recorded.
var (
	version = "unreleased"
	commit  = ""
)

// build is what "bot version --json" prints.
type build struct {
	Version string            `json:"version"`
	Commit  string            `json:"commit"`
	Go      string            `json:"go"`
	Modules map[string]string `json:"modules"`
}

func thisBuild() build {
	b := build{Version: version, Commit: commit, Modules: map[string]string{}}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Go = info.GoVersion
	for _, m := range info.Deps {
		b.Modules[m.Path] = m.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && b.Commit == "" {
			b.Commit = s.Value
		}
	}
	return b
}

// versionCommand prints what this program was built from.
func (a *app) versionCommand(_ context.Context, args []string) error {
	set := a.flags("version", "[--json]")
	asJSON := set.Bool("json", false, "as JSON, with all modules")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	b := thisBuild()
	if *asJSON {
		return json.NewEncoder(a.stdout).Encode(b)
	}
	short := b.Commit
	if short == "" {
		short = "unknown commit"
	}
	fmt.Fprintf(a.stdout, "meddlewatch %s (%s, %s)\n", b.Version, short, b.Go)
	return nil
}
