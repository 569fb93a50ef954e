package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"meddlewatch/internal/race"
)

// What learning may cost. Memory is the peak of the whole process.
const (
	seedsCPU     = 200 * time.Millisecond
	largestTimes = 12  // of the time of a tenth of the text
	largestMiB   = 200 // for 10 MB of text
)

// cost is what a call of the program took.
type cost struct {
	cpu time.Duration // user and system
	mib int           // peak of resident memory
}

// costOf runs the program and wants it to succeed.
func costOf(t *testing.T, args ...string) cost {
	t.Helper()
	var mistakes bytes.Buffer
	run := exec.Command("bot", args...)
	run.Stderr = &mistakes
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%.2000s", err, mistakes.String())
	}
	c := cost{cpu: run.ProcessState.UserTime() + run.ProcessState.SystemTime()}
	if usage, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.mib = int(usage.Maxrss >> 10)
	}
	return c
}

func TestLearningFromTheSeedsIsCheap(t *testing.T) {
	if race.Enabled {
		t.Skip("measures time")
	}
	seeds, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		t.Skip("needs ../shared beside the repository: ../shared/seeds")
	}
	best := costOf(t, append([]string{"learn"}, seeds...)...)
	for range 4 {
		best.cpu = min(best.cpu, costOf(t, append([]string{"learn"}, seeds...)...).cpu)
	}
	t.Logf("%d documents: %v of CPU, %d MiB", len(seeds), best.cpu, best.mib)
	if best.cpu > seedsCPU {
		t.Errorf("learning from %d documents takes %v of CPU, more than %v", len(seeds), best.cpu, seedsCPU)
	}
}

// TestLearningIsLinear gives the program ten times as much text of many kinds and
// wants it to take about ten times as long. By default the texts are small; with
// LEARN_MB=10 in the environment the larger has 10 MB, and memory counts too.
func TestLearningIsLinear(t *testing.T) {
	if race.Enabled {
		t.Skip("measures time")
	}
	large, times := 250_000, 2*largestTimes // small times are rough; a square takes a hundred times as long
	mb, _ := strconv.Atoi(os.Getenv("LEARN_MB"))
	if mb > 0 {
		large, times = mb*1_000_000, largestTimes
	}
	start := costOf(t, "learn", file(t, "start.txt", "One sentence says nothing.\n")).cpu
	for _, k := range kindsOfText(t) {
		t.Run(k.name, func(t *testing.T) {
			most := large
			if strings.HasSuffix(k.file, ".html") {
				most = min(most, 2_000_000)
			}
			a := costOf(t, append([]string{"learn"}, k.files(t, most/10)...)...)
			b := costOf(t, append([]string{"learn"}, k.files(t, most)...)...)
			ratio := float64(b.cpu-start) / float64(max(a.cpu-start, 5*time.Millisecond))
			t.Logf("%d kB: %v of CPU, %.1f times a tenth of it, %d MiB", most/1000, b.cpu.Round(time.Millisecond), ratio, b.mib)
			if ratio > float64(times) {
				t.Errorf("ten times as much text takes %.1f times as long, more than %d", ratio, times)
			}
			if mb > 0 && mb <= 10 && b.mib > largestMiB {
				t.Errorf("it takes %d MiB, more than %d", b.mib, largestMiB)
			}
		})
	}
}

// kindOfText makes documents of about a number of bytes.
type kindOfText struct {
	name string
	file string // name of one file; "" one file a document
	text func(bytes int) []string
}

func (k kindOfText) files(t *testing.T, bytes int) []string {
	t.Helper()
	texts := k.text(bytes)
	if k.file != "" {
		return []string{file(t, k.file, strings.Join(texts, "\n\n"))}
	}
	dir, names := t.TempDir(), []string(nil)
	for i, text := range texts {
		names = append(names, filepath.Join(dir, fmt.Sprintf("%d.txt", i)))
		if err := os.WriteFile(names[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var stopsOf = regexp.MustCompile(`[.!?…]`)

func kindsOfText(t *testing.T) []kindOfText {
	t.Helper()
	originals := documentsToVary(t)
	vary := func(bytes int) []string { return varied(originals, bytes) }
	all := func(bytes int, change func(string) string) []string {
		return []string{change(strings.Join(vary(bytes), "\n\n"))}
	}
	many := func(one func(i int, word func() string) string) func(int) []string {
		return func(bytes int) []string {
			r := rand.New(rand.NewPCG(1, 2))
			var b strings.Builder
			for i := 0; b.Len() < bytes; i++ {
				b.WriteString(one(i, func() string { return newWord(r) }))
			}
			return []string{b.String()}
		}
	}
	return []kindOfText{
		{"many documents", "", vary},
		{"one document", "a.txt", vary},
		{"all capitals", "a.txt", func(n int) []string { return all(n, strings.ToUpper) }},
		{"no ends of sentences", "a.txt", func(n int) []string {
			return all(n, func(s string) string { return stopsOf.ReplaceAllString(strings.ReplaceAll(s, "\n", " "), "") })
		}},
		{"one word", "a.txt", many(func(int, func() string) string { return "China " })},
		{"one letter", "a.txt", many(func(int, func() string) string { return "A" })},
		{"hyphens", "a.txt", many(func(int, func() string) string { return "A-" })},
		{"names", "a.txt", many(func(i int, _ func() string) string { return "Name" + strconv.Itoa(i) + " " })},
		{"quotes", "a.txt", many(func(i int, word func() string) string {
			return `"` + word() + ` ` + strings.ToLower(word()) + ` is what they say" said the report of the week before it was printed here, and `
		})},
		{"headings", "a.md", many(func(i int, word func() string) string {
			return "# " + word() + " " + word() + "\n\nOn that day " + word() + " said that hackers from China had sent " + strconv.Itoa(i) + " letters to the ministry of the interior, and that nobody had read any of them at all.\n\n"
		})},
		{"HTML", "a.html", func(n int) []string {
			return all(n*9/10, func(s string) string {
				return "<html><body><article><p>" + strings.ReplaceAll(s, "\n", "</p>\n<p>") + "</p></article></body></html>"
			})
		}},
		{"unclosed tags", "a.html", many(func(i int, word func() string) string { return "<div><p><b>" + word() + " said so. " })},
	}
}

// documentsToVary are the texts of the documents of our own.
func documentsToVary(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../seeds/testdata/documents/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no documents of our own: ", err)
	}
	var texts []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}

var (
	nameOrNumber = regexp.MustCompile(`\b[A-Z][a-z]{3,}\b|\d+`)
	syllables    = strings.Fields("ba ke lo mi nu ra se ti vo za dre fin gol hup kar lem mor pel qui ster")
)

// varied makes documents of so many bytes out of others: three in ten of their
// capitalised words become new ones, and all their numbers.
func varied(originals []string, size int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	var out []string
	for n := 0; n < size; {
		words := map[string]string{}
		text := nameOrNumber.ReplaceAllStringFunc(originals[r.IntN(len(originals))], func(s string) string {
			if s[0] <= '9' {
				return strconv.Itoa(r.IntN(10 * len(s)))
			}
			if words[s] == "" {
				words[s] = s
				if r.IntN(10) < 3 {
					words[s] = newWord(r)
				}
			}
			return words[s]
		})
		out = append(out, cutTo(text, size-n))
		n += len(text)
	}
	return out
}

// cutTo cuts the last document, at a line if it can.
func cutTo(text string, size int) string {
	if len(text) <= size {
		return text
	}
	return text[:cmp.Or(max(strings.LastIndexByte(text[:size], '\n'), 0), strings.IndexByte(text, '\n'), len(text))]
}

func newWord(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
