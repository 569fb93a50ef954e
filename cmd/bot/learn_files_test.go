package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that this user may not read is named. The script that tries what else cannot
// be read cannot tell who runs it.
func TestReadDocumentsThatMayNotBeRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read every file")
	}
	dir := t.TempDir()
	secret, good := filepath.Join(dir, "secret.txt"), filepath.Join(dir, "good.txt")
	for _, name := range []string{secret, good} {
		if err := os.WriteFile(name, []byte("Text."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(secret, 0); err != nil {
		t.Fatal(err)
	}
	files, err := readDocuments([]string{good, secret})
	if err == nil || !strings.Contains(err.Error(), secret+": ") {
		t.Errorf("the error is %v, and should name %s", err, secret)
	}
	if len(files) != 1 || files[0].Name != "good.txt" {
		t.Errorf("%d files were read, and the good one should be", len(files))
	}
}
