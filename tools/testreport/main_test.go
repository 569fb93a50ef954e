package main

import (
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	pass := `{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p"}
`
	fail := `{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:3: got 1\n"}
{"Action":"fail","Package":"p","Test":"TestB"}
`
	skip := `{"Action":"output","Package":"p","Test":"TestC","Output":"=== RUN   TestC\n"}
{"Action":"output","Package":"p","Test":"TestC","Output":"    c_test.go:3: ../shared is missing\n"}
{"Action":"output","Package":"p","Test":"TestC","Output":"--- SKIP: TestC (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestC"}
{"Action":"skip","Package":"q"}
`
	build := `{"ImportPath":"p","Action":"build-output","Output":"x.go:1: broken\n"}
{"Action":"fail","Package":"p"}
`
	tests := []struct {
		name, in, forbid, out, err string
	}{
		{"all pass", pass, "../shared", "1 passed, 0 failed, 0 skipped\n", ""},
		{"a failure", pass + fail, "", "FAILED p TestB\n    b_test.go:3: got 1\n1 passed, 1 failed, 0 skipped\n", "1 tests or packages failed"},
		{"a skip", pass + skip, "", "skipped p TestC: c_test.go:3: ../shared is missing\n1 passed, 0 failed, 1 skipped\n", ""},
		{"a skip for another reason", pass + skip, "moon", "skipped p TestC: c_test.go:3: ../shared is missing\n1 passed, 0 failed, 1 skipped\n", ""},
		{"a skip without need", pass + skip, "../shared", "SKIPPED WITHOUT NEED p TestC: c_test.go:3: ../shared is missing\n1 passed, 0 failed, 1 skipped\n", `1 tests were skipped because of "../shared", which is there; mend how they look for it`},
		{"a broken build", build, "", "x.go:1: broken\nFAILED p\n0 passed, 1 failed, 0 skipped\n", "1 tests or packages failed"},
		{"nothing", "", "", "0 passed, 0 failed, 0 skipped\n", "no test ran"},
		{"not JSON", "go: no such flag\n", "", "go: no such flag\n0 passed, 0 failed, 0 skipped\n", "no test ran"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var out strings.Builder
			err := report(strings.NewReader(tc.in), &out, tc.forbid)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if out.String() != tc.out || got != tc.err {
				t.Errorf("got %q, %q; want %q, %q", out.String(), got, tc.out, tc.err)
			}
		})
	}
}
