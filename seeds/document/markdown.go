package document

// readMarkdown cuts Markdown.
func readMarkdown(data []byte) []piece { return readPlain(data) }
