package extract

import (
	"slices"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/render"
)

// builder makes an automaton of a pattern.
type builder struct {
	automaton
	tails         []int32 // nodes whose next is the node to come
	lot           []int32 // the unused part of the last allotment, see alone
	keep          bool    // the style at hand keeps its lines
	begin         breakKind
	buffer        strings.Builder // literal text that waits for what comes after it
	data          bool            // it is data
	label         bool            // a label was printed, and perhaps nothing behind it
	start         bool            // the next text begins a line
	last          []int32         // holes that end where the text at hand begins
	within        []int32         // the literals of the arms around, the innermost last
	run, runWords int32           // what it costs to leave out the words in a row so far; how many they are
	runFork       int32           // the fork before them
}

// maxNodes bounds an automaton. A form that is larger is read as far as that.
const maxNodes = 200_000

func build(f *Form, p render.Part) *automaton {
	b := &builder{start: true}
	b.form = f
	b.vocab = map[string]int32{}
	b.kindOf, b.conditions, b.places = map[string]int32{}, map[*render.Condition]*condition{}, map[refKey]place{}
	b.kind("")
	b.fork()
	b.part(p)
	b.flush()
	b.endRun()
	b.add(node{kind: theEnd})
	b.nodes = slices.Clone(b.nodes)
	b.classes = map[string]class{}
	for i := range b.holes {
		h := &b.holes[i]
		b.classes[h.path] = h.class
		h.key += h.suffix
		h.bound()
	}
	b.findClosed()
	b.findTwins()
	b.learn()
	b.shorten()
	b.need()
	b.findBeside()
	b.reverse()
	b.findFirsts()
	b.enliven()
	a := &b.automaton
	a.pairs = sync.OnceValue(a.findPairs)
	a.sheets, a.boards = make(chan *sheet, mostKept), make(chan *board, mostKept)
	return a
}

func (b *builder) id(folded string) int32 {
	id, ok := b.vocab[folded]
	if !ok {
		id = int32(len(b.words))
		b.vocab[folded] = id
		b.words = append(b.words, folded)
	}
	return id
}

// add appends a node behind the tails and makes it the only tail.
func (b *builder) add(n node) int32 {
	i := int32(len(b.nodes))
	if i == int32(cap(b.nodes)) { // append grows large slices by a quarter, and copies them as often
		b.nodes = slices.Grow(b.nodes, max(256, int(i)))
	}
	b.nodes = append(b.nodes, n)
	for _, t := range b.tails {
		b.join(t, i)
	}
	b.tails = b.alone(i)
	return i
}

// alone is a slice of one node. They are made in lots.
func (b *builder) alone(node int32) []int32 {
	if len(b.lot) == 0 {
		b.lot = make([]int32, 256)
	}
	one := b.lot[:1:1]
	b.lot = b.lot[1:]
	one[0] = node
	return one
}

func (b *builder) join(from, to int32) {
	n := &b.nodes[from]
	switch n.kind {
	case aWord, aHole, aBody:
		n.next = to
	default:
		n.outs = append(n.outs, to)
	}
}

// shorten leads past the forks that lead to one node alone.
func (b *builder) shorten() {
	for i := range b.nodes {
		n := &b.nodes[i]
		n.next = b.past(n.next)
		if n.kind == aHole && b.holes[n.index].class.open() {
			n.word = b.past(n.word)
		}
		for k := range n.outs {
			n.outs[k] = b.past(n.outs[k])
		}
	}
}

func (b *builder) past(node int32) int32 {
	for n := &b.nodes[node]; n.kind == aFork && len(n.outs) == 1; n = &b.nodes[node] {
		node = n.outs[0]
	}
	return node
}

func (b *builder) fork() int32 { return b.add(node{kind: aFork}) }

func (b *builder) part(p render.Part) {
	if len(b.nodes) > maxNodes || isSilent(p) {
		return
	}
	switch p := p.(type) {
	case render.Words:
		b.text(p)
	case render.Sequence:
		for _, inner := range p {
			b.part(inner)
		}
	case *render.Hole:
		b.flush()
		b.endRun()
		b.hole(p)
	case *render.Choice:
		b.flush()
		b.endRun()
		b.choice(p)
	case *render.Loop:
		b.flush()
		b.endRun()
		b.loop(p)
	default:
		panic("extract: unknown part")
	}
}

func (b *builder) text(w render.Words) {
	if w.Data != b.data {
		b.flush()
		b.data = w.Data
	}
	b.buffer.WriteString(w.Text)
}

// flush turns the literal text that was gathered into nodes.
func (b *builder) flush() {
	text := b.buffer.String()
	b.buffer.Reset()
	if text == "" {
		return
	}
	if b.data {
		b.line(text)
		return
	}
	for line := range strings.Lines(text) {
		ended := strings.HasSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\n")
		if b.start || strings.HasPrefix(line, ":::") {
			b.start = false
			if b.markup(strings.TrimSpace(line)) {
				b.start, b.last = ended, nil
				continue
			}
		}
		b.line(unescape(line))
		b.label = b.label && strings.TrimSpace(line) == "" || strings.HasSuffix(strings.TrimSpace(line), "||")
		if ended {
			b.start, b.last = true, nil
			switch {
			case b.label: // if no fact was printed behind it the next line is its own
				b.begin, b.label = anyBreak, false
			case b.keep && b.begin == anyBreak:
				b.begin = newLine
			case b.keep:
				b.begin = max(b.begin, lineBreak)
			}
		}
	}
}

// markup takes a line of the markup language that sets no words. It knows of
// package markup's language what bears on words.
func (b *builder) markup(line string) bool {
	switch {
	case strings.HasPrefix(line, ":::"):
		style := strings.TrimSpace(strings.TrimPrefix(line, ":::"))
		b.keep = style != "" && b.form.Keep != nil && b.form.Keep(style)
	case line == "":
	case len(line) >= 3 && strings.Trim(line, "-") == "", len(line) >= 3 && strings.Trim(line, "=") == "":
	case strings.HasPrefix(line, "--- ") && strings.Trim(line, "-0123456789 ") == "":
	default:
		return false
	}
	b.begin = blockBreak
	return true
}

func unescape(line string) string {
	line = strings.ReplaceAll(line, "||", "  ")
	if !strings.Contains(line, `\`) {
		return line
	}
	return strings.ReplaceAll(line, `\`, "")
}

// line makes nodes of the words of a line. Letters behind a fact without a
// blank belong to its last word.
func (b *builder) line(text string) {
	if len(b.last) > 0 && text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			for _, h := range b.last {
				b.holes[h].suffix = text[:end]
			}
			text = text[end:]
		}
		b.last = nil
	}
	chunks(text, func(from, to int, _ bool) {
		pieces(text[from:to], func(piece string) {
			b.last = nil
			b.word(token{text: piece, fold: fold(piece), kind: kindOf(piece)})
		})
	})
}

// word adds a word of the form. At the first of a run of them a fork is made,
// from which a long run can be left out whole.
func (b *builder) word(t token) {
	if b.run == 0 {
		b.runFork = b.fork()
	}
	b.add(node{kind: aWord, text: t.text, word: b.id(t.fold), mark: t.kind == aMark, begin: b.takeBreak(), skip: t.insertion()})
	if n := len(b.within); n > 0 && t.kind != aMark {
		l := &b.lines[b.within[n-1]]
		l.words = append(l.words, b.id(t.fold))
	}
	b.run += t.insertion()
	b.runWords++
}

// endRun ends a run of words.
func (b *builder) endRun() {
	if n := len(b.within); n > 0 {
		l := &b.lines[b.within[n-1]]
		l.words = append(l.words, gap)
	}
	each, whole := b.run, skipRun+b.runWords*skipInRun
	b.run, b.runWords = 0, 0
	if each <= whole {
		return
	}
	b.nodes[b.runFork].skip = whole
	b.tails = append(b.tails, b.runFork)
	b.fork()
}

func (b *builder) takeBreak() breakKind {
	at := b.begin
	b.begin = noBreak
	if at == noBreak && b.keep {
		return sameLine
	}
	return at
}

func (b *builder) hole(h *render.Hole) {
	b.start = false
	i := int32(len(b.holes))
	made := newHole(b.form, h)
	made.place = b.placeOf(h.Fact)
	made.kept = b.keep
	if c := h.Prints("?"); c != nil && (made.class == ofFormat || made.class == ofNumber) {
		made.prints = b.condition(c)
	}
	b.holes = append(b.holes, made)
	entry := b.add(node{kind: aHole, index: i, begin: b.takeBreak()})
	b.holes[i].block = b.nodes[entry].begin == blockBreak
	if b.holes[i].class.open() {
		body := b.add(node{kind: aBody, index: i})
		b.fork()
		// The entry leads into the body and, if the fact is left out, past it.
		b.nodes[entry].word, b.nodes[entry].next = body, b.tails[0]
	} else {
		b.fork()
	}
	b.last = []int32{i}
}

func (b *builder) choice(c *render.Choice) {
	at := b.fork()
	keep, begin, start := b.keep, b.begin, b.start
	var ends, last []int32
	kept, began := keep, breakKind(0)
	for i, a := range c.Arms {
		b.tails = []int32{at}
		b.keep, b.begin, b.start, b.last = keep, begin, start, nil
		kind, end := aFork, aFork
		index := int32(len(b.arms))
		if c.If != nil || len(a.Claims) > 0 {
			kind, end = anArm, theArmEnd
			b.arms = append(b.arms, arm{b.condition(c.If), a.Truth, a.Claims, c, i})
		}
		first := b.add(node{kind: kind, index: index})
		if c.Likely && isEmpty(a.Body) {
			b.nodes[first].skip = leftOut
		}
		if c.Test != "" && i > 0 && isEmpty(a.Body) {
			b.nodes[first].skip = 2 // of facts that look alike the first are the likelier to be there
		}
		b.lines = append(b.lines, literals{choice: at, first: first})
		b.within = append(b.within, int32(len(b.lines)-1))
		b.part(a.Body)
		b.flush()
		b.endRun()
		b.within = b.within[:len(b.within)-1]
		b.add(node{kind: end, index: index})
		ends = append(ends, b.tails...)
		last = append(last, b.last...)
		if i == 0 {
			kept, began = b.keep, b.begin
		}
		if b.begin != began {
			began = anyBreak
		}
	}
	b.tails, b.last, b.keep, b.begin = ends, last, kept, began
	b.start = start && len(c.Arms) == 1 // a line on which the arms printed nothing is no blank line
	b.fork()
}
