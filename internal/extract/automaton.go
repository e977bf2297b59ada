package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// A node is a state of the automaton: what the form prints next.
type node struct {
	kind  nodeKind
	mark  bool      // aWord: punctuation
	begin breakKind // aWord, aHole: what the form begins here
	word  int32     // aWord: its id; aHole: the node of its body, if its class is open
	next  int32     // aWord, aHole, aBody: the node after it
	outs  []int32   // aFork: the nodes that may come next
	skip  int32     // aWord: what it costs to leave it out; aFork: to take the last of its ways
	index int32     // aHole, aBody: of the hole; anArm: of the arm; aRound, anEnter: the loop's id
}

type nodeKind uint8

const (
	aWord nodeKind = iota // a word or a mark of the form
	aHole                 // a fact begins
	aBody                 // the words of a fact after its first
	aFork                 // one of several ways, or the end of one
	anArm                 // an arm of a choice begins
	theArmEnd
	anEnter // a loop begins
	aRound  // a round of it begins
	aLeave  // a loop ends
	theEnd
)

// An automaton is a form as a graph. Its nodes are in topological order, but
// for the edges that lead back to the next round of a loop.
type automaton struct {
	nodes      []node
	holes      []hole
	arms       []arm
	lines      []literals // of the arms of all choices
	vocab      map[string]int32
	words      []string // by their ids
	loops      []loopOf
	classes    map[string]class // of open holes, by path
	firsts     []sieve          // by node: what can stand there
	followers  []follower       // by node: what can stand there, where an open fact ends before it
	kinds      []kindOfFact
	kindOf     map[string]int32
	conditions map[*render.Condition]*condition
	places     map[refKey]place
	form       *Form
}

// A loopOf is a loop over a list. The template may go over a list again by a
// loop with the same id, which counts its elements.
type loopOf struct {
	id       int32
	over     *place // nil: the facts have no such list
	most     int32  // how often it runs at most; 0: any number
	nullable bool   // a round may print nothing
}

// An arm is one arm of a choice.
type arm struct {
	condition *condition // nil: none
	truth     bool       // what it comes to here
	claims    []render.Claim
	choice    *render.Choice
	of        int // which arm of it
}

// literals is what an arm of a choice prints of its own, not what arms within
// it print: the ids of words, with gap where something else stands between them.
type literals struct {
	choice int32 // the fork before the arms
	first  int32 // the first node of the arm
	words  []int32
}

const gap = -2

// builder makes an automaton of a pattern.
type builder struct {
	automaton
	tails         []int32 // nodes whose next is the node to come
	keep          bool    // the style at hand keeps its lines
	begin         breakKind
	buffer        strings.Builder // literal text that waits for what comes after it
	data          bool            // it is data
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
	b.classes = map[string]class{}
	for i := range b.holes {
		b.classes[b.holes[i].path] = b.holes[i].class
		b.holes[i].key += b.holes[i].suffix
	}
	b.shorten()
	b.need()
	b.follow()
	b.sift()
	return &b.automaton
}

func (a *automaton) lookup(folded string) int32 {
	if id, ok := a.vocab[folded]; ok {
		return id
	}
	return unknownWord
}

// defaults are the values that facts have if they are not given.
func (a *automaton) defaults() map[string][]string {
	out := map[string][]string{}
	for i := range a.holes {
		h := &a.holes[i]
		if d := h.property.Default; d != nil && h.class.open() && out[h.path] == nil {
			out[h.path] = []string{d.Text}
		}
	}
	return out
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
	b.nodes = append(b.nodes, n)
	for _, t := range b.tails {
		b.join(t, i)
	}
	b.tails = append(b.tails[:0:0], i)
	return i
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
		if ended {
			b.start, b.last = true, nil
			if b.keep {
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
	b.add(node{kind: aWord, word: b.id(t.fold), mark: t.kind == aMark, begin: b.takeBreak(), skip: t.insertion()})
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
	return at
}

func (b *builder) hole(h *render.Hole) {
	b.start = false
	i := int32(len(b.holes))
	made := newHole(b.form, h)
	made.place = b.placeOf(h.Fact)
	made.kept = b.keep
	b.holes = append(b.holes, made)
	entry := b.add(node{kind: aHole, index: i, begin: b.takeBreak()})
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
		if c.Test == "" && c.If != nil && isEmpty(a.Body) {
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
	b.start = false // a line on which the arms printed nothing is no blank line
	b.fork()
}

func (b *builder) loop(l *render.Loop) {
	id := int32(len(b.loops))
	made := loopOf{id: int32(l.ID), most: int32(l.Most), nullable: isNullable(l.Body) || l.First != nil && isNullable(l.First)}
	if l.Over.Path != "" {
		p := b.placeOf(l.Over)
		made.over = &p
	}
	b.loops = append(b.loops, made)
	enter := b.add(node{kind: anEnter, index: id})
	b.last = nil
	ends := []int32{enter}
	keep, begin, start := b.keep, b.begin, b.start
	first := l.First
	if first == nil && l.Last != nil {
		first = l.Body
	}
	if first != nil {
		b.add(node{kind: aRound, index: id})
		b.round(l, first)
		ends = append(ends, b.tails...)
		b.keep, b.begin, b.start = keep, anyBreak, start
	}
	before := b.tails
	if first != nil {
		b.between(l.Between)
	}
	round := b.add(node{kind: aRound, index: id})
	b.round(l, l.Body)
	after := b.tails
	if l.Last == nil {
		ends = append(ends, after...)
	}
	b.between(l.Between)
	for _, t := range b.tails {
		b.join(t, round)
	}
	if l.Last != nil {
		b.tails = append(slices.Clip(before), after...)
		b.between(l.Last)
		b.add(node{kind: aRound, index: id})
		b.round(l, l.Body)
		ends = append(ends, b.tails...)
	}
	b.tails = ends
	if begin != b.begin {
		b.begin = anyBreak
	}
	b.add(node{kind: aLeave, index: id})
}

// round adds the body of a loop.
func (b *builder) round(l *render.Loop, body render.Part) {
	first := len(b.holes)
	b.part(body)
	b.flush()
	b.endRun()
	if l.Between != nil {
		for i := first; i < len(b.holes); i++ {
			b.holes[i].listed = true
		}
	}
	b.fork()
}

// between adds what stands between two rounds.
func (b *builder) between(p render.Part) {
	last := b.last
	if p != nil {
		b.part(p)
		b.flush()
		b.endRun()
	}
	b.fork()
	if p == nil {
		b.last = last
	}
}

func isEmpty(p render.Part) bool {
	s, ok := p.(render.Sequence)
	return ok && len(s) == 0
}

// isSilent reports whether a part only decides or goes through something, and
// prints nothing.
func isSilent(p render.Part) bool {
	switch p := p.(type) {
	case render.Sequence:
		return !slices.ContainsFunc(p, func(inner render.Part) bool { return !isBlank(inner) && !isSilent(inner) })
	case *render.Choice:
		return !slices.ContainsFunc(p.Arms, func(a render.Arm) bool { return !isSilent(a.Body) })
	case *render.Loop:
		return isSilent(p.Body) && (p.First == nil || isSilent(p.First))
	}
	return false
}

func isBlank(p render.Part) bool {
	w, ok := p.(render.Words)
	return ok && strings.TrimSpace(w.Text) == ""
}

// isNullable reports whether a part may print no word.
func isNullable(p render.Part) bool {
	switch p := p.(type) {
	case render.Words:
		text := strings.TrimSpace(p.Text)
		return text == "" || strings.HasPrefix(text, ":::")
	case render.Sequence:
		return !slices.ContainsFunc(p, func(inner render.Part) bool { return !isNullable(inner) })
	case *render.Choice:
		return slices.ContainsFunc(p.Arms, func(a render.Arm) bool { return isNullable(a.Body) })
	case *render.Loop:
		return true
	}
	return false
}
