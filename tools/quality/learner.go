package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed learner.json
var learnerFile []byte

// lesson is what the learner is measured on, and what it has to reach: documents
// with one gold, or a folder in which every document has its own
// (NAME.gold.json beside NAME.txt). Of a folder each document is learned from
// alone, and the counts are added up.
type lesson struct {
	Name      string             `json:"name"`
	Gold      string             `json:"gold"`      // DATA/ is the directory of the labelled items
	Documents []string           `json:"documents"` // patterns, likewise
	Each      string             `json:"each"`      // a folder of the project
	Without   []string           `json:"without"`   // documents of the folder, without extension
	Only      []string           `json:"only"`      // likewise; empty: all
	Floors    map[string]float64 `json:"floors"`
	Ceilings  map[string]float64 `json:"ceilings"`
}

// share is how many of how many.
type share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

func (s share) value() float64 {
	if s.Of == 0 {
		return 1
	}
	return float64(s.Right) / float64(s.Of)
}

// report is what of "bot learn --score --json" is added up.
type report struct {
	RecallYes     share    `json:"recall_yes"`
	RecallContext share    `json:"recall_context"`
	Precision     share    `json:"precision"`
	Types         share    `json:"types"`
	Aliases       share    `json:"aliases"`
	Salience      *float64 `json:"salience"`
	Alertable     share    `json:"alertable"`
	NotYes        []string `json:"alertable_not_yes"`
	No            []string `json:"alertable_no"`
	Relations     struct {
		Precision share `json:"precision"`
		Recall    share `json:"recall"`
	} `json:"relations"`
}

// marks are the figures of a lesson.
type marks struct {
	documents                                           int
	yes, context, precision, types, aliases, relP, relR share
	alertable, notYes, no                               int
	salience                                            float64
	ranked                                              int
}

func (m *marks) add(r report) {
	m.documents++
	for _, p := range []struct {
		sum *share
		one share
	}{
		{&m.yes, r.RecallYes},
		{&m.context, r.RecallContext},
		{&m.precision, r.Precision},
		{&m.types, r.Types},
		{&m.aliases, r.Aliases},
		{&m.relP, r.Relations.Precision},
		{&m.relR, r.Relations.Recall},
	} {
		p.sum.Right += p.one.Right
		p.sum.Of += p.one.Of
	}
	m.alertable += r.Alertable.Of
	m.notYes += len(r.NotYes)
	m.no += len(r.No)
	if r.Salience != nil {
		m.salience += *r.Salience
		m.ranked++
	}
}

// figures are the marks by the names that floors and ceilings use; salience is the
// mean over the documents that can be ranked.
func (m *marks) figures() map[string]float64 {
	f := map[string]float64{
		"recall yes": m.yes.value(), "recall context": m.context.value(), "precision": m.precision.value(),
		"types": m.types.value(), "aliases": m.aliases.value(),
		"relations precision": m.relP.value(), "relations recall": m.relR.value(),
		"alertable": float64(m.alertable), "alertable not yes": float64(m.notYes), "alertable no": float64(m.no),
	}
	if m.ranked > 0 {
		f["salience"] = m.salience / float64(m.ranked)
	}
	return f
}

// columns are the figures of the table in order.
var columns = []string{
	"recall yes", "recall context", "precision", "types", "aliases", "salience", "alertable", "alertable not yes",
	"alertable no", "relations precision", "relations recall",
}

// learnAll measures the learner. Where the labelled items are not there, the
// lessons that need them are left out, and said to be.
func learnAll(bot, data, project string, out io.Writer) error {
	var lessons []lesson
	if err := json.Unmarshal(learnerFile, &lessons); err != nil {
		return fmt.Errorf("learner.json: %w", err)
	}
	fmt.Fprintf(out, "\n| learned from | documents | %s |\n|---%s|\n", strings.Join(columns, " | "), strings.Repeat("|---", len(columns)+1))
	var missed []string
	for _, l := range lessons {
		if _, err := os.Stat(data); err != nil && l.Each == "" {
			fmt.Fprintf(out, "| %s: skipped, the documents are not in %s |\n", l.Name, data)
			continue
		}
		m, err := l.measure(bot, data, project)
		if err != nil {
			return fmt.Errorf("%s: %w", l.Name, err)
		}
		figures := m.figures()
		row := []string{l.Name, fmt.Sprint(m.documents)}
		for _, c := range columns {
			v, ok := figures[c]
			switch {
			case !ok:
				row = append(row, "–")
			case strings.HasPrefix(c, "alertable"):
				row = append(row, fmt.Sprintf("%.0f", v))
			default:
				row = append(row, fmt.Sprintf("%.3f", v))
			}
		}
		fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | "))
		missed = append(missed, l.missed(figures)...)
	}
	if len(missed) > 0 {
		return fmt.Errorf("the learner misses:\n%s", strings.Join(missed, "\n"))
	}
	return nil
}

// measure scores every gold of a lesson.
func (l lesson) measure(bot, data, project string) (*marks, error) {
	m := &marks{}
	if l.Each == "" {
		var documents []string
		for _, pattern := range l.Documents {
			found, err := filepath.Glob(at(pattern, data))
			if err != nil || len(found) == 0 {
				return nil, fmt.Errorf("no document fits %s", pattern)
			}
			documents = append(documents, found...)
		}
		r, err := scoreOf(bot, at(l.Gold, data), documents)
		if err != nil {
			return nil, err
		}
		m.add(r)
		m.documents = len(documents)
		return m, nil
	}
	golds, err := filepath.Glob(filepath.Join(project, l.Each, "*.gold.json"))
	if err != nil || len(golds) == 0 {
		return nil, fmt.Errorf("%s holds no gold", l.Each)
	}
	for _, gold := range golds {
		base := strings.TrimSuffix(gold, ".gold.json")
		name := filepath.Base(base)
		if slices.Contains(l.Without, name) || len(l.Only) > 0 && !slices.Contains(l.Only, name) {
			continue
		}
		documents, err := filepath.Glob(base + ".[thm]*")
		if err != nil || len(documents) != 1 {
			return nil, fmt.Errorf("%s: %d documents beside it, and one is needed", gold, len(documents))
		}
		r, err := scoreOf(bot, gold, documents)
		if err != nil {
			return nil, err
		}
		m.add(r)
	}
	return m, nil
}

func at(path, data string) string { return strings.Replace(path, "DATA", data, 1) }

func scoreOf(bot, gold string, documents []string) (report, error) {
	args := append([]string{"learn", "--json", "--score", gold}, documents...)
	var out, complaint bytes.Buffer
	cmd := exec.Command(bot, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		return report{}, fmt.Errorf("%s %s: %w\n%s", bot, strings.Join(args, " "), err, complaint.Bytes())
	}
	var answer struct {
		Score *struct {
			Together report `json:"together"`
		} `json:"score"`
	}
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil || answer.Score == nil {
		return report{}, fmt.Errorf("%s %s: no score in the answer", bot, strings.Join(args, " "))
	}
	return answer.Score.Together, nil
}

// missed lists the floors and ceilings that were not kept.
func (l lesson) missed(figures map[string]float64) []string {
	var missed []string
	for name, floor := range l.Floors {
		if got, ok := figures[name]; !ok || got < floor {
			missed = append(missed, fmt.Sprintf("%s: %s is %.3f, at least %.2f is needed", l.Name, name, got, floor))
		}
	}
	for name, ceiling := range l.Ceilings {
		if got, ok := figures[name]; !ok || got > ceiling {
			missed = append(missed, fmt.Sprintf("%s: %s is %.0f, at most %.0f may be", l.Name, name, got, ceiling))
		}
	}
	if m := len(l.Floors); m == 0 {
		missed = append(missed, l.Name+": no floor is given")
	}
	slices.Sort(missed)
	return missed
}
