package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// The labels; "not_relevant" in a file means not.
const (
	labelRelevant   = "relevant"
	labelNot        = "not"
	labelBorderline = "borderline" // counts neither way
)

// label is what a person found in one item. Only address and label are always
// there; labels of streams have the rest for relevant items alone.
type label struct {
	URL        string   `json:"url"`
	Label      string   `json:"label"`
	Story      string   `json:"story"`
	Kind       string   `json:"kind"`
	Lang       string   `json:"lang"`
	Difficulty string   `json:"difficulty"`
	Actors     []string `json:"actors"`
	Campaigns  []string `json:"campaigns"`
}

// story names the event of an item; an item without one stands alone.
func (l label) story() string { return cmp.Or(l.Story, l.URL) }

// locked says whether the item is of the lock-box, which is scored and never read:
// stories whose name's SHA-256 begins with a hex digit 0-4, five in sixteen.
func (l label) locked() bool {
	sum := sha256.Sum256([]byte(l.story()))
	return sum[0]>>4 <= 4
}

// language is the code without the country.
func (l label) language() string {
	code, _, _ := strings.Cut(strings.ToLower(l.Lang), "-")
	return code
}

// readLabels reads labels by address. Where an address comes twice the last label
// holds, as it does for the bot.
func readLabels(file string) (map[string]label, error) {
	labels := map[string]label{}
	err := readLines(file, func(text []byte) error {
		var l label
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		switch l.Label {
		case "not_relevant":
			l.Label = labelNot
		case labelRelevant, labelNot, labelBorderline:
		default:
			return fmt.Errorf("label %q is unknown; use relevant, not or borderline", l.Label)
		}
		if l.URL == "" {
			return errors.New("no url; every label needs the address of its item")
		}
		labels[l.URL] = l
		return nil
	})
	if err == nil && len(labels) == 0 {
		err = fmt.Errorf("%s: no labels in it", file)
	}
	return labels, err
}

// addLanguages gives labels without a language that of their item.
func addLanguages(labels map[string]label, items string) error {
	return readLines(items, func(text []byte) error {
		var it struct{ URL, Link, Lang string }
		if err := json.Unmarshal(text, &it); err != nil {
			return err
		}
		l, ok := labels[cmp.Or(it.URL, it.Link)]
		if ok && l.Lang == "" {
			l.Lang = it.Lang
			labels[l.URL] = l
		}
		return nil
	})
}

// maxLine is how long a line may be: a line of an items file may hold an article.
const maxLine = 16 << 20

// readLines calls each with every line of a file that is not empty, plain or .gz.
// Its errors name file and line.
func readLines(name string, each func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return scan(in, name, each)
}

// scan is readLines of a reader, called name in errors.
func scan(in io.Reader, name string, each func([]byte) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		text := bytes.TrimSpace(lines.Bytes())
		if len(text) == 0 {
			continue
		}
		if err := each(text); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
