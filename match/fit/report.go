package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"meddlewatch/match"
)

// report prints how often each feature is there, in relevant items and in all, what
// a person gave it and what was fitted, and how the examples come out.
func report(out io.Writer, examples []*example, prior, fitted match.Weights) {
	relevant, all := map[string]int{}, map[string]int{}
	type tally struct{ found, missed, wrong, unlabelled int }
	var sets []tally
	for _, e := range examples {
		for e.set >= len(sets) {
			sets = append(sets, tally{})
		}
		sum := fitted.Bias
		for _, f := range e.features {
			sum += fitted.Features[f]
			all[f]++
			if e.relevant {
				relevant[f]++
			}
		}
		t := &sets[e.set]
		switch {
		case e.relevant && sum >= 0:
			t.found++
		case e.relevant:
			t.missed++
		case sum < 0:
		case e.labelled:
			t.wrong++
		default:
			t.unlabelled++
		}
	}
	fmt.Fprintf(out, "%-24s %8s %8s %7s %7s\n", "feature", "relevant", "items", "prior", "fitted")
	fmt.Fprintf(out, "%-24s %8s %8d %7.1f %7.1f\n", "bias", "", len(examples), prior.Bias, fitted.Bias)
	for _, f := range slices.Sorted(maps.Keys(fitted.Features)) {
		fmt.Fprintf(out, "%-24s %8d %8d %7.1f %7.1f\n", f, relevant[f], all[f], prior.Features[f], fitted.Features[f])
	}
	for n, t := range sets {
		f1 := 2 * float64(t.found) / max(float64(2*t.found+t.missed+t.wrong), 1)
		fmt.Fprintf(out, "set %d: F1 %.3f, found %d, missed %d, wrong %d, without a label %d\n", n+1, f1, t.found, t.missed, t.wrong, t.unlabelled)
	}
}

// rewrite puts the weights into the text of a weights file and keeps its comments.
func rewrite(text []byte, w match.Weights) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(text)) {
		name, _, ok := strings.Cut(line, " = ")
		value, known := w.Features[name]
		switch {
		case ok && name == "bias":
			value = w.Bias
		case !ok || !known:
			out.WriteString(line)
			continue
		}
		fmt.Fprintf(&out, "%s = %s\n", name, strconv.FormatFloat(value, 'f', 1, 64))
	}
	return out.Bytes()
}
