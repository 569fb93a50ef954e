package feeds

import (
	"net/url"
	"strings"
)

// isTracking reports parameters that tell the site how its reader arrived and
// never which page is meant. Name and value are in lower case. Names that some
// sites use for content ("id", "cid", "p", "page", "source" alone) stay.
func isTracking(name, value string) bool {
	switch {
	case strings.HasPrefix(name, "utm_"), // Google Analytics and its many copies
		strings.HasPrefix(name, "at_"), // Piano, AT Internet
		strings.HasPrefix(name, "ns_"), // Comscore
		strings.HasPrefix(name, "guce_"), strings.HasPrefix(name, "pk_"), strings.HasPrefix(name, "mtm_"),
		strings.HasPrefix(name, "hsa_"), strings.HasPrefix(name, "wt.mc"), strings.HasPrefix(name, "wt_mc"):
		return true
	}
	switch name {
	case
		// click identifiers of advertisers and networks
		"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ymclid", "twclid",
		"ttclid", "li_fat_id", "igshid", "igsh", "mibextid", "epik", "rdt_cid", "scclid", "_branch_match_id",
		// newsletters
		"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "__hstc", "__hssc", "__hsfp",
		"vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "ck_subscriber_id", "emci", "emdi", "ceid",
		// counters
		"_ga", "_gl", "guccounter", "spm", "usqp", "ved", "ref_src", "ref_url", "__twitter_impression",
		"traffic_source", "outputtype", "amp", "phpsessid", "jsessionid", "sessionid",
		// single publishers
		"cmpid", "cmp", "icid", "ncid", "ocid", "cvid", "s_cid", "xtor", "xtref", "ito", "ftag", "smid",
		"smtyp", "wpisrc", "wpmm", "wprss", "sref", "sr_share", "srnd", "leadsource", "tblci",
		"tid_source", "emc", "referrer", "referer":
		return true
	case "ref", "source", "src", "from", "via", "feed", "mod", "fr", "rss", "wt", "sns", "intcid", "cm_mmc":
		return isFeedWord(value)
	}
	return false
}

// isFeedWord reports values that only say "from a feed" or "from a network".
func isFeedWord(value string) bool {
	switch value {
	case "", "1", "true", "yes", "feed", "feeds", "atom", "twitter", "facebook", "fb", "share", "social",
		"newsletter", "googlenews", "google_news", "feedburner", "flipboard", "syndication":
		return true
	}
	return strings.HasPrefix(value, "rss")
}

// unwrap returns the target of a redirect page whose address carries it. The
// target is strictly shorter than the address around it.
func unwrap(u *url.URL) (*url.URL, bool) {
	host, path, target := normalHost(u), normalPath(u.EscapedPath()), ""
	switch {
	case isGoogle(host) && path == "/url":
		if target = u.Query().Get("q"); !isWeb(target) {
			target = u.Query().Get("url")
		}
	case isGoogle(host) && strings.HasPrefix(path, "/amp/s/"):
		target = "https://" + strings.TrimPrefix(path, "/amp/s/") + queryOf(u)
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		for _, prefix := range []string{"/c/s/", "/v/s/"} {
			if rest, ok := strings.CutPrefix(path, prefix); ok {
				target = "https://" + rest + queryOf(u)
			}
		}
	default:
		if name := targetParameter(host, path); name != "" {
			target = u.Query().Get(name)
		}
	}
	if !isWeb(target) || len(target) >= len(u.String()) {
		return nil, false
	}
	return parseLink(target)
}

func queryOf(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + u.RawQuery
}

func isWeb(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// isGoogle reports google.com and its national hosts.
func isGoogle(host string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(host, "news."), "google.")
	return ok && (rest == "com" || len(rest) == 2 || isRegistry(rest))
}

// targetParameter names the parameter that holds the target on well-known
// redirect pages; "" for all other pages.
func targetParameter(host, path string) string {
	switch host {
	case "bing.com":
		if strings.HasPrefix(strings.ToLower(path), "/news/apiclick.aspx") {
			return "url"
		}
	case "facebook.com", "l.facebook.com", "lm.facebook.com", "l.instagram.com":
		if path == "/l.php" || strings.HasPrefix(host, "l.instagram") {
			return "u"
		}
	case "youtube.com":
		if path == "/redirect" {
			return "q"
		}
	case "duckduckgo.com":
		if path == "/l" {
			return "uddg"
		}
	case "vk.com":
		if path == "/away.php" {
			return "to"
		}
	case "t.umblr.com":
		return "z"
	case "out.reddit.com", "slack-redir.net":
		return "url"
	}
	if strings.HasSuffix(host, ".safelinks.protection.outlook.com") {
		return "url"
	}
	return ""
}
