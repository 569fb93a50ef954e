package main

import (
	"fmt"
	"strings"
)

// judgements are our own labels by address, for alerts that have none.
type judgements map[string]string

// judgedHead is the first line of the file.
const judgedHead = "address\tjudgement\twhy"

// readJudged reads a line an alert: address, relevant, not or borderline, and why
// in our own words, with a tab between.
func readJudged(file string) (judgements, error) {
	own := judgements{}
	head := false
	err := readLines(file, func(text []byte) error {
		if !head {
			if head = true; string(text) != judgedHead {
				return fmt.Errorf("the first line must be %q", judgedHead)
			}
			return nil
		}
		fields := strings.Split(string(text), "\t")
		if len(fields) != 3 || fields[0] == "" || strings.TrimSpace(fields[2]) == "" {
			return fmt.Errorf("not three fields with a tab between: address, judgement, why")
		}
		switch fields[1] {
		case labelRelevant, labelNot, labelBorderline:
		default:
			return fmt.Errorf("judgement %q is unknown; use relevant, not or borderline", fields[1])
		}
		if own[fields[0]] != "" {
			return fmt.Errorf("%s is judged twice; keep one of the two", fields[0])
		}
		own[fields[0]] = fields[1]
		return nil
	})
	if err == nil && !head {
		err = fmt.Errorf("%s: empty; the first line must be %q", file, judgedHead)
	}
	return own, err
}
