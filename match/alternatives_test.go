package match

import (
	"slices"
	"strings"
	"testing"
)

func TestAlternatives(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat("a/", 50), "/")
	for _, tt := range []struct {
		name, entry string
		want        []string
		fault       string
	}{
		{"no slash", "covert plot", []string{"covert plot"}, ""},
		{"every combination in order", "covert/secret plot*/ring", []string{"covert plot*", "covert ring", "secret plot*", "secret ring"}, ""},
		{"one place only", "sway voters/readers", []string{"sway voters", "sway readers"}, ""},
		{"empty", "covert//secret plot", nil, "empty alternative"},
		{"slash at the end", "covert/ plot", nil, "empty alternative"},
		{"too many", long + " " + long, nil, "more than 2000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := alternatives(tt.entry)
			if tt.fault != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fault) {
					t.Fatalf("error %v, want one that says %q", err, tt.fault)
				}
				return
			}
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}
