package write

import (
	"bytes"
	_ "embed"
	"encoding/json"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// jsonFormat is the document as data, as [JSONSchema] describes it.
var jsonFormat = Format{
	Name:    "json",
	Endings: []string{".json"},
	Does:    "the document or the redline as data",
	encode:  encodeJSON,
}

// JSONSchema is the JSON Schema of the json format. Its version, and the number
// in each document, go up when what was there changes its meaning or goes;
// members may be added without.
//
//go:embed document.schema.json
var JSONSchema []byte

const jsonVersion = 1

// The members are those of the schema, which says what they mean.
type (
	jsonDocument struct {
		Version int          `json:"version"`
		Title   string       `json:"title,omitempty"`
		Draft   bool         `json:"draft,omitempty"`
		Old     string       `json:"old,omitempty"`
		New     string       `json:"new,omitempty"`
		Summary *doc.Summary `json:"summary,omitempty"`
		Facts   []jsonFact   `json:"facts,omitempty"`
		Changes []jsonChange `json:"changes,omitempty"`
		Blocks  []jsonBlock  `json:"blocks"`
	}
	jsonFact struct {
		Pointer string  `json:"pointer"`
		Old     *string `json:"old,omitempty"`
		New     *string `json:"new,omitempty"`
		Changes []int   `json:"changes"`
	}
	jsonChange struct {
		ID     int         `json:"id"`
		Level  string      `json:"level"`
		Kind   string      `json:"kind"`
		Move   *jsonMove   `json:"move,omitempty"`
		Old    string      `json:"old,omitempty"`
		New    string      `json:"new,omitempty"`
		Causes []jsonCause `json:"causes,omitempty"`
	}
	jsonMove struct {
		Number int `json:"number"`
		Other  int `json:"other,omitempty"`
	}
	jsonCause struct {
		Kind    string     `json:"kind"`
		Text    string     `json:"text"`
		Pointer string     `json:"pointer,omitempty"`
		Old     *string    `json:"old,omitempty"`
		New     *string    `json:"new,omitempty"`
		Switch  string     `json:"switch,omitempty"`
		Test    string     `json:"test,omitempty"`
		Place   *jsonPlace `json:"place,omitempty"`
	}
	jsonBlock struct {
		Type     string     `json:"type"`
		Style    string     `json:"style,omitempty"`
		OldStyle *string    `json:"old_style,omitempty"`
		Label    []jsonSpan `json:"label,omitempty"`
		Text     []jsonSpan `json:"text,omitempty"`
		Columns  int        `json:"columns,omitempty"`
		Place    *jsonPlace `json:"place,omitempty"`
		jsonFate            // of a paragraph: of its end
	}
	jsonSpan struct {
		Text  string     `json:"text"`
		Data  bool       `json:"data,omitempty"`
		Facts []string   `json:"facts,omitempty"`
		Place *jsonPlace `json:"place,omitempty"`
		jsonFate
	}
	jsonFate struct {
		Change int    `json:"change,omitempty"`
		Fate   string `json:"fate,omitempty"`
	}
	jsonPlace struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
	}
)

func encodeJSON(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	j := jsonDocument{Version: jsonVersion, Title: o.Title, Draft: o.Draft, Blocks: make([]jsonBlock, len(d.Blocks))}
	if o.redlined(d) {
		s, changes := d.Summary(), changesOf(d)
		j.Old, j.New, j.Summary = o.Old, o.New, &s
		j.Facts, j.Changes = jsonFacts(o.Facts, changes), jsonChanges(changes)
	}
	for i, b := range d.Blocks {
		j.Blocks[i] = jsonBlockOf(b)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(j)
	return b.Bytes(), nil, err
}

func jsonFacts(facts []doc.Cause, changes []*change) []jsonFact {
	out := make([]jsonFact, len(facts))
	did := effectsOf(changes)
	for i, f := range facts {
		out[i] = jsonFact{Pointer: f.Pointer, Old: f.Old, New: f.New, Changes: []int{}}
		for _, c := range did.caused(f) {
			out[i].Changes = append(out[i].Changes, c.id)
		}
	}
	return out
}

func jsonChanges(changes []*change) []jsonChange {
	out := make([]jsonChange, len(changes))
	for i, c := range changes {
		j := jsonChange{ID: c.id, Level: levelName(c.level), Kind: c.kind(), Old: c.old, New: c.new}
		if c.move != 0 {
			j.Move = &jsonMove{Number: c.move}
			if c.other != nil {
				j.Move.Other = c.other.id
			}
		}
		for _, cause := range c.causes {
			j.Causes = append(j.Causes, jsonCause{
				Kind: cause.Kind.String(), Text: cause.String(), Pointer: cause.Pointer, Old: cause.Old, New: cause.New,
				Switch: string(cause.Switch), Test: cause.Test, Place: jsonPlaceOf(cause.Place),
			})
		}
		out[i] = j
	}
	return out
}

// kind says in a word what a change did.
func (c *change) kind() string {
	switch {
	case c.move != 0:
		return "moved"
	case c.new == "":
		return "deleted"
	case c.old == "":
		return "inserted"
	}
	return "replaced"
}

// levelName is how a level is called outside.
func levelName(l doc.Level) string {
	switch l {
	case doc.Wording:
		return "wording"
	case doc.Typographic:
		return "typographic"
	case doc.Layout:
		return "layout"
	}
	panic("write: unknown level")
}

// fate is how a change of a piece of text is called outside.
func fate(r *doc.Revision) string {
	switch r.Change {
	case doc.Deleted:
		return "deleted"
	case doc.Inserted:
		return "inserted"
	}
	panic("write: a revision that changes nothing")
}

func jsonBlockOf(block doc.Block) jsonBlock {
	switch b := block.(type) {
	case *doc.Paragraph:
		return jsonBlock{
			Type: "paragraph", Style: b.Style, OldStyle: b.OldStyle,
			Label: jsonSpans(b.Label), Text: jsonSpans(b.Spans), jsonFate: jsonFateOf(b.Mark),
		}
	case *doc.Rule:
		return jsonBlock{Type: "rule", Style: b.Style, Columns: b.Columns, Place: originPlace(b.Origin), jsonFate: jsonFateOf(b.Revision)}
	case *doc.PageBreak:
		return jsonBlock{Type: "page_break", Place: originPlace(b.Origin), jsonFate: jsonFateOf(b.Revision)}
	}
	panic("write: unknown block")
}

func jsonSpans(spans []doc.Span) []jsonSpan {
	out := make([]jsonSpan, len(spans))
	for i, s := range spans {
		out[i] = jsonSpan{Text: s.Text, Data: s.Data, Place: originPlace(s.Origin), jsonFate: jsonFateOf(s.Revision)}
		if s.Origin != nil {
			out[i].Facts = s.Origin.Facts
		}
	}
	return out
}

func jsonFateOf(r *doc.Revision) jsonFate {
	if r == nil {
		return jsonFate{}
	}
	return jsonFate{r.ID, fate(r)}
}

func originPlace(o *doc.Origin) *jsonPlace {
	if o == nil {
		return nil
	}
	return jsonPlaceOf(o.Place)
}

func jsonPlaceOf(p doc.Place) *jsonPlace {
	if p.File == "" {
		return nil
	}
	return &jsonPlace{p.File, p.Line, p.Col}
}
