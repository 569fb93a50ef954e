package match

import "testing"

// What language a text has is told by its words, not by what its feed says.
func TestTongues(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	tongues, err := compileTongues(data.Lexicons.Tongues)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"English", "The inquiry was told that it has been delayed by the minister", "en"},
		{"German", "Der Minister wird sich mit dem Ausschuss nicht vor der Wahl treffen", "de"},
		{"French", "Le ministre est entendu par les députés dans une salle du palais", "fr"},
		{"Spanish", "El ministro y los diputados hablaron con una comisión sobre el caso", "es"},
		{"Polish", "Minister przez komisję był pytany o to, że się nie zgłosił na czas", "pl"},
		{"Romanian", "Ministrul care este audiat în comisie și nu a fost prezent pentru vot", "ro"},
		{"too few words", "Minister speaks", ""},
		{"another script", "Министр ответил на вопросы комиссии", ""},
		{"two languages", "The minister der Ausschuss says that die Wahl was und the vote", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tongues.of(Words(nil, tt.text, 0)), tongues.numbers[tt.want]; got != want {
				t.Errorf("it is language %d, want %d (%s)", got, want, tt.want)
			}
		})
	}
}

// A stem of one language must not be found in the words of another.
func TestTermsOfOtherLanguagesAreNotFound(t *testing.T) {
	language := func(lang string, acts ...string) Language {
		return Language{Lang: lang, Acts: Acts{Operation: acts}}
	}
	lexicons := Lexicons{
		Languages: []Language{language("en", "secret ring"), language("pl", "import*"), language("", "FIMI")},
		Tongues:   map[string][]string{"en": {"the", "of", "is"}, "pl": {"w", "na", "się"}},
	}
	terms, err := compileTerms(lexicons, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"English stays English", "The import of the year is important", 0},
		{"its own terms are found", "The secret ring of the year is here", 1},
		{"those of no language too", "The word of the year is FIMI", 1},
		{"who cannot tell looks for all", "Importers", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := Words(nil, tt.text, 0)
			hits := terms.find(nil, tt.text, words, 0, false, terms.tongues.of(words))
			if len(hits) != tt.want {
				t.Errorf("%d hits, want %d: %+v", len(hits), tt.want, hits)
			}
		})
	}
}
