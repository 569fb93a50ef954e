package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// largestDocument is how many bytes are read of a document. A book has about one
// million; what is larger is no document.
const largestDocument = 64 << 20

// readDocuments reads every document. The error names all that cannot be used; the
// others are returned, for they may be bad in other ways.
func readDocuments(names []string) ([]learn.File, error) {
	var files []learn.File
	var errs []error
	first := map[string]string{}
	for _, name := range names {
		base := filepath.Base(name)
		if known, twice := first[base]; twice {
			errs = append(errs, fmt.Errorf("%s and %s have the same name, and receipts could not tell them apart; rename one, or give it once", known, name))
			continue
		}
		first[base] = name
		data, err := readDocument(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		files = append(files, learn.File{Name: base, Data: data})
	}
	return files, errors.Join(errs...)
}

func readDocument(name string) ([]byte, error) {
	base := filepath.Base(name)
	if !utf8.ValidString(base) || strings.ContainsFunc(base, func(r rune) bool { return !unicode.IsGraphic(r) }) {
		return nil, fmt.Errorf("%q: the name has characters that cannot be printed; rename the file", name)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, fmt.Errorf("%s: it is no plain file, and may have no end; save the document as a file and name that", name)
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?[") {
		return nil, fmt.Errorf("%s: no file fits this pattern; name files that are there", name)
	}
	if err != nil {
		return nil, named(name, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, largestDocument+1))
	switch {
	case errors.Is(err, syscall.EISDIR):
		return nil, fmt.Errorf("%s: it is a folder; name the documents in it, such as %s", name, filepath.Join(name, "*.txt"))
	case err != nil:
		return nil, named(name, err)
	case len(data) > largestDocument:
		return nil, fmt.Errorf("%s: it is larger than the %d MiB a document may have; cut it", name, largestDocument>>20)
	}
	return data, nil
}

// learnInto writes the watchlist to a file, or brings the findings into the one that
// is there, and says on standard error what that changes.
func (a *app) learnInto(out string, documents []string, f learn.Findings) error {
	path, err := filepath.EvalSymlinks(out)
	if errors.Is(err, fs.ErrNotExist) {
		path = out
	} else if err != nil {
		return named(out, err)
	}
	old, err := readOld(path)
	if err != nil {
		return named(out, err)
	}
	if err := notADocument(path, documents); err != nil {
		return err
	}
	text, changes, err := relearn.Update(out, old, f)
	if err != nil {
		return err
	}
	if old != nil && bytes.Equal(old, text) {
		fmt.Fprintf(a.stderr, "%s: nothing changes\n", out)
		return nil
	}
	if err := replaceFile(out, old, text); err != nil {
		return err
	}
	if old == nil {
		fmt.Fprintf(a.stderr, "wrote %s: %d entities, %d relations, %d themes\n", out, len(f.Entities), len(f.Relations), len(f.Themes))
		return nil
	}
	fmt.Fprintf(a.stderr, "wrote %s\n%s", out, changes.Text())
	return nil
}

// readOld reads the file that is there; nil where none is.
func readOld(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, errors.New("it is no plain file; give --out the name of one")
	}
	old, err := os.ReadFile(path)
	if old == nil {
		old = []byte{}
	}
	return old, err
}

// notADocument refuses to write over what is learned from.
func notADocument(path string, documents []string) error {
	out, err := os.Stat(path)
	if err != nil {
		return nil //nolint:nilerr // a file that is not there is no document
	}
	for _, d := range documents {
		if info, err := os.Stat(d); err == nil && os.SameFile(out, info) {
			return fmt.Errorf("%s is one of the documents and --out as well; give --out another name", d)
		}
	}
	return nil
}
