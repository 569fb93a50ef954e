package notify

import (
	"strings"
)

// snowflake is an id of Discord: digits, at most 20 of them, as they fill 64
// bits. It is read from a text or a number, because servers write both; "" is
// what is no id.
type snowflake string

// maxSnowflake is the number of digits of the largest 64-bit number.
const maxSnowflake = 20

func (s *snowflake) UnmarshalJSON(b []byte) error {
	*s = ""
	if text := strings.Trim(string(b), `"`); isDigits(text) && len(text) <= maxSnowflake {
		*s = snowflake(text)
	}
	return nil
}

// before says whether an id is smaller than another, and thus of a message that
// was made earlier. "" is larger than all.
func (s snowflake) before(other snowflake) bool {
	a, b := strings.TrimLeft(string(s), "0"), strings.TrimLeft(string(other), "0")
	switch {
	case s == "":
		return false
	case other == "":
		return true
	case len(a) != len(b):
		return len(a) < len(b)
	}
	return a < b
}

// bits is a set of permissions: the lowest 64 bits of a number of any length,
// read from a text or a number.
type bits uint64

func (p *bits) UnmarshalJSON(b []byte) error {
	*p = 0
	text := strings.Trim(string(b), `"`)
	if !isDigits(text) {
		return nil
	}
	for _, digit := range []byte(text) {
		*p = *p*10 + bits(digit-'0') // what overflows are bits that have no name yet
	}
	return nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
