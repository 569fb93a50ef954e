package feeds

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// specialRange is a block of addresses that is not the public internet.
type specialRange struct {
	prefix netip.Prefix
	name   string
}

// specialRanges returns every block of the IANA registries of special-purpose
// addresses (RFC 6890 and its updates, for IPv4 and IPv6) and of multicast, with
// a name for the person who reads the refusal. Narrow blocks stand before the
// wide ones that hold them.
func specialRanges() []specialRange {
	block := func(prefix, name string) specialRange {
		return specialRange{netip.MustParsePrefix(prefix), name}
	}
	return []specialRange{
		block("0.0.0.0/8", "this network"),
		block("10.0.0.0/8", "private"),
		block("100.64.0.0/10", "carrier-grade NAT"),
		block("127.0.0.0/8", "loopback"),
		block("169.254.0.0/16", "link-local"),
		block("172.16.0.0/12", "private"),
		block("192.0.0.0/24", "protocol assignments"),
		block("192.0.2.0/24", "documentation"),
		block("192.31.196.0/24", "AS112"),
		block("192.52.193.0/24", "AMT"),
		block("192.88.99.0/24", "6to4 relay"),
		block("192.168.0.0/16", "private"),
		block("192.175.48.0/24", "AS112"),
		block("198.18.0.0/15", "benchmarking"),
		block("198.51.100.0/24", "documentation"),
		block("203.0.113.0/24", "documentation"),
		block("224.0.0.0/4", "multicast"),
		block("255.255.255.255/32", "broadcast"),
		block("240.0.0.0/4", "reserved"),

		block("::/128", "unspecified"),
		block("::1/128", "loopback"),
		block("::/96", "IPv4-compatible"),
		block("64:ff9b::/96", "NAT64"),
		block("64:ff9b:1::/48", "local NAT64"),
		block("100::/64", "discard"),
		block("100:0:0:1::/64", "dummy prefix"),
		block("2001::/32", "Teredo"),
		block("2001:2::/48", "benchmarking"),
		block("2001::/23", "protocol assignments"),
		block("2001:db8::/32", "documentation"),
		block("2002::/16", "6to4"),
		block("2620:4f:8000::/48", "AS112"),
		block("3fff::/20", "documentation"),
		block("5f00::/16", "segment routing"),
		block("fc00::/7", "unique local"),
		block("fe80::/10", "link-local"),
		block("fec0::/10", "site-local"),
		block("ff00::/8", "multicast"),
	}
}

// globalUnicast is all of IPv6 that IANA hands out for the public internet. What
// lies outside is refused even where no registry names it yet.
func globalUnicast() netip.Prefix { return netip.MustParsePrefix("2000::/3") }

// guard decides which addresses may be dialled. It is asked with the resolved
// address, after DNS and before the connection, so that neither a name nor a
// redirect can lead into a private network.
type guard struct {
	ranges []specialRange
	global netip.Prefix
	allow  map[string]bool // normalised host:port, as configured
}

// newGuard returns a guard that exempts exactly the given host:port pairs.
func newGuard(allow map[string]bool) *guard {
	return &guard{ranges: specialRanges(), global: globalUnicast(), allow: allow}
}

// refuses returns the name of the block that an address lies in, or "" when the
// address belongs to the public internet. An IPv4 address mapped into IPv6 is
// judged as the IPv4 address that it is.
func (g *guard) refuses(addr netip.Addr) string {
	addr = addr.Unmap().WithZone("")
	for _, r := range g.ranges {
		if r.prefix.Contains(addr) {
			return r.name + " " + r.prefix.String()
		}
	}
	if !addr.IsValid() || addr.Is6() && !g.global.Contains(addr) {
		return "not public"
	}
	return ""
}

// guardError is the refusal of an address.
type guardError struct {
	target string // host:port as asked for
	addr   string // what it resolved to
	block  string
}

func (e *guardError) Error() string {
	target := plainExcerpt(e.target) // a redirect may have named it
	return fmt.Sprintf("%s leads to %s (%s), which feeds may not reach; if this is meant, add %q to allow_hosts in [fetch]",
		target, e.addr, e.block, target)
}

// dialer returns the DialContext of a transport. The address it is called with is
// the host:port of the request, so that an exemption holds for that pair alone,
// whatever it resolves to, and for nothing else.
func (g *guard) dialer(connect time.Duration) func(ctx context.Context, network, addr string) (net.Conn, error) {
	// Probes keep the path of a connection that idles between two polls open, and
	// find out about a dead one before the next poll does.
	probes := net.KeepAliveConfig{Enable: true, Idle: time.Minute, Interval: 15 * time.Second, Count: 4}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		d := net.Dialer{Timeout: connect, KeepAliveConfig: probes}
		if !g.allow[normalHostPort(addr)] {
			d.ControlContext = func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
				return g.check(addr, resolved)
			}
		}
		return d.DialContext(ctx, network, addr)
	}
}

// check returns a guardError when the resolved address of target is refused.
func (g *guard) check(target, resolved string) error {
	ap, err := netip.ParseAddrPort(resolved)
	if err != nil {
		return &guardError{target: target, addr: resolved, block: "not an IP address"}
	}
	if block := g.refuses(ap.Addr()); block != "" {
		return &guardError{target: target, addr: ap.Addr().String(), block: block}
	}
	return nil
}

// normalHostPort writes host:port in the one form in which exemptions are
// compared: lower case, IPv6 in brackets. What is no host:port stays as it is and
// so matches nothing.
func normalHostPort(s string) string {
	host, port, err := net.SplitHostPort(strings.ToLower(strings.TrimSpace(s)))
	if err != nil {
		return s
	}
	return net.JoinHostPort(host, port)
}
