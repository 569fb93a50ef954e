package seeds

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"meddlewatch"
)

// describe writes a list as lines that a table can hold:
// "name type watch actor: alias=strength/origin …".
func describe(list meddlewatch.Watchlist) string {
	var lines []string
	for _, e := range list.Entities {
		line := e.Name + " " + e.Type + " " + string(e.Watch) + " " + string(e.Origin)
		if e.Actor != "" {
			line += " (" + e.Actor + ")"
		}
		for _, a := range e.Aliases {
			line += ", " + a.Name + "=" + string(a.Strength) + "/" + string(a.Origin)
		}
		for _, r := range e.Receipts {
			line += " [" + r + "]"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestMerge(t *testing.T) {
	const learned = `
[[entity]]
name = "Operation Example"
type = "campaign"
actor = "Russia"
aliases = [{ name = "Operation Example" }, { name = "OpEx" }]
receipts = ["a.txt:1"]
[[entity]]
name = "Example Times"
type = "media_outlet"
watch = "no"
`
	tests := []struct {
		name   string
		added  string
		edited string
		want   string
	}{
		{
			name: "one list alone",
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=strong/learned [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "a later list adds, and every name keeps its origin",
			added: `[[entity]]
name = "operation example"
type = "campaign"
aliases = [{ name = "Storm-0000" }]
sources = ["https://example.org/a"]
[[entity]]
name = "Example Works"
type = "company"
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=strong/learned, Storm-0000=strong/added [a.txt:1] [https://example.org/a]
Example Times media_outlet no learned, Example Times=never/learned
Example Works company yes added, Example Works=strong/added`,
		},
		{
			name: "the same strength again changes no origin",
			added: `[[entity]]
name = "Operation Example"
type = "campaign"
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=strong/learned [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "a strength changed by a person is the person's",
			edited: `[[entity]]
name = "Operation Example"
type = "campaign"
aliases = [{ name = "OPEX", strength = "never" }]
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=never/edited [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "class no silences every alias",
			added: `[[entity]]
name = "Operation Example"
type = "campaign"
aliases = [{ name = "Storm-0000" }]
`,
			edited: `[[entity]]
name = "Operation Example"
type = "campaign"
watch = "no"
`,
			want: `Operation Example campaign no learned (Russia), Operation Example=never/edited, OpEx=never/edited, Storm-0000=never/edited [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "a person wakes what was noise, and corrects type and actor",
			edited: `[[entity]]
name = "Example Times"
type = "campaign"
actor = "Iran"
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=strong/learned [a.txt:1]
Example Times campaign yes learned (Iran), Example Times=strong/edited`,
		},
		{
			name: "removal",
			edited: `[[entity]]
name = "OPERATION EXAMPLE"
remove = true
`,
			want: `Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "removal of what is not there",
			edited: `[[entity]]
name = "Operation Other"
remove = true
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned, OpEx=strong/learned [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned`,
		},
		{
			name: "removed, then listed anew",
			added: `[[entity]]
name = "Operation Example"
remove = true
`,
			edited: `[[entity]]
name = "Operation Example"
type = "event"
`,
			want: `Example Times media_outlet no learned, Example Times=never/learned
Operation Example event yes edited, Operation Example=strong/edited`,
		},
		{
			name: "an alias moves to the entity that names it last",
			edited: `[[entity]]
name = "OpEx"
type = "company"
`,
			want: `Operation Example campaign yes learned (Russia), Operation Example=strong/learned [a.txt:1]
Example Times media_outlet no learned, Example Times=never/learned
OpEx company yes edited, OpEx=strong/edited`,
		},
	}
	parse := func(t *testing.T, file, text string, origin meddlewatch.Origin) meddlewatch.Watchlist {
		list, err := ParseWatchlist(file, []byte(text), origin)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			first := parse(t, "learned.toml", learned, meddlewatch.OriginLearned)
			before := describe(first)
			got := describe(Merge(first,
				parse(t, "added.toml", tt.added, meddlewatch.OriginAdded),
				parse(t, "watchlist.toml", tt.edited, meddlewatch.OriginEdited)))
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if after := describe(first); after != before {
				t.Errorf("the list given was changed:\n%s\nwas\n%s", after, before)
			}
		})
	}
}

func TestUnknownRemovals(t *testing.T) {
	earlier := meddlewatch.Watchlist{Entities: []meddlewatch.Entity{{Name: "Operation Example"}}}
	list, err := ParseWatchlist("w.toml", []byte(`
[[entity]]
name = "operation example"
remove = true
[[entity]]
name = "Operation Other"
remove = true
[[entity]]
name = "Example Times"
type = "media_outlet"
watch = "no"
`), meddlewatch.OriginEdited)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := UnknownRemovals(list, earlier), []string{"Operation Other"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkShippedWatchlist(b *testing.B) {
	for b.Loop() {
		learned, err := Learned()
		if err != nil {
			b.Fatal(err)
		}
		added, err := Added()
		if err != nil {
			b.Fatal(err)
		}
		Merge(learned, added)
	}
}

// BenchmarkLargeWatchlist reads a person's list of 1,000 entities with ten
// aliases each and lays it over itself.
func BenchmarkLargeWatchlist(b *testing.B) {
	var file strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&file, "[[entity]]\nname = \"Operation %d\"\ntype = \"campaign\"\naliases = [\n", i)
		for j := range 10 {
			fmt.Fprintf(&file, "  { name = \"Operation %d %d\", strength = \"context\" },\n", i, j)
		}
		file.WriteString("]\n")
	}
	data := []byte(file.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		list, err := ParseWatchlist("w.toml", data, meddlewatch.OriginEdited)
		if err != nil {
			b.Fatal(err)
		}
		Merge(list, list)
	}
}

func TestMergeOfNothing(t *testing.T) {
	if got := Merge(); len(got.Entities) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestMergeAgain checks that merging a merged list changes nothing.
func TestMergeAgain(t *testing.T) {
	lists := shippedLists(t)
	once := Merge(lists[meddlewatch.OriginLearned], lists[meddlewatch.OriginAdded])
	if twice := Merge(once); !reflect.DeepEqual(once, twice) {
		t.Error("a merged list merges into another")
	}
	names := map[string]bool{}
	for _, e := range once.Entities {
		if names[fold(e.Name)] {
			t.Errorf("%s is there twice", e.Name)
		}
		names[fold(e.Name)] = true
	}
}
