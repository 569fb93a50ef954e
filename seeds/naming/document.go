package naming

// A document speaks of hacking or influence if its topics and telling words are one
// in aboutShare sentences or more, and tellingLeast different words tell: a week of
// weather, sport and by-elections has its "interference" and "bots", but no fake
// accounts, proxies and forgeries.
const (
	aboutShare   = 6
	tellingLeast = 4
)

// About says whether a document as a whole speaks of hacking or influence, by its
// sentences.
func (n *Namer) About(sentences []string) bool {
	marks, tells := 0, make(map[string]bool)
	for _, s := range sentences {
		tokens := cut(s)
		for _, m := range n.deep.find(tokens) {
			switch m.class {
			case telling:
				tells[tokens[m.from].low] = true
				marks++
			case topic:
				marks++
			}
		}
	}
	return len(tells) >= tellingLeast && marks*aboutShare >= len(sentences)
}

// FindInDocument is Find for a paragraph of a document that somebody chose to learn
// from. About says that the document speaks of hacking or influence; see About. Then
// a name that is introduced as one is sure even where its sentence does not say of
// what, and further cues count that would be too weak for a stream of news.
func (n *Namer) FindInDocument(text string, about bool) []Name {
	return n.pieces(text, mode{about: about, document: true})
}
