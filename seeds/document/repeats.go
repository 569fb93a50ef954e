package document

// MarkRepeats marks every sentence that says what an earlier one, in these
// documents or the same, has said already.
func MarkRepeats(documents []Document) {}
