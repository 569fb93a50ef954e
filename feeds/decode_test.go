package feeds

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// packed returns data in one content coding.
func packed(t testing.TB, coding string, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&buf)
	case "zlib":
		w = zlib.NewWriter(&buf)
	case "deflate":
		w, err = flate.NewWriter(&buf, flate.DefaultCompression)
	case "br":
		w = brotli.NewWriter(&buf)
	case "zstd":
		w, err = zstd.NewWriter(&buf)
	case "zstd-huge-window":
		w, err = zstd.NewWriter(&buf, zstd.WithWindowSize(64<<20), zstd.WithSingleSegment(false))
	default:
		t.Fatalf("no coding %q", coding)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// answerWith is an answer with a body and a Content-Encoding.
func answerWith(body []byte, coding ...string) *http.Response {
	return &http.Response{
		Header: http.Header{"Content-Encoding": coding}, ContentLength: -1,
		Body: io.NopCloser(bytes.NewReader(body)),
	}
}

func TestDecode(t *testing.T) {
	text := []byte(strings.Repeat("words that repeat compress well. ", 300))
	const limit = 64 << 10
	bomb := make([]byte, 8<<20)
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	var large *tooLarge
	var bad *badCoding
	tests := []struct {
		name   string
		coding []string
		body   []byte
		want   []byte
		err    any
	}{
		{"plain", nil, text, text, nil},
		{"identity", []string{"identity"}, text, text, nil},
		{"empty", nil, nil, nil, nil},
		{"gzip", []string{"gzip"}, packed(t, "gzip", text), text, nil},
		{"x-gzip in capitals", []string{"X-GZIP"}, packed(t, "gzip", text), text, nil},
		{"gzip, two members", []string{"gzip"}, append(packed(t, "gzip", []byte("ab")), packed(t, "gzip", []byte("cd"))...), []byte("abcd"), nil},
		{"gzip not announced", nil, packed(t, "gzip", text), text, nil},
		{"gzip announced only", []string{"gzip"}, text, text, nil},
		{"gzip announced, empty", []string{"gzip"}, nil, nil, nil},
		{"gzip announced, one byte", []string{"gzip"}, []byte("x"), []byte("x"), nil},
		{"br", []string{"br"}, packed(t, "br", text), text, nil},
		{"zstd", []string{"zstd"}, packed(t, "zstd", text), text, nil},
		{"deflate as zlib", []string{"deflate"}, packed(t, "zlib", text), text, nil},
		{"deflate raw", []string{"deflate"}, packed(t, "deflate", text), text, nil},
		{"two codings", []string{"gzip, br"}, packed(t, "br", packed(t, "gzip", text)), text, nil},
		{"two codings in two lines", []string{"gzip", "br"}, packed(t, "br", packed(t, "gzip", text)), text, nil},

		{"too large", nil, make([]byte, limit+1), nil, &large},
		{"just not too large", nil, bomb[:limit], bomb[:limit], nil},
		{"gzip bomb", []string{"gzip"}, packed(t, "gzip", bomb), nil, &large},
		{"gzip bomb not announced", nil, packed(t, "gzip", bomb), nil, &large},
		{"br bomb", []string{"br"}, packed(t, "br", bomb), nil, &large},
		{"zstd bomb", []string{"zstd"}, packed(t, "zstd", bomb), nil, &large},
		{"nested bomb", []string{"gzip, gzip"}, packed(t, "gzip", packed(t, "gzip", bomb)), nil, &large},
		{"much wire, no data", []string{"gzip"}, bytes.Repeat(packed(t, "gzip", nil), 10_000), nil, &large},
		{"zstd window beyond RFC 9659", []string{"zstd"}, packed(t, "zstd-huge-window", bomb), nil, &bad},

		{"gzip cut", []string{"gzip"}, cut(packed(t, "gzip", text)), nil, &bad},
		{"gzip without its end", []string{"gzip"}, packed(t, "gzip", text)[:40], nil, &bad},
		{"gzip damaged", []string{"gzip"}, append([]byte{0x1f, 0x8b}, text...), nil, &bad},
		{"br cut", []string{"br"}, cut(packed(t, "br", text)), nil, &bad},
		{"br that is none", []string{"br"}, text, nil, &bad},
		{"zstd cut", []string{"zstd"}, cut(packed(t, "zstd", text)), nil, &bad},
		{"zstd that is none", []string{"zstd"}, text, nil, &bad},
		{"deflate that is empty", []string{"deflate"}, nil, nil, &bad},
		{"unknown", []string{"sdch"}, text, nil, &bad},
		{"too many", []string{"gzip, gzip, gzip, gzip"}, text, nil, &bad},
	}
	var b bodies
	for range 2 { // the second time with used buffers and decoders
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				buf, err := b.read(answerWith(tt.body, tt.coding...), limit)
				if tt.err != nil {
					if !errors.As(err, tt.err) {
						t.Fatalf("error %v, want %T", err, tt.err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(buf.Bytes(), tt.want) {
					t.Errorf("got %d bytes, want %d", buf.Len(), len(tt.want))
				}
				b.put(buf)
			})
		}
	}
}

func TestDecodeTellsConnectionFromData(t *testing.T) {
	broken := errors.New("connection lost")
	data := packed(t, "gzip", []byte(strings.Repeat("text ", 1000)))
	resp := answerWith(nil, "gzip")
	resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(data[:len(data)/2]), errorReader{broken}))
	var b bodies
	if _, err := b.read(resp, 1<<20); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

func TestDecodeRefusesAnAnnouncedSize(t *testing.T) {
	resp := answerWith(nil)
	resp.ContentLength = 25 << 20
	resp.Body = io.NopCloser(errorReader{errors.New("read although too large")})
	var b bodies
	_, err := b.read(resp, 10<<20)
	if err == nil || err.Error() != "The body has 25.0 MiB; at most 10.0 MiB are read." {
		t.Errorf("got %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	text := []byte(strings.Repeat("some words ", 100))
	for _, coding := range []string{"gzip", "br", "zstd", "deflate"} {
		f.Add(packed(f, coding, text), coding)
	}
	f.Add(text, "gzip, br")
	f.Add([]byte{0x1f, 0x8b}, "")
	var b bodies
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		const limit = 32 << 10
		buf, err := b.read(answerWith(body, coding), limit)
		if (buf == nil) == (err == nil) {
			t.Fatalf("buffer %v with error %v", buf, err)
		}
		if buf != nil {
			if buf.Len() > limit {
				t.Fatalf("%d bytes, limit %d", buf.Len(), limit)
			}
			b.put(buf)
		}
	})
}
