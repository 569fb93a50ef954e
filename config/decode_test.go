package config_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"meddlewatch/config"
)

// shade is a type that checks itself; its invented words serve no other purpose.
type shade string

func (s *shade) UnmarshalText(text []byte) error {
	if !strings.HasPrefix(string(text), "s") {
		return config.Invalid{What: "this is no shade", Do: "begin it with s"}
	}
	*s = shade(text)
	return nil
}

type common struct {
	Note string `toml:"note"`
}

type lamp struct {
	common
	Common2 `toml:"base"`
	Name    string             `toml:"name"`
	Low     int8               `toml:"low"`
	Count   uint16             `toml:"count"`
	Ratio   float32            `toml:"ratio"`
	On      *bool              `toml:"on"`
	Shade   shade              `toml:"shade"`
	Shades  []shade            `toml:"shades"`
	Weights map[string]float64 `toml:"weights"`
	Groups  map[string][]lamp  `toml:"groups"`
	Inner   []lamp             `toml:"inner"`
	Next    *lamp              `toml:"next"`
	Since   time.Time          `toml:"since"`
	Plain   string
	Hidden  string `toml:"-"`
}

type Common2 struct {
	Volt int `toml:"volt"`
}

func (l lamp) Validate() error {
	if l.Low > 10 {
		return errors.Join(
			config.Invalid{Key: "low", What: "too low", Do: "raise it"},
			config.Invalid{Key: "inner.1.name", What: "the name of the second", Do: "change it"},
			fmt.Errorf("a plain\nerror"))
	}
	return nil
}

const everything = `
name = 'literal'
low = -5
count = 0xFF_FF
ratio = 1
on = false
shade = "s\u00E4"
shades = ["s1", """
s2""", 's3'] # a comment
since = 2026-01-02 03:04:05.5z
plain = "by name"
note = "embedded"
weights.a = 1e3
weights."b c" = -1_000

[base]
volt = 0b11

[[inner]]
name = "first"
[[inner.inner]]
name = "inner of the first"
[inner.next]
name = "next of the first"
[[inner]]
name = "second"

[groups]
one = [{ name = "g", low = +5 }, { }]

[next.next]
name = "next of next"
[next]
name = "next"
`

// TestDecodeAgreesWithTheLibrary reads every kind of value there is and compares
// with what go-toml makes of it.
func TestDecodeAgreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	var got, want lamp
	if err := toml.Unmarshal([]byte(everything), &want); err != nil {
		t.Fatal(err)
	}
	if err := config.Decode("lamp.toml", []byte(everything), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got.Inner[0].Inner[0].Name != "inner of the first" || got.Count != math.MaxUint16 || got.Note != "embedded" || got.Volt != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestDecodeKeepsDefaults(t *testing.T) {
	t.Parallel()
	l := lamp{Name: "default", Low: 3, Shades: []shade{"s1", "s2"}, Weights: map[string]float64{"a": 1, "b": 2}, Next: &lamp{Name: "next", Low: 4}}
	err := config.Decode("lamp.toml", []byte("low = 5\nshades = [\"s3\"]\nweights = { b = 3, c = 4 }\nnext.low = 6\n"), &l)
	if err != nil {
		t.Fatal(err)
	}
	want := lamp{Name: "default", Low: 5, Shades: []shade{"s3"}, Weights: map[string]float64{"a": 1, "b": 3, "c": 4}, Next: &lamp{Name: "next", Low: 6}}
	if !reflect.DeepEqual(l, want) {
		t.Errorf("got  %+v\nwant %+v", l, want)
	}
}

// TestDecodeMistakes is about what the config itself has no room for: lists in
// lists, maps, numbers of any size, checks of checks.
func TestDecodeMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"numbers that do not fit", "low = 128\ncount = -1\nratio = 1e300\n[next]\nlow = -129\ncount = 65_536\n", `
lamp.toml:1:7: "low" is too large a number; write a smaller one
lamp.toml:2:9: "count" must not be negative; write 0 or more
lamp.toml:3:9: "ratio" must be a finite number; write a number such as 0.5
lamp.toml:5:7: "low" is too large a number; write a smaller one
lamp.toml:6:9: "count" is too large a number; write a smaller one`},
		{"a checked type within lists", "shades = [\n  \"s1\",\n  \"t2\", # no\n  \"ß\", \"t3\"]\n", `
lamp.toml:3:3: this is no shade; begin it with s
lamp.toml:4:3: this is no shade; begin it with s
lamp.toml:4:8: this is no shade; begin it with s`},
		{"a map of another kind", "weights = [1]\ngroups.one = 1\ngroups.two = [{ nam = 1 }]\n", `
lamp.toml:1:11: "weights" must be a table, not a list; write [weights] in single brackets, and only once
lamp.toml:2:14: "one" must be a list of sections, not a whole number; write [[one]] before each entry
lamp.toml:3:17: "nam" is not known in [[two]]; did you mean "name"?`},
		{"a value in a map", "[weights]\na = \"x\"\n", `
lamp.toml:2:5: "a" must be a number, not text; write a number such as 0.5, without quotes`},
		{"a date where there is none", "since = 2026-13-45\n", `
lamp.toml:1:9: "since" cannot be this date; write one such as 2006-01-02T15:04:05Z, or put text in double quotes`},
		{"fields that are not for the file", "hidden = 1\ncommon = 1\n", `
lamp.toml:1:1: "hidden" is not known in this file; remove it
lamp.toml:2:1: "common" is not known in this file; remove it`},
		{"several faults of one check, at the keys they name", "low = 11\n[[inner]]\n[[inner]]\nname = \"x\"\n", `
lamp.toml:1:1: a plain error; correct it
lamp.toml:1:7: too low; raise it
lamp.toml:4:8: the name of the second; change it`},
		{"a key the check names is not there", "[next]\nlow = 11\n[[next.inner]]\n", `
lamp.toml:1:2: a plain error; correct it
lamp.toml:2:7: too low; raise it
lamp.toml:3:8: the name of the second; change it`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := config.Decode("lamp.toml", []byte(test.text), &lamp{})
			if err == nil {
				t.Fatal("no mistake was found")
			}
			if got, want := err.Error(), strings.TrimPrefix(test.want, "\n"); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestDecodeDeep: neither brackets nor dots overflow the stack.
func TestDecodeDeep(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"lists":   "shades = " + strings.Repeat("[", 50_000),
		"braces":  "next = " + strings.Repeat("{next=", 50_000),
		"dots":    strings.Repeat("next.", 20_000) + "low = 1.5",
		"unknown": strings.Repeat("a.", 20_000) + "b = 1.5",
	} {
		if err := config.Decode("deep.toml", []byte(text), &lamp{}); err == nil {
			t.Errorf("%s: no mistake was found", name)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	type entity struct {
		Name     string   `toml:"name"`
		Type     string   `toml:"type"`
		Receipts []string `toml:"receipts"`
		Aliases  []struct {
			Name     string `toml:"name"`
			Strength string `toml:"strength"`
		} `toml:"aliases"`
	}
	var text strings.Builder
	for i := range 2500 {
		fmt.Fprintf(&text, "[[entity]]\nname = \"Invented %d\"\ntype = \"campaign\"\nreceipts = [\"document.txt:%d\"]\naliases = [\n", i, i)
		for j := range 4 {
			fmt.Fprintf(&text, "  { name = \"Alias %d of %d\", strength = \"context\" },\n", j, i)
		}
		text.WriteString("]\n")
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		var v struct {
			Entity []entity `toml:"entity"`
		}
		if err := config.Decode("watchlist.toml", []byte(text.String()), &v); err != nil {
			b.Fatal(err)
		}
	}
}
