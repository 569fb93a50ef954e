package relate

func (d *document) platforms(r *reading) {}
func (d *document) reports(r *reading)   {}
func (d *document) denials(r *reading)   {}
