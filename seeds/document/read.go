package document

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// Read cuts a file into blocks: by the ending of its name as Markdown (.md,
// .markdown), HTML (.html, .htm) or text; what begins as HTML does is HTML in any
// file that is not Markdown.
//
// An error names the file, why it cannot be read and what to do. Larger files than
// [MaxText] and [MaxHTML] are refused, as is what is empty, binary, of another
// encoding than UTF-8, or has no text.
func Read(name string, data []byte) (Document, error) {
	name = filepath.Base(name)
	d, err := builtin()
	if err != nil {
		return Document{}, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	markdown := ext == ".md" || ext == ".markdown"
	html := ext == ".html" || ext == ".htm" || ext == ".xhtml" || !markdown && likeHTML(data)
	if err := refuse(name, data, html); err != nil {
		return Document{}, err
	}
	var pieces []piece
	switch {
	case html:
		pieces = readHTML(data, d)
	case markdown:
		pieces = readMarkdown(data)
	default:
		pieces = readPlain(data)
	}
	pieces = tidy(pieces, d)
	if len(pieces) == 0 {
		return Document{}, fmt.Errorf("%s has no text in it; check that it is the article itself", name)
	}
	doc := Document{Name: name, Size: len(data), Blocks: make([]Block, len(pieces))}
	sections(pieces, doc.Blocks, d)
	split(doc.Blocks, d)
	frames(doc.Blocks, d)
	if html && !taught(doc.Blocks) {
		return Document{}, fmt.Errorf("%s has no article in it, only navigation and other frame; save the article's text as .txt", name)
	}
	return doc, nil
}

// tidy cleans the texts of pieces, leaves out those without a letter or digit, and
// cuts those that are too long.
func tidy(pieces []piece, d *data) []piece {
	kept := make([]piece, 0, len(pieces))
	for _, p := range pieces {
		p.text = clean(&p.text, d)
		if bytes.ContainsFunc(p.bytes, wordly) {
			kept = append(kept, parted(&p)...)
		}
	}
	return kept
}

// taught reports whether any block is content.
func taught(blocks []Block) bool {
	for i := range blocks {
		if blocks[i].Frame == "" {
			return true
		}
	}
	return false
}

// likeHTML reports whether data begins as pages of the web do.
func likeHTML(data []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte(mark)))
	for bytes.HasPrefix(head, []byte("<!--")) {
		end := bytes.Index(head, []byte("-->"))
		if end < 0 {
			return true
		}
		head = bytes.TrimSpace(head[end+3:])
	}
	head = bytes.ToLower(head[:min(len(head), 16)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>", "<h1"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}
