package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// explain turns what the library found into diagnostics. The library gives a
// tree of errors in random order, with its own words; the leaves of the tree
// are taken for what they name: a place in the facts and a keyword of a part.
// What is said of them is ours.
func (s *Schema) explain(root *facts.Node, value any, err error) diag.List {
	e := &explainer{Schema: s, root: root, value: value, names: map[*facts.Node]map[string]int{}, free: map[string][]string{}}
	invalid, ok := err.(*jsonschema.ValidationError)
	if !ok { // a value of no JSON type, or a loop: Compile and complete leave none
		panic("schema: " + err.Error())
	}
	for _, leaf := range leaves(invalid) {
		e.leaf(leaf)
	}
	e.matchMisspelt()
	return e.list()
}

// leaves returns the errors below one that have no causes of their own. Of the
// choices of an anyOf or oneOf the one is kept that was missed by least, and
// sooner one that takes a value of this type.
func leaves(err *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(err.Causes) == 0 {
		return []*jsonschema.ValidationError{err}
	}
	choice := strings.HasSuffix(err.KeywordLocation, "/anyOf") || strings.HasSuffix(err.KeywordLocation, "/oneOf")
	var kept []*jsonschema.ValidationError
	best := 0
	for _, cause := range err.Causes {
		inner := leaves(cause)
		if !choice {
			kept = append(kept, inner...)
			continue
		}
		missed := len(inner)
		if first := inner[0]; first.InstanceLocation == err.InstanceLocation && strings.HasSuffix(first.KeywordLocation, "/type") {
			missed += otherType
		}
		if kept == nil || missed < best {
			kept, best = inner, missed
		}
	}
	return kept
}

// otherType is how many errors a choice of another type counts as: more than
// any matter has.
const otherType = 1 << 30

// An explainer gathers what is wrong with one root.
type explainer struct {
	*Schema
	root  *facts.Node
	value any
	found []*finding
	names map[*facts.Node]map[string]int // places of the fields of long maps
	free  map[string][]string            // by pointer of a map: the names it may have and has not
}

// A finding is one diagnostic to be.
type finding struct {
	at      []string // the fact that is wrong
	part    *part    // that refuses it
	keyword string   // by which
	have    string   // for a rule: what it found
	missing string   // name of a field that the fact lacks
	unknown bool     // the schema does not know the name at the end of at
	order   []int    // where the fact stands
}

// leaf adds what one error of the library says.
func (e *explainer) leaf(leaf *jsonschema.ValidationError) {
	p, keyword := e.blame(leaf.AbsoluteKeywordLocation)
	f := finding{at: instanceTokens(leaf.InstanceLocation), part: p, keyword: keyword, have: leaf.Message}
	switch name, _, _ := strings.Cut(keyword, "/"); name {
	case "required", "dependentRequired":
		e.addMissing(f, name)
	case "additionalProperties":
		m, _ := lookup(e.value, f.at).(map[string]any)
		for _, name := range sortedKeys(m) {
			if !p.allows(name) {
				e.add(finding{at: join(f.at, name), part: p, keyword: keyword, unknown: true})
			}
		}
	case "": // a schema that is false
		f.keyword = "not"
		if strings.HasSuffix(leaf.KeywordLocation, "/unevaluatedProperties") {
			// A part that failed does not count what it knows as evaluated, so
			// the library takes the names that it knows for unknown ones.
			if parent := e.shape.find(f.at[:len(f.at)-1]); parent != nil && parent.names[last(f.at)] != nil {
				return
			}
			f.keyword, f.unknown = "unevaluatedProperties", true
		}
		e.add(f)
	default:
		e.add(f)
	}
}

func (e *explainer) add(f finding) {
	f.order = e.orderOf(f.at)
	e.found = append(e.found, &f)
}

func last(tokens []string) string { return tokens[len(tokens)-1] }

// blame returns the part that a location of the library names, and the keyword.
func (e *explainer) blame(location string) (*part, string) {
	id, keyword, _ := strings.Cut(strings.TrimPrefix(location, "#"), "/")
	i, err := strconv.Atoi(id)
	if err != nil {
		panic("schema: unknown location " + location)
	}
	return e.parts[i], keyword
}

// allows reports whether a closed part lists a name.
func (p *part) allows(name string) bool {
	if p.lib.Properties[name] != nil {
		return true
	}
	for re := range p.lib.PatternProperties {
		if re.MatchString(name) {
			return true
		}
	}
	return false
}

// addMissing adds the names that a part requires and a map does not have.
func (e *explainer) addMissing(f finding, keyword string) {
	m, _ := lookup(e.value, f.at).(map[string]any)
	names := texts(f.part.node.Field("required"))
	if keyword == "dependentRequired" {
		names = nil
		for _, field := range f.part.node.Field(keyword).Fields {
			if _, given := m[field.Name]; given {
				names = append(names, texts(field.Value)...)
			}
		}
	}
	for _, name := range names {
		if _, given := m[name]; !given {
			f.keyword, f.missing = keyword, name
			e.add(f)
		}
	}
}

// matchMisspelt drops what is missing under a name that is there misspelt: it
// is one mistake, and the hint of the unknown name says which.
func (e *explainer) matchMisspelt() {
	unknown := map[string][]string{}
	for _, f := range e.found {
		if f.unknown {
			around := pointerOf(f.at[:len(f.at)-1])
			unknown[around] = append(unknown[around], last(f.at))
		}
	}
	e.found = slices.DeleteFunc(e.found, func(f *finding) bool {
		return f.missing != "" && slices.ContainsFunc(unknown[pointerOf(f.at)], func(name string) bool {
			_, near := diag.Nearest(name, []string{f.missing})
			return near
		})
	})
}

// maxTrouble bounds how many diagnostics are made: no one reads more, and a
// hostile file has a hundred thousand.
const maxTrouble = 1000

// list returns the findings as diagnostics, each once, in the order of the facts.
func (e *explainer) list() diag.List {
	slices.SortFunc(e.found, func(a, b *finding) int {
		return cmp.Or(slices.Compare(a.order, b.order), slices.Compare(a.at, b.at),
			cmp.Compare(a.keyword, b.keyword), cmp.Compare(a.missing, b.missing),
			cmp.Compare(a.part.id, b.part.id))
	})
	var list diag.List
	for i, f := range e.found {
		d := e.diagnostic(f)
		if i >= maxTrouble {
			d.Message, d.Hint = fmt.Sprintf("%d more facts are wrong from here on", len(e.found)-i), ""
			list = append(list, d)
			break
		}
		if n := len(list); n == 0 || list[n-1].Pointer != d.Pointer || list[n-1].Message != d.Message {
			list = append(list, d)
		}
	}
	list.Sort() // by place: the facts may come from several files
	return list
}

// diagnostic says what a finding found, and where.
func (e *explainer) diagnostic(f *finding) *diag.Diagnostic {
	d := at(e.root, pointerOf(f.at), &diag.Diagnostic{})
	d.Rule, _, _ = strings.Cut(f.keyword, "/")
	switch {
	case f.unknown:
		around := e.root.Lookup(pointerOf(f.at[:len(f.at)-1]))
		if i, given := e.place(around, last(f.at)); given {
			field := around.Fields[i]
			d.Pos, d.Width, d.Source = field.Pos, field.Width, field.Value.Source
		}
		d.Message, d.Hint = "no fact is called "+bare(last(f.at))+" here", e.hintUnknown(f.at)
	case f.missing != "":
		d.Message = "want " + quote(f.missing) + ", which is missing"
		if child := e.shape.find(join(f.at, f.missing)); child != nil {
			d.Hint = child.example(f.missing, e.root.InJSON())
		}
	case roles[d.Rule] == rule:
		i := slices.IndexFunc(f.part.rules, func(r *ruleAt) bool { return r.keyword == f.keyword })
		r := f.part.rules[i]
		d.Message, d.Hint = r.said(f.have)
	default:
		d.Message, d.Hint = f.part.words(d.Rule, e.shape.find(f.at), lookup(e.value, f.at), e.root.Lookup(d.Pointer))
	}
	return d
}

// at puts a diagnostic at the place of a pointer.
func at(root *facts.Node, pointer string, d *diag.Diagnostic) *diag.Diagnostic {
	d.Pointer = pointer
	d.Pos, d.Width, d.Source = root.Locate(pointer)
	return d
}

// orderOf returns the places of tokens among their siblings, which compare as
// the facts stand in the tree.
func (e *explainer) orderOf(tokens []string) []int {
	var order []int
	n := e.root
	for _, token := range tokens {
		i, found := e.place(n, token)
		if !found {
			break
		}
		order = append(order, i)
		if n.Kind == facts.Map {
			n = n.Fields[i].Value
		} else {
			n = n.Items[i]
		}
	}
	return order
}

// longMap is how many fields a map has that is worth an index.
const longMap = 32

// place returns where a name or an item stands in a node.
func (e *explainer) place(n *facts.Node, token string) (int, bool) {
	if n == nil {
		return 0, false
	}
	if n.Kind != facts.Map {
		i, err := strconv.Atoi(token)
		return i, err == nil && i >= 0 && i < len(n.Items)
	}
	if len(n.Fields) < longMap {
		i := slices.IndexFunc(n.Fields, func(f facts.Field) bool { return f.Name == token })
		return i, i >= 0
	}
	index := e.names[n]
	if index == nil {
		index = make(map[string]int, len(n.Fields))
		for i, f := range n.Fields {
			index[f.Name] = i
		}
		e.names[n] = index
	}
	i, found := index[token]
	return i, found
}

// lookup returns the value that tokens lead to, nil if there is none.
func lookup(v any, tokens []string) any {
	for _, token := range tokens {
		switch inner := v.(type) {
		case map[string]any:
			v = inner[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(inner) {
				return nil
			}
			v = inner[i]
		default:
			return nil
		}
	}
	return v
}
