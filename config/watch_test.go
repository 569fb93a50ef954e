package config_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch/config"
)

const every = 5 * time.Second

// TestWatch goes through a day of changes, each with how often the caller hears.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	write(t, in("a.toml"), "one", 0o600)
	must(os.Mkdir(in("old"), 0o700))
	must(os.Mkdir(in("new"), 0o700))
	write(t, in("old/link"), "", 0o600)
	write(t, in("new/link"), "renewed", 0o600)
	must(os.Symlink("old", in("current")))

	steps := []struct {
		name string
		do   func()
		want int64
	}{
		{"nothing", func() {}, 0},
		{"the same words again", func() { write(t, in("a.toml"), "one", 0o600) }, 0},
		{"a change", func() { write(t, in("a.toml"), "two", 0o600) }, 1},
		{"a change of the same length in the same second", func() { write(t, in("a.toml"), "owt", 0o600) }, 1},
		{"a file goes", func() { must(os.Remove(in("a.toml"))) }, 1},
		{"and comes back", func() { write(t, in("a.toml"), "three", 0o600) }, 1},
		{"it is renamed over", func() {
			write(t, in("a.tmp"), "four", 0o600)
			must(os.Rename(in("a.tmp"), in("a.toml")))
		}, 1},
		{"a link is swapped to another folder", func() {
			must(os.Symlink("new", in("swap")))
			must(os.Rename(in("swap"), in("current")))
		}, 1},
		{"a file that was missing appears", func() { write(t, in("late.toml"), "x", 0o600) }, 1},
		{"there and back between two looks", func() {
			write(t, in("a.toml"), "five", 0o600)
			write(t, in("a.toml"), "four", 0o600)
		}, 0},
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var heard atomic.Int64
		files := func() []string { return []string{in("a.toml"), in("current/link"), in("late.toml"), dir} }
		go config.Watch(files, every, func() { heard.Add(1) })(ctx)
		synctest.Wait()
		for _, step := range steps {
			heard.Store(0)
			step.do()
			time.Sleep(5 * every)
			synctest.Wait()
			if got := heard.Load(); got != step.want {
				t.Errorf("%s: heard %d times, want %d", step.name, got, step.want)
			}
		}
		cancel()
		synctest.Wait()
		must(os.Remove(in("a.toml")))
		heard.Store(0)
		time.Sleep(5 * every)
		if heard.Load() != 0 {
			t.Error("heard after the end")
		}
	})
}

// TestWatchWaitsForTheEnd: while a file is still being written nobody is told.
func TestWatchWaitsForTheEnd(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.toml")
	write(t, name, "", 0o600)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var heard atomic.Int64
		go config.Watch(func() []string { return []string{name} }, every, func() { heard.Add(1) })(ctx)
		synctest.Wait()
		text := ""
		for range 5 {
			text += "more\n"
			write(t, name, text, 0o600)
			time.Sleep(every)
			synctest.Wait()
		}
		if heard.Load() != 0 {
			t.Error("heard of a file half written")
		}
		time.Sleep(2 * every)
		synctest.Wait()
		if got := heard.Load(); got != 1 {
			t.Errorf("heard %d times, want once", got)
		}
	})
}

// TestWatchFromTheCall: what is written before the first look of the clock is a change.
func TestWatchFromTheCall(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.toml")
	write(t, name, "before", 0o600)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var heard atomic.Int64
		watch := config.Watch(func() []string { return []string{name} }, every, func() { heard.Add(1) })
		write(t, name, "after", 0o600)
		go watch(ctx)
		time.Sleep(3 * every)
		synctest.Wait()
		if got := heard.Load(); got != 1 {
			t.Errorf("heard %d times, want once", got)
		}
	})
}

// TestWatchFollowsTheFiles: after a reload other files may count, and that they
// are new on the list is no change.
func TestWatchFollowsTheFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.toml"), filepath.Join(dir, "b.toml")
	write(t, a, "names b", 0o600)
	write(t, b, "b", 0o600)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var heard atomic.Int64
		var list atomic.Pointer[[]string]
		list.Store(&[]string{a})
		go config.Watch(func() []string { return *list.Load() }, every, func() { heard.Add(1) })(ctx)
		synctest.Wait()
		expect := func(what string, want int64) {
			t.Helper()
			time.Sleep(4 * every)
			synctest.Wait()
			if got := heard.Swap(0); got != want {
				t.Errorf("%s: heard %d times, want %d", what, got, want)
			}
		}
		write(t, b, "bb", 0o600)
		expect("a file that does not count", 0)
		list.Store(&[]string{a, b})
		expect("it counts now", 0)
		write(t, b, "bbb", 0o600)
		expect("it changes", 1)
		list.Store(&[]string{b})
		write(t, a, "aa", 0o600)
		expect("the other does not count any more", 0)
	})
}
