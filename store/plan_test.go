package store

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlans asks SQLite how it would answer the questions that must stay fast
// with a million items: none may walk all of them, or sort texts.
func TestPlans(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	tests := []struct {
		name, query string
		sorts       bool // a few rows, which may be sorted
	}{
		{"Pending", pendingQuery, false},
		{"WindowItems", storedQuery + " " + windowItems, false},
		{"History", storedQuery + " " + historyItems, false},
		{"ItemByKey", storedQuery + " " + itemByKey, false},
		{"Claim", claimQuery, true},
		{"Load", loadQuery, false},
		{"AlertOf, items named", storedQuery + " " + namedItems, true},
		{"AlertOf, items of the story", storedQuery + " " + storyItems, true},
		{"Prune texts", prunableQuery("texts"), false},
		{"Prune details", prunableQuery("details"), false},
		{"Prune, where to stop", lastBefore, false},
		{"Seen", seenQuery, false},
		{"Stories", storiesQuery, false},
		{"Proposed", proposedQuery, false},
		{"StoryMessages", storyMessages, true},
		{"RecentLinks", recentLinks, false},
		{"FirstArrival", firstArrival, false},
		{"LabelOf", labelsQuery + "WHERE l.key = ?", false},
		{"Forgotten", forgottenItems, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			args := make([]any, strings.Count(tt.query, "?"))
			for i := range args {
				args[i] = i + 1
			}
			for n := len(args); strings.Contains(tt.query, "?1") && n > 0; n-- {
				if strings.Contains(tt.query, "?"+string(rune('0'+n))) {
					args = args[:n]
					break
				}
			}
			var plan []string
			err := db.reader.each(t.Context(), "EXPLAIN QUERY PLAN "+tt.query, args, func(rows *sql.Rows) error {
				var id, parent, unused int
				var detail string
				err := rows.Scan(&id, &parent, &unused, &detail)
				plan = append(plan, detail)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range plan {
				// SEARCH without an index is what min and max do to walk a table.
				whole := step == "SEARCH items" || strings.HasPrefix(step, "SCAN ") &&
					!strings.Contains(step, "VIRTUAL TABLE") && step != "SCAN CONSTANT ROW" && step != "SCAN d" && step != "SCAN s" && !strings.Contains(step, "items_pending") && !strings.Contains(step, "outbox_open")
				if whole || !tt.sorts && strings.Contains(step, "TEMP B-TREE") {
					t.Errorf("step %q of\n\t%s", step, strings.Join(plan, "\n\t"))
				}
			}
			if len(plan) == 0 {
				t.Error("no plan")
			}
		})
	}
}
