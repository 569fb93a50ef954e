package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/seeds"
)

// decide writes a person's decision on names. All of them are decided, or none.
func (a *app) decide(s *settings, queue *desk.Queue, verb string, names []string) error {
	file := string(s.cfg.Watchlist.Decisions)
	if file == "" {
		return errors.New(`the config names no file for decisions; set decisions = "candidates.toml" in [watchlist]`)
	}
	chosen, err := resolve(queue, names)
	if err != nil {
		return err
	}
	edit, done := seeds.Accept, "accepted"
	if verb == "reject" {
		edit, done = seeds.Reject, "rejected"
	}
	before, _, err := s.readDecisions()
	if err != nil {
		return err
	}
	after := before
	for _, c := range chosen {
		if after, err = edit(file, after, c); err != nil {
			return err
		}
	}
	if bytes.Equal(after, before) {
		fmt.Fprintf(a.stdout, "%s already, in %s\n", done, file)
		return nil
	}
	if err := s.tryDecisions(file, after); err != nil {
		return fmt.Errorf("%s was left as it is, because the bot could not work with this change: %w", file, err)
	}
	if err := replaceFile(file, before, after); err != nil {
		return err
	}
	for _, c := range chosen {
		fmt.Fprintf(a.stdout, "%s %s, in %s; a running bot reads it within seconds\n", done, c.Name, file)
	}
	return nil
}

// resolve finds the candidates a person names: one an argument, or all arguments
// together as one name that was not put into quotes.
func resolve(queue *desk.Queue, names []string) ([]meddlewatch.Candidate, error) {
	if c, ok := queue.Find(strings.Join(names, " ")); ok {
		return []meddlewatch.Candidate{c}, nil
	}
	var chosen []meddlewatch.Candidate
	var unknown []string
	for _, name := range names {
		c, ok := queue.Find(name)
		if !ok {
			unknown = append(unknown, name)
		}
		chosen = append(chosen, c)
	}
	if len(unknown) == 0 {
		return chosen, nil
	}
	if len(unknown) == len(names) {
		return nil, queue.Unknown(strings.Join(names, " "))
	}
	var errs []error
	for _, name := range unknown {
		errs = append(errs, queue.Unknown(name))
	}
	return nil, errors.Join(errs...)
}

// tryDecisions builds the judge as a reload would with this content.
func (s *settings) tryDecisions(file string, content []byte) error {
	decisions, err := seeds.ParseDecisions(file, content)
	if err != nil {
		return err
	}
	lists, err := s.lists(decisions)
	if err != nil {
		return err
	}
	_, err = s.judge(seeds.Merge(lists...))
	return err
}

// replaceFile puts new content in the place of a file, whole or not at all, and
// keeps its mode; a link goes on pointing where it does. A file that is no longer
// as it was read is left alone: somebody else has changed it meanwhile.
func replaceFile(file string, before, after []byte) (err error) {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return fmt.Errorf("%s cannot be written (%w); let this user write in its folder, or name another file as watchlist.decisions, such as \"data/candidates.toml\" in a container", file, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(after)
	if err = errors.Join(err, temp.Chmod(mode), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", file, err)
	}
	now, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !bytes.Equal(now, before) {
		return fmt.Errorf("%s has just been changed by somebody else and was left as it is; try again", file)
	}
	if err = os.Rename(temp.Name(), file); err != nil {
		return fmt.Errorf("%s cannot be replaced (%w); name a file in a folder of the bot's own as watchlist.decisions, such as \"data/candidates.toml\"", file, err)
	}
	return nil
}
