package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"meddlewatch"
	"meddlewatch/seeds"
)

// initCommand writes the files a person begins with. It never writes over an
// existing file: then it writes none at all and says which are in the way.
func (a *app) initCommand(_ context.Context, args []string) error {
	set := a.flags("init", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	configFile := "config.toml"
	if a.configFile != "" {
		configFile = a.configFile
	}
	files := []struct{ path, text string }{
		{configFile, meddlewatch.ExampleConfig()},
		{filepath.Join(filepath.Dir(configFile), "watchlist.toml"), seeds.StarterWatchlist()},
	}
	for _, f := range files {
		if _, err := os.Lstat(f.path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already; nothing was written. Move it away, or edit it", f.path)
		}
	}
	for _, f := range files {
		if err := writeNew(f.path, f.text); err != nil {
			return fmt.Errorf("%w; make its folder first and see that this user may write there, or give another place with --config", err)
		}
		fmt.Fprintf(a.stdout, "wrote %s\n", f.path)
	}
	fmt.Fprintln(a.stdout, "Edit them, then: bot check, bot once, bot run")
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(path, text string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
