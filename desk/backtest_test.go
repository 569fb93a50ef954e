package desk

import (
	"slices"
	"testing"
	"time"

	"meddlewatch"
)

// TestSortPublished: the order does not depend on the order of the file.
func TestSortPublished(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }
	sorted := []meddlewatch.Item{
		{Link: "https://b.example/1", Published: day(1)},
		{Link: "https://a.example/2", Published: day(2)},
		{GUID: "no address", Published: day(2)},
		{Link: "https://a.example/0"},
		{Link: "https://c.example/0"},
	}
	want := addresses(sorted)
	for turn := range sorted {
		items := slices.Concat(sorted[turn:], sorted[:turn])
		if turn%2 == 1 {
			slices.Reverse(items)
		}
		sortPublished(items)
		if got := addresses(items); !slices.Equal(got, want) {
			t.Errorf("turned by %d: got %q, want %q", turn, got, want)
		}
	}
}

func addresses(items []meddlewatch.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, addressOf(it))
	}
	return out
}
