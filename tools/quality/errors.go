package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// analysis is what errors are looked for in: every set, judged with learned names
// only, and grouped by labels alone.
type analysis struct {
	sets    []set
	results map[run]*result
	out     io.Writer
}

// analyse prints where the bot goes wrong: sums over all labels, and with -list
// every miss and false alarm that is not of the lock-box.
func (o options) analyse(b *bench, out io.Writer) error {
	var runs []run
	for _, s := range b.plan.Sets {
		if err := addLanguages(b.labels[s.Name], filepath.Join(b.data, s.Items)); err != nil {
			return err
		}
		runs = append(runs, run{set: s.Name}, run{set: s.Name, groupLabelled: true})
	}
	results, err := b.all(runs)
	if err != nil {
		return err
	}
	a := analysis{b.plan.Sets, results, out}
	relevant := func(s sample) bool { return s.label.Label == labelRelevant }
	not := func(s sample) bool { return s.label.Label == labelNot }
	found := func(s sample) bool { return s.Relevant }
	a.share("recall by kind", relevant, found, func(s sample) []string { return []string{s.label.Kind} })
	a.share("recall by actor", relevant, found, func(s sample) []string { return s.label.Actors })
	a.share("recall by language", relevant, found, func(s sample) []string { return []string{s.label.language()} })
	a.share("recall by difficulty", relevant, found, func(s sample) []string { return []string{s.label.Difficulty} })
	a.share("recall by campaign", relevant, found, func(s sample) []string {
		if len(s.label.Campaigns) > 0 {
			return []string{"named"}
		}
		return nil
	})
	a.share("false positives by kind of trap", not, found, func(s sample) []string { return []string{s.label.Kind} })
	a.share("false positives by language", not, found, func(s sample) []string { return []string{s.label.language()} })
	missed := func(s sample) bool { return relevant(s) && !s.Relevant }
	always := func(sample) bool { return true }
	a.share("what became of misses", missed, always, func(s sample) []string { return []string{s.Outcome} })
	a.claims()
	a.alertsOfStories()
	a.groupings()
	a.curves(o.share)
	if o.list {
		a.list("misses outside the lock-box", missed)
		a.list("false alarms outside the lock-box", func(s sample) bool { return not(s) && s.Relevant })
	}
	return nil
}

// share counts, for every value of the samples that among lets through, how many of
// them hit: a column a set, and all sets together. A sample may have several values.
func (a analysis) share(title string, among, hit func(sample) bool, values func(sample) []string) {
	type tally struct{ hits, of int }
	byValue := map[string][]tally{} // a set each, the last all together
	last := len(a.sets)
	for i, s := range a.sets {
		for _, smp := range a.results[run{set: s.Name}].samples {
			if !smp.labelled || !among(smp) {
				continue
			}
			these := values(smp)
			if len(these) == 0 {
				these = []string{""}
			}
			for _, v := range these {
				v = cmp.Or(v, "none given")
				if byValue[v] == nil {
					byValue[v] = make([]tally, last+1)
				}
				for _, at := range []int{i, last} {
					byValue[v][at].of++
					if hit(smp) {
						byValue[v][at].hits++
					}
				}
			}
		}
	}
	names := slices.SortedFunc(maps.Keys(byValue), func(x, y string) int {
		return cmp.Or(cmp.Compare(byValue[y][last].of, byValue[x][last].of), strings.Compare(x, y))
	})
	head := []string{title}
	for _, s := range a.sets {
		head = append(head, s.Name)
	}
	t := newTable(append(head, "together", "share")...)
	for _, name := range names {
		row := []string{name}
		for _, n := range byValue[name] {
			if n.of == 0 {
				row = append(row, "–")
				continue
			}
			row = append(row, fmt.Sprintf("%d of %d", n.hits, n.of))
		}
		all := byValue[name][last]
		t.add(append(row, ratio(all.hits, all.of))...)
	}
	a.print(t)
}

// claims prints which claim the bot read in items of every labelled kind; an item
// that it did not find has none.
func (a analysis) claims() {
	counted := map[string]map[string]int{}
	all := map[string]bool{}
	for _, s := range a.sets {
		for _, smp := range a.results[run{set: s.Name}].samples {
			if smp.label.Label != labelRelevant || !smp.Relevant {
				continue
			}
			kind, claim := cmp.Or(smp.label.Kind, "none given"), cmp.Or(smp.Claim, "none")
			if counted[kind] == nil {
				counted[kind] = map[string]int{}
			}
			counted[kind][claim]++
			all[claim] = true
		}
	}
	claims := slices.Sorted(maps.Keys(all))
	t := newTable(append([]string{"kind, and the claim read in it"}, claims...)...)
	for _, kind := range slices.Sorted(maps.Keys(counted)) {
		row := []string{kind}
		for _, claim := range claims {
			row = append(row, fmt.Sprint(counted[kind][claim]))
		}
		t.add(row...)
	}
	a.print(t)
}

func (a analysis) print(t *table) {
	t.print(a.out)
	fmt.Fprintln(a.out)
}

// list prints samples outside the lock-box, set by set.
func (a analysis) list(title string, which func(sample) bool) {
	fmt.Fprintf(a.out, "\n%s\n\n", title)
	for _, s := range a.sets {
		for _, smp := range a.results[run{set: s.Name}].samples {
			if smp.labelled && !smp.label.locked() && which(smp) {
				printSample(a.out, smp)
			}
		}
	}
}
