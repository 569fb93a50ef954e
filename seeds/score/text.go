package score

import (
	"fmt"
	"strings"

	"meddlewatch/seeds/learn"
)

// Text is the report for a person: figures first, then everything that is wrong.
func (r Report) Text() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-18s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("recall", "%s; yes %s, context %s, no %s", r.Recall, r.RecallYes, r.RecallContext, r.RecallNo)
	line("precision", "%s; %d splits, %d merges", r.Precision, len(r.Splits), len(r.Merges))
	line("alertable", "%d: watch precision %s; %d not yes, of them %d no", r.Alertable.Of, r.Alertable, len(r.AlertableNot), len(r.AlertableNo))
	line("types", "%s; classes %s", r.Types, r.Classes)
	line("aliases", "%s", r.Aliases)
	if r.Salience == nil {
		line("salience", "nothing to rank")
	} else {
		line("salience", "rank correlation %.3f", *r.Salience)
	}
	line("relations", "precision %s, recall %s, F1 %.3f", r.Relations.Precision, r.Relations.Recall, r.Relations.F1)

	list := func(title string, n int, entry func(i int) string) {
		if n == 0 {
			return
		}
		fmt.Fprintf(&b, "  %s:\n", title)
		for i := range n {
			fmt.Fprintf(&b, "    %s\n", entry(i))
		}
	}
	list("not covered by the gold, left out", len(r.NotCovered), func(i int) string { return r.NotCovered[i] })
	list("alertable, and no in the gold", len(r.AlertableNo), func(i int) string { return r.AlertableNo[i] })
	list("alertable, and not yes in the gold", len(r.AlertableNot), func(i int) string { return r.AlertableNot[i] })
	list("missed", len(r.Misses), func(i int) string {
		m := r.Misses[i]
		return fmt.Sprintf("%s (%s, %s; %s): %s", m.Name, m.Type, m.Watch, strings.Join(m.Docs, " "), strings.Join(m.Aliases, " | "))
	})
	list("not in the gold", len(r.FalsePositives), func(i int) string { return r.FalsePositives[i].text() })
	list("split", len(r.Splits), func(i int) string { return r.Splits[i].Found + " is " + r.Splits[i].Gold })
	list("merged", len(r.Merges), func(i int) string { return r.Merges[i].Found + " also holds " + r.Merges[i].Gold })
	list("wrong type", len(r.WrongTypes), func(i int) string { return r.WrongTypes[i].text() })
	list("wrong class", len(r.WrongClasses), func(i int) string { return r.WrongClasses[i].text() })
	list("missing alias", len(r.MissingAliases), func(i int) string {
		return r.MissingAliases[i].Found + ": " + r.MissingAliases[i].Gold
	})
	list("missing relation", len(r.Relations.Missing), func(i int) string { return r.Relations.Missing[i].text() })
	list("wrong relation", len(r.Relations.Wrong), func(i int) string {
		return r.Relations.Wrong[i].text() + place(r.Relations.Wrong[i].Receipt)
	})
	return b.String()
}

// String is the share as a number and as a fraction.
func (s Share) String() string { return fmt.Sprintf("%.3f (%d of %d)", s.Value(), s.Right, s.Of) }

func (t Triple) text() string { return t.Subject + " " + t.Relation + " " + t.Object }

func (w Wrong) text() string {
	if w.Want == "" {
		return fmt.Sprintf("%s (%s)%s", w.Name, w.Is, place(w.Receipt))
	}
	return fmt.Sprintf("%s is %s, should be %s%s", w.Name, w.Is, w.Want, place(w.Receipt))
}

func place(at *learn.Receipt) string {
	if at == nil {
		return ""
	}
	return fmt.Sprintf(", %s:%d %s", at.Document, at.Offset, at.Rule)
}
