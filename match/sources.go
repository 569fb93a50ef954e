package match

import (
	"fmt"
	"net/url"
	"strings"

	"meddlewatch/config"
)

// SourceKind is the kind of an outlet.
type SourceKind string

// The kinds of outlets.
const (
	SourceUnknown    SourceKind = ""
	SourceOfficial   SourceKind = "official"    // governments, agencies, courts
	SourceVendor     SourceKind = "vendor"      // security firms and platforms on their own findings
	SourceResearch   SourceKind = "research"    // institutes, laboratories, universities
	SourceFactcheck  SourceKind = "factcheck"   // fact-checkers and monitors of disinformation
	SourceMedia      SourceKind = "media"       // newspapers, broadcasters, agencies
	SourceStateMedia SourceKind = "state media" // paid and directed by a state
	SourceSatire     SourceKind = "satire"
	SourceAggregator SourceKind = "aggregator" // link lists, video platforms, forums
)

// feature returns what the kind of an outlet adds to a score.
func (k SourceKind) feature() (feature, bool) {
	switch k {
	case SourceOfficial:
		return featureSourceOfficial, true
	case SourceVendor:
		return featureSourceVendor, true
	case SourceResearch:
		return featureSourceResearch, true
	case SourceFactcheck:
		return featureSourceFactcheck, true
	case SourceMedia:
		return featureSourceMedia, true
	case SourceStateMedia:
		return featureSourceStateMedia, true
	case SourceSatire:
		return featureSourceSatire, true
	case SourceAggregator:
		return featureSourceAggregator, true
	}
	return 0, false
}

// Source is what is known of an outlet.
type Source struct {
	Host   string     `toml:"host" json:"host"` // without "www."; names its subdomains too
	Kind   SourceKind `toml:"kind" json:"kind"`
	Origin string     `toml:"origin" json:"origin,omitempty"` // state of state media, owner of a group; "" unknown
}

// Sources is the list of known outlets.
type Sources struct {
	List []Source `toml:"sources" json:"sources"`
}

// ParseSources reads a sources file.
func ParseSources(file string, data []byte) (Sources, error) {
	var s Sources
	if err := config.Decode(file, data, &s); err != nil {
		return Sources{}, err
	}
	var bad config.Mistakes
	seen := make(map[string]bool)
	for i, o := range s.List {
		_, known := o.Kind.feature()
		switch {
		case o.Host == "" || o.Kind == "":
			bad = append(bad, mistakeAt(file, data, o.Host, fmt.Sprintf("source number %d has no host or no kind", i+1), "give it both"))
		case !known:
			bad = append(bad, mistakeAt(file, data, string(o.Kind), fmt.Sprintf("the kind of source %q is unknown", o.Kind), "write official, vendor, research, factcheck, media, state media, satire or aggregator"))
		case o.Host != strings.ToLower(o.Host) || strings.ContainsAny(o.Host, "/: ") || strings.HasPrefix(o.Host, "www."):
			bad = append(bad, mistakeAt(file, data, o.Host, fmt.Sprintf("%q is not a plain host name", o.Host), "write it in lower case, without scheme, port, path and www"))
		case seen[o.Host]:
			bad = append(bad, mistakeAt(file, data, o.Host, fmt.Sprintf("the host %q is there twice", o.Host), "take one out"))
		}
		seen[o.Host] = true
	}
	if len(bad) > 0 {
		return Sources{}, bad
	}
	return s, nil
}

// sources finds an outlet by the address of an item.
type sources map[string]Source

func (s Sources) compile() sources {
	m := make(sources, len(s.List))
	for _, o := range s.List {
		m[o.Host] = o
	}
	return m
}

// hostLimit is the length of the longest host name, in bytes (RFC 1035 section 2.3.4).
const hostLimit = 253

// of returns the source of a link: that of its host or of the nearest parent
// domain that is known.
func (s sources) of(link string) Source {
	rest, ok := strings.CutPrefix(link, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(link, "http://"); !ok {
			return Source{}
		}
	}
	host, _, _ := strings.Cut(rest, "/")
	if strings.ContainsAny(host, "?#@:") || strings.ToLower(host) != host {
		u, err := url.Parse(link)
		if err != nil {
			return Source{}
		}
		host = strings.ToLower(u.Hostname())
	}
	for host != "" && len(host) <= hostLimit {
		if o, known := s[host]; known {
			return o
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return Source{}
}
