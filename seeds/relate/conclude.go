package relate

func (d *document) conclude()               {}
func (d *document) parts(r *reading)        {}
func (d *document) attributions(r *reading) {}
func (d *document) platforms(r *reading)    {}
func (d *document) reports(r *reading)      {}
func (d *document) denials(r *reading)      {}
