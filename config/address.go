package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// URL is an address with http or https and a host, without a name or password in
// it. It is kept as written.
type URL string

// UnmarshalText checks an address.
func (u *URL) UnmarshalText(text []byte) error {
	if _, err := parseURL(string(text)); err != nil {
		return err
	}
	*u = URL(text)
	return nil
}

// BaseURL is the address of a server, below which its API stands: a URL without
// query and fragment.
type BaseURL string

// UnmarshalText checks an address.
func (u *BaseURL) UnmarshalText(text []byte) error {
	const example = "https://discord.com"
	parsed, err := parseLike(string(text), example)
	if err != nil {
		return err
	}
	if parsed.RawQuery != "" || parsed.Fragment != "" {
		return Invalid{What: "the address of the API has a ? or # in it", Do: `write one such as "` + example + `"`}
	}
	*u = BaseURL(text)
	return nil
}

// parseURL checks the address of a feed.
func parseURL(s string) (*url.URL, error) { return parseLike(s, "https://example.org/feed.xml") }

// parseLike checks an address and never repeats it: it may hold a key. What a
// person could write instead looks like the example.
func parseLike(s, example string) (*url.URL, error) {
	write := `write one such as "` + example + `"`
	if s == "" {
		return nil, Invalid{What: "the address is empty", Do: write}
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return nil, Invalid{What: "the address holds a space or a control character", Do: "remove it, or write a space as %20"}
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, Invalid{What: "this is no address", Do: write}
	case u.Scheme == "" || u.Opaque != "":
		return nil, Invalid{What: "the address does not begin with http:// or https://", Do: write}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, Invalid{What: "only http and https can be fetched", Do: write}
	case u.User != nil:
		return nil, Invalid{
			What: "the address holds a name or password before the @",
			Do:   "take them out: an address is shown in logs and messages",
		}
	case u.Hostname() == "":
		return nil, Invalid{What: "the address has no host", Do: write}
	case u.Port() != "" && !validPort(u.Port()):
		return nil, Invalid{What: "the address has no valid port", Do: "write one from 1 to 65535"}
	}
	return u, nil
}

// Same is a form in which two ways to write one address are equal: case of scheme
// and host, the scheme's own port, an empty path, and a fragment do not count.
func (u URL) Same() string {
	p, err := parseURL(string(u))
	if err != nil {
		return string(u)
	}
	host, port := strings.ToLower(p.Hostname()), p.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[p.Scheme]
	}
	path := p.EscapedPath()
	if path == "" {
		path = "/"
	}
	return p.Scheme + "://" + net.JoinHostPort(host, port) + path + "?" + p.RawQuery
}

// HostPort is an exact host and port, such as "127.0.0.1:8080" or "[::1]:8080";
// the host in lower case, an IPv6 address in its short form.
type HostPort string

// UnmarshalText checks a host and port.
func (h *HostPort) UnmarshalText(text []byte) error {
	const write = `write both, such as "127.0.0.1:8080" or "[::1]:8080"`
	s := string(text)
	if strings.Contains(s, "/") {
		return Invalid{What: "this is no host and port but an address or a network", Do: write}
	}
	host, port, err := net.SplitHostPort(s)
	if err != nil || host == "" {
		return Invalid{What: "this is no host and port", Do: write}
	}
	if !validPort(port) {
		return Invalid{What: "the port is not a number from 1 to 65535", Do: write}
	}
	if strings.Contains(host, "*") {
		return Invalid{What: "an exemption is for one host, not for a pattern", Do: write}
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		host = ip.String()
	} else if strings.ContainsFunc(host, notInHostName) {
		return Invalid{What: "the host holds a character that no host name has", Do: write}
	}
	*h = HostPort(net.JoinHostPort(strings.ToLower(host), port))
	return nil
}

func notInHostName(r rune) bool {
	return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func validPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}
