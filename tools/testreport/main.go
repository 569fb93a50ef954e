// Command testreport reads what "go test -json" writes and says it in the words of
// a person: the output of what failed, every skipped test with its reason, and the
// counts. It fails if a test failed, if nothing ran, or if a test was skipped for
// a reason that is no reason here.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// event is a line of test2json (go doc test2json), as far as it is read.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

func main() {
	forbid := flag.String("forbid", "", "fail if a skipped test says this")
	flag.Parse()
	if err := report(os.Stdin, os.Stdout, *forbid); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// skipped is a test that did not run, and what it said about it.
type skipped struct{ name, why string }

func report(in io.Reader, out io.Writer, forbid string) error {
	output := map[string][]string{} // by package and test
	var passed, failed int
	var skips []skipped
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(out, lines.Text()) // not a test's: a word of the go command
			continue
		}
		name := strings.TrimSpace(e.Package + " " + e.Test)
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
			if e.Action == "build-output" {
				fmt.Fprint(out, e.Output)
			}
			continue
		case "pass":
			if e.Test != "" {
				passed++
			}
		case "fail":
			failed++
			fmt.Fprintf(out, "FAILED %s\n%s", name, strings.Join(output[name], ""))
		case "skip":
			if e.Test != "" { // else a package without tests
				skips = append(skips, skipped{name, why(output[name])})
			}
		default:
			continue
		}
		delete(output, name)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("the test output cannot be read: %w", err)
	}
	wrong := 0
	for _, s := range skips {
		mark := "skipped"
		if forbid != "" && strings.Contains(s.why, forbid) {
			mark = "SKIPPED WITHOUT NEED"
			wrong++
		}
		fmt.Fprintf(out, "%s %s: %s\n", mark, s.name, s.why)
	}
	fmt.Fprintf(out, "%d passed, %d failed, %d skipped\n", passed, failed, len(skips))
	switch {
	case failed > 0:
		return fmt.Errorf("%d tests or packages failed", failed)
	case wrong > 0:
		return fmt.Errorf("%d tests were skipped because of %q, which is there; mend how they look for it", wrong, forbid)
	case passed == 0:
		return fmt.Errorf("no test ran")
	}
	return nil
}

// why is what a test printed but for the marks of the go command.
func why(output []string) string {
	var said []string
	for _, line := range output {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			said = append(said, line)
		}
	}
	return strings.Join(said, " ")
}
