package feeds

import (
	"net/netip"
	"testing"
)

func TestGuardRefuses(t *testing.T) {
	tests := []struct {
		addr string
		want string // "" is public
	}{
		{"0.0.0.0", "this network 0.0.0.0/8"},
		{"0.1.2.3", "this network 0.0.0.0/8"},
		{"10.255.255.255", "private 10.0.0.0/8"},
		{"9.255.255.255", ""},
		{"11.0.0.0", ""},
		{"100.63.255.255", ""},
		{"100.64.0.0", "carrier-grade NAT 100.64.0.0/10"},
		{"100.127.255.255", "carrier-grade NAT 100.64.0.0/10"},
		{"100.128.0.0", ""},
		{"127.0.0.1", "loopback 127.0.0.0/8"},
		{"127.255.255.255", "loopback 127.0.0.0/8"},
		{"169.254.169.254", "link-local 169.254.0.0/16"},
		{"172.15.255.255", ""},
		{"172.16.0.1", "private 172.16.0.0/12"},
		{"172.31.255.255", "private 172.16.0.0/12"},
		{"172.32.0.0", ""},
		{"192.0.0.170", "protocol assignments 192.0.0.0/24"},
		{"192.0.1.1", ""},
		{"192.0.2.1", "documentation 192.0.2.0/24"},
		{"192.31.196.1", "AS112 192.31.196.0/24"},
		{"192.52.193.1", "AMT 192.52.193.0/24"},
		{"192.88.99.1", "6to4 relay 192.88.99.0/24"},
		{"192.168.1.1", "private 192.168.0.0/16"},
		{"192.169.0.0", ""},
		{"192.175.48.1", "AS112 192.175.48.0/24"},
		{"198.17.255.255", ""},
		{"198.18.0.1", "benchmarking 198.18.0.0/15"},
		{"198.19.255.255", "benchmarking 198.18.0.0/15"},
		{"198.51.100.7", "documentation 198.51.100.0/24"},
		{"203.0.113.7", "documentation 203.0.113.0/24"},
		{"223.255.255.255", ""},
		{"224.0.0.1", "multicast 224.0.0.0/4"},
		{"239.255.255.255", "multicast 224.0.0.0/4"},
		{"240.0.0.1", "reserved 240.0.0.0/4"},
		{"255.255.255.255", "broadcast 255.255.255.255/32"},
		{"8.8.8.8", ""},

		{"::", "unspecified ::/128"},
		{"::1", "loopback ::1/128"},
		{"::7f00:1", "IPv4-compatible ::/96"},
		{"::ffff:127.0.0.1", "loopback 127.0.0.0/8"},
		{"::ffff:10.0.0.1", "private 10.0.0.0/8"},
		{"::ffff:8.8.8.8", ""},
		{"::ffff:0:127.0.0.1", "not public"}, // IPv4-translated, RFC 2765
		{"64:ff9b::7f00:1", "NAT64 64:ff9b::/96"},
		{"64:ff9b::a9fe:a9fe", "NAT64 64:ff9b::/96"},
		{"64:ff9b:1:2::1", "local NAT64 64:ff9b:1::/48"},
		{"100::1", "discard 100::/64"},
		{"100:0:0:1::1", "dummy prefix 100:0:0:1::/64"},
		{"2001::1", "Teredo 2001::/32"},
		{"2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo 2001::/32"},
		{"2001:2::1", "benchmarking 2001:2::/48"},
		{"2001:10::1", "protocol assignments 2001::/23"},
		{"2001:20::1", "protocol assignments 2001::/23"},
		{"2001:200::1", ""},
		{"2001:db8::1", "documentation 2001:db8::/32"},
		{"2002:7f00:1::", "6to4 2002::/16"},
		{"2002:c0a8:101::1", "6to4 2002::/16"},
		{"2606:4700::1111", ""},
		{"2620:4f:8000::1", "AS112 2620:4f:8000::/48"},
		{"2a00:1450::1", ""},
		{"3fff::1", "documentation 3fff::/20"},
		{"3fff:fff:ffff::1", "documentation 3fff::/20"},
		{"4000::1", "not public"},
		{"5f00::1", "segment routing 5f00::/16"},
		{"fc00::1", "unique local fc00::/7"},
		{"fd12:3456::1", "unique local fc00::/7"},
		{"fe80::1%eth0", "link-local fe80::/10"},
		{"fec0::1", "site-local fec0::/10"},
		{"ff02::1", "multicast ff00::/8"},
	}
	g := newGuard(nil)
	for _, tt := range tests {
		t.Run(tt.addr, func(t *testing.T) {
			if got := g.refuses(netip.MustParseAddr(tt.addr)); got != tt.want {
				t.Errorf("refuses(%s) = %q, want %q", tt.addr, got, tt.want)
			}
		})
	}
	if g.refuses(netip.Addr{}) == "" {
		t.Error("an address that is none is let through")
	}
}

func TestGuardCheckNeedsAnAddress(t *testing.T) {
	g := newGuard(nil)
	for _, resolved := range []string{"", "localhost:80", "/run/socket", "1.2.3.4"} {
		if g.check("x:80", resolved) == nil {
			t.Errorf("check lets %q through", resolved)
		}
	}
	if err := g.check("x:80", "8.8.8.8:80"); err != nil {
		t.Errorf("a public address is refused: %v", err)
	}
}

func TestNormalHostPort(t *testing.T) {
	tests := []struct{ in, want string }{
		{"LocalHost:8080", "localhost:8080"},
		{" 127.0.0.1:80 ", "127.0.0.1:80"},
		{"[::1]:80", "[::1]:80"},
		{"no-port", "no-port"},
		{"::1", "::1"},
	}
	for _, tt := range tests {
		if got := normalHostPort(tt.in); got != tt.want {
			t.Errorf("normalHostPort(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
