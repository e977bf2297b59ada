package extract

import (
	"slices"
	"strings"
	"time"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A hole is a place of a fact in the automaton, with what the schema and the
// functions around it let stand there.
type hole struct {
	*render.Hole
	place    place
	prints   *condition // that it prints some text, worked out from facts with no way back; nil: nobody can tell
	kept     bool       // it stands where lines are kept
	block    bool       // it begins a block
	property *schema.Property
	manner   *manner // how its values are written; nil of a closed class
	class    class
	firsts   map[string]bool   // ofValues: the first words of the values
	opens    bool              // ofFormat: it is known how what is printed begins:
	numeral  bool              // with a number, or with a letter
	suffix   string            // letters that the form sets behind the fact
	values   map[string]string // ofValues: the fact by its folded print
	letters  int               // ofValues: the most letters and digits of one that is printed, and of the suffix
	longest  int               // the most tokens of a closed class
	most     int32             // how many tokens such a fact hardly ever has more than; 0: any number
	usual    int32             // the tokens of the longest example
	path     string
	shapes   map[shape]bool // of the examples' words, for ofCode
	numbered bool           // an example begins with a number
	digits   bool           // an example has a number
	listed   bool           // it is an item of a list in a sentence
	capitals bool           // it is printed in capitals
	texts    int            // of a closed class: the number of the key
	key      string         // holes with the same key take the same texts
}

// A class is the kind of text that a hole takes.
type class uint8

const (
	ofText    class = iota // sentences
	ofPhrase               // a few words, mostly small
	ofTitle                // names and titles: mostly capitals
	ofCode                 // numbers, addresses of the net, ticker symbols
	ofMarks                // dashes and the like
	ofValues               // one of a list
	ofFormat               // what a function prints: a date, an amount
	ofNumber               // digits
	ofCount                // the number of an item
	ofNothing              // what cannot be read back
)

// open reports whether texts of any length stand in such a hole.
func (c class) open() bool { return c <= ofMarks }

// longestFormat bounds the tokens of a closed class.
const longestFormat = 18

func newHole(f *Form, h *render.Hole) hole {
	out := hole{Hole: h, longest: longestFormat}
	out.property, _ = f.lookup(h.Fact.Path)
	if out.property == nil {
		out.property = &schema.Property{}
	}
	out.class = out.classOf()
	out.path = h.Fact.Path
	if printed, ok := h.Print("ab"); ok {
		out.capitals = printed == "AB"
	}
	if out.class.open() && out.class != ofText {
		out.usual = longest(out.property.Examples)
		out.most = 2*out.usual + 4
	}
	out.shapes = map[shape]bool{}
	for _, e := range out.property.Examples {
		for i, w := range strings.Fields(e.Text) {
			out.shapes[shapeOf(w)] = true
			out.digits = out.digits || kindOf(w) == aNumber
			out.numbered = out.numbered || i == 0 && kindOf(w) == aNumber
		}
	}
	out.key = h.Chain() + "\x00" + h.Fact.Path
	if out.class == ofFormat {
		out.key = h.Chain()
		if e := out.property.Examples; len(e) > 0 {
			if printed, ok := h.Print(e[0].Text); ok && printed != "" {
				out.opens, out.numeral = true, kindOf(foldedWords(printed)[0]) == aNumber
			}
		}
		out.longest = min(longestFormat, 3*h.Words())
	}
	if out.class == ofNumber || out.class == ofCount {
		out.longest = 1
		out.key = "number"
	}
	return out
}

func (h *hole) classOf() class {
	p := h.property
	switch {
	case h.Counter:
		return ofCount
	case h.Words() > 0:
		return ofFormat
	case h.Fact.Path == "":
		return ofNothing
	case len(p.Enum) > 0:
		h.fillValues()
		return ofValues
	case slices.Contains(p.Types, "integer") || slices.Contains(p.Types, "number") && !slices.Contains(p.Types, "string"):
		return ofNumber
	}
	return classOfExamples(p.Examples)
}

func (h *hole) fillValues() {
	h.values, h.firsts = map[string]string{}, map[string]bool{}
	for _, v := range h.property.Enum {
		if printed, ok := h.Print(v); ok {
			h.values[foldText(printed)] = v
			h.firsts[foldedWords(printed)[0]] = true
		}
	}
}

// bound finds the most letters that a value has. Folding a text drops none.
func (h *hole) bound() {
	for printed := range h.values {
		h.letters = max(h.letters, lettersIn(printed)+len(h.suffix))
	}
}

// classOfExamples tells from the schema's examples what a fact looks like.
func classOfExamples(examples []*facts.Node) class {
	var capitals, small, digits, marks, words int
	for _, e := range examples {
		for _, w := range strings.Fields(e.Text) {
			words++
			switch kindOf(strings.Trim(w, ".,;:()[]\"")) {
			case aCapital, inCapitals:
				capitals++
			case aLower:
				small++
			case aNumber:
				digits++
			case aMark:
				marks++
			}
		}
	}
	single := len(examples) > 0 && words == len(examples)
	switch {
	case words == 0:
		return ofTitle
	case marks == words:
		return ofMarks
	case digits == words:
		return ofCode
	case words >= 7*len(examples):
		return ofText
	case single && (digits > 0 || marks > 0 || looksCoded(examples)):
		return ofCode
	case 2*small >= capitals && small > 0:
		return ofPhrase
	}
	return ofTitle
}

// longest counts the tokens of the longest example.
func longest(examples []*facts.Node) int32 {
	most := 3
	for _, e := range examples {
		most = max(most, len(foldedWords(e.Text)))
	}
	return int32(most)
}

// A shape tells telephone numbers, mail addresses and web addresses apart.
type shape struct{ digits, letters, at bool }

func shapeOf(s string) shape {
	return shape{
		digits:  strings.ContainsAny(s, "0123456789"),
		letters: strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
		at:      strings.Contains(s, "@"),
	}
}

// hasShape reports whether one of a fact's examples has a shape.
func hasShape(examples []*facts.Node, s shape) bool {
	for _, e := range examples {
		if shapeOf(e.Text) == s {
			return true
		}
	}
	return false
}

func looksCoded(examples []*facts.Node) bool {
	return slices.ContainsFunc(examples, func(e *facts.Node) bool {
		return strings.ContainsAny(e.Text, "@/") || strings.HasPrefix(e.Text, "www.") || kindOf(e.Text) == inCapitals
	})
}

func foldText(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		pieces(w, func(p string) { b.WriteString(fold(p) + " ") })
	}
	return b.String()
}

// fits says whether a text can stand in a hole of a closed class, and what
// fact it tells: "" if none.
func (h *hole) fits(text string) (value string, lost, ok bool) {
	if h.suffix != "" {
		var has bool
		if text, has = cutFold(text, h.suffix); !has {
			return "", false, false
		}
	}
	switch h.class {
	case ofValues:
		value, ok = h.values[foldText(text)]
		return value, false, ok
	case ofFormat:
		value, lost, ok = h.Read(text)
		return value, lost, ok && (value == "" || h.admits(value))
	case ofNumber:
		ok = strings.Trim(text, "0123456789") == "" && text != ""
		return text, false, ok
	case ofCount:
		return "", false, len(text) <= 4
	}
	return "", false, false
}

func cutFold(text, suffix string) (string, bool) {
	at := len(text) - len(suffix)
	if at < 0 || !strings.EqualFold(text[at:], suffix) {
		return text, false
	}
	return text[:at], true
}

// admits holds a value against the schema.
func (h *hole) admits(value string) bool {
	if len(h.property.Enum) > 0 {
		return slices.Contains(h.property.Enum, value)
	}
	if isDate(h.property) {
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return true
}

func isDate(p *schema.Property) bool {
	if len(p.Examples) == 0 {
		return false
	}
	_, err := time.Parse(time.DateOnly, p.Examples[0].Text)
	return err == nil
}
