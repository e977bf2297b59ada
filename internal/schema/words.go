package schema

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/lazy"
)

// words says what a part wanted by a keyword and what it found, and how to mend
// it. n is the fact as written, nil if the value is a default.
func (p *part) words(keyword string, s *shape, value any, n *facts.Node) (message, hint string) {
	have := ", have " + foundValue(value, n)
	limit := p.node.Field(keyword)
	switch keyword {
	case "type":
		return "want " + wanted(s, p) + have, typeHint(s, value, n)
	case "format", "pattern":
		if limit.Text == "date" && keyword == "format" {
			text, _ := value.(string)
			return "want " + wanted(s, p) + have, dateHint(text)
		}
		return "want " + wanted(s, p) + have, ""
	case "enum":
		return "want " + choices(limit) + have, enumHint(value, limit)
	case "const":
		return "want " + found(limit) + have, ""
	case "minLength":
		if value == "" {
			return "want text, have none", "fill it in, or delete the line"
		}
		return "want at least " + plural(limit, "character") + have, ""
	case "maxLength":
		return "want at most " + plural(limit, "character") + have, ""
	case "minimum":
		return "want " + number(limit) + " or more" + have, ""
	case "maximum":
		return "want " + number(limit) + " or less" + have, ""
	case "exclusiveMinimum":
		return "want more than " + number(limit) + have, ""
	case "exclusiveMaximum":
		return "want less than " + number(limit) + have, ""
	case "multipleOf":
		return "want a multiple of " + number(limit) + have, ""
	case "minItems", "minContains":
		return "want at least " + plural(limit, "item") + counted(value), ""
	case "maxItems", "maxContains":
		return "want at most " + plural(limit, "item") + counted(value), ""
	case "minProperties":
		return "want at least " + plural(limit, "fact") + counted(value), ""
	case "maxProperties":
		return "want at most " + plural(limit, "fact") + counted(value), ""
	case "uniqueItems":
		return "want items that all differ, have two alike", "delete one"
	case "oneOf":
		return "want what fits one description only" + have, ""
	}
	return "want something else here" + have, ""
}

// wanted says in words what a place takes: in the schema's own, or by its types.
func wanted(s *shape, p *part) string {
	if n := p.node.Field("x-want"); n != nil {
		return n.Text
	}
	if s != nil {
		if n := s.first("x-want"); n != nil {
			return n.Text
		}
	}
	if n := p.node.Field("pattern"); n != nil {
		return "text like " + quote(n.Text)
	}
	if n := p.node.Field("format"); n != nil {
		return "text in the format " + n.Text
	}
	var words []string
	t := p.ownTypes()
	for _, kind := range []struct {
		types types
		words string
	}{
		{stringType, "text"}, {numberType, "a number"}, {integerType, "a whole number"},
		{booleanType, "yes or no"}, {arrayType, "a list"}, {objectType, "facts as `name: value`"}, {nullType, "nothing"},
	} {
		if t.has(kind.types) && !(kind.types == integerType && t.has(numberType)) {
			words = append(words, kind.words)
		}
	}
	return strings.Join(words, " or ")
}

// typeHint says how to write a value of the type that is wanted.
func typeHint(s *shape, value any, n *facts.Node) string {
	if n == nil || s == nil {
		return ""
	}
	switch t := s.types; {
	case n.Kind == facts.Null:
		return "fill it in, or delete the line"
	case s.first("enum") != nil:
		return enumHint(value, s.first("enum"))
	case t == arrayType && n.Kind != facts.Map && n.InJSON():
		return "write a list: [" + asJSON(shorten(n.Text)) + "]"
	case t == arrayType && n.Kind != facts.Map:
		return "write a list: [" + shorten(n.Text) + "]"
	case t == arrayType && n.InJSON():
		return "put brackets around the items: [ … ]"
	case t == arrayType:
		return "put `- ` before each item"
	case t == objectType && n.Kind == facts.Text && len(s.order) > 0:
		return "name its parts, such as `" + nameIn(n, s.order[0]) + ":`"
	case t == objectType && n.Kind == facts.List:
		return oneHint(s, n)
	case t.has(stringType) && n.Kind == facts.Bool:
		return "put it in quotes"
	case t.has(stringType) && n.Kind == facts.List:
		return "write one text, not a list"
	case t.has(integerType) && strings.Contains(n.Text, ",") && digits(strings.ReplaceAll(n.Text, ",", "")):
		return "commas part groups of three digits: 160,000"
	case t.has(integerType) && n.Kind == facts.Text && inDigits(n.Text) != "":
		return "write it in digits: " + inDigits(n.Text)
	case t == booleanType:
		return "write yes or no, without quotes"
	}
	return ""
}

// oneHint says how to write as one group of facts what is written as a list.
func oneHint(s *shape, n *facts.Node) string {
	plain := func(n *facts.Node) bool { return n.Kind != facts.Map }
	switch {
	case len(n.Items) > 0 && slices.ContainsFunc(n.Items, plain) && len(s.order) > 0:
		return "name its parts instead of listing them, such as `" + nameIn(n, s.order[0]) + ":`"
	case len(n.Items) > 1:
		return "there is only one: keep one of the items, and name its parts without a list"
	case begins(n, '['):
		return "delete the brackets [ and ], there is only one"
	}
	return "delete the `- `, there is only one"
}

// nameIn gives a name as the file of a value has names.
func nameIn(n *facts.Node, name string) string {
	if n.InJSON() {
		return asJSON(name)
	}
	return name
}

// begins reports whether a value begins with a sign in its file.
func begins(n *facts.Node, sign rune) bool {
	if n.Source == nil {
		return false
	}
	line := []rune(n.Source.Line(n.Pos.Line))
	return n.Pos.Col >= 1 && n.Pos.Col <= len(line) && line[n.Pos.Col-1] == sign
}

// million is a number whose size is told by a word.
var million = lazy.Regexp(`(?i)^([0-9]{1,6}(?:\.[0-9]{1,9})?) (thousand|million|billion)$`)

// inDigits writes 3.75 million as 3,750,000; "" for what is no such number, or
// none of whole units.
func inDigits(text string) string {
	m := million().FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	units := map[string]int64{"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
	n, _ := new(big.Rat).SetString(m[1]) // the expression lets nothing else pass
	if n.Mul(n, new(big.Rat).SetInt64(units[strings.ToLower(m[2])])); !n.IsInt() {
		return ""
	}
	return grouped(n.Num())
}

// maxShown bounds how many values or names a hint lists.
const maxShown = 24

// maxChoices bounds how many values a message itself names.
const maxChoices = 4

// choices names the values of an enum, if they are few.
func choices(enum *facts.Node) string {
	if len(enum.Items) > maxChoices {
		return "one of the values known here"
	}
	var names []string
	for _, item := range enum.Items {
		names = append(names, flow(item))
	}
	return strings.Join(names, " or ")
}

func enumHint(value any, enum *facts.Node) string {
	var names []string
	for _, item := range enum.Items {
		names = append(names, flow(item))
	}
	if text, ok := value.(string); ok {
		if near, ok := diag.Nearest(text, names); ok {
			return "did you mean " + quote(near) + "?"
		}
	}
	if len(names) <= maxChoices {
		return ""
	}
	return "write one of " + enumerate(names)
}

// hintUnknown says which name was meant, or where the name is known.
func (e *explainer) hintUnknown(at []string) string {
	around, name := at[:len(at)-1], last(at)
	parent := e.shape.find(around)
	if parent == nil {
		return ""
	}
	if near, ok := diag.Nearest(name, e.freeNames(around, parent)); ok {
		return "did you mean " + bare(near) + "?"
	}
	if place := e.shape.whereIs(name); place != "" {
		return "its place is " + place
	}
	if near, ok := diag.Nearest(name, parent.order); ok && e.areAlike(around, name, near) {
		return bare(near) + " is here already"
	}
	return "known here: " + enumerate(parent.order)
}

// areAlike reports whether two fields of a map hold values of one kind, as a fact
// and its misspelt double do.
func (e *explainer) areAlike(around []string, a, b string) bool {
	n := e.root.Lookup(pointerOf(around))
	one, other := n.Field(a), n.Field(b)
	return one != nil && other != nil && one.Kind == other.Kind
}

// freeNames returns the names that a map may have and that its file does not
// give. What holds by default may still be given.
func (e *explainer) freeNames(around []string, parent *shape) []string {
	pointer := pointerOf(around)
	names, known := e.free[pointer]
	if !known {
		n := e.root.Lookup(pointer)
		names = slices.DeleteFunc(slices.Clone(parent.order), func(name string) bool { return n.Field(name) != nil })
		e.free[pointer] = names
	}
	return names
}

func enumerate(names []string) string {
	if len(names) > maxShown {
		return strings.Join(names[:maxShown], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// example shows how a field is written.
func (s *shape) example(name string, inJSON bool) string {
	n := s.first("examples")
	if n == nil || len(n.Items) == 0 {
		return ""
	}
	if inJSON {
		return "write it as `" + asJSON(name) + ": " + asJSON(n.Items[0].Value()) + "`"
	}
	return "write it as `" + name + ": " + flow(n.Items[0]) + "`"
}

// found says what a fact is, as it is written.
func found(n *facts.Node) string {
	if n == nil {
		return "nothing"
	}
	switch n.Kind {
	case facts.Null, facts.List, facts.Map:
		return n.Kind.String()
	case facts.Number, facts.Bool:
		return shorten(n.Text)
	}
	return quote(n.Text)
}

// foundValue says what a value is, as it is written if it is.
func foundValue(v any, n *facts.Node) string {
	if n != nil {
		return found(n)
	}
	return shorten(asJSON(v))
}

// quote puts text in quotes, shortened so that a message stays a line.
func quote(s string) string { return strconv.Quote(shorten(s)) }

// bare gives a name as it is written: without quotes, unless it would be lost in
// a sentence.
func bare(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return quote(name)
	}
	return shorten(name)
}

// maxQuoted bounds the characters of a text that is quoted.
const maxQuoted = 60

func shorten(s string) string {
	if runes := []rune(s[:min(len(s), 4*maxQuoted+4)]); len(runes) > maxQuoted {
		return string(runes[:maxQuoted-1]) + "…"
	}
	return s
}

func number(n *facts.Node) string { return n.Text }

func plural(n *facts.Node, noun string) string {
	if n.Text == "1" {
		return "1 " + noun
	}
	return n.Text + " " + noun + "s"
}

func counted(v any) string {
	switch v := v.(type) {
	case []any:
		return fmt.Sprintf(", have %d", len(v))
	case map[string]any:
		return fmt.Sprintf(", have %d", len(v))
	}
	return ""
}
