package naming

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

//go:embed cues/*.toml documents/*.toml shapes.toml words.toml
var files embed.FS

// class says what a run of words tells. A run can be of several classes.
type class uint8

const (
	topic       class = iota // the sentence speaks of influence, interference or hacking
	introduce                // a name follows
	call                     // likewise, if the thing itself stands close before it
	given                    // a quoted name stands right before it
	also                     // another name follows of what stands before
	filler                   // may stand between a cue and its name
	conjunction              // continues a list of names
	link                     // joins a noun to its modifier: "campaign of disinformation"
	article                  // begins an apposition
	against                  // an operation of police, army or helpers
	operation                // the word before the name of an operation, and a part of it
	campaignNoun
	groupNoun
	campaignPart // a noun that says something only with a modifier
	groupPart
	modifier // makes a noun say what it names
	wholeCampaign
	wholeGroup
	crime
	other    // a noun that names something else
	unlike   // makes a noun name something else
	nature   // weather, animals, sport
	itself   // a name follows that the named took for itself
	inner    // may stand within such a name: "Guardians of the Peace"
	again    // likewise also, of what was named before, not of what stands right before
	relative // "which": the clause speaks of what stands before it
	overlap  // likewise also, but of another thing that shares something
	trace    // a name follows by which somebody follows a campaign or group
	fresh    // begins a noun phrase about something new: "a blogger known as"
	many     // "a string of", "a network of"
	front    // an outlet or channel that a campaign may speak through
	member   // a noun for what such a string is made of
	telling  // shows beside others that a document speaks of influence or hacking
)

// language is a file of cues. Those in documents/ are read in addition to those in
// cues/, and only in documents that somebody chose.
type language struct {
	Lang         string   `toml:"lang"`
	Topics       []string `toml:"topics"`
	Introduce    []string `toml:"introduce"`
	Call         []string `toml:"call"`
	Given        []string `toml:"given"`
	Also         []string `toml:"also"`
	Fillers      []string `toml:"fillers"`
	Conjunctions []string `toml:"conjunctions"`
	Articles     []string `toml:"articles"`
	Links        []string `toml:"links"`
	Against      []string `toml:"against"`
	Operations   []string `toml:"operations"`
	Telling      []string `toml:"telling"`
	Itself       []string `toml:"itself"`
	Inner        []string `toml:"inner"`
	Again        []string `toml:"again"`
	Relative     []string `toml:"relative"`
	Overlaps     []string `toml:"overlaps"`
	Traces       []string `toml:"traces"`
	Fresh        []string `toml:"fresh"`
	Many         []string `toml:"many"`
	Members      []string `toml:"members"`
	Kinds        struct {
		Campaign      []string `toml:"campaign"`
		Group         []string `toml:"group"`
		CampaignPart  []string `toml:"campaign_part"`
		GroupPart     []string `toml:"group_part"`
		Modifiers     []string `toml:"modifiers"`
		WholeCampaign []string `toml:"whole_campaign"`
		WholeGroup    []string `toml:"whole_group"`
		Fronts        []string `toml:"fronts"`
		Crime         []string `toml:"crime"`
		Other         []string `toml:"other"`
		Unlike        []string `toml:"unlike"`
	} `toml:"kinds"`
}

// readCues reads the cues of all languages in folders into one book: a word of one
// language that means nothing in another does no harm there.
func readCues(folders ...string) (*book, error) {
	var names []string
	for _, folder := range folders {
		found, err := fs.Glob(files, folder+"/*.toml")
		if err != nil {
			return nil, fmt.Errorf("the built-in naming cues in %s cannot be listed: %w", folder, err)
		}
		names = append(names, found...)
	}
	b := newBook()
	for _, name := range names {
		var l language
		if err := decode(name, &l); err != nil {
			return nil, err
		}
		if want := strings.TrimSuffix(path.Base(name), ".toml"); l.Lang != want {
			return nil, fmt.Errorf("the built-in naming cues %s say they are of language %q; the file name and lang must agree", name, l.Lang)
		}
		k := l.Kinds
		for _, part := range []struct {
			class class
			runs  []string
		}{
			{topic, l.Topics},
			{introduce, l.Introduce},
			{call, l.Call},
			{given, l.Given},
			{also, l.Also},
			{operation, l.Operations},
			{filler, l.Fillers},
			{conjunction, l.Conjunctions},
			{article, l.Articles},
			{link, l.Links},
			{against, l.Against},
			{telling, l.Telling},
			{again, l.Again},
			{relative, l.Relative},
			{overlap, l.Overlaps},
			{itself, l.Itself},
			{inner, l.Inner},
			{trace, l.Traces},
			{fresh, l.Fresh},
			{many, l.Many},
			{member, l.Members},
			{campaignNoun, k.Campaign},
			{groupNoun, k.Group},
			{campaignPart, k.CampaignPart},
			{groupPart, k.GroupPart},
			{modifier, k.Modifiers},
			{wholeCampaign, k.WholeCampaign},
			{wholeGroup, k.WholeGroup},
			{front, k.Fronts},
			{crime, k.Crime},
			{other, k.Other},
			{unlike, k.Unlike},
		} {
			for _, run := range part.runs {
				if err := b.add(part.class, run); err != nil {
					return nil, fmt.Errorf("the built-in naming cues %s: %w", name, err)
				}
			}
		}
	}
	return b, nil
}

func decode(name string, into any) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("the built-in naming cues %s cannot be read: %w", name, err)
	}
	d := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("the built-in naming cues %s are broken: %w", name, err)
	}
	return nil
}

// words are ordinary words that counts of news may not know as such.
type words struct {
	never  map[string]bool // no name at all
	nature map[string]bool // never strong
}

func readWords() (words, error) {
	var f struct {
		Never  []string `toml:"never"`
		Nature []string `toml:"nature"`
	}
	if err := decode("words.toml", &f); err != nil {
		return words{}, err
	}
	return words{never: set(f.Never), nature: set(f.Nature)}, nil
}

func set(list []string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, w := range list {
		out[w] = true
	}
	return out
}
