package match

import (
	"strings"
	"testing"

	"meddlewatch"
)

func TestParseMistakes(t *testing.T) {
	lexicon := func(b []byte) error { _, err := ParseLexicons("lex.toml", b); return err }
	weights := func(b []byte) error { _, err := ParseWeights("weights.toml", b); return err }
	sources := func(b []byte) error { _, err := ParseSources("sources.toml", b); return err }
	for _, c := range []struct {
		name  string
		parse func([]byte) error
		text  string
		want  string
	}{
		{"short stem", lexicon, "lang = \"en\"\n[acts]\nspy = [\"spies\", \"sp*\"]\n", `lex.toml:3:17: the stem "sp*" is shorter than 4 bytes; correct the term or take it out`},
		{"star inside", lexicon, "[acts]\nspy = [\"spies*x\"]\n", `lex.toml:2:8: the star in "spies*x" does not end a word; correct the term or take it out`},
		{"empty term", lexicon, "[acts]\nspy = [\" \"]\n", `lex.toml:2:8: a term is empty; correct the term or take it out`},
		{"no word", lexicon, "[acts]\nspy = [\"--\"]\n", `lex.toml:2:8: the term "--" holds no word; correct the term or take it out`},
		{"two sentences", lexicon, "[acts]\nspy = [\"who? me\"]\n", `lex.toml:2:8: the term "who? me" holds the end of a sentence; correct the term or take it out`},
		{"unknown kind", lexicon, "[acts]\nsteal = [\"stolen\"]\n", "lex.toml:"},
		{"a politician's stem", lexicon, "[politicians]\n\"Freedonia\" = [\"Rufus\", \"Fi*\"]\n", `lex.toml:2:25: the stem "fi*" is shorter than 4 bytes; correct the term or take it out`},
		{"unknown standing", lexicon, "[[states]]\nname = \"Freedonia\"\nstanding = \"bad\"\n", `lex.toml:3:12: the standing "bad" is unknown; write usual, known or rare`},
		{"state without a name", lexicon, "[[states]]\nstanding = \"rare\"\nforms = []\n", "state number 1 has no name or no standing; give it both"},
		{"unknown feature", weights, "bias = -1.0\n[features]\nact-dance = 1.0\n", `weights.toml:3:1: the feature "act-dance" is unknown; take the line out`},
		{"weight too great", weights, "bias = -1.0\n[features]\n  act-spy = 21.0\n", `weights.toml:3:3: the weight of "act-spy" is not between -20 and 20; choose a smaller number`},
		{"not a number", weights, "bias = nan\n[features]\n", `weights.toml:1:8: "bias" must be a finite number; write a number such as 0.5`},
		{"missing feature", weights, "bias = -1.0\n[features]\n", `the feature "act-foreign" has no weight; add it under [features], 0 to ignore it`},
		{"unknown source kind", sources, "sources = [{host = \"example.org\", kind = \"blog\"}]\n", `sources.toml:1:42: the kind of source "blog" is unknown; write official`},
		{"host with a path", sources, "sources = [{host = \"example.org/x\", kind = \"media\"}]\n", `sources.toml:1:20: "example.org/x" is not a plain host name; write it in lower case, without scheme, port, path and www`},
		{"host twice", sources, "sources = [\n {host = \"example.org\", kind = \"media\"},\n {host = \"example.org\", kind = \"media\"}]\n", `the host "example.org" is there twice; take one out`},
		{"no kind", sources, "sources = [{host = \"example.org\"}]\n", "source number 1 has no host or no kind; give it both"},
		{"not TOML", sources, "sources = [", "sources.toml:1:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.parse([]byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v\nwant %q in it", err, c.want)
			}
		})
	}
}

func TestDefaultData(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	possible := 0
	names := map[string]bool{}
	for _, s := range data.Lexicons.States {
		if names[s.Name] {
			t.Errorf("the state %q is there twice", s.Name)
		}
		names[s.Name] = true
		if s.Standing != StandingRare {
			possible++
		}
	}
	if possible < 30 {
		t.Errorf("%d states can act without being said to, want at least 30", possible)
	}
	for _, s := range data.Sources.List {
		if s.Kind == SourceStateMedia && !names[s.Origin] {
			t.Errorf("the origin %q of %s is no state of the lexicon", s.Origin, s.Host)
		}
	}
	for _, language := range data.Lexicons.Languages {
		seen := map[term]bool{}
		for _, e := range (Lexicons{Languages: []Language{language}}).terms() {
			if seen[e] {
				t.Errorf("%s: the term %q is there twice as %q (kind %d)", language.Lang, e.text, kindNames[e.kind], e.kind)
			}
			seen[e] = true
		}
	}
}

func TestSource(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	for _, c := range []struct {
		name, link string
		kind       SourceKind
		origin     string
	}{
		{"host", "https://tass.com/politics/1", SourceStateMedia, "Russia"},
		{"www", "https://www.bellingcat.com/a", SourceResearch, ""},
		{"subdomain", "https://www.oversight.house.gov/x?y", SourceOfficial, ""},
		{"own line before the parent's", "https://konkret24.tvn24.pl/x", SourceFactcheck, ""},
		{"parent", "https://fakty.tvn24.pl/x", SourceMedia, ""},
		{"capitals and port", "HTTPS://WWW.Reuters.COM:443/x", SourceUnknown, ""},
		{"capitals", "https://WWW.Reuters.COM:443/x", SourceMedia, ""},
		{"not a suffix", "https://nottass.com/x", SourceUnknown, ""},
		{"no path", "http://rt.com", SourceStateMedia, "Russia"},
		{"none", "", SourceUnknown, ""},
		{"odd", "https://%zz/", SourceUnknown, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Source(c.link); got.Kind != c.kind || got.Origin != c.origin {
				t.Errorf("source of %q: %+v, want %q %q", c.link, got, c.kind, c.origin)
			}
		})
	}
}

func TestVersions(t *testing.T) {
	versions := func(change func(*Data)) meddlewatch.Versions {
		d, err := DefaultData()
		if err != nil {
			t.Fatal(err)
		}
		change(&d)
		m, err := New(seedWatchlist(), d, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		return m.Versions()
	}
	base := versions(func(*Data) {})
	for name, v := range map[string]string{"watchlist": base.Watchlist, "lexicons": base.Lexicons, "weights": base.Weights, "sources": base.Sources} {
		if len(v) != 12 || strings.Trim(v, "0123456789abcdef") != "" {
			t.Errorf("version of the %s is %q, want 12 hex digits", name, v)
		}
	}
	if v := versions(func(d *Data) { d.Weights.Bias-- }); v.Weights == base.Weights || v.Lexicons != base.Lexicons {
		t.Errorf("another bias: %+v, base %+v", v, base)
	}
	if v := versions(func(d *Data) { d.Wording.Words = d.Wording.Words[1:] }); v.Weights == base.Weights || v.Lexicons != base.Lexicons {
		t.Errorf("another wording: %+v, base %+v", v, base)
	}
	if v := versions(func(d *Data) { d.Lexicons.Languages = d.Lexicons.Languages[1:] }); v.Lexicons == base.Lexicons {
		t.Error("fewer lexicons have the same version")
	}
	if v := versions(func(d *Data) { d.Sources.List = d.Sources.List[1:] }); v.Sources == base.Sources {
		t.Error("fewer sources have the same version")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("lang = \"en\"\n[acts]\nspy = [\"sp*\"]\n")
	f.Add("bias = nan\n[features]\nact-spy = inf\n")
	f.Add("sources = [{host = \"\"}]")
	f.Add("[[words]]\nweight = -0.3\nlist = [\"a\", \"ß\"]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if lex, err := ParseLexicons("x", []byte(text)); err == nil {
			if _, err := compileTerms(lex, nil, nil); err != nil {
				t.Fatalf("a lexicon that was read does not compile: %v", err)
			}
		}
		if w, err := ParseWeights("x", []byte(text)); err == nil {
			if _, err := w.compile(); err != nil {
				t.Fatalf("weights that were read do not compile: %v", err)
			}
		}
		if w, err := ParseWording("x", []byte(text)); err == nil {
			c := w.compile()
			c.read(new(reading))
		}
		if s, err := ParseSources("x", []byte(text)); err == nil {
			s.compile().of("https://example.org/")
		}
	})
}

func TestPoliticianIsNamedOnce(t *testing.T) {
	_, err := ParseLexicons("lex.toml", []byte("[politicians]\nFreedonia = [\"Fi*\"]\n[[states]]\nname = \"Freedonia\"\nstanding = \"rare\"\n"))
	if err == nil || strings.Count(err.Error(), `the stem "fi*"`) != 1 {
		t.Errorf("error %v, want the stem in it once", err)
	}
}

// Politicians of a state that no file has would be known to nobody.
func TestPoliticiansOfNoState(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	data.Lexicons = data.Lexicons.Add(Lexicons{Politicians: map[string][]string{"Freedonia": {"Rufus Firefly"}}})
	_, err = New(meddlewatch.Watchlist{}, data, 0.5)
	if err == nil || !strings.Contains(err.Error(), `the politicians of "Freedonia": no state has this name`) {
		t.Errorf("error %v", err)
	}
}
