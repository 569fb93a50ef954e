package notify

import (
	"html"
	"strconv"
	"strings"
)

// secret is a text that is sent and never shown. It is a pointer, because fmt
// reaches into unexported fields without asking for methods; there it prints an
// address.
type secret struct{ text *string }

func newSecret(text string) secret { return secret{&text} }

func (s secret) reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// withheld is shown instead of a foreign text that gives a secret away.
const withheld = "[withheld: it repeats a secret]"

// tell is how many characters of a secret in a row give it away.
const tell = 12

// foreign makes what a server said fit for a sentence: one line, at most so many
// bytes, and nothing of it where it repeats the secret or a good part of it, as
// written or in the encodings of addresses and pages.
func (s secret) foreign(text string, most int) string {
	text = plain(text)
	for _, form := range decoded(text) {
		if s.in(form) {
			return withheld
		}
	}
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// in says whether a text gives the secret away.
func (s secret) in(text string) bool {
	whole := s.reveal()
	if whole == "" {
		return false
	}
	if len(whole) <= tell {
		return strings.Contains(text, whole)
	}
	for i := range len(whole) - tell + 1 {
		if strings.Contains(text, whole[i:i+tell]) {
			return true
		}
	}
	return false
}

// decoded are the forms of a text, from the one written to the one meant.
func decoded(text string) []string {
	forms := []string{text}
	for range 3 {
		next := html.UnescapeString(unpercent(text))
		if next == text {
			break
		}
		text = next
		forms = append(forms, text)
	}
	return forms
}

// unpercent decodes the percent-encoding of a text (RFC 3986, 2.1) and, unlike
// url.PathUnescape, leaves what is none as it stands.
func unpercent(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if n, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
