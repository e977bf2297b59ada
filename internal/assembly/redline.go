package assembly

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diff"
	"github.com/draftgen/draftgen/internal/doc"
)

// A Side is one of the two texts of a redline.
type Side struct {
	Document *doc.Document
	Draft    *Draft // nil: it was not drafted here
}

// Side returns the draft as one side of a redline.
func (d *Draft) Side() Side { return Side{Document: d.Document, Draft: d} }

// RedlineOptions say how to compare.
type RedlineOptions struct {
	NoMoves bool // a passage that moved is a plain deletion and insertion
}

// Redline returns the redline from old to new. Where a side was drafted, the
// changes say which facts and clauses they come from.
func Redline(old, new Side, opts RedlineOptions) *doc.Document {
	return diff.Compare(old.Document, new.Document, diff.Options{
		NoMoves: opts.NoMoves, OldFacts: old.facts(), NewFacts: new.facts(),
	})
}

func (s Side) facts() diff.Facts {
	if s.Draft == nil {
		return nil
	}
	return s.Draft.Value
}

// Value returns the fact at a JSON pointer, or the schema's default for it, as
// text. A list or a group of facts is given as JSON.
func (d *Draft) Value(pointer string) (string, bool) {
	var v any = d.values
	for _, token := range strings.Split(pointer, "/")[1:] {
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		switch in := v.(type) {
		case map[string]any:
			v = in[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(in) {
				return "", false
			}
			v = in[i]
		default:
			return "", false
		}
	}
	switch v := v.(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v], true
	case json.Number:
		return v.String(), true
	}
	text, err := json.Marshal(v) // sorts the keys
	return string(text), err == nil
}
