package check

import (
	"slices"
	"strconv"

	"github.com/draftgen/draftgen/internal/facts"
)

// A covers compares two lists of the facts: things, such as plans, and items
// that may be narrowed to some of them, as what a letter says of each plan is.
// It reports things of which no item speaks, or items that speak of nothing.
//
//	look_for  gaps (the usual): a thing, or a part of one, of which no item
//	          speaks; strays: an item that is narrowed to what no thing is
//	by        pointer of the items, a list
//	inside    pointer in an item of the fields that narrow it; an item without
//	          any speaks of all things but those of their own
//	things    the lists of things, each with the fields
//
// and in each of the things
//
//	of     pointer of their list
//	names  field of an item: pointers in a thing of its names, of which the
//	       item has one
//	parts  field of an item: pointers in a thing of what it consists of. A thing
//	       that does not say so consists of whatever an item says
//	free   fields of an item that say nothing of these things
//	own    an item has to name them
//	only   pointer in a thing: the values with one of which it is meant
//	except pointer in a thing: the values with which it is not meant
//
// An item that is narrowed by any other field does not speak of the things.
// Nothing is reported where there are no items. A message may say {thing}, its
// first name, and {part}, a comma and the part, if it is one; of strays {field}
// and {value}.
type covers struct {
	lookFor    string
	by, inside string
	things     []things
}

// things are the items of one list of the facts.
type things struct {
	of           string
	names, parts []dimension
	free         []string
	own          bool
	only, except []among
}

// among are some values of what stands at a pointer in a thing.
type among struct {
	at     string
	values []string
}

// A dimension is a field that narrows, and where a thing has its values.
type dimension struct {
	field string
	at    []string
}

func newCovers(p *params) tester {
	t := &covers{
		lookFor: p.choice("look_for", "gaps", "strays"),
		by:      p.r.pointer(p.get("by")),
		inside:  p.text("inside"),
	}
	for _, n := range p.nodes("things") {
		if p.r.isMap(n) {
			t.things = append(t.things, readThings(p.r.params(n), t))
		}
	}
	for _, name := range []string{"by", "things"} {
		if !p.has(name) {
			p.missing(name, "pointers of lists in the facts")
		}
	}
	if t.lookFor == "gaps" {
		p.say("thing", "part")
	} else {
		p.say("field", "value")
	}
	return t
}

func readThings(p *params, t *covers) things {
	of := things{of: p.r.pointer(p.get("of"))}
	of.names = p.dimensions("names", of.of, t)
	of.parts = p.dimensions("parts", of.of, t)
	of.free, of.own = p.texts("free"), p.flag("own")
	of.only, of.except = p.among("only", of.of), p.among("except", of.of)
	p.done("a list of things")
	return of
}

// dimensions reads a map of fields to pointers, and remembers that rules read both.
func (p *params) dimensions(name, of string, t *covers) []dimension {
	n := p.get(name)
	if n == nil || !p.r.isMap(n) {
		return nil
	}
	var all []dimension
	for _, f := range n.Fields {
		d := dimension{field: f.Name}
		inner := &params{r: p.r, node: n}
		for _, at := range inner.nodes(f.Name) {
			s := p.r.text(at)
			d.at = append(d.at, s)
			p.r.reads[of+"/*"+s] = true
		}
		p.r.reads[t.by+"/*"+t.inside+"/"+f.Name] = true
		all = append(all, d)
	}
	return all
}

// among reads a map of pointers to values.
func (p *params) among(name, of string) []among {
	n := p.get(name)
	if n == nil || !p.r.isMap(n) {
		return nil
	}
	inner := &params{r: p.r, node: n}
	var all []among
	for _, f := range n.Fields {
		all = append(all, among{f.Name, inner.texts(f.Name)})
		p.r.reads[of+"/*"+f.Name] = true
	}
	return all
}

func (t *covers) run(r *run) {
	items := r.listAt(t.by)
	if len(items) == 0 {
		return
	}
	narrow := make([]*facts.Node, len(items))
	for i, item := range items {
		if narrow[i] = item.Lookup(t.inside); narrow[i] == nil || narrow[i].Kind != facts.Map {
			narrow[i] = &facts.Node{Kind: facts.Map}
		}
	}
	if t.lookFor == "strays" {
		t.strays(r, narrow)
		return
	}
	for _, list := range t.things {
		for i, thing := range r.listAt(list.of) {
			if list.means(thing) {
				list.gaps(r, thing, i, narrow)
			}
		}
	}
}

// listAt returns the items of a list of the facts.
func (r *run) listAt(pointer string) []*facts.Node {
	if r.subject.Facts == nil {
		return nil
	}
	n := r.subject.Facts.Lookup(pointer)
	if n == nil || n.Kind != facts.List {
		return nil
	}
	return n.Items
}

// means reports whether a thing is one of those that are meant.
func (l *things) means(thing *facts.Node) bool {
	for _, a := range l.only {
		if !a.has(thing) {
			return false
		}
	}
	for _, a := range l.except {
		if a.has(thing) {
			return false
		}
	}
	return true
}

// has reports whether a field of a thing has one of the values.
func (a *among) has(thing *facts.Node) bool {
	for _, v := range appendFacts(nil, thing, "", a.at) {
		if slices.Contains(a.values, v.text) {
			return true
		}
	}
	return false
}

// gaps reports a thing of which no item speaks, or else each of its parts.
func (l *things) gaps(r *run, thing *facts.Node, i int, items []*facts.Node) {
	spoken := slices.DeleteFunc(slices.Clone(items), func(item *facts.Node) bool { return !l.speaks(item, thing) })
	at, v := inFacts(l.of+"/"+strconv.Itoa(i)), vars{"thing": l.nameOf(thing), "part": ""}
	if len(spoken) == 0 {
		r.at(at, v)
		return
	}
	for _, d := range l.parts {
		for _, part := range d.values(thing) {
			of := func(item *facts.Node) bool { return item.Field(d.field) == nil || d.says(item, part.text) }
			if !slices.ContainsFunc(spoken, of) {
				r.at(at, vars{"thing": v["thing"], "part": ", " + clip(part.text)})
			}
		}
	}
}

// speaks reports whether an item speaks of a thing, or of a part of it.
func (l *things) speaks(item, thing *facts.Node) bool {
	named := false
	for _, f := range item.Fields {
		if slices.Contains(l.free, f.Name) {
			continue
		}
		d, isName := l.dimension(f.Name)
		if d == nil || !d.admits(item, thing) {
			return false
		}
		named = named || isName
	}
	return named || !l.own
}

// dimension returns the names or the parts that a field gives.
func (l *things) dimension(field string) (d *dimension, isName bool) {
	for i := range l.names {
		if l.names[i].field == field {
			return &l.names[i], true
		}
	}
	for i := range l.parts {
		if l.parts[i].field == field {
			return &l.parts[i], false
		}
	}
	return nil, false
}

// values are those that a thing has, in order.
func (d *dimension) values(thing *facts.Node) []found {
	var all []found
	for _, at := range d.at {
		all = appendFacts(all, thing, "", at)
	}
	return all
}

// admits reports whether the thing has what the item says, or says nothing of it.
func (d *dimension) admits(item, thing *facts.Node) bool {
	values := d.values(thing)
	return values == nil || slices.ContainsFunc(values, func(v found) bool { return d.says(item, v.text) })
}

func (d *dimension) says(item *facts.Node, value string) bool {
	n := item.Field(d.field)
	return scalar(n) && lower(normal(n.Text)) == lower(normal(value))
}

func (l *things) nameOf(thing *facts.Node) string {
	for _, d := range l.names {
		if values := d.values(thing); len(values) > 0 {
			return clip(values[0].text)
		}
	}
	return "one of " + l.of
}

// strays reports each field of an item to which no thing answers: none that the
// item names, if it names any.
func (t *covers) strays(r *run, items []*facts.Node) {
	for i, item := range items {
		for _, f := range item.Fields {
			if scalar(f.Value) && !t.answered(r, item, f.Name) {
				at := inFacts(t.by + "/" + strconv.Itoa(i) + t.inside + "/" + f.Name)
				r.at(at, vars{"field": f.Name, "value": clip(f.Value.Text)})
			}
		}
	}
}

// answered reports whether a thing that the item names has what a field says, or
// no list of things knows the field.
func (t *covers) answered(r *run, item *facts.Node, field string) bool {
	known := false
	for _, list := range t.things {
		d, _ := list.dimension(field)
		if d == nil {
			continue
		}
		known = true
		for _, thing := range r.listAt(list.of) {
			if d.admits(item, thing) && list.named(item, thing) {
				return true
			}
		}
	}
	return !known
}

// named reports whether an item names a thing, or none of its kind.
func (l *things) named(item, thing *facts.Node) bool {
	for i := range l.names {
		if item.Field(l.names[i].field) != nil && !l.names[i].admits(item, thing) {
			return false
		}
	}
	return true
}
