package document

import (
	"strings"
	"testing"
)

// article is text that is content, to stand around what is tested.
const article = "The ministry of Ruritania said on Tuesday that a network had posed as voters.\n\n" +
	"It was found by a firm, and it had grown for years before anybody saw it.\n\n" +
	"The firm said that the service of another country had paid for it.\n\n"

func TestFrames(t *testing.T) {
	above := func(s string) string { return "A Headline About a Network of Ruritania\n\n" + s + "\n\n" + article }
	below := func(s string) string { return article + s }
	tests := []struct{ name, data, line, want string }{
		{"byline", above("By Jane Doe"), "By Jane", "byline"},
		{"byline of two with roles", above("By JANE DOE and John Roe, Staff Writers | Example News"), "By JANE", "byline"},
		{"byline after the name", above("Jane Doe on January 30, 2024 (Example News)"), "Jane Doe", "byline"},
		{"a name alone", above("Jane Doe"), "Jane Doe", "byline"},
		{"a name with a sign", above("Jane Doe ✉"), "Jane Doe", "byline"},
		{"german byline", above("Von Jane Doe"), "Von", "byline"},
		{"chinese byline", above("记者：王小明"), "记者", "byline"},
		{"a date", above("30 January 2024"), "30 January", "date"},
		{"a date with words", above("Published: Tue, January 30, 2024 at 5:30 p.m. EST"), "Published", "date"},
		{"an iso date", above("2024-01-30"), "2024", "date"},
		{"a spanish date", above("30 de enero de 2024"), "30 de", "date"},
		{"a russian date", above("30 января 2024 г."), "30 янв", "date"},
		{"a chinese date", above("2024年1月30日"), "2024年", "date"},
		{"a name that the text speaks of", above("Quiet Lantern") + "The firm calls it Quiet Lantern.", "Quiet Lantern", ""},
		{"by as a word", above("By Tuesday the network had grown to many accounts."), "By Tuesday", ""},
		{"a date in the middle of a long text", strings.Repeat(article, 4) + "30 January 2024\n\n" + strings.Repeat(article, 4), "30 January", ""},
		{"author box", below("About Jane Doe\n\nJane is somebody who likes to write.\n\nTop Articles"), "Jane is", "author"},
		{"author at the end", below("Jane Doe is a reporter at Example News."), "Jane Doe", "author"},
		{"author before the frame", below("Jane Doe, an editor at Example News, has 30 years of experience.\n\n© 2024 Example News"), "Jane Doe", "author"},
		{"a reporter within the text", "Jane Doe is a reporter at Example News.\n\n" + article, "Jane Doe", ""},
		{"copyright", below("© 2024 Example News. All rights reserved."), "© 2024", "copyright"},
		{"project", below("A Project of Example Media."), "A Project", "copyright"},
		{"sign-up", below("We won't send you spam."), "We won", "sign-up"},
		{"cookies", below("This site uses cookies. By continuing to use it, you agree."), "This site", "sign-up"},
		{"french sign-up", below("Abonnez-vous à notre lettre d'information"), "Abonnez", "sign-up"},
		{"navigation", below("Recent Articles"), "Recent", "navigation"},
		{"share", below("Share this:"), "Share", "navigation"},
		{"russian navigation", below("Читайте также"), "Читайте", "navigation"},
		{"chinese navigation", below("相关阅读"), "相关", "navigation"},
		{"lines of a box", below("Related\nAnother headline about ministers\nWhat did they do?\n\n" + article), "Another headline", "navigation"},
		{"prose after a box", below("Related\n\nAnother headline about ministers\n\nThe last word was spoken by nobody that day."), "The last word", ""},
		{"credit", below("Jane Doe/AFP via Getty Images"), "Jane Doe", "credit"},
		{"photo", below("Photo: Jane Doe, Example Agency"), "Photo", "credit"},
		{"spam as a topic", below("The network sent spam about privacy to voters in a newsletter."), "The network sent", ""},
		{"related as a word", below("Related attacks were seen in Syldavia, where the group is not known."), "Related", ""},
		{"a name in the last paragraph", below("Ruritania joined the talks, and covers the costs of them."), "Ruritania joined", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := mustRead(t, "a.txt", test.data)
			for _, b := range d.Blocks {
				if strings.HasPrefix(b.Text, test.line) {
					if b.Frame != test.want {
						t.Errorf("frame %q, want %q", b.Frame, test.want)
					}
					for _, s := range b.Sentences {
						if b.Frame != "" && s.Frame != b.Frame {
							t.Errorf("a sentence has frame %q in a block of %q", s.Frame, b.Frame)
						}
					}
					return
				}
			}
			t.Errorf("no block begins with %q", test.line)
		})
	}
	if d := mustRead(t, "a.txt", article); !strings.HasPrefix(show(d), "p: ") || strings.Count(show(d), "p: ") != 3 {
		t.Errorf("the article itself is read as\n%s", show(d))
	}
}

func TestACreditWithinAParagraphIsFrame(t *testing.T) {
	d := mustRead(t, "a.txt", "They waited for the vote. Jane Doe/Getty Images hide caption The count began at noon.")
	var got []string
	for _, s := range d.Blocks[0].Sentences {
		got = append(got, s.Frame)
	}
	if strings.Join(got, ",") != ",credit," || d.Blocks[0].Frame != "" {
		t.Errorf("frames %q in a block of %q", got, d.Blocks[0].Frame)
	}
}

func TestDataIsSound(t *testing.T) {
	d, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for first, list := range d.frames {
		for _, p := range list {
			switch p.Where {
			case "whole", "start", "end", "within":
			default:
				t.Errorf("%s: where is %q", first, p.Where)
			}
			if p.Frame == "" {
				t.Errorf("%s: no frame", first)
			}
			if p.Where == "within" && len(p.words) == 1 && len(first) < 4 && first != "©" {
				t.Errorf("%q is too short to be looked for anywhere", first)
			}
		}
	}
	for name, m := range map[string]int{
		"sections": len(d.sections), "notes": len(d.notes), "titles": len(d.titles), "seldom": len(d.seldom), "openers": len(d.openers),
		"months": len(d.months), "captions": len(d.captions), "credits": len(d.credits), "by": len(d.by), "roles": len(d.roles),
		"drop": len(d.html.drop), "blocks": len(d.html.blocks), "classes": len(d.html.classes), "frames": len(d.html.frames), "html roles": len(d.html.roles),
	} {
		if m == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
