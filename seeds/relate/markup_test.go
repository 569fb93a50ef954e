package relate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"meddlewatch/seeds/relate"
)

// kinds are the types of the marks in test sentences.
var kinds = map[string]string{
	"c": "campaign", "t": "threat_group", "s": "state_actor", "a": "state_actor", "l": "place", "la": "place",
	"b": "government_body", "p": "person", "f": "company", "r": "research_org", "m": "media_outlet", "x": "platform",
	"e": "event", "o": "other_org",
}

// marked reads a test sentence in which mentions stand as {printed|kind}, or
// {printed=Canonical|kind}, or with the state they belong to, {printed|kind~State}.
// The kinds a and la are adjectives of states and of places.
func marked(t *testing.T, text string) relate.Sentence {
	t.Helper()
	var s relate.Sentence
	for {
		before, rest, found := strings.Cut(text, "{")
		s.Text += before
		if !found {
			return s
		}
		mark, after, ok := strings.Cut(rest, "}")
		name, kind, ok2 := strings.Cut(mark, "|")
		if !ok || !ok2 {
			t.Fatalf("the mark {%s is not {printed=Canonical|kind~State}", rest)
		}
		kind, country, _ := strings.Cut(kind, "~")
		if kinds[kind] == "" {
			t.Fatalf("no kind %q", kind)
		}
		printed, canonical, renamed := strings.Cut(name, "=")
		if !renamed {
			canonical = printed
		}
		start := len(s.Text)
		s.Text += printed
		s.Mentions = append(s.Mentions, relate.Mention{
			Entity: canonical, Type: kinds[kind], Start: start, End: len(s.Text),
			Adjective: kind == "a" || kind == "la", Country: country,
		})
		text = after
	}
}

// paragraphs reads marked sentences: lines are sentences, empty lines end a
// paragraph, "# " begins a heading, "..." at an end is a cut.
func paragraphs(t *testing.T, text string) []relate.Sentence {
	t.Helper()
	var out []relate.Sentence
	block := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			block++
			continue
		}
		line, heading := strings.CutPrefix(line, "# ")
		s := marked(t, line)
		s.Block, s.Heading = block, heading
		s.CutBefore, s.CutAfter = strings.HasPrefix(line, "..."), strings.HasSuffix(line, "...")
		out = append(out, s)
	}
	return out
}

// told is what the sentences say, each relation once, as "subject relation object".
func told(sentences []relate.Sentence) []string {
	var out []string
	for _, r := range relate.Find(sentences) {
		out = append(out, fmt.Sprintf("%s %s %s", r.Subject, r.Relation, r.Object))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// example says what must be found in a text, and that nothing else is.
type example struct {
	name, text string
	want       []string
}

func check(t *testing.T, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			got := told(paragraphs(t, e.text))
			slices.Sort(e.want)
			if !slices.Equal(got, e.want) {
				t.Errorf("%s\n got %q\nwant %q", e.text, got, e.want)
			}
		})
	}
}
