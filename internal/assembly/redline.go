package assembly

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diff"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
)

// A Side is one of the two texts of a redline.
type Side struct {
	Document *doc.Document
	Draft    *Draft   // nil: it was not drafted here
	Lines    []string // of typewriter text as it was read; nil: it is none
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
		NoMoves: opts.NoMoves, OldFacts: old.facts(new), NewFacts: new.facts(old),
	})
}

// FactChanges returns the facts in which two drafts differ, as causes of the
// kind [doc.FactChanged]: those of the new facts in their order, then those that
// only the old facts have. What is for the program and for no exhibit is left
// out. It is nil if a side was not drafted.
func FactChanges(old, new Side) []doc.Cause {
	if old.Draft == nil || new.Draft == nil {
		return nil
	}
	var changes []doc.Cause
	seen := map[string]bool{}
	was, is := old.facts(new), new.facts(old)
	for _, side := range []*Draft{new.Draft, old.Draft} {
		walk(side.Facts, "", "", func(_ *facts.Node, pointer, path string) {
			if isOurs(path) && path != "/form" {
				return
			}
			before, had := was(pointer)
			after, has := is(pointer)
			if seen[pointer] || had == has && before == after {
				return
			}
			seen[pointer] = true
			changes = append(changes, doc.Cause{Kind: doc.FactChanged, Pointer: pointer, Old: ifAny(before, had), New: ifAny(after, has)})
		})
	}
	return changes
}

func ifAny(value string, there bool) *string {
	if !there {
		return nil
	}
	return &value
}

// facts gives the side's facts as their files have them, 750,000 and not 750000,
// unless the other side has the same in another writing.
func (s Side) facts(other Side) diff.Facts {
	if s.Draft == nil {
		return nil
	}
	return func(pointer string) (string, bool) {
		value, ok := s.Draft.Value(pointer)
		if !ok {
			return "", false
		}
		if other.Draft != nil {
			if same, there := other.Draft.Value(pointer); there && same == value {
				return value, true
			}
		}
		if n := s.Draft.Facts.Lookup(pointer); n != nil && (n.Kind == facts.Number || n.Kind == facts.Text) {
			return n.Text, true
		}
		return value, true
	}
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
