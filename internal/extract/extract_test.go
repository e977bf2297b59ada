package extract

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A small form of an invented kind, with a choice, a loop, a partial and a
// function each.
const (
	notice = `{{ if eq .kind "urgent" }}Urgent notice{{ else }}Notice{{ end }} to {{ .name }}.
The meeting of {{ longDate .date }} concerns {{ comma .count }} shares
{{- if .place }} and is held in {{ .place }}{{ end }}.
{{ template "matters" . }}
{{ define "matters" }}The matters are {{ prose .matters }}.{{ end }}`

	noticeSchema = `{"type": "object", "properties": {
	"kind": {"type": "string", "enum": ["plain", "urgent"], "default": "plain"},
	"name": {"type": "string", "examples": ["Acme Corporation"]},
	"date": {"type": "string", "examples": ["2004-05-25"]},
	"count": {"type": "integer", "examples": [160000]},
	"place": {"type": "string", "examples": ["Woodland Hills"]},
	"matters": {"type": "array", "items": {"type": "string", "examples": ["election of directors"]}}}}`
)

func noticeReader(t testing.TB) *Reader {
	t.Helper()
	prog, err := render.Compile(render.File{Name: "main.tmpl", Text: notice}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Compile(fstest.MapFS{"notice.json": {Data: []byte(noticeSchema)}}, "notice.json")
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(&Form{Name: "a/notice", Pattern: prog.Pattern(), Schema: s})
}

func paragraph(text string) *doc.Document {
	return &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: text}}}}}
}

// TestRead reads what the form printed, and what a typist made of it.
func TestRead(t *testing.T) {
	r := noticeReader(t)
	for text, want := range map[string]string{
		"Urgent notice to Birch & Elm, Inc. The meeting of May 25, 2004 concerns 160,000 shares and is held in Salt Lake City. The matters are election of directors, ratification of auditors and adjournment.": `kind: urgent
name: Birch & Elm, Inc
date: "2004-05-25"
count: 160000
place: Salt Lake City

matters:
  - election of directors
  - ratification of auditors
  - adjournment
`,
		"NOTICE to Birch Corporation. The next meeting of June 1, 1999 concerns 12 shares. The matters are election of directors.": `name: Birch Corporation
date: "1999-06-01"
count: 12

matters:
  - election of directors
`,
	} {
		res := r.Read(paragraph(text), nil)
		strip(res.Facts)
		if got := string(facts.Format(res.Facts)); got != want {
			t.Errorf("%s\nwant\n%s\ngot\n%s", text, want, got)
		}
		if !res.Fits() {
			t.Errorf("%s\ndoes not fit", text)
		}
	}
}

func strip(n *facts.Node) {
	n.Tail = ""
	for _, item := range n.Items {
		strip(item)
	}
	for _, f := range n.Fields {
		strip(f.Value)
	}
}

// TestVote: a fact that is printed twice and differs is contradicted.
func TestVote(t *testing.T) {
	v := elect([]vote{
		{pointer: "/n", value: "Acme", weight: 4}, {pointer: "/n", value: "ACME", weight: 4, lost: true}, {pointer: "/n", value: "Ecma", weight: 4},
	})
	if v.text != "Acme" || v.certain || len(v.others) != 1 || v.others[0] != "Ecma" {
		t.Errorf("%+v", v)
	}
}

// TestReadNothing: texts that have nothing of the form do not fit.
func TestReadNothing(t *testing.T) {
	r := noticeReader(t)
	for _, text := range []string{"", "x", "Once upon a time a miller had three sons, a mill, a donkey and a cat.", strings.Repeat("lorem ipsum dolor ", 5000)} {
		if res := r.Read(paragraph(text), nil); res.Fits() {
			t.Errorf("%.40q fits: %+v", text, res.Score)
		}
	}
}

func FuzzRead(f *testing.F) {
	r := noticeReader(f)
	f.Add("Notice to Birch Corporation.\nThe meeting of June 1, 1999 concerns 12 shares.")
	f.Add("“Urgent” — notice’s (to) [x] 1,2,3 and and , , . The matters are\n\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		res := r.Read(paragraph(text), nil)
		if _, list := r.form.Schema.Complete(res.Facts); list.Err() != nil {
			t.Error(list)
		}
		if res.Score.Words < res.Score.ByFacts+res.Score.ByForm {
			t.Errorf("%+v", res.Score)
		}
	})
}
