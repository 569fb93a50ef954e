package feeds

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names the content codings that are asked for. Deflate is read
// too, since some servers send it unasked.
const acceptEncoding = "gzip, br, zstd"

const (
	maxCodings    = 3         // codings on top of each other; real servers use one
	zstdWindow    = 8 << 20   // bytes; RFC 9659 lets the coding "zstd" use no more
	keepBuffer    = 1 << 20   // bytes; larger buffers are not kept for the next answer
	growAtMost    = 512 << 10 // bytes reserved because a Content-Length says so, before any have come
	errorPageSize = 16 << 10  // bytes of an error page that are looked at
)

// bodies reads and decodes the bodies of answers. It keeps buffers and decoders
// for the next answer; the zero value is ready.
type bodies struct {
	buffers, gzips, brotlis, zstds, peeks sync.Pool
}

// tooLarge is a body over the limit. Size is zero where the server did not say it.
type tooLarge struct{ size, limit int64 }

func (e *tooLarge) Error() string {
	if e.size > 0 {
		return fmt.Sprintf("The body has %s; at most %s are read.", byteCount(e.size), byteCount(e.limit))
	}
	return fmt.Sprintf("The body has more than %s, the most that is read.", byteCount(e.limit))
}

// badCoding is a body that its content coding cannot decode.
type badCoding struct {
	coding string
	cause  error
}

func (e *badCoding) Error() string {
	return fmt.Sprintf("The body cannot be decoded as %s: it is damaged or breaks off.", e.coding)
}

func (e *badCoding) Unwrap() error { return e.cause }

// byteCount writes a size for a person.
func byteCount(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

// wire is the undecoded body. It stops after limit bytes, so that a coding that
// makes nothing out of endless input ends too, and remembers how it ended, so that
// a broken connection is not taken for broken data.
type wire struct {
	from  io.Reader
	left  int64
	limit int64
	err   error
}

func (w *wire) Read(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	if int64(len(p)) > w.left+1 {
		p = p[:w.left+1]
	}
	n, err := w.from.Read(p)
	if int64(n) > w.left {
		n, err = int(w.left), &tooLarge{limit: w.limit}
	}
	w.left -= int64(n)
	w.err = err
	return n, err
}

// get returns an empty buffer.
func (b *bodies) get() *bytes.Buffer {
	if buf, ok := b.buffers.Get().(*bytes.Buffer); ok {
		return buf
	}
	return new(bytes.Buffer)
}

// put takes a buffer back. Nothing may point into it any more. Nil is nothing.
func (b *bodies) put(buf *bytes.Buffer) {
	if buf == nil || buf.Cap() > keepBuffer {
		return
	}
	buf.Reset()
	b.buffers.Put(buf)
}

// read returns the decoded body of an answer, at most limit bytes of it as sent
// and as decoded. The error is a *tooLarge, a *badCoding, or what the connection
// said. The buffer goes back with put.
func (b *bodies) read(resp *http.Response, limit int64) (*bytes.Buffer, error) {
	if resp.ContentLength > limit {
		return nil, &tooLarge{size: resp.ContentLength, limit: limit}
	}
	codings, err := contentCodings(resp.Header)
	if err != nil {
		return nil, err
	}
	buf := b.get()
	if n := min(resp.ContentLength, growAtMost); n > 0 {
		buf.Grow(int(n) + bytes.MinRead)
	}
	if err := b.decode(buf, resp.Body, codings, limit); err != nil {
		b.put(buf)
		return nil, err
	}
	if len(codings) > 0 || !isGzip(buf.Bytes()) {
		return buf, nil
	}
	// A compressed file behind a server that does not say so.
	packed := buf
	defer b.put(packed)
	buf = b.get()
	if err := b.decode(buf, bytes.NewReader(packed.Bytes()), []string{"gzip"}, limit); err != nil {
		b.put(buf)
		return nil, err
	}
	return buf, nil
}

// readStart returns the decoded beginning of an error page, as far as it comes.
func (b *bodies) readStart(resp *http.Response) *bytes.Buffer {
	buf := b.get()
	codings, err := contentCodings(resp.Header)
	if err != nil {
		return buf
	}
	// Whatever goes wrong here, the status has already decided.
	_ = b.decode(buf, resp.Body, codings, errorPageSize)
	return buf
}

// contentCodings returns the codings of a body in the order in which they were
// applied.
func contentCodings(h http.Header) ([]string, error) {
	var codings []string
	for _, line := range h["Content-Encoding"] {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.ToLower(strings.TrimSpace(name))
			switch name {
			case "", "identity", "none", "utf-8":
				continue
			case "x-gzip":
				name = "gzip"
			case "gzip", "br", "zstd", "deflate":
			default:
				return nil, &badCoding{coding: plainExcerpt(name), cause: http.ErrNotSupported}
			}
			codings = append(codings, name)
		}
	}
	if len(codings) > maxCodings {
		return nil, &badCoding{coding: strings.Join(codings[:maxCodings], ", ") + " and more", cause: http.ErrNotSupported}
	}
	return codings, nil
}

// decode appends the decoded bytes of from to buf.
func (b *bodies) decode(buf *bytes.Buffer, from io.Reader, codings []string, limit int64) error {
	w := &wire{from: from, left: limit, limit: limit}
	var r io.Reader = w
	for i := len(codings) - 1; i >= 0; i-- {
		next, done, err := b.decoder(r, codings[i])
		if err != nil {
			return b.decodeError(w, codings[i], err)
		}
		defer done()
		r = next
	}
	_, err := buf.ReadFrom(io.LimitReader(r, limit+1))
	switch {
	case int64(buf.Len()) > limit:
		return &tooLarge{limit: limit}
	case err == nil:
		// A decoder may stop at the end of its data, just before the end of the
		// body; a connection is kept only after that.
		_, _ = io.CopyN(io.Discard, w, drainAtMost)
		return nil
	case len(codings) == 0:
		return err
	}
	return b.decodeError(w, strings.Join(codings, ", "), err)
}

// decodeError tells data that cannot be decoded from a connection that failed.
func (*bodies) decodeError(w *wire, coding string, err error) error {
	if w.err != nil && !errors.Is(w.err, io.EOF) {
		return w.err
	}
	return &badCoding{coding: coding, cause: err}
}

// decoder returns a reader of one coding, and what to call after the last read.
func (b *bodies) decoder(from io.Reader, coding string) (io.Reader, func(), error) {
	switch coding {
	case "br":
		r, ok := b.brotlis.Get().(*brotli.Reader)
		if !ok {
			r = brotli.NewReader(nil)
		}
		if err := r.Reset(from); err != nil {
			return nil, nil, err
		}
		return r, func() { b.brotlis.Put(r) }, nil
	case "zstd":
		return b.zstdReader(from)
	case "gzip":
		return b.gzipReader(from)
	}
	return deflateReader(from)
}

func (b *bodies) zstdReader(from io.Reader) (io.Reader, func(), error) {
	r, ok := b.zstds.Get().(*zstd.Decoder)
	if !ok {
		var err error
		// Without concurrency a decoder has no goroutines and needs no Close.
		r, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderMaxMemory(zstdWindow))
		if err != nil {
			return nil, nil, err
		}
	}
	if err := r.Reset(from); err != nil {
		return nil, nil, err
	}
	return r, func() {
		if r.Reset(nil) == nil {
			b.zstds.Put(r)
		}
	}, nil
}

// gzipReader also passes through what is not compressed at all: some servers
// announce gzip and forget to do it.
func (b *bodies) gzipReader(from io.Reader) (io.Reader, func(), error) {
	peek, ok := b.peeks.Get().(*bufio.Reader)
	if !ok {
		peek = bufio.NewReader(nil)
	}
	peek.Reset(from)
	donePeek := func() {
		peek.Reset(nil)
		b.peeks.Put(peek)
	}
	start, err := peek.Peek(2)
	if err == nil && !isGzip(start) || err == io.EOF {
		return peek, donePeek, nil
	}
	r, ok := b.gzips.Get().(*gzip.Reader)
	if !ok {
		r = new(gzip.Reader)
	}
	if err := r.Reset(peek); err != nil {
		donePeek()
		return nil, nil, err
	}
	return r, func() {
		donePeek()
		b.gzips.Put(r)
	}, nil
}

// deflateReader reads RFC 1950 (zlib), which the coding means, and RFC 1951 (raw
// deflate), which many servers send for it.
func deflateReader(from io.Reader) (io.Reader, func(), error) {
	peek := bufio.NewReader(from)
	start, err := peek.Peek(2)
	if err != nil {
		return nil, nil, err
	}
	// RFC 1950, 2.2: method 8, and the two bytes are a multiple of 31.
	if start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
		r, err := zlib.NewReader(peek)
		if err != nil {
			return nil, nil, err
		}
		return r, func() {}, nil
	}
	return flate.NewReader(peek), func() {}, nil
}

// isGzip looks for the two magic bytes of RFC 1952.
func isGzip(b []byte) bool { return len(b) >= 2 && b[0] == 0x1f && b[1] == 0x8b }
