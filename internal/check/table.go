package check

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A table is what rules look up: windows by state, statutes by name. Its rows
// are maps; a row may have several keys.
type table struct {
	rows  []row
	index map[string]int // of the row of a key in lower case
}

// A row is one row of a table.
type row struct {
	node *facts.Node
}

// table reads a table: a map of keys to rows. A key may name several by
// writing them with " | " between.
func (r *reader) table(name string, n *facts.Node) {
	if !r.isMap(n) {
		return
	}
	t := &table{index: map[string]int{}}
	for _, f := range n.Fields {
		if !r.isMap(f.Value) {
			continue
		}
		for key := range strings.SplitSeq(f.Name, "|") {
			key = lower(strings.TrimSpace(key))
			if _, twice := t.index[key]; twice {
				r.troubleAt(f.Pos, f.Width, f.Value.Source, fmt.Sprintf("the key %q stands twice in the table %s", key, name), "")
			}
			t.index[key] = len(t.rows)
		}
		t.rows = append(t.rows, row{f.Value})
	}
	r.rules.tables[name] = t
}

// row returns the row of a key, in any case.
func (t *table) row(key string) (row, bool) {
	if t == nil {
		return row{}, false
	}
	i, ok := t.index[lower(strings.TrimSpace(key))]
	if !ok {
		return row{}, false
	}
	return t.rows[i], true
}

// text is what stands in a column, "" for nothing.
func (r row) text(column string) string {
	if n := r.node.Field(column); scalar(n) {
		return n.Text
	}
	return ""
}

// number is the whole number in a column, and whether there is one.
func (r row) number(column string) (int, bool) {
	n, ok := parseNumber(r.text(column))
	return int(n), ok
}

// texts is the list in a column.
func (r row) texts(column string) []string {
	n := r.node.Field(column)
	if scalar(n) {
		return []string{n.Text}
	}
	if n == nil {
		return nil
	}
	var list []string
	for _, item := range n.Items {
		if scalar(item) {
			list = append(list, item.Text)
		}
	}
	return list
}
