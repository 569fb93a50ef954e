package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"meddlewatch/feeds"
)

// parsed is what "bot parse --json" prints.
type parsed struct {
	Title    string       `json:"title"`
	Items    []parsedItem `json:"items"`
	Repaired []string     `json:"repaired"`
	Error    string       `json:"error"`
}

type parsedItem struct {
	Title     string  `json:"title"`
	Link      string  `json:"link"`
	ID        string  `json:"id"`
	Published *string `json:"published"`
	Summary   string  `json:"summary"`
	Content   string  `json:"content"`
}

// parseCommand shows what the feed parser makes of a file.
func (a *app) parseCommand(_ context.Context, args []string) error {
	set := a.flags("parse", "FILE|- [--content-type T] [--json]")
	contentType := set.String("content-type", "", "Content-Type header the server sent with it")
	asJSON := set.Bool("json", false, "as JSON")
	rest, err := parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	var doc feeds.Document
	body, err := a.readInput(rest[0])
	if err == nil {
		doc, err = feeds.Parse(body, feeds.ParseOptions{ContentType: *contentType})
	}
	out := parsedOf(doc, err)
	if *asJSON {
		if err := json.NewEncoder(a.stdout).Encode(out); err != nil {
			return err
		}
		if out.Error != "" {
			return errSaid
		}
		return nil
	}
	if err != nil {
		return named(rest[0], err)
	}
	a.printParsed(out)
	return nil
}

// readInput reads a file, or standard input for "-", up to the size a feed may
// have.
func (a *app) readInput(name string) ([]byte, error) {
	in := a.stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	most := feeds.DefaultLimits().Body
	body, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > most {
		return nil, fmt.Errorf("it is larger than the %d MiB a feed may have", most>>20)
	}
	return body, nil
}

// named says of which file an error speaks, once.
func named(name string, err error) error { return fmt.Errorf("%s: %w", name, plainer(err)) }

// plainer says what a person can do about the usual errors of files.
func plainer(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file; give the name of one that is there")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("this user may not read it; change its permissions")
	case errors.Is(err, syscall.EISDIR):
		return errors.New("it is a folder; name a file in it")
	}
	return err
}

func parsedOf(doc feeds.Document, err error) parsed {
	out := parsed{Title: doc.Title, Items: []parsedItem{}, Repaired: doc.Repaired}
	if out.Repaired == nil {
		out.Repaired = []string{}
	}
	if err != nil {
		out.Error = plainer(err).Error()
	}
	for _, e := range doc.Entries {
		item := parsedItem{Title: e.Title, Link: e.Link, ID: e.GUID, Summary: e.Summary, Content: e.Content}
		if !e.Published.IsZero() {
			date := e.Published.UTC().Format(time.RFC3339)
			item.Published = &date
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (a *app) printParsed(p parsed) {
	fmt.Fprintf(a.stdout, "%s: %s\n", p.Title, itemsText(len(p.Items)))
	for _, r := range p.Repaired {
		fmt.Fprintf(a.stdout, "repaired: %s\n", r)
	}
	for _, it := range p.Items {
		date := "undated"
		if it.Published != nil {
			date = *it.Published
		}
		fmt.Fprintf(a.stdout, "\n%s\n  %s\n  %s\n", it.Title, date, it.Link)
	}
}
