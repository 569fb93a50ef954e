package config

import "testing"

func TestOthersMayLook(t *testing.T) {
	for file, want := range map[string]bool{
		"/home-of-somebody/token":    true,
		"/run/secrets/token":         false,
		"/run/secrets/deeper/token":  true,
		"/run/secrets":               true,
		"/run/secrets-of-mine/token": true,
	} {
		if got := othersMayLook(file); got != want {
			t.Errorf("%s: %t, want %t", file, got, want)
		}
	}
}
