package render

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Func is one function that templates may call.
type Func struct {
	Name     string
	Args     string // for the documentation: "LIST [WORD]"
	Does     string // one sentence for the documentation
	Examples []Example

	min, max int  // how many arguments; max < 0: any number
	spare    bool // takes absent arguments; otherwise an absent argument makes an absent result
	shape    shape
	wants    int             // the argument, counted from 1, that must be true, or it refuses the facts; 0: none
	over     int             // the argument, counted from 1, whose elements it reads; 0: none
	do       func(*call) any // a Value keeps its own facts; anything else gets those of all arguments

	// How the function is read back, for [Program.Pattern]. One of these is
	// enough; a function that has none prints text that nothing reads back.
	back   *inverse                    // of a function that changes the text of its last argument
	around func(printer, []*term) Part // of one that sets text around or between its arguments
	choose func(args []*term) *term    // of one that returns one of its arguments; nil: that is not settled
}

// An Example is a function's test and its line in the documentation.
type Example struct {
	Template string
	Want     string
}

// A shape says what static reading makes of a function's result.
type shape uint8

const (
	opaque   shape = iota // a new text or number: no fields
	anyOf                 // one of its arguments
	element               // an element of its first argument
	sameList              // some of the elements of its list argument
	asList                // a list of its arguments
	asDict                // an object of its arguments, key and value in turn
	fieldsOf              // the list of the fields, named by the first argument, of the second
)

// Functions returns the functions that templates may call, by name.
func Functions() []*Func {
	fs := make([]*Func, 0, len(table()))
	for _, f := range table() {
		fs = append(fs, f)
	}
	slices.SortFunc(fs, func(a, b *Func) int { return strings.Compare(a.Name, b.Name) })
	return fs
}

// table is made when the first template is compiled, so that starting the
// program costs nothing.
var table func() map[string]*Func

// init breaks the circle of functions that are read back by calling others.
func init() { table = sync.OnceValue(makeTable) }

func makeTable() map[string]*Func {
	all := map[string]*Func{}
	for _, group := range [][]*Func{textFuncs(), numberFuncs(), dateFuncs(), listFuncs(), logicFuncs(), sprigFuncs()} {
		for _, f := range group {
			if all[f.Name] != nil {
				panic("render: two functions are named " + f.Name)
			}
			all[f.Name] = f
		}
	}
	return all
}

// A call is one call of a function. Its methods read the arguments; the first
// one that does not fit is remembered and makes the call fail.
type call struct {
	args []Value
	err  error
}

// run calls f. The error says what was wanted and found.
func (f *Func) run(args []Value) (Value, error) {
	if !f.takes(len(args)) {
		return nil, fmt.Errorf("%s wants %s (%s %s), found %d", f.Name, f.arity(), f.Name, f.Args, len(args))
	}
	if !f.spare {
		if v, missing := firstAbsent(args); missing {
			return v, nil
		}
	}
	c := call{args: args}
	result := f.do(&c)
	if c.err != nil {
		return nil, fmt.Errorf("%s %w", f.Name, c.err)
	}
	v, ok := result.(Value)
	if !ok {
		v = of(result).from(c.facts())
	}
	if v.tooLarge() {
		return nil, fmt.Errorf("%s makes too long a text", f.Name)
	}
	return v, nil
}

// Limits of one value.
const (
	maxText   = 1 << 20 // bytes
	maxCells  = 1 << 16
	maxDigits = 1000
)

func (v Value) tooLarge() bool {
	size := 0
	for _, c := range v {
		switch s := c.v.(type) {
		case string:
			size += len(s)
		case json.Number:
			if len(s) > maxDigits {
				return true
			}
		}
	}
	return size > maxText || len(v) > maxCells
}

func (f *Func) arity() string {
	switch {
	case f.max == f.min && f.min == 1:
		return "1 argument"
	case f.max == f.min:
		return strconv.Itoa(f.min) + " arguments"
	case f.max < 0 && f.min == 1:
		return "1 argument or more"
	case f.max < 0:
		return strconv.Itoa(f.min) + " arguments or more"
	}
	return fmt.Sprintf("%d to %d arguments", f.min, f.max)
}

func firstAbsent(args []Value) (Value, bool) {
	for _, a := range args {
		if a.absent() {
			return a, true
		}
	}
	return nil, false
}

// facts returns the pointers behind all the arguments.
func (c *call) facts() []string {
	var all gathered
	for _, a := range c.args {
		all.add(a.facts())
	}
	return all.facts
}

func (c *call) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// text returns argument i as text; a number counts as the text that was written.
func (c *call) text(i int) string {
	cells := c.args[i].cells()
	if len(cells) == 1 {
		return c.cellText(cells[0])
	}
	var b strings.Builder
	for _, cell := range cells {
		b.WriteString(c.cellText(cell))
	}
	return b.String()
}

func (c *call) cellText(cell cell) string {
	s, ok := cell.text()
	if !ok {
		c.fail("wants text, found %s", cell.kind())
	}
	return s
}

// texts returns the elements of argument i as texts.
func (c *call) texts(i int) []string {
	items := c.list(i)
	out := make([]string, len(items))
	for j, item := range items {
		out[j] = (&call{args: []Value{item}}).text(0)
	}
	return out
}

// number returns argument i as an exact number.
func (c *call) number(i int) *big.Rat {
	switch v := c.args[i].head().v.(type) {
	case int:
		return new(big.Rat).SetInt64(int64(v))
	case json.Number:
		if r, ok := exact(string(v)); ok {
			return r
		}
	case string:
		if r, ok := exact(strings.ReplaceAll(v, ",", "")); ok && isGrouped(v) {
			return r
		}
	case absent:
		return new(big.Rat)
	}
	c.fail("wants a number, found %s", c.args[i].head().kind())
	return new(big.Rat)
}

// exact reads a decimal number. Exponents are refused: 1e999999999 would fill
// the memory.
func exact(s string) (*big.Rat, bool) {
	if s == "" || len(s) > maxDigits || strings.Trim(s, "0123456789.+-") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// whole returns argument i as a whole number of any size.
func (c *call) whole(i int) *big.Int {
	r := c.number(i)
	if !r.IsInt() {
		c.fail("wants a whole number, found %s", c.args[i].head().kind())
		return new(big.Int)
	}
	return new(big.Int).Set(r.Num())
}

// count returns argument i as an int from 0 to most.
func (c *call) count(i, most int) int {
	n := c.whole(i)
	if !n.IsInt64() || n.Int64() < 0 || n.Int64() > int64(most) {
		c.fail("wants a whole number from 0 to %d, found %s", most, c.args[i].head().kind())
		return 0
	}
	return int(n.Int64())
}

// list returns argument i as a list. An absent list is empty.
func (c *call) list(i int) list {
	switch v := c.args[i].head().v.(type) {
	case list:
		return v
	case absent:
		return nil
	}
	c.fail("wants a list, found %s", c.args[i].head().kind())
	return nil
}

// eachCell gives argument i with its text changed piece by piece, so that each
// piece keeps its facts.
func (c *call) eachCell(i int, change func(string) string) Value {
	cells := slices.Clone(c.args[i].cells())
	for j := range cells {
		if _, missing := cells[j].v.(absent); !missing {
			cells[j].v = change(c.cellText(cells[j]))
		}
	}
	return cells[:len(c.args[i])]
}

// numeral gives a number that is made of decimal fractions as the numeral that a
// template goes on with. ok is false if that is too long.
func numeral(r *big.Rat) (_ json.Number, ok bool) {
	digits, finite := r.FloatPrec()
	if !finite || digits > maxDigits {
		return "", false
	}
	s := r.FloatString(digits)
	return json.Number(s), len(s) <= maxDigits
}

// numeral is the numeral of r; one that is too long makes the call fail.
func (c *call) numeral(r *big.Rat) json.Number {
	n, ok := numeral(r)
	if !ok {
		c.fail("makes a number of more than %d digits", maxDigits)
	}
	return n
}
