package match

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/internal/race"
)

// fitting are the claims that fit what a labeller called an item. A kind that is
// missing fixes no claim. A court that takes domains away is both: a case and a takedown.
func fitting(kind string) []meddlewatch.Claim {
	switch kind {
	case "official_attribution":
		return []meddlewatch.Claim{meddlewatch.ClaimAttribution}
	case "research_report":
		return []meddlewatch.Claim{meddlewatch.ClaimResearch}
	case "takedown":
		return []meddlewatch.Claim{meddlewatch.ClaimTakedown}
	case "sanctions_legal":
		return []meddlewatch.Claim{meddlewatch.ClaimIndictment, meddlewatch.ClaimSanction, meddlewatch.ClaimTakedown}
	case "news_report":
		return []meddlewatch.Claim{meddlewatch.ClaimReport, meddlewatch.ClaimAllegation}
	case "denial":
		return []meddlewatch.Claim{meddlewatch.ClaimDenial}
	case "opinion_analysis", "explainer":
		return []meddlewatch.Claim{meddlewatch.ClaimOpinion}
	}
	return nil
}

// claimsFloor is the share of claims that fit, over all labelled items that are
// found; see docs/quality.md.
const claimsFloor = 0.68

// claimTally counts how often the claim fits.
type claimTally struct {
	fits, all int
	confused  map[[2]string]int // kind and claim
}

func (c *claimTally) add(kind string, claim meddlewatch.Claim) {
	want := fitting(kind)
	if want == nil {
		return
	}
	c.all++
	if slices.Contains(want, claim) {
		c.fits++
	}
	if c.confused == nil {
		c.confused = map[[2]string]int{}
	}
	c.confused[[2]string{kind, string(claim)}]++
}

func (c claimTally) share() float64 { return float64(c.fits) / max(float64(c.all), 1) }

func (c claimTally) String() string {
	var lines []string
	for k, n := range c.confused {
		lines = append(lines, fmt.Sprintf("  %-22s %-22s %3d", k[0], k[1], n))
	}
	slices.Sort(lines)
	return fmt.Sprintf("%d of %d claims fit: %.3f\n%s", c.fits, c.all, c.share(), strings.Join(lines, "\n"))
}

// TestClaimQuality measures how often the claim is the one that a labeller's word
// for the item asks for, over the relevant items that are found. The part that
// nobody reads is only counted.
func TestClaimQuality(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("skipped: no labelled items at %s", shared)
	}
	m := newMatcher(t, seedWatchlist())
	var all, open claimTally
	measure := func(kinds map[string]string) func(example) {
		return func(e example) {
			if e.label != "relevant" {
				return
			}
			v := m.Judge(e.item)
			if !v.Relevant {
				return
			}
			all.add(kinds[e.item.Link], v.Claim)
			if !e.locked() {
				open.add(kinds[e.item.Link], v.Claim)
			}
		}
	}
	eachItem(t, measure(labelledKinds(t, "eval", "items-dev.jsonl")))
	for _, name := range []string{"2022-10-11", "2023-12"} {
		eachStreamed(t, name, measure(labelledKinds(t, "stream", "labels-"+name+".jsonl")))
	}
	t.Logf("all: %d of %d claims fit: %.3f", all.fits, all.all, all.share())
	t.Logf("open: %s", open)
	if all.share() < claimsFloor {
		t.Errorf("%.3f of the claims fit, the floor is %.2f", all.share(), claimsFloor)
	}
}

// labelledKinds reads what the labeller called each item, by address.
func labelledKinds(tb testing.TB, dir, file string) map[string]string {
	tb.Helper()
	kinds := map[string]string{}
	readLines(tb, filepath.Join(shared, dir, file), func(line []byte) {
		var l struct{ URL, Kind string }
		if err := json.Unmarshal(line, &l); err != nil {
			tb.Fatal(err)
		}
		kinds[l.URL] = l.Kind
	})
	return kinds
}
