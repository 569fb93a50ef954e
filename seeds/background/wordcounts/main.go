// Command wordcounts counts the words of the streams of news and writes the file
// that package background ships. It prints how many items, words and pairs it kept.
//
//	go run ./seeds/background/wordcounts -out seeds/background/counts.bin -data ../shared/stream
//
// The same streams give the same bytes. Nothing but counts is written.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"meddlewatch/feeds"
	"meddlewatch/seeds/background"
)

func main() {
	out := flag.String("out", "counts.bin", "the `file` to write")
	data := flag.String("data", "../shared/stream", "the `folder` of the streams, *.jsonl.gz")
	minWord := flag.Int("words", 5, "leave out words that fewer `items` print")
	minPair := flag.Int("pairs", 6, "leave out pairs of words that fewer `items` print")
	flag.Parse()
	if err := run(*out, *data, *minWord, *minPair); err != nil {
		fmt.Fprintln(os.Stderr, "wordcounts:", err)
		os.Exit(1)
	}
}

func run(out, data string, minWord, minPair int) error {
	files, err := filepath.Glob(filepath.Join(data, "items-*.jsonl.gz"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s holds no items-*.jsonl.gz; say with -data where the streams are", data)
	}
	tally, known := &background.Tally{}, map[string]bool{}
	for _, file := range files { // sorted by Glob
		if err := count(file, tally, known); err != nil {
			return fmt.Errorf("reading %s: %w", file, err)
		}
	}
	encoded, err := tally.Encode(minWord, minPair)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, encoded, 0o644); err != nil {
		return err
	}
	words, pairs := tally.Kept(minWord, minPair)
	fmt.Printf("%d items, %d words, %d pairs: %d bytes in %s\n", len(known), words, pairs, len(encoded), out)
	return nil
}

// count adds the items of one stream whose address is not known yet.
func count(file string, tally *background.Tally, known map[string]bool) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	items := json.NewDecoder(bufio.NewReader(z))
	for {
		var item struct{ Title, Description, Link string }
		if err := items.Decode(&item); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if known[item.Link] {
			continue
		}
		known[item.Link] = true
		tally.Add(feeds.PlainTitle(item.Title), feeds.PlainText(item.Description))
	}
}
