package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

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
		return fmt.Errorf("%w; or name a file in a folder of the bot's own as watchlist.decisions, such as \"data/candidates.toml\" in a container", err)
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
	if _, err = s.judge(seeds.Merge(lists...)); err != nil {
		return err
	}
	mistakes, _, err := s.volume(context.Background(), lists, nil, time.Time{})
	if err == nil && len(mistakes) > 0 {
		return mistakes
	}
	return err
}
