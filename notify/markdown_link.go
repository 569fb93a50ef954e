package notify

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// safeLink returns an address of a feed in the form in which it may be made a
// link: http or https, a host with a dot in it (Discord refuses others as not well
// formed), names in other scripts as punycode (RFC 5890), no user name or
// password, and everything that is not plain ASCII, or could end a masked link,
// percent-encoded (RFC 3986, section 2.1). "" is an address that is not fit.
func safeLink(address string) string {
	scheme, rest, found := strings.Cut(plain(address), "://")
	scheme = strings.ToLower(scheme)
	if !found || scheme != "http" && scheme != "https" {
		return ""
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	host, port, hasPort := strings.Cut(authority, ":")
	host = linkHost(host)
	if host == "" {
		return ""
	}
	if hasPort && port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return ""
		}
		host += ":" + port
	}
	if tail != "" && tail[0] != '/' {
		tail = "/" + tail // a browser may read "\" as "/"
	}
	return scheme + "://" + host + percentEncode(tail)
}

// linkHost is the host in ASCII; "" where it is none that Discord links to.
func linkHost(host string) string {
	ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil || len(ascii) > 253 { // RFC 1035, section 2.3.4
		return ""
	}
	labels := strings.Split(ascii, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return ""
		}
	}
	if strings.Trim(labels[len(labels)-1], "0123456789") == "" { // no domain: only a whole IPv4 address will do
		if a, err := netip.ParseAddr(ascii); err != nil || !a.Is4() {
			return ""
		}
	}
	if len(labels) < 2 {
		return ""
	}
	return ascii
}

// percentEncode keeps of a path, query and fragment what means something there
// and neither ends a masked link nor is mark-up, and encodes all else. What is
// encoded already stays; a stray "%" means itself; a second "#" is text.
func percentEncode(tail string) string {
	const kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?&=+:@!$,;"
	var b strings.Builder
	b.Grow(len(tail))
	fragment := false
	for i := range len(tail) {
		c := tail[i]
		switch {
		case strings.IndexByte(kept, c) >= 0,
			c == '%' && i+2 < len(tail) && isHexDigit(tail[i+1]) && isHexDigit(tail[i+2]),
			c == '#' && !fragment:
			fragment = fragment || c == '#'
			b.WriteByte(c)
		default:
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func isHexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// userPart matches user name and password of an address.
var userPart = regexp.MustCompile(`//[^/?#\s]*@`)

// addressText is an address that is not fit for a link, as plain text without the
// password it may hold.
func addressText(address string) string {
	return userPart.ReplaceAllLiteralString(plain(address), "//")
}
