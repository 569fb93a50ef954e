package config

import (
	"context"
	"crypto/sha256"
	"io"
	"maps"
	"os"
	"time"
)

// Watch looks at files, and returns a function that calls changed when the content of
// one changes after that, appears or goes, until ctx ends. It asks for the files anew at
// every look, as a reload may name others; what they hold when they are first named is
// what counts as known.
//
// It compares content every so often instead of asking the system for events:
// those do not arrive for a file that a container mounts, or for a link that is
// swapped to another folder, which is how secrets and configs are usually renewed.
// A change counts when two looks in a row see the same, so that a file half
// written is not taken for a whole one. What a reload does with the new content,
// and that a bad one leaves the old running, is the caller's.
func Watch(files func() []string, every time.Duration, changed func()) func(ctx context.Context) {
	known := look(files())
	return func(ctx context.Context) { watch(ctx, known, files, every, changed) }
}

// watch goes on looking at files of which this is known.
func watch(ctx context.Context, known map[string]digest, files func() []string, every time.Duration, changed func()) {
	seen := maps.Clone(known)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := look(files())
		news := false
		for name, content := range now {
			before, named := known[name]
			switch {
			case !named:
				known[name] = content
			case content != before && content == seen[name]:
				known[name] = content
				news = true
			}
		}
		for name := range known {
			if _, named := now[name]; !named {
				delete(known, name)
			}
		}
		seen = now
		if news {
			changed()
		}
	}
}

type digest [sha256.Size]byte

// look takes the digest of each file; the zero digest is one that cannot be read.
func look(names []string) map[string]digest {
	digests := make(map[string]digest, len(names))
	for _, name := range names {
		digests[name] = digestOf(name)
	}
	return digests
}

func digestOf(name string) (d digest) {
	// Opening a pipe would wait for its other end.
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return d
	}
	f, err := os.Open(name)
	if err != nil {
		return d
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, maxFile+1)); err != nil {
		return digest{}
	}
	h.Sum(d[:0])
	return d
}
