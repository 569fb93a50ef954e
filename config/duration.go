package config

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a span of time in a file: "90s", "15m", "36h", and with days of 24
// hours also "30d" or "1d12h". It is always more than zero.
type Duration time.Duration

// UnmarshalText reads a duration.
func (d *Duration) UnmarshalText(text []byte) error {
	t, ok := parseDuration(string(text))
	if !ok {
		return Invalid{
			What: "this is no span of time",
			Do:   `write a number with a unit: s, m, h or d, such as "90s" or "30d"`,
		}
	}
	if t <= 0 {
		return Invalid{What: "the span of time must be more than zero", Do: `write one such as "90s"`}
	}
	*d = Duration(t)
	return nil
}

// MarshalText writes it as a file would have it.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String is the form UnmarshalText reads, whole days as days.
func (d Duration) String() string {
	t := time.Duration(d)
	if t >= day && t%day == 0 {
		return strconv.FormatInt(int64(t/day), 10) + "d"
	}
	s := t.String()
	if short, ok := strings.CutSuffix(s, "m0s"); ok {
		s = short + "m"
	}
	if short, ok := strings.CutSuffix(s, "h0m"); ok {
		s = short + "h"
	}
	return s
}

const day = 24 * time.Hour

// parseDuration is time.ParseDuration with days in front.
func parseDuration(s string) (time.Duration, bool) {
	var days time.Duration
	if front, rest, ok := strings.Cut(s, "d"); ok {
		n, err := strconv.ParseUint(front, 10, 32)
		if err != nil || time.Duration(n) > math.MaxInt64/day {
			return 0, false
		}
		days = time.Duration(n) * day
		if rest == "" {
			return days, true
		}
		if rest[0] < '0' || rest[0] > '9' {
			return 0, false
		}
		s = rest
	}
	t, err := time.ParseDuration(s)
	if err != nil || days > 0 && t > math.MaxInt64-days {
		return 0, false
	}
	return days + t, true
}
