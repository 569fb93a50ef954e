package desk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"meddlewatch"
	"meddlewatch/feeds"
)

// Label is what a person says of one item.
type Label struct {
	URL   string `json:"url"`
	Label string `json:"label"` // LabelRelevant, LabelNot or LabelBorderline
	Story string `json:"story"` // items of one event share it; "" stands alone
}

// The labels. "not_relevant" in a file means LabelNot.
const (
	LabelRelevant   = "relevant"
	LabelNot        = "not"
	LabelBorderline = "borderline"
)

// Labels finds the label of an item by its address, however it is written.
type Labels struct{ byLink map[string]Label }

// maxLine is how long a line of a labels file may be: labels are short, but the
// file of labelled items is also a file of labels.
const maxLine = 1 << 20

// ReadLabels reads JSON Lines with "url", "label" and "story"; further members
// are ignored. The error names the file and the line.
func ReadLabels(r io.Reader, file string) (*Labels, error) {
	labels := &Labels{byLink: map[string]Label{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		text := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(text) == 0 {
			continue
		}
		var l Label
		if err := json.Unmarshal(text, &l); err != nil {
			return nil, fmt.Errorf("%s:%d: not a JSON object with url and label (%w); correct the line or remove it", file, n, err)
		}
		var err error
		if l.Label, err = ParseLabel(l.Label); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if l.URL == "" {
			return nil, fmt.Errorf("%s:%d: no url; every label needs the address of its item", file, n)
		}
		labels.byLink[linkOf(l.URL)] = l
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w; is it a JSON Lines file?", file, err)
	}
	return labels, nil
}

// Alone is how many relevant labels name no story. Each of them stands alone: it counts
// in the story recall as a story of its own, and not in B-cubed, which measures how items
// are put together. The bot's own grouping does not stand in for a person's word.
func (l *Labels) Alone() int {
	if l == nil {
		return 0
	}
	n := 0
	for _, label := range l.byLink {
		if label.Label == LabelRelevant && label.Story == "" {
			n++
		}
	}
	return n
}

// Of returns the label of an item.
func (l *Labels) Of(it meddlewatch.Item) (Label, bool) {
	if l == nil {
		return Label{}, false
	}
	label, ok := l.byLink[linkOf(addressOf(it))]
	return label, ok
}

func linkOf(address string) string {
	if link, ok := feeds.NormalizeLink(address); ok {
		return link
	}
	return address
}
