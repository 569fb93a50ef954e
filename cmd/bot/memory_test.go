package main

import (
	"bytes"
	"errors"
	"log/slog"
	"math"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

func TestLimitMemory(t *testing.T) {
	const before = 5 << 30
	unreadable := func() (uint64, error) { return 0, errors.New("no such group") }
	unlimited := func() (uint64, error) { return 0, memlimit.ErrNoLimit }
	for name, tt := range map[string]struct {
		from memlimit.Provider
		env  string // GOMEMLIMIT; "" unset
		want int64
		says string
	}{
		"a container of 256 MiB":             {from: memlimit.Limit(256 << 20), want: 241591910, says: "bytes=241591910"},
		"the environment knows better":       {from: memlimit.Limit(256 << 20), env: "5GiB", want: before, says: "bytes=5368709120"},
		"no limit":                           {from: unlimited, want: math.MaxInt64, says: "not limited"},
		"a limit that cannot be read":        {from: unreadable, want: before, says: "no such group"},
		"a limit beyond what Go can express": {from: memlimit.Limit(math.MaxUint64), want: math.MaxInt64, says: "not limited"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AUTOMEMLIMIT", "") // restores it afterwards
			_ = os.Unsetenv("AUTOMEMLIMIT")
			t.Setenv("GOMEMLIMIT", tt.env)
			if tt.env == "" {
				_ = os.Unsetenv("GOMEMLIMIT")
			}
			was := debug.SetMemoryLimit(before)
			defer debug.SetMemoryLimit(was)
			var out bytes.Buffer
			limitMemory(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})), tt.from)
			if got := debug.SetMemoryLimit(-1); got != tt.want {
				t.Errorf("limit is %d, want %d", got, tt.want)
			}
			if !strings.Contains(out.String(), tt.says) {
				t.Errorf("the log does not say %q:\n%s", tt.says, out.String())
			}
		})
	}
}
