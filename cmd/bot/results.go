package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// results is standard output of one command. It keeps the first error of writing, so
// that a command may print line by line and still fails where its answer did not
// arrive, as on a full disk.
type results struct {
	to  io.Writer
	err error
}

// Write writes, and after an error no more.
func (o *results) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(b)
	if err != nil {
		o.err = fmt.Errorf("the answer could not be written: %w; is the disk full?", err)
		return n, o.err
	}
	return n, nil
}

// onScreen is an address as it may be printed: that of an item which is no web page is
// its GUID, which a feed or file may fill with what steers a terminal.
func onScreen(address string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, address)
}

// direct is the writer behind, for alerts: the outbox knows which of them did not
// arrive, and tries again.
func direct(w io.Writer) io.Writer {
	if o, ok := w.(*results); ok {
		return o.to
	}
	return w
}
