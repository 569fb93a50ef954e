package document

import "bytes"

// markup is what elements, roles and classes say of their text (markup.toml).
type markup struct {
	drop, blocks, dropClasses map[string]bool
	frames, roles, classes    map[string]string
}

// readHTML cuts HTML into blocks. It reads tags as they come and builds no tree, so
// that the place of every character is known and the time is linear.
//
// Where a page leaves next to nothing outside of frames, the frames were a misuse (a
// form around all, a class of another meaning), and it is read again without them.
func readHTML(b []byte, d *data) []piece {
	pieces := newPage(b, &d.html, true).read()
	if content, all := weigh(pieces); content < leastArticle && content*5 < all {
		pieces = newPage(b, &d.html, false).read()
	}
	inArticle(pieces)
	titled := false
	for i := range pieces {
		titled = titled || pieces[i].level == 1 && pieces[i].frame == "" && len(bytes.TrimSpace(pieces[i].bytes)) > 0
	}
	for i := range pieces {
		if p := &pieces[i]; p.level == titleLevel {
			p.level = 1
			if titled {
				p.frame = "title" // the headline again, with the name of the site
			}
		}
	}
	return pieces
}

const (
	leastArticle = 200 // bytes; less is a teaser or a message
	titleLevel   = -1  // of the element title, until the headings are known
)

// weigh returns how many bytes of text are outside of frames, and how many there are.
func weigh(pieces []piece) (content, all int) {
	for i := range pieces {
		n := len(bytes.TrimSpace(pieces[i].bytes))
		all += n
		if pieces[i].frame == "" && !navigational(&pieces[i]) && pieces[i].level != titleLevel {
			content += n
		}
	}
	return content, all
}

// inArticle makes frame of all that stands outside of <article> and <main>, where most
// of the text stands inside.
func inArticle(pieces []piece) {
	inside, all := 0, 0
	for i := range pieces {
		if p := &pieces[i]; p.frame == "" && !navigational(p) {
			all += len(p.bytes)
			if p.article {
				inside += len(p.bytes)
			}
		}
	}
	if inside < leastArticle || inside*2 < all {
		return
	}
	for i := range pieces {
		if p := &pieces[i]; p.frame == "" && !p.article && p.kind != Heading {
			p.frame = "navigation"
		}
	}
}
