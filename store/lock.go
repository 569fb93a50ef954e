package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Holder is who holds the lock of a database.
type Holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`
	Command string    `json:"command"`
}

// HeldError says that another process works on the database.
type HeldError struct {
	Path   string // of the database
	Holder Holder // the zero value where the holder has not said who it is
}

func (e *HeldError) Error() string {
	h := e.Holder
	if h.PID == 0 {
		return e.Path + ": another process works on this database and does not say which; end it, or give another file as store.path"
	}
	return fmt.Sprintf("%s: process %d on %s (“%s”) works on this database since %s; end it (kill %d), or give another file as store.path",
		e.Path, h.PID, h.Host, h.Command, h.Since.Format(time.RFC3339), h.PID)
}

// lockTries and lockPause let a process wait out one that only looks (see
// LockHolder) or that is just going.
const (
	lockTries = 10
	lockPause = 20 * time.Millisecond
)

// Lock takes the lock of the database until release is called or the process
// ends, however it ends: it is the kernel that holds it (flock), on a file named
// like the database with ".lock" added, which stays and says who holds it. A lock
// held by another process, or by this one, is a *HeldError after a fifth of a
// second.
//
// The lock keeps two workers apart. It does not keep others from reading the
// database, or from writing a little.
func Lock(path string) (release func() error, err error) {
	name, err := lockName(path)
	if err != nil {
		return nil, explain(path, "lock the database", err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, explain(path, "lock the database", err)
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, explain(path, "lock the database", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for try := 1; ; try++ {
		err = flock(f, unix.LOCK_EX)
		if !errors.Is(err, unix.EWOULDBLOCK) || try == lockTries {
			break
		}
		time.Sleep(lockPause)
	}
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, &HeldError{Path: path, Holder: readHolder(f)}
	}
	if err == nil {
		err = writeHolder(f, self())
	}
	if err != nil {
		return nil, explain(path, "lock the database", err)
	}
	// The bare descriptor holds the lock: an os.File that nobody keeps is closed
	// by the garbage collector, and with it would go the lock.
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, explain(path, "lock the database", err)
	}
	return sync.OnceValue(func() error {
		return explain(path, "release the lock", unix.Close(fd))
	}), nil
}

// LockHolder returns who holds the lock of the database, nil without an error
// where nobody does. It takes the lock for a moment to find out.
func LockHolder(path string) (*Holder, error) {
	name, err := lockName(path)
	if err != nil {
		return nil, explain(path, "look at the lock", err)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, explain(path, "look at the lock", err)
	}
	defer func() { _ = f.Close() }() // only read
	switch err := flock(f, unix.LOCK_SH); {
	case errors.Is(err, unix.EWOULDBLOCK):
		h := readHolder(f)
		return &h, nil
	case err != nil:
		return nil, explain(path, "look at the lock", err)
	}
	return nil, nil
}

// lockName follows links, so that two names of one database have one lock.
func lockName(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	return path + ".lock", nil
}

func flock(f *os.File, how int) error {
	for {
		err := unix.Flock(int(f.Fd()), how|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// self describes this process.
func self() Holder {
	host, err := os.Hostname()
	if err != nil {
		host = "this machine"
	}
	command := append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...)
	return Holder{PID: os.Getpid(), Host: host, Since: time.Now().UTC().Truncate(time.Second), Command: strings.Join(command, " ")}
}

func writeHolder(f *os.File, who Holder) error {
	b, err := json.Marshal(who)
	if err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt(append(b, '\n'), 0)
	return err
}

// readHolder returns the zero value where the file does not say, which is so for
// a moment after a lock was taken.
func readHolder(f *os.File) Holder {
	var h Holder
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil || json.Unmarshal(b, &h) != nil {
		return Holder{}
	}
	h.Command = strings.ToValidUTF8(h.Command, "?")
	return h
}
