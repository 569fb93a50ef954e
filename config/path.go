package config

import (
	"path/filepath"
	"strings"
	"unicode"
)

// Path is the name of a file. In a file it is relative to that file's folder;
// after Load it is relative to the working directory, or absolute. "" is none.
type Path string

// UnmarshalText checks the name.
func (p *Path) UnmarshalText(text []byte) error {
	s := string(text)
	if strings.ContainsFunc(s, unicode.IsControl) {
		return Invalid{What: "the name of the file holds a line break or a control character", Do: "write it on one line"}
	}
	if s == "~" || strings.HasPrefix(s, "~/") {
		return Invalid{What: "~ is known to the shell only", Do: "write the path in full"}
	}
	*p = Path(s)
	return nil
}

// under makes a relative path start at dir.
func (p Path) under(dir string) Path {
	if p == "" || filepath.IsAbs(string(p)) {
		return p
	}
	return Path(filepath.Join(dir, string(p)))
}

// inputs is every path of a file that is read and must be there, but for those
// of secrets.
func (c *Config) inputs() []*Path {
	var ps []*Path
	for i := range c.Watchlist.Files {
		ps = append(ps, &c.Watchlist.Files[i])
	}
	for _, p := range []*Path{&c.Match.Lexicons, &c.Match.Weights, &c.Match.Sources} {
		if *p != "" {
			ps = append(ps, p)
		}
	}
	return ps
}

// resolve makes every path of the file start at dir.
func (c *Config) resolve(dir string) {
	c.Store.Path = c.Store.Path.under(dir)
	c.Watchlist.Decisions = c.Watchlist.Decisions.under(dir)
	c.Discord.TokenFile = c.Discord.TokenFile.under(dir)
	c.Discord.WebhookFile = c.Discord.WebhookFile.under(dir)
	for _, p := range c.inputs() {
		*p = p.under(dir)
	}
}

func (c *Config) secretFiles() []string {
	var files []string
	for _, p := range []Path{c.Discord.TokenFile, c.Discord.WebhookFile} {
		if p != "" {
			files = append(files, string(p))
		}
	}
	return files
}
