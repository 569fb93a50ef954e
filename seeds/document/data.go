package document

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed *.toml
var files embed.FS

// data is what the files beside this package say, ready for look-ups. It is never
// changed after loading.
type data struct {
	frames   phrases           // frame.toml
	sections map[string]string // folded heading to kind of section
	notes    map[string]bool   // words in brackets that are no text

	titles   map[string]bool // abbreviations that never end a sentence
	numbered map[string]bool // abbreviations that end none where a number follows
	seldom   map[string]bool // abbreviations that end one only where an opener follows
	openers  map[string]bool
	months   map[string]bool
	dates    map[string]bool // words of date lines, months and weekdays among them
	captions []string
	credits  []string

	by        phrases
	particles map[string]bool
	about     []string
	roles     phrases

	html markup
}

// builtin reads the data once; an error means a broken build.
var builtin = sync.OnceValues(load)

func load() (*data, error) {
	var frame struct {
		Rule []rule `toml:"rule"`
	}
	var section struct {
		Section []struct {
			Kind     string   `toml:"kind"`
			Headings []string `toml:"headings"`
		} `toml:"section"`
	}
	var sentence struct {
		Titles, Numbered, Seldom, Openers, Months []string
		Captions, Credits, Notes                  []string
	}
	var author struct {
		By, Particles, About, Roles, Dates []string
	}
	var page struct {
		Drop, Blocks, Frames, Roles, Classes, DropClasses []string
	}
	for name, into := range map[string]any{
		"frame.toml": &frame, "sections.toml": &section, "sentences.toml": &sentence,
		"authors.toml": &author, "markup.toml": &page,
	} {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("built-in data: %w", err)
		}
		if err := toml.Unmarshal(b, into); err != nil {
			return nil, fmt.Errorf("built-in data %s: %w", name, err)
		}
	}
	d := &data{
		frames:   newPhrases(frame.Rule),
		sections: map[string]string{},
		notes:    set(sentence.Notes),

		titles: set(sentence.Titles), numbered: set(sentence.Numbered), seldom: set(sentence.Seldom), openers: set(sentence.Openers),
		months: set(sentence.Months), dates: set(author.Dates, sentence.Months),
		captions: sentence.Captions, credits: sentence.Credits,

		by:        newPhrases([]rule{{Frame: "byline", Where: "start", Phrases: author.By}}),
		particles: set(author.Particles),
		about:     author.About,
		roles:     newPhrases([]rule{{Frame: "author", Where: "within", Phrases: author.Roles}}),

		html: markup{
			drop: set(page.Drop), blocks: set(page.Blocks), dropClasses: set(page.DropClasses),
			frames: pairs(page.Frames), roles: pairs(page.Roles), classes: pairs(page.Classes),
		},
	}
	for _, s := range section.Section {
		for _, h := range s.Headings {
			d.sections[lower(h)] = s.Kind
		}
	}
	return d, nil
}

func set(lists ...[]string) map[string]bool {
	m := map[string]bool{}
	for _, l := range lists {
		for _, s := range l {
			m[lower(s)] = true
		}
	}
	return m
}

// pairs reads entries such as "nav=navigation".
func pairs(list []string) map[string]string {
	m := map[string]string{}
	for _, s := range list {
		k, v, _ := strings.Cut(s, "=")
		m[strings.ToLower(k)] = v
	}
	return m
}
