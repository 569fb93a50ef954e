package match

import (
	"encoding/json"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	out := os.Getenv("MATCH_DUMP")
	if out == "" {
		t.Skip()
	}
	m := newMatcher(t, seedWatchlist())
	f, _ := os.Create(out)
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, set := range []string{"dev", "2022-10-11", "2023-12"} {
		var list []example
		if set == "dev" {
			list = loadItems(t)
		} else {
			list = loadStream(t, set)
		}
		for _, e := range list {
			r := new(reading)
			r.read(&e.item, m.terms, m.names)
			v := m.verdict(&e.item, r)
			if e.label == "" && v.Score < 0.05 {
				continue
			}
			b := m.best(r)
			var fs []string
			for _, s := range b.list {
				fs = append(fs, featureNames[s.feature])
			}
			for _, rs := range v.Reasons {
				if rs.Rule == "name-strong" || rs.Rule == "name-context" {
					fs = append(fs, rs.Rule)
				}
			}
			if k := m.sources.of(e.item.Link).Kind; k != "" && b.act >= 0 {
				ff, _ := k.feature()
				fs = append(fs, featureNames[ff])
			}
			lock := e.locked()
			row := map[string]any{"set": set, "label": e.label, "lock": lock, "score": v.Score, "features": fs}
			if !(lock && e.story != "") {
				row["title"] = e.item.Title
				row["sum"] = e.item.Summary
				row["link"] = e.item.Link
				row["why"] = v.Why()
				row["guard"] = v.Guard
				row["claim"] = v.Claim
				row["by"] = v.AttributedBy
				row["hedge"] = v.Hedge
				row["actors"] = v.Actors
				row["reasons"] = v.Reasons
				row["story"] = e.story
			}
			enc.Encode(row)
		}
	}
}
