package alertgen_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/internal/alertgen"
)

func TestSameSeedSameAlerts(t *testing.T) {
	a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	for range 200 {
		if x, y := alertgen.Alert(a), alertgen.Alert(b); !reflect.DeepEqual(x, y) {
			t.Fatalf("%+v\n%+v", x, y)
		}
	}
}

// What the generator promises must really be among what it makes.
func TestAllKinds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	seen := map[string]int{}
	for range 1500 {
		a := alertgen.Alert(r)
		seen[string(a.Kind)]++
		for name, found := range map[string]bool{
			"long":          len(a.Headline) > 90_000,
			"invalid UTF-8": !utf8.ValidString(a.Headline),
			"mention":       strings.Contains(a.Headline, "@everyone"),
			"masked link":   strings.Contains(a.Headline, "[x](https://"),
			"right to left": strings.Contains(a.Headline, "בחירות"),
			"family":        strings.Contains(a.Headline, "👨‍👩‍👧‍👦"),
			"no time":       a.Published.IsZero(),
			"climbed":       a.Change == meddlewatch.ChangeClimbed,
			"withdrawn":     a.Change == meddlewatch.ChangeWithdrawn,
			"one source":    a.Sources == 1 && len(a.Outlets) > 1,
			"many lines":    len(a.Lines) > 40,
			"no headline":   a.Kind == meddlewatch.AlertStory && a.Headline == "",
		} {
			if found {
				seen[name]++
			} else {
				seen[name] += 0
			}
		}
	}
	for name, n := range seen {
		if n == 0 {
			t.Errorf("%s: none in 1500 alerts", name)
		}
	}
}
