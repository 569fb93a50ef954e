// Command quality runs "bot backtest" over the labelled items and "bot learn" over
// documents with gold, and compares the figures with the floors of floors.json and
// learner.json: below a floor it fails. It prints two Markdown tables, a line a
// measurement.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed floors.json
var floorsFile []byte

// measurement is one run of the bot and the least that it has to reach.
type measurement struct {
	Name          string             `json:"name"`
	Items         string             `json:"items"`  // below the data directory
	Labels        string             `json:"labels"` // likewise
	Enrichment    bool               `json:"enrichment"`
	GroupLabelled bool               `json:"group_labelled"`
	SortPublished bool               `json:"sort_published"` // of items in no order
	Floors        map[string]float64 `json:"floors"`         // by name in the summary: "f1", "bcubed.f1"
}

func main() {
	bot := flag.String("bot", "bin/bot", "the program to measure")
	data := flag.String("data", "../shared", "directory of the labelled items")
	project := flag.String("project", "..", "directory of the project, whose documents are learned from")
	flag.Parse()
	list, err := measurements()
	if err == nil {
		err = errors.Join(run(list, *bot, *data, os.Stdout), learnAll(*bot, *data, *project, os.Stdout))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measurements() ([]measurement, error) {
	var list []measurement
	if err := json.Unmarshal(floorsFile, &list); err != nil {
		return nil, fmt.Errorf("floors.json: %w", err)
	}
	return list, nil
}

func run(list []measurement, bot, data string, out io.Writer) error {
	if _, err := os.Stat(data); err != nil {
		_, err := fmt.Fprintf(out, "skipped: the labelled items are not in %s\n", data)
		return err
	}
	dir, err := os.MkdirTemp("", "quality")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var missed []string
	fmt.Fprintln(out, "| measured | items | precision | recall | F1 | B-cubed F1 | story recall | alerts | false alerts | seconds |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|---|---|---|")
	for _, m := range list {
		start := time.Now()
		summary, err := backtest(bot, data, dir, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		row := []string{m.Name}
		for _, name := range []string{"items", "precision", "recall", "f1", "bcubed.f1", "story_recall", "alerts", "false_alerts"} {
			row = append(row, show(summary[name]))
		}
		fmt.Fprintf(out, "| %s | %.1f |\n", strings.Join(row, " | "), time.Since(start).Seconds())
		missed = append(missed, below(m, summary)...)
	}
	if len(missed) > 0 {
		return fmt.Errorf("below the floor:\n%s", strings.Join(missed, "\n"))
	}
	return nil
}

// backtest runs the bot in dir, where it finds no config but the one given, and
// returns the figures of its last line.
func backtest(bot, data, dir string, m measurement) (map[string]any, error) {
	config := filepath.Join(dir, "config.toml")
	text := fmt.Sprintf("[watchlist]\nenrichment = %v\n", m.Enrichment)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	args := []string{"--config", config, "backtest", "--json", "--items", filepath.Join(data, m.Items), "--labels", filepath.Join(data, m.Labels)}
	if m.GroupLabelled {
		args = append(args, "--group-labelled")
	}
	if m.SortPublished {
		args = append(args, "--sort", "published")
	}
	var out, complaint bytes.Buffer
	cmd := exec.Command(bot, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", bot, strings.Join(args, " "), err, complaint.Bytes())
	}
	return figures(out.Bytes())
}

// figures reads the summary, the last line, into names as "f1" and "bcubed.f1".
func figures(output []byte) (map[string]any, error) {
	output = bytes.TrimSpace(output)
	last := output[bytes.LastIndexByte(output, '\n')+1:]
	var line struct {
		Summary map[string]any `json:"summary"`
	}
	if err := json.Unmarshal(last, &line); err != nil || line.Summary == nil {
		return nil, fmt.Errorf("the last line is no summary: %.200s", last)
	}
	flat := map[string]any{}
	for name, value := range line.Summary {
		if inner, ok := value.(map[string]any); ok {
			for n, v := range inner {
				flat[name+"."+n] = v
			}
			continue
		}
		flat[name] = value
	}
	return flat, nil
}

// below lists the floors that were not reached. A figure that is missing has not
// reached its floor.
func below(m measurement, summary map[string]any) []string {
	var missed []string
	for name, floor := range m.Floors {
		if got, ok := summary[name].(float64); !ok || got < floor {
			missed = append(missed, fmt.Sprintf("%s: %s is %s, at least %.2f is needed", m.Name, name, show(summary[name]), floor))
		}
	}
	slices.Sort(missed)
	return missed
}

func show(v any) string {
	f, ok := v.(float64)
	switch {
	case !ok:
		return "–"
	case f == float64(int64(f)) && f > 1:
		return fmt.Sprintf("%.0f", f)
	}
	return fmt.Sprintf("%.3g", f)
}
