package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// reason is one feature of a verdict.
type reason struct {
	Rule   string  `json:"rule"`
	Text   string  `json:"text"`
	Weight float64 `json:"weight"`
}

// line is what the bot made of one item.
type line struct {
	URL      string   `json:"url"`
	Relevant bool     `json:"relevant"`
	Score    float64  `json:"score"`
	Outcome  string   `json:"outcome"`
	Story    string   `json:"story"`
	Claim    string   `json:"claim"`
	Title    string   `json:"title"`
	Reasons  []reason `json:"reasons"`
}

const outcomeAlert = "alert"

// sample is a line with its label, if it has one.
type sample struct {
	line
	label    label
	labelled bool
	set      string
}

// result is what a run came to.
type result struct {
	samples []sample // lines that are labelled, relevant or alerts, as they were judged
	items   int
	unseen  int                // labels whose item is not in the items file
	summary map[string]float64 // by name: "f1", "bcubed.f1"
}

// bench runs the bot over labelled items.
type bench struct {
	bot, data string
	plan      plan
	labels    map[string]map[string]label // by set and address
}

// newBench reads the labels of all sets.
func newBench(bot, data string, p plan) (*bench, error) {
	b := &bench{bot: bot, data: data, plan: p, labels: map[string]map[string]label{}}
	for _, s := range p.Sets {
		labels, err := readLabels(filepath.Join(data, s.Labels))
		if err != nil {
			return nil, err
		}
		b.labels[s.Name] = labels
	}
	return b, nil
}

// all runs the bot once for every run, as many at a time as there are processors.
func (b *bench) all(runs []run) (map[run]*result, error) {
	dir, err := os.MkdirTemp("", "quality")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	results := make([]*result, len(runs))
	errs := make([]error, len(runs))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, r := range runs {
		wait.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			config := filepath.Join(dir, fmt.Sprintf("%d.toml", i))
			if results[i], errs[i] = b.backtest(config, r); errs[i] != nil {
				errs[i] = fmt.Errorf("%s: %w", r.set, errs[i])
			}
		})
	}
	wait.Wait()
	byRun := map[run]*result{}
	for i, r := range runs {
		byRun[r] = results[i]
	}
	return byRun, errors.Join(errs...)
}

// backtest runs the bot with a config of its own, so that it finds no other.
func (b *bench) backtest(config string, r run) (*result, error) {
	s, _ := b.plan.set(r.set)
	text := fmt.Sprintf("[watchlist]\nenrichment = %v\n", r.enrichment)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	args := []string{"--config", config, "backtest", "--json", "--items", filepath.Join(b.data, s.Items), "--labels", filepath.Join(b.data, s.Labels)}
	if r.groupLabelled {
		args = append(args, "--group-labelled")
	}
	if s.SortPublished {
		args = append(args, "--sort", "published")
	}
	var complaint bytes.Buffer
	cmd := exec.Command(b.bot, args...)
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	failed := func(err error) error {
		return fmt.Errorf("%s %s: %w\n%s", b.bot, strings.Join(args, " "), err, complaint.Bytes())
	}
	if err := cmd.Start(); err != nil {
		return nil, failed(err)
	}
	res, unread := readResult(out, r.set, b.labels[r.set])
	// What was not read would keep the bot from ending.
	_, drained := io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil {
		return nil, failed(err)
	}
	if err := errors.Join(unread, drained); err != nil {
		return nil, err
	}
	return res, res.agree()
}

// readResult reads lines, and the summary, which is the last.
func readResult(out io.Reader, set string, labels map[string]label) (*result, error) {
	r := &result{}
	seen := map[string]bool{}
	err := scan(out, "bot backtest", func(text []byte) error {
		if r.summary != nil {
			return errors.New("a line behind the summary")
		}
		var l struct {
			line
			Summary map[string]any `json:"summary"`
		}
		if err := json.Unmarshal(text, &l); err != nil {
			return fmt.Errorf("no line of a backtest: %.200s", text)
		}
		if l.Summary != nil {
			r.summary = flat(l.Summary)
			return nil
		}
		r.items++
		known, labelled := labels[l.URL]
		if labelled {
			seen[l.URL] = true
		}
		if labelled || l.Relevant || l.Outcome == outcomeAlert {
			r.samples = append(r.samples, sample{line: l.line, label: known, labelled: labelled, set: set})
		}
		return nil
	})
	if err == nil && r.summary == nil {
		err = errors.New("bot backtest: the last line is no summary")
	}
	r.unseen = len(labels) - len(seen)
	return r, err
}

// flat takes the numbers; members of members are named as "bcubed.f1".
func flat(summary map[string]any) map[string]float64 {
	out := map[string]float64{}
	for name, value := range summary {
		switch v := value.(type) {
		case float64:
			out[name] = v
		case map[string]any:
			for inner, w := range flat(v) {
				out[name+"."+inner] = w
			}
		}
	}
	return out
}
