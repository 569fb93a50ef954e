package config

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/language"
)

// Snowflake is an id of a server that speaks Discord's API: a number of up to 64
// bits, kept as text because JSON numbers lose its last digits. "" is none.
type Snowflake string

// UnmarshalText checks an id.
func (s *Snowflake) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = ""
		return nil
	}
	n, err := strconv.ParseUint(string(text), 10, 64)
	if err != nil || n == 0 || strconv.FormatUint(n, 10) != string(text) {
		return Invalid{What: notAnID, Do: copyID}
	}
	*s = Snowflake(text)
	return nil
}

const (
	notAnID = "this is no id of Discord, which has 17 to 20 digits"
	copyID  = "switch on Developer Mode in Discord, right-click the channel and choose Copy Channel ID"
)

// FirstPoll says what becomes of the items a feed holds when it is polled for the
// first time. The zero value leaves it to the rule: silent, but for the last 72
// hours (at most 10 items) while the terminal is the only destination.
type FirstPoll struct {
	Mode   FirstPollMode
	Newest int           // with FirstPollNewest
	Since  time.Duration // with FirstPollSince
}

// FirstPollMode is one of the three ways to begin, or none.
type FirstPollMode string

// The ways to begin.
const (
	FirstPollRule   FirstPollMode = ""       // the rule decides
	FirstPollSilent FirstPollMode = "silent" // nothing alerts
	FirstPollNewest FirstPollMode = "newest" // the newest items may alert
	FirstPollSince  FirstPollMode = "since"  // items as young as this may alert
)

// UnmarshalText reads "", "silent", "newest:N" or "since:72h".
func (f *FirstPoll) UnmarshalText(text []byte) error {
	mode, value, _ := strings.Cut(string(text), ":")
	n, err := strconv.Atoi(value)
	span, ok := parseDuration(value)
	switch {
	case string(text) == "":
		*f = FirstPoll{}
	case string(text) == "silent":
		*f = FirstPoll{Mode: FirstPollSilent}
	case mode == "newest" && err == nil && n > 0 && n <= 2000:
		*f = FirstPoll{Mode: FirstPollNewest, Newest: n}
	case mode == "newest":
		return Invalid{What: "newest needs a number from 1 to 2000", Do: `write one such as "newest:5"`}
	case mode == "since" && ok && span > 0:
		*f = FirstPoll{Mode: FirstPollSince, Since: span}
	case mode == "since":
		return Invalid{What: "since needs a span of time", Do: `write one such as "since:72h"`}
	default:
		return Invalid{What: "this is no way to begin with a feed", Do: `write "silent", "newest:5" or "since:72h"`}
	}
	return nil
}

// String is the form UnmarshalText reads.
func (f FirstPoll) String() string {
	switch f.Mode {
	case FirstPollNewest:
		return "newest:" + strconv.Itoa(f.Newest)
	case FirstPollSince:
		return "since:" + Duration(f.Since).String()
	}
	return string(f.Mode)
}

// MarshalText is String.
func (f FirstPoll) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// Stall is how long a worker may be without a finished poll before it counts as
// stuck: a number of poll intervals, or a span of time.
type Stall struct {
	Intervals int           // 0: Span counts
	Span      time.Duration // 0: Intervals count
}

// UnmarshalText reads "2 intervals" or a span of time.
func (s *Stall) UnmarshalText(text []byte) error {
	bad := Invalid{What: "this is no time to wait for a poll", Do: `write "2 intervals", or a span of time such as "45m"`}
	words := strings.Fields(string(text))
	if len(words) == 2 && (words[1] == "intervals" || words[1] == "interval") {
		n, err := strconv.Atoi(words[0])
		if err != nil || n < 1 || n > 1000 {
			return bad
		}
		*s = Stall{Intervals: n}
		return nil
	}
	span, ok := parseDuration(string(text))
	if !ok || span <= 0 {
		return bad
	}
	*s = Stall{Span: span}
	return nil
}

// After is the time without a finished poll that is too long, for a worker that
// polls at this interval.
func (s Stall) After(interval time.Duration) time.Duration {
	if s.Intervals > 0 {
		return time.Duration(s.Intervals) * interval
	}
	return s.Span
}

// String is the form UnmarshalText reads.
func (s Stall) String() string {
	if s.Intervals > 0 {
		return strconv.Itoa(s.Intervals) + " intervals"
	}
	return Duration(s.Span).String()
}

// MarshalText is String.
func (s Stall) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Threshold is a score from 0 to 1.
type Threshold float64

// Validate checks the range.
func (t Threshold) Validate() error {
	if t < 0 || t > 1 {
		return Invalid{What: "a score is between 0 and 1", Do: "write a number such as 0.5"}
	}
	return nil
}

// Charset is a character encoding by a name browsers know (WHATWG Encoding
// Standard), such as "windows-1252". "" finds out.
type Charset string

// UnmarshalText checks the name.
func (c *Charset) UnmarshalText(text []byte) error {
	if len(text) > 0 {
		if _, err := htmlindex.Get(string(text)); err != nil {
			return Invalid{
				What: "this is no character encoding that is known",
				Do:   `write a name such as "utf-8" or "windows-1251", or leave it out to let the bot find out`,
			}
		}
	}
	*c = Charset(text)
	return nil
}

// Lang is a language tag (BCP 47) such as "en" or "zh-Hant". "" is unknown.
type Lang string

// UnmarshalText checks the tag.
func (l *Lang) UnmarshalText(text []byte) error {
	if len(text) > 0 {
		if _, err := language.Parse(string(text)); err != nil {
			return Invalid{What: "this is no language tag", Do: `write one such as "en", "de" or "zh-Hant"`}
		}
	}
	*l = Lang(text)
	return nil
}

// Kind is the kind of outlet behind a feed; "" is unknown.
type Kind string

// UnmarshalText checks the kind.
func (k *Kind) UnmarshalText(text []byte) error {
	return oneOf(k, text, "kind of outlet",
		"", "government", "vendor", "research", "media", "factcheck", "aggregator")
}

// When says when something is on; "" does not occur after loading.
type When string

// The answers.
const (
	Auto   When = "auto"
	Always When = "always"
	Never  When = "never"
)

// UnmarshalText checks the answer.
func (w *When) UnmarshalText(text []byte) error {
	return oneOf(w, text, "answer here", Auto, Always, Never)
}

// Format is how log lines look.
type Format string

// The formats.
const (
	FormatText Format = "text"
	FormatJSON Format = "json"
)

// UnmarshalText checks the format.
func (f *Format) UnmarshalText(text []byte) error {
	return oneOf(f, text, "format of the log", FormatText, FormatJSON)
}

// Level is the least important kind of log line that is shown.
type Level string

// The levels.
const (
	LevelDebug Level = "debug"
	LevelInfo  Level = "info"
	LevelWarn  Level = "warn"
	LevelError Level = "error"
)

// UnmarshalText checks the level.
func (l *Level) UnmarshalText(text []byte) error {
	return oneOf(l, text, "level of the log", LevelDebug, LevelInfo, LevelWarn, LevelError)
}

// Slog is the level as slog counts it; info where it is not set.
func (l Level) Slog() slog.Level {
	switch l {
	case LevelDebug:
		return slog.LevelDebug
	case LevelWarn:
		return slog.LevelWarn
	case LevelError:
		return slog.LevelError
	}
	return slog.LevelInfo
}

// oneOf sets a word that is one of a few.
func oneOf[W ~string](w *W, text []byte, what string, known ...W) error {
	if slices.Contains(known, W(text)) {
		*w = W(text)
		return nil
	}
	var list []string
	for _, k := range known {
		if k != "" {
			list = append(list, fmt.Sprintf("%q", string(k)))
		}
	}
	last := len(list) - 1
	return Invalid{
		What: "this is no " + what,
		Do:   "write " + strings.Join(list[:last], ", ") + " or " + list[last],
	}
}
