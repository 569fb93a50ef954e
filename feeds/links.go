package feeds

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxLink is the longest address that is looked at, in bytes. Browsers and
// servers give up at about 8 KiB; what is longer identifies nothing.
const maxLink = 8 << 10

// NormalizeLink returns the form of an address that names an article whoever
// links to it and however: https for http, host in lower case without "www.",
// "m." or "amp." and without a default port, no user name, no fragment (but
// "#!..." and "#/..." name pages), no AMP suffix, no session or tracking
// parameter, the others sorted, no trailing slash, dot segments and percent
// encodings as RFC 3986 section 6.2.2 says. Redirect pages that carry their
// target in a parameter become that target. It is idempotent.
//
// It reports false where the address cannot identify an item: not http or https,
// no host, longer than 8 KiB, or a home page (no path, or only a language, and no
// query).
func NormalizeLink(link string) (string, bool) {
	u, ok := parseLink(link)
	for ok {
		target, wrapped := unwrap(u)
		if !wrapped {
			break
		}
		// Every step is shorter than the one before, so this ends.
		u = target
	}
	if !ok {
		return "", false
	}
	host := normalHost(u)
	if host == "" {
		return "", false
	}
	path, query := normalPath(u.EscapedPath()), normalQuery(u.RawQuery)
	fragment := ""
	if f := u.EscapedFragment(); strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") && f != "/" {
		fragment = "#" + normalPercent(f, isFragmentByte)
	}
	if query == "" && fragment == "" && isHome(path) {
		return "", false
	}
	if query != "" {
		query = "?" + query
	}
	normal := "https://" + host + path + query + fragment
	if len(normal) > maxLink { // percent encoding made it longer
		return "", false
	}
	return normal, true
}

// parseLink reads an absolute http or https address.
func parseLink(link string) (*url.URL, bool) {
	link = strings.TrimSpace(link)
	if len(link) > maxLink || len(link) < len("http://a") {
		return nil, false
	}
	u, err := url.Parse(escapeStrayPercent(link))
	if err != nil {
		return nil, false
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, false
	}
	return u, true
}

// escapeStrayPercent encodes every '%' that starts no encoding: as text it means
// itself.
func escapeStrayPercent(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

// normalHost returns the host without what differs between doors to one house; ""
// where that is no host.
func normalHost(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if strings.ContainsFunc(host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return ""
		}
		host = ascii
	}
	host = strings.Trim(host, ".")
	if host == "" || strings.Contains(host, "..") || strings.ContainsFunc(host, func(r rune) bool { return !isHostRune(r) }) {
		return ""
	}
	for {
		first, rest, _ := strings.Cut(host, ".")
		switch first {
		case "www", "m", "amp":
		default:
			rest = ""
		}
		if !strings.Contains(rest, ".") || isRegistry(rest) {
			break
		}
		host = rest
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

func isHostRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_' || r == ':'
}

// isRegistry reports names such as "co.uk", under which names are sold: the "m"
// of "m.co.uk" is then a site of its own.
func isRegistry(host string) bool {
	first, rest, _ := strings.Cut(host, ".")
	switch first {
	case "ac", "co", "com", "edu", "gob", "gouv", "gov", "net", "or", "org":
		return len(rest) == 2
	}
	return false
}

// normalPath drops session ids, AMP suffixes, trailing slashes and dot segments.
func normalPath(path string) string {
	path = normalPercent(path, isPathByte)
	if i := strings.Index(strings.ToLower(path), ";jsessionid="); i >= 0 {
		path = path[:i]
	}
	path = removeDots(path) // what stands before a session id may be dots
	for {
		short := strings.TrimRight(path, "/")
		for _, suffix := range []string{"/amp", ".amp", ".amp.html"} {
			rest := strings.TrimSuffix(short, suffix)
			if rest != short && strings.Trim(rest, "/") != "" && !strings.HasSuffix(rest, ".") {
				short = rest
				break
			}
		}
		if short == path {
			return path
		}
		path = short
	}
}

// removeDots resolves "." and ".." segments (RFC 3986 section 5.2.4). Percent
// encoded dots are dots, because they are unreserved.
func removeDots(path string) string {
	if !strings.Contains(path, "/.") && !strings.Contains(path, "%2") {
		return path
	}
	segments := strings.Split(path, "/")
	kept := segments[:0]
	for i, s := range segments {
		switch strings.ReplaceAll(strings.ReplaceAll(s, "%2e", "."), "%2E", ".") {
		case ".":
		case "..":
			if len(kept) > 1 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, segments[i])
			continue
		}
		if i == len(segments)-1 {
			kept = append(kept, "")
		}
	}
	return strings.Join(kept, "/")
}

// normalQuery drops parameters that say where a reader comes from and sorts the
// rest: servers read them by name.
func normalQuery(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		for strings.HasPrefix(part, "amp;") { // "&amp;" escaped once too often
			part = part[len("amp;"):]
		}
		part = normalPercent(strings.ReplaceAll(part, "+", "%20"), isQueryByte)
		name, value, _ := strings.Cut(part, "=")
		if name == "" && value == "" || isTracking(strings.ToLower(name), strings.ToLower(value)) {
			continue
		}
		kept = append(kept, part)
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

// normalPercent writes every byte in its one normal form: as itself where keep
// allows it, else percent-encoded in upper case (RFC 3986 section 6.2.2). An
// encoded reserved character stays encoded, because it may mean something else.
func normalPercent(s string, keep func(byte) bool) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] != '%' && keep(s[i])
	}
	if clean {
		return s
	}
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		c, encoded := s[i], false
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c, encoded = unhex(s[i+1])<<4|unhex(s[i+2]), true
			i += 2
		}
		if isUnreserved(c) || !encoded && c != '%' && keep(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

func isUnreserved(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isPathByte(c byte) bool {
	return isUnreserved(c) || strings.IndexByte("/!$&'()*+,;=:@", c) >= 0
}

func isQueryByte(c byte) bool { return isPathByte(c) || c == '?' }

func isFragmentByte(c byte) bool { return isQueryByte(c) }

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// isHome reports the path of a home page: nothing, a language such as "/en" or
// "/pt-br", or the file behind it.
func isHome(path string) bool {
	path = strings.ToLower(strings.TrimLeft(path, "/"))
	switch path {
	case "", "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "default.aspx":
		return true
	}
	lang, region, both := strings.Cut(strings.ReplaceAll(path, "_", "-"), "-")
	return isCode(lang) && (!both || isCode(region))
}

// isCode reports two letters, as of a language or a country.
func isCode(s string) bool { return len(s) == 2 && isLetter(s[0]) && isLetter(s[1]) }
