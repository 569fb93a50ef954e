package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/store"
)

const candidatesUsage = "[--all] [--json] | accept NAME… | reject NAME…"

// linksShown is how many addresses of a candidate a person is shown; JSON has all
// that are kept.
const linksShown = 3

// candidatesCommand shows the names that the stream printed and no list has, and
// writes down what a person decides about them.
func (a *app) candidatesCommand(ctx context.Context, args []string) error {
	set := a.flags("candidates", candidatesUsage)
	all := set.Bool("all", false, "also those with too little evidence to ask, and those accepted and rejected")
	asJSON := set.Bool("json", false, "as JSON")
	help := set.help
	set.help = func() {
		help()
		fmt.Fprint(a.stdout, "\nNothing alerts by a name before it is accepted. accept and reject write the file\nof watchlist.decisions, may be given again to change one's mind, and work beside\na running bot, which reads the file within seconds.\n")
	}
	rest, err := parse(set, args, 0, math.MaxInt)
	if err != nil {
		return err
	}
	verb, names := "", []string(nil)
	if len(rest) > 0 {
		verb, names = rest[0], rest[1:]
		switch {
		case verb != "accept" && verb != "reject":
			return usagef("candidates: unknown %q; give accept NAME or reject NAME, or nothing to list them", verb)
		case len(names) == 0:
			return usagef("candidates: %s which name? bot candidates lists them", verb)
		case *all || *asJSON:
			return usagef("candidates: --all and --json are for the list alone")
		}
	}
	s, err := a.setup()
	if err != nil {
		return err
	}
	queue, missing, err := s.queue(ctx)
	if err != nil {
		return err
	}
	if verb != "" {
		return a.decide(s, queue, verb, names)
	}
	list := queue.List(*all)
	if *asJSON {
		out := json.NewEncoder(a.stdout)
		out.SetEscapeHTML(false)
		return out.Encode(map[string][]desk.Candidate{"candidates": list})
	}
	if missing {
		fmt.Fprintf(a.stdout, "There is no database %s yet, so no name was found; run and once create it.\n", s.cfg.Store.Path)
	} else if len(list) == 0 {
		fmt.Fprintln(a.stdout, "No name waits for you.")
	}
	for _, c := range list {
		a.printCandidate(c)
	}
	return nil
}

// queue reads the names beside a worker or without one, and says whether there is
// no database to read them from.
func (s *settings) queue(ctx context.Context) (queue *desk.Queue, missing bool, err error) {
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if errors.Is(err, fs.ErrNotExist) {
		queue, err = desk.OpenQueue(ctx, nil, s.decisions, s.plan.Known)
		return queue, true, err
	}
	if err != nil {
		return nil, false, err
	}
	queue, err = desk.OpenQueue(ctx, db, s.decisions, s.plan.Known)
	return queue, false, errors.Join(err, db.Close())
}

func (a *app) printCandidate(c desk.Candidate) {
	about := []string{string(c.State)}
	if c.Type != "" {
		about = append([]string{strings.ReplaceAll(c.Type, "_", " ")}, about...)
	}
	if !c.Proposed.IsZero() && c.State == meddlewatch.CandidateProposed {
		about[len(about)-1] += " " + c.Proposed.Format("2006-01-02")
	}
	fmt.Fprintf(a.stdout, "%s (%s)\n", c.Name, strings.Join(about, ", "))
	if c.Items > 0 {
		fmt.Fprintf(a.stdout, "  seen      since %s in %s of %s: %s\n", c.First.Format("2006-01-02 15:04 UTC"),
			countOf(c.Items, "article"), countOf(c.Outlets, "outlet"), strings.Join(c.Printed, ", "))
	}
	if len(c.Actors) > 0 {
		fmt.Fprintf(a.stdout, "  beside    %s\n", strings.Join(c.Actors, ", "))
	}
	if len(c.Rules) > 0 {
		fmt.Fprintf(a.stdout, "  found by  %s\n", strings.Join(c.Rules, "; "))
	}
	for _, link := range c.Links[:min(len(c.Links), linksShown)] {
		fmt.Fprintf(a.stdout, "  %s\n", link)
	}
	if c.State != meddlewatch.CandidateAccepted {
		fmt.Fprintf(a.stdout, "  %s\n", a.commandFor("accept", c.Name))
	}
	if c.State != meddlewatch.CandidateRejected {
		fmt.Fprintf(a.stdout, "  %s\n", a.commandFor("reject", c.Name))
	}
	fmt.Fprintln(a.stdout)
}

// commandFor is a command as it is typed, for the config in use.
func (a *app) commandFor(verb, name string) string {
	words := []string{"bot", "candidates", verb, shellWord(name)}
	if a.configFile != "" {
		words = []string{"bot", "--config", shellWord(a.configFile), "candidates", verb, shellWord(name)}
	}
	return strings.Join(words, " ")
}

// shellWord quotes what a POSIX shell would take apart.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./:", r) || r > 0x7f
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
