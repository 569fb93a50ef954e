package config

import (
	"fmt"
	"io"
	"log/slog"
)

// hidden is what every way of printing shows of a secret.
const hidden = "[hidden]"

// Secret is a text that must appear nowhere: fmt with any verb, JSON, TOML and
// slog show that there is one and no more. The zero value is none. Reveal is the
// only way out.
type Secret struct {
	// A pointer, because fmt reaches into unexported fields of foreign structs
	// without asking for methods; there it prints an address.
	text *string
}

// NewSecret hides a text; empty text is no secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Set says whether there is a secret.
func (s Secret) Set() bool { return s.text != nil }

// Reveal is the text itself, for the one place that sends it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// String is "[hidden]", or "" for none.
func (s Secret) String() string {
	if s.text == nil {
		return ""
	}
	return hidden
}

// GoString is String.
func (s Secret) GoString() string { return s.String() }

// Format prints String for every verb, numbers and pointers too.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText is String.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON is String in quotes.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }

// LogValue is String.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
