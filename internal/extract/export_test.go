package extract

func (r *Reader) Size() int { return len(r.auto.nodes) }
