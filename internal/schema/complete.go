package schema

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// Complete returns the facts as values that fit the schema, complete with its
// defaults: map[string]any, []any, string, bool and [json.Number]. If anything
// is wrong it returns all of it instead, in file order. The values are the
// caller's own. Many goroutines may use one Schema.
//
// What was written gives way to what is wanted in three cases, and in no other:
// an unquoted number where text is wanted is the text as written; commas that
// part a number's thousands are dropped where a number is wanted; yes and no
// stand for true and false where a truth value is wanted.
func (s *Schema) Complete(root *facts.Node) (map[string]any, diag.List) {
	return s.values(root, func(*diag.Diagnostic) bool { return true })
}

// Begin is [Schema.Complete] for facts that are not all there yet: that one is
// missing is nothing wrong.
func (s *Schema) Begin(root *facts.Node) (map[string]any, diag.List) {
	return s.values(root, func(d *diag.Diagnostic) bool {
		return d.Rule != "required" && d.Rule != "dependentRequired"
	})
}

// values returns the values of facts, or what is wrong with them, as far as it
// counts.
func (s *Schema) values(root *facts.Node, counts func(*diag.Diagnostic) bool) (map[string]any, diag.List) {
	if root == nil {
		root = &facts.Node{Kind: facts.Map}
	}
	c := completer{sure: true}
	value := c.complete(root, s.shape)
	if !c.sure {
		if err := s.lib.Validate(value); err != nil {
			wrong := s.explain(root, value, err)
			wrong = slices.DeleteFunc(wrong, func(d *diag.Diagnostic) bool { return !counts(d) })
			if len(wrong) > 0 {
				return nil, wrong
			}
		}
	}
	m, isMap := value.(map[string]any)
	if !isMap {
		return nil, diag.List{at(root, "", &diag.Diagnostic{Rule: "type", Message: "want facts as `name: value`, have " + found(root)})}
	}
	return m, nil
}

// A completer makes the values of one tree.
type completer struct {
	sure bool // all values so far are surely valid
}

// complete returns a node's value in the shape that is wanted.
func (c *completer) complete(n *facts.Node, s *shape) any {
	if s == nil {
		c.sure = false
		return n.Value()
	}
	value := c.value(n, s)
	c.sure = c.sure && s.check.trusts(value)
	return value
}

func (c *completer) value(n *facts.Node, s *shape) any {
	switch n.Kind {
	case facts.Number:
		return completeNumber(n, s.types)
	case facts.Text:
		return completeText(n.Text, s.types)
	case facts.List:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = c.complete(item, s.item(i))
		}
		return items
	case facts.Map:
		m := make(map[string]any, len(n.Fields)+len(s.defaults))
		for i := range n.Fields {
			f := &n.Fields[i]
			m[f.Name] = c.complete(f.Value, s.child(f.Name))
		}
		s.addDefaults(m)
		return m
	}
	return n.Value()
}

// longestNumber bounds the characters of a number, so that no arithmetic on one
// takes long. A longer one stays text, which is wrong where a number is wanted.
const longestNumber = 100

// completeNumber returns an unquoted number as text where only text is wanted,
// and 5.0 as 5 where only a whole number is.
func completeNumber(n *facts.Node, want types) any {
	switch {
	case len(n.Text) > longestNumber:
		return n.Text
	case want&(numberType|integerType) == 0 && want.has(stringType):
		return n.Text
	case !want.has(numberType) && want.has(integerType):
		number := strings.TrimPrefix(n.Text, "+")
		if whole, fraction, point := strings.Cut(number, "."); point && strings.Trim(fraction, "0") == "" {
			number = whole
		}
		return json.Number(number)
	}
	return n.Value()
}

// completeText returns text as the number or the truth value that is wanted in
// its place, if it is one.
func completeText(text string, want types) any {
	if want.has(stringType) {
		return text
	}
	if want.has(integerType) && len(text) <= longestNumber {
		if number, ok := withoutCommas(text); ok {
			return json.Number(number)
		}
	}
	if want.has(booleanType) {
		switch text {
		case "yes", "Yes", "YES":
			return true
		case "no", "No", "NO":
			return false
		}
	}
	return text
}

// withoutCommas returns a number whose thousands are parted by commas, such as
// 160,000 or 1,234.50, without them. Digits without commas, such as a quoted
// "160000", are a number as well.
func withoutCommas(text string) (string, bool) {
	whole, fraction, point := strings.Cut(text, ".")
	if point && !digits(fraction) {
		return "", false
	}
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if !digits(group) || len(groups) > 1 && (i == 0 && len(group) > 3 || i > 0 && len(group) != 3) {
			return "", false
		}
	}
	number := strings.Join(groups, "")
	if len(number) > 1 && number[0] == '0' {
		return "", false
	}
	if point && strings.Trim(fraction, "0") != "" {
		number += "." + fraction
	}
	return number, true
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
