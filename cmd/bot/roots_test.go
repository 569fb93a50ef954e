package main

import (
	"crypto/x509"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// envBare marks a process that has no certificates but those it carries.
const envBare = "MEDDLEWATCH_TEST_BARE"

// TestBareMachine looks for certificates and time zones where the machine has
// none. Certificates are hidden from it by the two variables that crypto/x509
// obeys; that the zones are not the machine's shows only where there are none, as
// in the container image, in which this test is run too.
func TestBareMachine(t *testing.T) {
	if os.Getenv(envBare) == "" {
		nowhere := filepath.Join(t.TempDir(), "nowhere")
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		again := exec.CommandContext(t.Context(), self, "-test.run=^TestBareMachine$", "-test.count=1")
		again.Env = append(os.Environ(), envBare+"=1", "SSL_CERT_FILE="+nowhere, "SSL_CERT_DIR="+nowhere)
		if out, err := again.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		t.Fatal(err)
	}
	if pool.Equal(x509.NewCertPool()) {
		t.Error("there is no root certificate, so no https feed can be read")
	}
	if _, err := time.LoadLocation("Asia/Tbilisi"); err != nil {
		t.Error(err)
	}
}
