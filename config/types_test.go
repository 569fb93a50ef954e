package config_test

import (
	"encoding"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"meddlewatch/config"
)

// TestTypes reads what is allowed; what is not is in testdata/bad.
func TestTypes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		into encoding.TextUnmarshaler
		text string
		want string // as printed
	}{
		{new(config.Duration), "90s", "1m30s"},
		{new(config.Duration), "30d", "30d"},
		{new(config.Duration), "400d", "400d"},
		{new(config.Duration), "1d12h", "36h"},
		{new(config.Duration), "48h", "2d"},
		{new(config.Duration), "15m", "15m"},
		{new(config.Duration), "1.5h", "1h30m"},
		{new(config.Duration), "250ms", "250ms"},
		{new(config.Cron), "", ""},
		{new(config.Cron), " */15 * * * * ", "*/15 * * * *"},
		{new(config.Cron), "0 7 29 2 *", "0 7 29 2 *"},
		{new(config.Cron), "@hourly", "@hourly"},
		{new(config.Cron), "@every 1s", "@every 1s"},
		{new(config.Cron), "@every 2d", "@every 2d"},
		{new(config.Cron), "0 6 * * MON-FRI", "0 6 * * MON-FRI"},
		{new(config.FirstPoll), "", ""},
		{new(config.FirstPoll), "silent", "silent"},
		{new(config.FirstPoll), "newest:5", "newest:5"},
		{new(config.FirstPoll), "since:72h", "since:3d"},
		{new(config.Stall), "2 intervals", "2 intervals"},
		{new(config.Stall), "1 interval", "1 intervals"},
		{new(config.Stall), "45m", "45m"},
		{new(config.URL), "https://example.org/feed.xml?a=b#c", "https://example.org/feed.xml?a=b#c"},
		{new(config.URL), "HTTP://[::1]:8080", "HTTP://[::1]:8080"},
		{new(config.URL), "https://пример.испытание/лента", "https://пример.испытание/лента"},
		{new(config.HostPort), "127.0.0.1:8080", "127.0.0.1:8080"},
		{new(config.HostPort), "LocalHost:1", "localhost:1"},
		{new(config.HostPort), "[::1]:65535", "[::1]:65535"},
		{new(config.HostPort), "[0:0:0:0:0:0:0:1]:80", "[::1]:80"},
		{new(config.Snowflake), "", ""},
		{new(config.Snowflake), "7", "7"},
		{new(config.Snowflake), "12345678901234567", "12345678901234567"},
		{new(config.Snowflake), "18446744073709551615", "18446744073709551615"},
		{new(config.Charset), "windows-1251", "windows-1251"},
		{new(config.Charset), "", ""},
		{new(config.Lang), "zh-Hant", "zh-Hant"},
		{new(config.Lang), "", ""},
		{new(config.Kind), "factcheck", "factcheck"},
		{new(config.Kind), "", ""},
		{new(config.Path), "a b/ü.toml", "a b/ü.toml"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%T %q", test.into, test.text), func(t *testing.T) {
			t.Parallel()
			if err := test.into.UnmarshalText([]byte(test.text)); err != nil {
				t.Fatal(err)
			}
			got := ""
			switch v := test.into.(type) {
			case fmt.Stringer:
				got = v.String()
			case *config.URL:
				got = string(*v)
			case *config.HostPort:
				got = string(*v)
			case *config.Snowflake:
				got = string(*v)
			case *config.Charset:
				got = string(*v)
			case *config.Lang:
				got = string(*v)
			case *config.Kind:
				got = string(*v)
			case *config.Path:
				got = string(*v)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			// What it prints it reads again, as the same.
			if err := test.into.UnmarshalText([]byte(got)); err != nil {
				t.Errorf("does not read what it prints: %v", err)
			}
			if m, ok := test.into.(encoding.TextMarshaler); ok {
				if text, err := m.MarshalText(); err != nil || string(text) != got {
					t.Errorf("marshals to %q, %v", text, err)
				}
			}
		})
	}
}

func TestCronNext(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("elsewhere", 5*3600+1800)
	tests := []struct {
		text     string
		from, to time.Time
	}{
		{"*/15 * * * *", time.Date(2026, 3, 29, 1, 59, 59, 0, time.UTC), time.Date(2026, 3, 29, 2, 0, 0, 0, time.UTC)},
		{"30 2 * * *", time.Date(2026, 3, 29, 3, 0, 0, 0, zone), time.Date(2026, 3, 29, 2, 30, 0, 0, time.UTC)},
		{"@every 90s", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 0, 1, 30, 0, time.UTC)},
		{"", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{}},
	}
	for _, test := range tests {
		var c config.Cron
		if err := c.UnmarshalText([]byte(test.text)); err != nil {
			t.Fatal(err)
		}
		if c.Set() != (test.text != "") {
			t.Errorf("%q: Set is %v", test.text, c.Set())
		}
		if got := c.Next(test.from); !got.Equal(test.to) || got.Location() != time.UTC {
			t.Errorf("%q: after %s comes %s, not %s", test.text, test.from, got, test.to)
		}
	}
}

func TestStallAfter(t *testing.T) {
	t.Parallel()
	if got := (config.Stall{Intervals: 2}).After(15 * time.Minute); got != 30*time.Minute {
		t.Errorf("two intervals are %s", got)
	}
	if got := (config.Stall{Span: time.Hour}).After(15 * time.Minute); got != time.Hour {
		t.Errorf("an hour is %s", got)
	}
}

func TestLevelSlog(t *testing.T) {
	t.Parallel()
	for level, want := range map[config.Level]slog.Level{
		"": slog.LevelInfo, config.LevelDebug: slog.LevelDebug, config.LevelInfo: slog.LevelInfo,
		config.LevelWarn: slog.LevelWarn, config.LevelError: slog.LevelError,
	} {
		if got := level.Slog(); got != want {
			t.Errorf("%q is %s", level, got)
		}
	}
}
