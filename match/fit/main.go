// Command fit finds the weights of the judge: a logistic regression over the
// features of labelled items, each weight drawn towards the value that a person
// gave it in prior.toml and kept on that side of zero (a prior of 0 leaves the side
// open; the outlets' weights stay as they are, too few of each kind are labelled).
//
//	go run ./match/fit -data ../shared          # shows what would change
//	go run ./match/fit -data ../shared -write   # writes match/weights.toml
//	go run ./match/fit -wording -write          # writes match/wording.toml
//
// With -wording it finds instead how the words of a text weigh, from the items in
// corpus, and says how well it tells a share of them that it did not learn from.
//
// Which passage of an item counts depends on the weights, so that items are judged
// and weights fitted in turns until nothing changes. Stories of the lock-box are
// left out. The same data give the same weights.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"meddlewatch/config"
	"meddlewatch/match"
	"meddlewatch/seeds"
)

//go:embed fit.toml
var planFile []byte

//go:embed prior.toml
var priorFile []byte

// plan is fit.toml.
type plan struct {
	Pull       float64  `toml:"pull"`
	Negative   float64  `toml:"negative"`
	Unlabelled float64  `toml:"unlabelled"`
	After      []string `toml:"after"`
	Sets       []set    `toml:"sets"`
}

// set is a file of items with its labels, or of invented sentences.
type set struct {
	Items     string  `toml:"items"`
	Labels    string  `toml:"labels"`
	Sentences string  `toml:"sentences"`
	Weight    float64 `toml:"weight"`
}

func main() {
	data := flag.String("data", "../shared", "directory of the labelled items")
	project := flag.String("project", ".", "directory of the project")
	write := flag.Bool("write", false, "write the weights file")
	rounds := flag.Int("rounds", 10, "judge and fit so many times at most")
	words := flag.Bool("wording", false, "learn the wording from the corpus instead")
	flag.Parse()
	if *words {
		if err := learnWording(os.Stdout, *project, *write); err != nil {
			fmt.Fprintln(os.Stderr, "fit:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(*data, *project, *rounds, *write); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(data, project string, rounds int, write bool) error {
	var p plan
	if err := config.Decode("fit.toml", planFile, &p); err != nil {
		return err
	}
	prior, err := match.ParseWeights("prior.toml", priorFile)
	if err != nil {
		return err
	}
	for _, feature := range p.After {
		if _, known := prior.Features[feature]; !known {
			return fmt.Errorf("fit.toml names %q in after, which prior.toml does not have; correct the name", feature)
		}
	}
	shipped, err := match.DefaultData()
	if err != nil {
		return err
	}
	list, err := seeds.Learned()
	if err != nil {
		return err
	}
	examples, err := read(p, data, project)
	if err != nil {
		return err
	}
	weights := prior
	for range rounds {
		shipped.Weights = weights
		judge, err := match.New(list, shipped, 0.5)
		if err != nil {
			return err
		}
		describe(judge, examples)
		fitted := descend(examples, prior, p.Pull, p.After)
		same := equal(fitted, weights)
		if weights = fitted; same {
			break
		}
	}
	report(os.Stdout, examples, prior, weights)
	if !write {
		return nil
	}
	file := filepath.Join(project, "match", "weights.toml")
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, rewrite(text, weights), 0o644)
}
