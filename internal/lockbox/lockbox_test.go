package lockbox

import "testing"

// SHA-256 of "a" begins with c, of "b" with 3, of "d" with 1.
func TestHolds(t *testing.T) {
	for name, want := range map[string]bool{
		"a": false, "b": true, "d": true, "": false,
		"harbour-vote": true, "zembla-31-bloggers": true, "norvania-mail": false, "tallmoor": false,
	} {
		if got := Holds(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
