package config

import (
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Cron is a schedule: five cron fields in UTC, one of "@hourly", "@daily",
// "@weekly", "@monthly", "@yearly", or "@every" with a span of time of at least a
// second. The zero value is none.
type Cron struct {
	text     string
	schedule cron.Schedule
}

// UnmarshalText reads a schedule; empty text is none.
func (c *Cron) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if s == "" {
		*c = Cron{}
		return nil
	}
	schedule, err := parseCron(s)
	if err != nil {
		return err
	}
	*c = Cron{text: s, schedule: schedule}
	return nil
}

func parseCron(s string) (cron.Schedule, error) {
	const write = `write five fields, such as "*/15 * * * *", or "@every 15m"`
	if strings.HasPrefix(s, "TZ=") || strings.HasPrefix(s, "CRON_TZ=") {
		return nil, Invalid{
			What: "a schedule has no time zone of its own: it is in UTC",
			Do:   "take the time zone away and write the hours in UTC",
		}
	}
	if span, ok := strings.CutPrefix(s, "@every "); ok {
		d, ok := parseDuration(strings.TrimSpace(span))
		if !ok {
			return nil, Invalid{What: "this is no span of time after @every", Do: `write one such as "@every 15m"`}
		}
		if d < time.Second {
			return nil, Invalid{What: "a schedule cannot come more than once a second", Do: `write "@every 1s" or more`}
		}
		return cron.Every(d), nil
	}
	if n := len(strings.Fields(s)); n != 5 && !strings.HasPrefix(s, "@") {
		return nil, Invalid{
			What: "a schedule has five fields (minute, hour, day, month, weekday), this has " + strconv.Itoa(n),
			Do:   write,
		}
	}
	schedule, err := cron.ParseStandard(s) // its messages repeat the text
	if err != nil {
		return nil, Invalid{What: "this is no schedule", Do: write}
	}
	if schedule.Next(reference).IsZero() {
		return nil, Invalid{What: "this schedule never comes", Do: "name a day that its month has"}
	}
	return schedule, nil
}

// reference is where the search for a schedule's first time begins: the library
// looks five years ahead, and these hold a leap year.
var reference = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// Set says whether there is a schedule.
func (c Cron) Set() bool { return c.schedule != nil }

// Next is the first time after t at which the schedule comes, in UTC; the zero
// time where there is none.
func (c Cron) Next(t time.Time) time.Time {
	if c.schedule == nil {
		return time.Time{}
	}
	return c.schedule.Next(t.UTC())
}

// String is the schedule as written, "" for none.
func (c Cron) String() string { return c.text }

// MarshalText is String.
func (c Cron) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// mustCron is for schedules that stand in source code; it panics on a bad one.
func mustCron(s string) Cron {
	var c Cron
	if err := c.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return c
}
