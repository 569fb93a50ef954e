// Package discover finds names of campaigns and threat groups in the stream of
// items that no list has, and picks the few that are worth a person's look.
//
// It decides what an item says for a name, and when there is enough of it to ask.
// Where candidates are kept, and what a person makes of them, is left to others.
// Nothing here alerts anybody.
package discover

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/seeds/lists"
	"meddlewatch/seeds/naming"
)

// Finder finds evidence for names in items. It is safe for concurrent use.
type Finder struct {
	namer   *naming.Namer
	states  map[string]string // form of a state in lower case: its canonical name
	longest int               // most words of a form
}

// New makes a Finder. The lists say which words stand for a state: its names,
// its adjectives, its people and the seats that newspapers mean its government by.
func New(n *naming.Namer, l *lists.Lists) *Finder {
	f := &Finder{namer: n, states: make(map[string]string)}
	for _, c := range l.Countries {
		for _, forms := range [][]string{{c.Name}, c.Names, c.Adjectives, c.People, c.Metonyms} {
			for _, form := range forms {
				key := strings.ToLower(form)
				if _, taken := f.states[key]; key == "" || taken {
					continue
				}
				f.states[key] = c.Name
				f.longest = max(f.longest, len(strings.Fields(key)))
			}
		}
	}
	return f
}

// Evidence returns the names in the title and summary of an item that known does not know,
// each once: where it stands first, a sure cue before others. Names of
// groups that commit crime for money, and names whose item speaks neither of hacking nor of
// influence and is not relevant, are none. Actors are the states named
// in the same sentence, else those in the nearest one before it, and those that
// the verdict names as acting.
func (f *Finder) Evidence(it meddlewatch.Item, v meddlewatch.Verdict, known func(name string) bool) []meddlewatch.Evidence {
	var out []meddlewatch.Evidence
	crimes := make(map[string]bool)
	add := func(field meddlewatch.Field, text string, about bool) {
		for _, n := range f.namer.FindIn(text, about) {
			if n.Crime {
				crimes[strings.ToLower(n.Text)] = true
			}
			if n.Strength == meddlewatch.StrengthNever || known(n.Text) {
				continue
			}
			e := meddlewatch.Evidence{
				Name: n.Text, Type: n.Type, Rule: n.Rule, Sure: n.Sure,
				Item: it.ID, Link: it.Link, Outlet: it.Outlet, At: it.Arrived,
				Field: field, Start: n.Start, End: n.End, Actors: f.actors(text, n, v),
			}
			i := slices.IndexFunc(out, func(o meddlewatch.Evidence) bool { return strings.EqualFold(o.Name, e.Name) })
			switch {
			case i < 0:
				out = append(out, e)
			case better(e, out[i]):
				out[i] = e
			}
		}
	}
	if !v.Relevant && !f.namer.Speaks(it.Title) && !f.namer.Speaks(it.Summary) {
		return nil
	}
	add(meddlewatch.FieldTitle, it.Title, false)
	add(meddlewatch.FieldSummary, it.Summary, v.Relevant)
	return slices.DeleteFunc(out, func(e meddlewatch.Evidence) bool { return crimes[strings.ToLower(e.Name)] })
}

// better says whether a place of a name says more than another: its cue is sure,
// or it names a state where the other names none.
func better(a, b meddlewatch.Evidence) bool {
	if a.Sure != b.Sure {
		return a.Sure
	}
	return len(a.Actors) > 0 && len(b.Actors) == 0
}

// actors returns the states of the name's sentence in order, else of the nearest
// sentence before it that has any ("It is also called …"), and then those that the verdict says act.
func (f *Finder) actors(text string, n naming.Name, v meddlewatch.Verdict) []string {
	var out []string
	add := func(state string) {
		if state != "" && !slices.Contains(out, state) {
			out = append(out, state)
		}
	}
	from, to := sentence(text, n.Start, n.End)
	for len(out) == 0 {
		words := wordsOf(text[from:to])
		for i := 0; i < len(words); {
			state, size := f.state(words[i:])
			add(state)
			i += max(1, size)
		}
		if from == 0 {
			break
		}
		from, to = lastEnd(text[:from-1]), from
	}
	for _, a := range v.Actors {
		add(f.states[strings.ToLower(a.Name)])
	}
	return out
}

// state returns the state that the first words stand for, and how many they are.
func (f *Finder) state(words []string) (string, int) {
	for n := min(f.longest, len(words)); n > 0; n-- {
		if state := f.states[strings.ToLower(strings.Join(words[:n], " "))]; state != "" && capital(words[0]) {
			return state, n
		}
	}
	return "", 0
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(r)
}

// wordsOf cuts a sentence into words; "China-linked" is two.
func wordsOf(text string) []string {
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	})
	for i, w := range fields {
		if strings.Count(w, ".") < 2 { // but "U.S."
			fields[i] = strings.Trim(w, ".")
		}
	}
	return fields
}

// sentence returns the bytes of the sentence around start to end, as far as full
// stops before a space, line ends and Chinese full stops tell.
func sentence(text string, start, end int) (from, to int) {
	from, to = lastEnd(text[:start]), len(text)
	if i := firstEnd(text[end:]); i >= 0 {
		to = end + i
	}
	return from, to
}

func lastEnd(text string) int {
	at := 0
	for at < len(text) {
		i := firstEnd(text[at:])
		if i < 0 {
			break
		}
		at += i
	}
	return at
}

// firstEnd returns the bytes up to and with the end of the first sentence; -1 where
// the text holds none.
func firstEnd(text string) int {
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		switch r {
		case '\n', '。':
			return next
		case '.', '!', '?':
			if next < len(text) && text[next] == ' ' && i > 2 && text[i-2] != '.' && text[i-2] != ' ' {
				return next
			}
		}
	}
	return -1
}
