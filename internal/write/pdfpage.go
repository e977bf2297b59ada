package write

// pages parts the rows into pages. A page ends before the last row that may
// begin one: rows are tied to the one above where a block is kept together or
// with the next, and where a row would stand alone at the end or the beginning
// of a page. If all rows of a page are tied, it ends where it is full.
func (s *pdfSetter) pages() [][]*pdfRow {
	ts := &s.sheet.Typeset
	room := float64(max(paperOf(ts).Height-ts.Margins.Top-ts.Margins.Bottom, 72))
	var out [][]*pdfRow
	start, used := 0, 0.0
	for i := 0; i < len(s.rows); i++ {
		r := s.rows[i]
		turn := i
		if i > start {
			used += r.above
		}
		used += r.height
		switch {
		case i == start:
			continue
		case r.newPage:
		case used > room:
			for turn > start && s.rows[turn].tied {
				turn--
			}
			if turn == start {
				turn = i
			}
		default:
			continue
		}
		out = append(out, s.rows[start:turn])
		start, used, i = turn, 0, turn-1
	}
	if start < len(s.rows) || len(out) == 0 {
		out = append(out, s.rows[start:])
	}
	return out
}
