package background

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"os"
	"testing"
)

func load(tb testing.TB) *Counts {
	tb.Helper()
	c, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestShippedCountsKnowOrdinaryNews(t *testing.T) {
	c := load(t)
	if c.Items() < 100_000 {
		t.Errorf("%d items counted, want more than 100,000", c.Items())
	}
	for _, pair := range [][2]string{{"government", "parliament"}, {"said", "alleged"}, {"rząd", "sejmowy"}} {
		if a, b := c.Word(pair[0]), c.Word(pair[1]); a <= b {
			t.Errorf("%q in %d items and %q in %d: want the first in more", pair[0], a, pair[1], b)
		}
	}
	for _, word := range []string{"typhoon", "storm", "volcano", "flood", "lizard"} {
		if c.Lower(word) == 0 {
			t.Errorf("%q is not known in lower case", word)
		}
	}
	for _, word := range []string{"the", "of", "said"} {
		if c.Lower(word) > c.Word(word) {
			t.Errorf("%q: in lower case in more items than at all", word)
		}
	}
	if a, b := c.Pair("prime", "minister"), c.Pair("minister", "prime"); a < 1000 || b >= a/10 {
		t.Errorf("prime minister in %d items, minister prime in %d", a, b)
	}
	for _, name := range []string{"Merkel", "Biden"} {
		if c.Lower(name) > c.Word(name)/50 {
			t.Errorf("%q counts as an ordinary word", name)
		}
	}
}

func TestCountsAnswerAnything(t *testing.T) {
	c := load(t)
	for _, word := range []string{"", " ", "a", "xqzvw", "two words", "\xff\xfe", "漢字", "12", "U.S.", "Russia’s"} {
		for _, n := range []int{c.Word(word), c.Lower(word), c.Pair(word, "the"), c.Pair("the", word)} {
			if n < 0 || n > c.Items() {
				t.Errorf("%q in %d items", word, n)
			}
		}
	}
	if c.Word("US") != c.Word("U.S.") {
		t.Error("full stops make another word of U.S.")
	}
}

func TestShippedFileIsSmall(t *testing.T) {
	if len(shipped) > 700<<10 {
		t.Errorf("the counts have %d bytes, want at most 700 KiB", len(shipped))
	}
}

func TestQuantisedCountsAreRightToNineInAHundred(t *testing.T) {
	if quantise(0) != 0 || quantise(-1) != 0 || amount(0) != 0 {
		t.Error("none is not none")
	}
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 10, 33, 100, 1234, 178_351, 5_000_000} {
		got := amount(quantise(n))
		if math.Abs(float64(got-n)) > math.Max(0.095*float64(n), 0.5) {
			t.Errorf("%d becomes %d", n, got)
		}
	}
}

// counts builds counts of items that a test makes up.
func counts(tb testing.TB, minWord, minPair int, items ...string) (*Counts, []byte) {
	tb.Helper()
	var tally Tally
	for _, item := range items {
		tally.Add(item)
	}
	file, err := tally.Encode(minWord, minPair)
	if err != nil {
		tb.Fatal(err)
	}
	c, err := read(file)
	if err != nil {
		tb.Fatal(err)
	}
	return c, file
}

func TestTallyCountsItemsOnce(t *testing.T) {
	items := []string{"Storm hits the coast, the coast!", "A storm; the storm", "Storm-hits again", "", "nine 9th stormy nights"}
	c, file := counts(t, 1, 1, items...)
	_, again := counts(t, 1, 1, items...)
	if !bytes.Equal(file, again) {
		t.Error("the same items give other bytes")
	}
	for _, want := range []struct {
		what string
		got  int
		want int
	}{
		{"items", c.Items(), 5},
		{"storm", c.Word("STORM"), 3},
		{"storm in lower case", c.Lower("storm"), 1},
		{"the coast, twice in one item", c.Pair("the", "coast"), 1},
		{"across a comma", c.Pair("coast", "the"), 0},
		{"by blank and by hyphen", c.Pair("storm", "hits"), 2},
		{"across what holds a digit", c.Pair("nine", "stormy"), 0},
		{"a part of a word", c.Word("storms"), 0},
	} {
		if want.got != want.want {
			t.Errorf("%s: %d, want %d", want.what, want.got, want.want)
		}
	}
	rare, _ := counts(t, 2, 2, items...)
	if rare.Word("coast") != 0 || rare.Word("storm") != 3 || rare.Pair("storm", "hits") != 2 || rare.Pair("the", "coast") != 0 {
		t.Error("rare words or pairs are not left out")
	}
}

func TestDamagedFileIsRefused(t *testing.T) {
	_, file := counts(t, 1, 1, "one two three")
	for name, damaged := range map[string][]byte{
		"empty":          nil,
		"another format": []byte("PK\x03\x04 something else"),
		"cut short":      file[:len(file)-1],
		"one bit":        append(bytes.Clone(file[:len(file)-1]), file[len(file)-1]^1),
	} {
		if _, err := read(damaged); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	_, file := counts(f, 1, 1, "one two three", "two three four")
	f.Add(file)
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < len(magic)+4 {
			return
		}
		rest := data[len(magic)+4:] // with its right checksum, or nothing behind that is ever read
		file := binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(rest))
		c, err := read(append(file, rest...))
		if err != nil {
			return
		}
		if n := c.Word("two") + c.Lower("two") + c.Pair("two", "three"); n < 0 {
			t.Error("fewer than no items")
		}
	})
}

// The streams take some 15 seconds to count, so this runs only where it is asked
// for: WORDCOUNTS names the file that the command wordcounts has just made.
func TestShippedCountsAreThoseOfTheStreams(t *testing.T) {
	made := os.Getenv("WORDCOUNTS")
	if made == "" {
		t.Skip("WORDCOUNTS names no file made by the command wordcounts")
	}
	file, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, shipped) {
		t.Errorf("%s is not what is shipped: make counts.bin again", made)
	}
}

func BenchmarkLoadAndFirstWord(b *testing.B) {
	for b.Loop() {
		if load(b).Word("government") == 0 {
			b.Fatal("not counted")
		}
	}
}

func BenchmarkPair(b *testing.B) {
	c := load(b)
	for b.Loop() {
		c.Pair("prime", "minister")
	}
}
