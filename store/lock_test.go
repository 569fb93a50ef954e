package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"meddlewatch/store"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "x.db")
	if h, err := store.LockHolder(path); h != nil || err != nil {
		t.Errorf("before anybody: %v, %v", h, err)
	}
	release, err := store.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Lock(path)
	var held *store.HeldError
	if !errors.As(err, &held) || held.Holder.PID != os.Getpid() {
		t.Errorf("second lock: %v", err)
	} else if s := err.Error(); !strings.Contains(s, strconv.Itoa(os.Getpid())) || !strings.Contains(s, filepath.Base(os.Args[0])) || !strings.Contains(s, "store.path") {
		t.Errorf("second lock says %q", s)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Dir(path), link); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Lock(filepath.Join(link, "x.db")); !errors.As(err, &held) {
		t.Errorf("lock under another name: %v", err)
	}
	if h, err := store.LockHolder(path); err != nil || h == nil || h.PID != os.Getpid() || h.Host == "" || h.Since.IsZero() {
		t.Errorf("holder %+v, %v", h, err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
	if h, err := store.LockHolder(path); h != nil || err != nil {
		t.Errorf("after it was released: %v, %v", h, err)
	}
	again, err := store.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}

func TestLockOfSilentHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	release, err := store.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"", "{", "null", "{\"pid\": \"x\"}", strings.Repeat("x", 10000)} {
		write(t, path+".lock", []byte(content))
		if _, err := store.Lock(path); err == nil || !strings.Contains(err.Error(), "does not say which") {
			t.Errorf("content %.20q: error %v", content, err)
		}
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}
