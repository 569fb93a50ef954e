// Command fit weighs the features of links between items: a logistic regression
// over pairs of labelled items, at most a week apart.
//
//	go run ./story/fit -data ../shared              prints weights and how well they tell pairs apart
//	go run ./story/fit -data ../shared -out story/weights.json
//
// Stories whose names are in the locked part of the labels (SHA-256 beginning with
// 0 to 4) are not read. It prints counts and weights, and no text of the items.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"meddlewatch/story"
)

func main() {
	data := flag.String("data", "../shared", "the `folder` with eval/ and stream/")
	out := flag.String("out", "", "write the weights into this `file`")
	flag.Parse()
	if err := run(*data, *out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(data, out string, w io.Writer) error {
	sets, err := readSets(data)
	if err != nil {
		return err
	}
	var pairs []pair
	for _, s := range sets {
		pairs = append(pairs, s.pairs...)
	}
	weights := regress(pairs)
	names := story.FeatureNames()
	text := weightsText(names, weights)
	if _, err := io.WriteString(w, text); err != nil {
		return err
	}
	for i, s := range sets {
		var others []pair
		for k, o := range sets {
			if k != i {
				others = append(others, o.pairs...)
			}
		}
		together, apart := count(s.pairs)
		_, err := fmt.Fprintf(w, "%s: %d pairs of one story, %d of two; told apart %.3f, by weights of the other sets %.3f\n",
			s.name, together, apart, toldApart(s.pairs, weights), toldApart(s.pairs, regress(others)))
		if err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(text), 0o644)
}

// weightsText is the file of weights, with two digits: more would promise what some
// thousand pairs cannot tell.
func weightsText(names []string, weights []float64) string {
	var b strings.Builder
	b.WriteString("{\n")
	for i, name := range names {
		key, _ := json.Marshal(name) // a string always can be
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Fprintf(&b, "  %s: %v%s\n", key, math.Round(weights[i]*100)/100+0, comma)
	}
	b.WriteString("}\n")
	return b.String()
}
