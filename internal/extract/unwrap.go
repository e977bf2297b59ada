package extract

// hanging is how many columns the lines that go on with another may be indented
// more than it.
const hanging = 4

// A line is a line of an exhibit, as it is known without its blanks.
type line struct{ from, to, col, width int }

// unwrap gives the tokens of an exhibit with those breaks between lines taken
// for the typist's that an exhibit's paragraph has of itself: the next word would
// not have fit on the line, or the next line is indented a little more, and both
// are not centered.
func unwrap(tokens []token) []token {
	out := make([]token, len(tokens))
	copy(out, tokens)
	lines := linesOf(tokens)
	widest := 0 // of running text
	for n, l := range lines {
		if n+1 < len(lines) && tokens[lines[n+1].from].begin == softBreak {
			widest = max(widest, l.col+l.width)
		}
	}
	for n := 1; n < len(lines); n++ {
		l, above := lines[n], lines[n-1]
		if tokens[l.from].begin != lineBreak {
			continue
		}
		full := above.col+above.width+1+len(tokens[l.from].text) > widest && 2*above.width > widest && widest > 0 && l.col <= above.col+hanging
		centered := abs(2*l.col+l.width-2*above.col-above.width) <= 2
		if full || l.col > above.col && l.col <= above.col+hanging && !centered {
			out[l.from].begin = softBreak
		}
	}
	return out
}

// linesOf cuts tokens where a line of the file begins.
func linesOf(tokens []token) []line {
	var out []line
	for i := range tokens {
		t := &tokens[i]
		if i == 0 || t.begin != noBreak {
			out = append(out, line{from: i, col: t.place.Col})
		}
		l := &out[len(out)-1]
		if t.gap && l.width > 0 {
			l.width++
		}
		l.width += len(t.text)
		l.to = i + 1
	}
	return out
}

func abs(n int) int { return max(n, -n) }
