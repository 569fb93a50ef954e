package relate

// latestMost is how many relations one sentence can give at most.
const latestMost = 512

// latest returns the relations found last, among them all of the sentence that is being
// read. A long document has many; who asks of one sentence must not look through all.
func (d *document) latest() []Relation {
	return d.found[max(0, len(d.found)-latestMost):]
}
