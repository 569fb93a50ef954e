package desk

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// LabelEntry is a label that a person gave with bot label. With the members "url",
// "label" and "story" it is a line that ReadLabels reads.
type LabelEntry struct {
	URL   string    `json:"url"`
	Label string    `json:"label"`
	Story string    `json:"story,omitempty"` // as the person named it; "" not
	At    time.Time `json:"labelled"`
	Title string    `json:"title,omitempty"` // "" unknown, or no longer kept
}

func entryOf(l store.Label) LabelEntry {
	return LabelEntry{URL: l.URL, Label: l.Label, Story: l.Story, At: l.At, Title: l.Title}
}

// ParseLabel reads a label as a person writes it.
func ParseLabel(word string) (string, error) {
	switch word {
	case "not_relevant":
		return LabelNot, nil
	case LabelRelevant, LabelNot, LabelBorderline:
		return word, nil
	}
	return "", fmt.Errorf("label %q is unknown; use relevant, not or borderline", word)
}

// longestStory is how many characters a person's name of a story may have.
const longestStory = 200

// CheckStory says whether a person may name a story so. The empty name is none.
func CheckStory(story string) error {
	switch {
	case utf8.RuneCountInString(story) > longestStory:
		return fmt.Errorf("the story has more than %d characters; give it a short name, or its id as bot why shows it", longestStory)
	case !printable(story):
		return fmt.Errorf("the story %q has a line break, a control or an invisible character; give it a plain name", story)
	case story != "" && strings.TrimSpace(story) == "":
		return fmt.Errorf("the story has no name; give it one, or leave it out")
	}
	return nil
}

// longestAddress is how many bytes an address may have, as in package feeds.
const longestAddress = 8 << 10

// CheckAddress says whether something can be the address of an item: that of a web
// page, or the GUID of an item that has none. What is printed later must not steer a
// terminal.
func CheckAddress(address string) error {
	if address == "" || len(address) > longestAddress || !printable(address) {
		return NoAddress(address)
	}
	return nil
}

// NoAddress says that nothing can be labelled under an address, and what to do.
func NoAddress(address string) error {
	return fmt.Errorf("%q is no web address, and no item is known by it; give the address of the article, as in https://example.org/article", cutText(address))
}

// printable says that a text is UTF-8 without control or invisible characters.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// AddressToLabel is the address under which the label of an item is kept: that of the
// item that bot why finds, where the address alone is no key, else the web address as it
// stands, known or not. "" without an error is neither.
func AddressToLabel(ctx context.Context, db *store.DB, configured []meddlewatch.Feed, address string) (string, error) {
	if feeds.LinkKey(address) != 0 {
		return address, nil
	}
	item, err := find(ctx, db, configured, address)
	if err != nil {
		return "", err
	}
	if item != nil {
		return cmp.Or(addressOf(item.Item), address), nil
	}
	if onWeb(address) {
		return address, nil
	}
	return "", nil
}

func onWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// cutText shortens what is shown of a person's input.
func cutText(s string) string {
	const most = 200
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// SetLabel keeps a person's label of an address, known or not, and returns what it
// replaced: nil where there was none. Other spellings of the address are the same.
func SetLabel(ctx context.Context, db *store.DB, address, label, story string, now time.Time) (*LabelEntry, error) {
	replaced, err := db.PutLabel(ctx, feeds.LinkKey(address), store.Label{URL: address, Label: label, Story: story, At: now})
	return entryOrNil(replaced), err
}

// RemoveLabel takes the label of an address away and returns it; nil where there
// was none.
func RemoveLabel(ctx context.Context, db *store.DB, address string) (*LabelEntry, error) {
	removed, err := db.RemoveLabel(ctx, feeds.LinkKey(address), address)
	return entryOrNil(removed), err
}

// LabelOf returns the label of an address; nil where it has none.
func LabelOf(ctx context.Context, db *store.DB, address string) (*LabelEntry, error) {
	found, err := db.LabelOf(ctx, feeds.LinkKey(address), address)
	return entryOrNil(found), err
}

func entryOrNil(l *store.Label) *LabelEntry {
	if l == nil {
		return nil
	}
	e := entryOf(*l)
	return &e
}

// LabelList returns all labels that people gave, in that order.
func LabelList(ctx context.Context, db *store.DB) ([]LabelEntry, error) {
	stored, err := db.Labels(ctx)
	list := make([]LabelEntry, len(stored))
	for i, l := range stored {
		list[i] = entryOf(l)
	}
	return list, err
}

// LabelsOf makes a list of labels what a backtest compares with; nil for none.
func LabelsOf(list []LabelEntry) *Labels {
	if len(list) == 0 {
		return nil
	}
	labels := &Labels{byLink: make(map[string]Label, len(list))}
	for _, e := range list {
		labels.byLink[linkOf(e.URL)] = Label{URL: e.URL, Label: e.Label, Story: e.Story}
	}
	return labels
}

// StoriesNow returns the labels as given, but those that name a story by its id name the
// one in which the item of this id is now: who labels a story before its items moved and
// after it means the same one.
func StoriesNow(ctx context.Context, db *store.DB, list []LabelEntry) ([]LabelEntry, error) {
	now := slices.Clone(list)
	for i := range now {
		id, err := meddlewatch.ParseID(now[i].Story)
		if err != nil {
			continue // a name
		}
		opener, err := db.ItemByID(ctx, id)
		if err != nil {
			return nil, err
		}
		if opener.Placement.Story != 0 {
			now[i].Story = opener.Placement.Story.String()
		}
	}
	return now, nil
}

// History is the bot's own past as the items of a backtest.
type History struct {
	DB    *store.DB
	Since time.Time
}

// Items calls each for every item of the span whose text is still kept. How an item
// arrived does not count: a backtest knows no first polls and no floods.
func (h History) Items(ctx context.Context, each func(meddlewatch.Item) error) error {
	return h.DB.History(ctx, h.Since, func(known store.Stored) error {
		known.Item.Mark = meddlewatch.MarkNone
		return each(known.Item)
	})
}
