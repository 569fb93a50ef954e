package naming

// worth says whether a text can hold a name at all.
func (n *Namer) worth(text string) bool { return text != "" }
