package config_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"meddlewatch/config"
)

const canary = "Zx9CanarySecretQ7"

// TestSecretShowsNowhere prints a secret in every way there is, alone, in an
// exported and an unexported field, behind a pointer, in a list and in a map.
func TestSecretShowsNowhere(t *testing.T) {
	t.Parallel()
	s := config.NewSecret(canary)
	type outer struct {
		Open   config.Secret
		hidden config.Secret
		Many   []config.Secret
		Named  map[string]config.Secret
	}
	o := outer{s, s, []config.Secret{s}, map[string]config.Secret{"a": s}}
	c := config.Default()
	c.Discord.Token, c.Discord.Webhook = s, s

	var b bytes.Buffer
	for _, v := range []any{s, &s, o, &o, o.hidden, *c, c} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%p", "%T", "%10.3s", "%U"} {
			fmt.Fprintf(&b, verb+"\n", v)
		}
		fmt.Fprintln(&b, v)
		for _, h := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
			slog.New(h).Info("shown", "value", v, "error", fmt.Errorf("with %v", v))
		}
		if err := json.NewEncoder(&b).Encode(v); err != nil {
			t.Error(err)
		}
	}
	if err := toml.NewEncoder(&b).Encode(c); err != nil {
		t.Error(err)
	}
	if err := xml.NewEncoder(&b).Encode(s); err != nil {
		t.Error(err)
	}
	for _, shape := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), canary[3:12]} {
		if strings.Contains(b.String(), shape) {
			t.Fatalf("the secret shows as %s", shape)
		}
	}
	if got := s.Reveal(); got != canary {
		t.Errorf("Reveal gives %q", got)
	}
	if !strings.Contains(b.String(), "[hidden]") {
		t.Error("nothing says that there is a secret")
	}
}

func TestNoSecret(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]config.Secret{"zero": {}, "empty": config.NewSecret("")} {
		if s.Set() || s.Reveal() != "" || s.String() != "" {
			t.Errorf("%s: is set, or shows something", name)
		}
	}
}
