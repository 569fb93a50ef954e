package feeds

import (
	"strings"
	"time"
	"unicode"
)

// parseDate reads the first of the texts that is a date, for what the format
// parsers leave unread: ISO 8601 in its many spellings, dates with month names of
// other languages, weekdays that are wrong or missing, an hour of 24, a second
// of 60. Zero where none can be read. The result is UTC.
func parseDate(texts ...string) time.Time {
	for _, text := range texts {
		if t := oneDate(text); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func oneDate(text string) time.Time {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || len(text) > 80 {
		return time.Time{}
	}
	text = strings.Replace(text, ":60", ":59", 1) // leap second
	nextDay := strings.Contains(text, "24:00:00")
	if nextDay {
		text = strings.Replace(text, "24:00:00", "00:00:00", 1)
	}
	for _, layout := range isoLayouts() {
		if t, err := time.Parse(layout, text); err == nil {
			return sane(plusDay(t, nextDay))
		}
	}
	text = englishDate(text)
	for _, layout := range wordLayouts() {
		if t, err := time.Parse(layout, text); err == nil {
			return sane(plusDay(t, nextDay))
		}
	}
	return time.Time{}
}

func plusDay(t time.Time, yes bool) time.Time {
	if yes {
		return t.AddDate(0, 0, 1)
	}
	return t
}

// sane drops dates that are the zero of some clock or beyond what a calendar of
// news holds. Dates in the near future stay as they are.
func sane(t time.Time) time.Time {
	if t.Year() < 1980 || t.Year() > 2200 {
		return time.Time{}
	}
	return t.UTC()
}

func isoLayouts() []string {
	return []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
		"2006-01-02T15:04:05Z07", "2006-01-02T15:04:05", "2006-01-02T15:04",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700",
		"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02Z07:00", "2006-01-02",
		"20060102T150405Z0700", "20060102", "2006-01", "2006/01/02 15:04:05", "2006/01/02",
	}
}

// wordLayouts are the forms of englishDate's result.
func wordLayouts() []string {
	return []string{
		"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -07:00", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 -0700",
		"2 Jan 2006 15:04", "2 Jan 2006", "2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04:05", "2 Jan 06 15:04 -0700",
		"Jan 2 2006 15:04:05 -0700", "Jan 2 2006 15:04:05", "Jan 2 2006 15:04", "Jan 2 2006",
		"Jan 2 2006 3:04:05 PM", "Jan 2 2006 3:04 PM", "2 Jan 2006 3:04 PM",
		"Jan 2 15:04:05 2006", "Jan 2 15:04:05 -0700 2006",
	}
}

// englishDate drops weekdays and zone names, and gives months their English
// names: "sáb., 5 de noviembre de 2022 10:00 GMT" is "5 Nov 2022 10:00 +0000".
func englishDate(text string) string {
	if weekday, rest, ok := strings.Cut(text, ","); ok && !strings.ContainsAny(weekday, " 0123456789") {
		text = rest // "mar., " is a Tuesday, not a March
	}
	var words []string
	for word := range strings.FieldsSeq(strings.ReplaceAll(text, ",", " ")) {
		folded := strings.ToLower(strings.Trim(word, "."))
		if !strings.ContainsFunc(folded, unicode.IsLetter) {
			words = append(words, strings.TrimSuffix(word, "."))
			continue
		}
		if folded == "am" || folded == "pm" || folded == "a.m" || folded == "p.m" {
			words = append(words, strings.ToUpper(strings.ReplaceAll(folded, ".", "")))
			continue
		}
		if zone, ok := zoneOffset(folded); ok {
			words = append(words, zone)
			continue
		}
		if month := monthOf(folded); month != "" {
			words = append(words, month)
			continue
		}
		if n := strings.TrimRight(folded, "stndrh"); n != folded && strings.Trim(n, "0123456789") == "" && n != "" {
			words = append(words, n) // "1st", "22nd"
		}
		// All else is a weekday or a word such as "de".
	}
	return strings.Join(words, " ")
}

// zoneOffset knows the zone names of RFC 822 and the European ones. Names that
// mean several zones are left out; such a date is read as UTC.
func zoneOffset(name string) (string, bool) {
	switch name {
	case "z", "gmt", "ut", "utc", "wet":
		return "+0000", true
	case "est", "cdt":
		return "-0500", true
	case "edt":
		return "-0400", true
	case "cst", "mdt":
		return "-0600", true
	case "mst", "pdt":
		return "-0700", true
	case "pst":
		return "-0800", true
	case "cet", "mez", "west":
		return "+0100", true
	case "cest", "mesz", "eet":
		return "+0200", true
	case "eest", "msk":
		return "+0300", true
	case "jst", "kst":
		return "+0900", true
	}
	if sign := strings.TrimPrefix(strings.TrimPrefix(name, "gmt"), "utc"); sign != name && len(sign) == 5 && (sign[0] == '+' || sign[0] == '-') {
		return sign, true
	}
	return "", false
}

// monthOf translates the beginning of a month's name, in lower case, from
// English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian
// and Ukrainian. Longer beginnings come first.
func monthOf(word string) string {
	for _, m := range [...]struct{ prefix, month string }{
		{"janv", "Jan"},
		{"jan", "Jan"},
		{"jän", "Jan"},
		{"ene", "Jan"},
		{"gen", "Jan"},
		{"stycz", "Jan"},
		{"янв", "Jan"},
		{"січ", "Jan"},
		{"feb", "Feb"},
		{"fév", "Feb"},
		{"fev", "Feb"},
		{"lut", "Feb"},
		{"фев", "Feb"},
		{"лют", "Feb"},
		{"mar", "Mar"},
		{"mär", "Mar"},
		{"mrz", "Mar"},
		{"maa", "Mar"},
		{"mrt", "Mar"},
		{"мар", "Mar"},
		{"бер", "Mar"},
		{"apr", "Apr"},
		{"avr", "Apr"},
		{"abr", "Apr"},
		{"kwi", "Apr"},
		{"апр", "Apr"},
		{"кві", "Apr"},
		{"may", "May"},
		{"mai", "May"},
		{"mag", "May"},
		{"mei", "May"},
		{"maj", "May"},
		{"май", "May"},
		{"мая", "May"},
		{"тра", "May"},
		{"juin", "Jun"},
		{"jun", "Jun"},
		{"giu", "Jun"},
		{"czer", "Jun"},
		{"июн", "Jun"},
		{"чер", "Jun"},
		{"juil", "Jul"},
		{"jul", "Jul"},
		{"lug", "Jul"},
		{"lip", "Jul"},
		{"июл", "Jul"},
		{"лип", "Jul"},
		{"aug", "Aug"},
		{"aoû", "Aug"},
		{"aou", "Aug"},
		{"ago", "Aug"},
		{"sier", "Aug"},
		{"авг", "Aug"},
		{"сер", "Aug"},
		{"sep", "Sep"},
		{"set", "Sep"},
		{"wrz", "Sep"},
		{"сен", "Sep"},
		{"вер", "Sep"},
		{"oct", "Oct"},
		{"okt", "Oct"},
		{"out", "Oct"},
		{"ott", "Oct"},
		{"paź", "Oct"},
		{"окт", "Oct"},
		{"жов", "Oct"},
		{"nov", "Nov"},
		{"lis", "Nov"},
		{"ноя", "Nov"},
		{"лис", "Nov"},
		{"dec", "Dec"},
		{"dez", "Dec"},
		{"dic", "Dec"},
		{"déc", "Dec"},
		{"gru", "Dec"},
		{"дек", "Dec"},
		{"гру", "Dec"},
	} {
		if strings.HasPrefix(word, m.prefix) {
			return m.month
		}
	}
	return ""
}
