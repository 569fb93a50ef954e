package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"meddlewatch/config"
	"meddlewatch/desk"
	"meddlewatch/store"
)

const labelUsage = "[URL relevant|not|borderline [--story ID]] | URL --remove | [--json | --export]"

// labelCommand keeps what a person says of an item, and shows what was said.
func (a *app) labelCommand(ctx context.Context, args []string) error {
	set := a.flags("label", labelUsage)
	story := set.String("story", "", "the story of the item: an `ID` as bot why shows it, or a name of your own; without it the item stands alone, and says nothing of how items are grouped")
	remove := set.Bool("remove", false, "take the label of this address away")
	list := set.Bool("list", false, "list all labels, as without an address")
	asJSON := set.Bool("json", false, "as JSON")
	export := set.Bool("export", false, "list all labels as JSON Lines, which bot backtest --labels reads")
	help := set.help
	set.help = func() {
		help()
		fmt.Fprint(a.stdout, "\nA label is your own word on an item: worth an alert (relevant), not, or in between\n(borderline). bot backtest --history compares with the labels. The item need not be\nknown yet, and a running bot need not be stopped.\n")
	}
	rest, err := parse(set, args, 0, 2)
	if err != nil {
		return err
	}
	switch {
	case len(rest) == 0:
		if *remove || *story != "" {
			return usagef("label: which item? give the address of the article")
		}
		return a.listLabels(ctx, *asJSON, *export)
	case *list || *export:
		return usagef("label: --list and --export show all labels; leave the address out")
	case *remove && (len(rest) == 2 || *story != ""):
		return usagef("label: --remove takes the label away; leave the label and --story out")
	case !*remove && len(rest) == 1:
		return usagef("label: say what the item is, relevant, not or borderline (or --remove)")
	}
	label := ""
	if !*remove {
		if label, err = desk.ParseLabel(rest[1]); err != nil {
			return usagef("label: %v", err)
		}
	}
	if err := errors.Join(desk.CheckAddress(rest[0]), desk.CheckStory(*story)); err != nil {
		return usagef("label: %v", err)
	}
	s, err := a.load(config.Find(a.configFile, a.env))
	if err != nil {
		return err
	}
	configured, err := s.feeds()
	if err != nil {
		return err
	}
	db, err := store.OpenBeside(ctx, string(s.cfg.Store.Path))
	if err != nil {
		return err
	}
	address, err := desk.AddressToLabel(ctx, db, configured, rest[0])
	switch {
	case err != nil:
	case address == "" && !*remove:
		err = usagef("label: %v", desk.NoAddress(rest[0]))
	default:
		err = a.changeLabel(ctx, db, cmp.Or(address, rest[0]), label, *story, *asJSON)
	}
	return errors.Join(err, db.Close())
}

// changeLabel keeps a label, or removes it where label is "", and says what was
// there before.
func (a *app) changeLabel(ctx context.Context, db *store.DB, address, label, story string, asJSON bool) error {
	var answer struct {
		Label    *desk.LabelEntry `json:"label"`    // null: removed
		Replaced *desk.LabelEntry `json:"replaced"` // null: there was none
	}
	var err error
	if label == "" {
		answer.Replaced, err = desk.RemoveLabel(ctx, db, address)
	} else if answer.Replaced, err = desk.SetLabel(ctx, db, address, label, story, a.now()); err == nil {
		answer.Label, err = desk.LabelOf(ctx, db, address)
	}
	switch {
	case err != nil:
		return err
	case asJSON:
		return a.printJSON(answer)
	case label == "" && answer.Replaced == nil:
		fmt.Fprintf(a.stdout, "%s has no label; nothing was removed\n", address)
		return nil
	case label == "":
		fmt.Fprintf(a.stdout, "removed the label of %s: it was %s\n", address, labelText(*answer.Replaced))
		return nil
	}
	fmt.Fprintf(a.stdout, "labelled %s: %s\n", address, labelText(*answer.Label))
	if was := answer.Replaced; was != nil && (was.Label != label || was.Story != story) {
		fmt.Fprintf(a.stdout, "before it was %s, of %s\n", labelText(*was), was.At.Format("2006-01-02 15:04 UTC"))
	}
	return nil
}

func (a *app) printJSON(v any) error {
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}

// labelText is a label with its story.
func labelText(e desk.LabelEntry) string {
	if e.Story == "" {
		return e.Label
	}
	return e.Label + ", story " + e.Story
}

// labels reads all labels beside a worker or without one. Without a database there
// are none.
func (s *settings) labels(ctx context.Context) ([]desk.LabelEntry, error) {
	db, err := store.OpenReadOnly(ctx, string(s.cfg.Store.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return []desk.LabelEntry{}, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := desk.LabelList(ctx, db)
	return list, errors.Join(err, db.Close())
}

// listLabels shows all labels.
func (a *app) listLabels(ctx context.Context, asJSON, export bool) error {
	if asJSON && export {
		return usagef("label: --json and --export; keep one of the two")
	}
	s, err := a.load(config.Find(a.configFile, a.env))
	if err != nil {
		return err
	}
	list, err := s.labels(ctx)
	if err != nil {
		return err
	}
	switch {
	case asJSON:
		return a.printJSON(map[string][]desk.LabelEntry{"labels": list})
	case export:
		for _, e := range list {
			if err := a.printJSON(desk.Label{URL: e.URL, Label: e.Label, Story: e.Story}); err != nil {
				return err
			}
		}
		return nil
	case len(list) == 0:
		fmt.Fprintln(a.stdout, "Nobody has labelled an item yet; bot label URL relevant|not|borderline does.")
	}
	for _, e := range list {
		fmt.Fprintf(a.stdout, "%s  %-10s  %s\n", e.At.Format("2006-01-02"), e.Label, e.URL)
		if e.Title != "" {
			fmt.Fprintf(a.stdout, "            %s\n", e.Title)
		}
		if e.Story != "" {
			fmt.Fprintf(a.stdout, "            story %s\n", e.Story)
		}
	}
	return nil
}
