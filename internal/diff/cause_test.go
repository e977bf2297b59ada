package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/doc"
)

const form = "templates/opinion/s8/main.tmpl"

// draft makes a paragraph the way a template would.
type draft struct{ spans []doc.Span }

func (d *draft) literal(line int, text string, why *doc.Condition) {
	d.literalOf(form, line, text, why)
}

func (d *draft) literalOf(file string, line int, text string, why *doc.Condition) {
	d.spans = append(d.spans, doc.Span{Text: text, Origin: &doc.Origin{Place: doc.Place{File: file, Line: line, Col: 1}, Why: why}})
}

func (d *draft) fact(line int, text string, why *doc.Condition, pointers ...string) {
	d.spans = append(d.spans, doc.Span{Text: text, Data: true,
		Origin: &doc.Origin{Place: doc.Place{File: form, Line: line, Col: 2}, Facts: pointers, Why: why}})
}

func (d *draft) doc() *doc.Document {
	return &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: d.spans}}}
}

type values map[string]string

func (v values) get(pointer string) (string, bool) { s, ok := v[pointer]; return s, ok }

// letter drafts a letter from facts, as one form would: a clause that a fact
// switches on, one with an else branch, a list.
func letter(v values) *doc.Document {
	d := &draft{}
	when := func(line int, pointer string) *doc.Condition {
		return &doc.Condition{Place: doc.Place{File: form, Line: line}, Test: "if ." + pointer[1:], Facts: []string{pointer}, Held: v[pointer] != ""}
	}
	d.literal(1, "We have acted as counsel in connection with the registration of ", nil)
	d.fact(1, v["/shares"], nil, "/shares")
	d.literal(1, " shares of common stock of the Company issuable under its stock option plan", nil)
	if amended := when(2, "/amended"); amended.Held {
		d.literal(2, ", as amended and restated through ", amended)
		d.fact(2, v["/amended"], amended, "/amended")
	}
	d.literal(3, ", to be delivered to the persons named in the registration statement. ", nil)
	if board := when(4, "/board"); board.Held {
		d.literal(4, "This opinion is addressed to the Board of Directors alone", board)
	} else {
		d.literal(5, "Nobody but the registrant may rely upon anything said here", board)
	}
	d.literal(6, " and speaks as of the date on which it was signed.", nil)
	for i := 0; ; i++ {
		plan, ok := v[fmt.Sprintf("/plans/%d", i)]
		if !ok {
			break
		}
		d.literal(7, " It covers every award made pursuant to the ", nil)
		d.fact(7, plan, nil, fmt.Sprintf("/plans/%d", i))
		d.literal(8, " before it expires.", nil)
	}
	return d.doc()
}

// causesOf lists the changes of wording with their causes, each once.
func causesOf(r *doc.Document) []string {
	var lines []string
	eachSpan(r, func(s *doc.Span) {
		if s.Revision == nil || s.Revision.Level != doc.Wording {
			return
		}
		var causes []string
		for _, c := range s.Revision.Causes {
			causes = append(causes, c.String())
		}
		line := fmt.Sprintf("%d %s", s.Revision.ID, strings.Join(causes, " | "))
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	})
	return lines
}

func TestCauses(t *testing.T) {
	base := values{"/shares": "160,000", "/plans/0": "1986 Stock Option Plan"}
	with := func(pairs ...string) values {
		v := values{}
		for k, s := range base {
			v[k] = s
		}
		for i := 0; i < len(pairs); i += 2 {
			v[pairs[i]] = pairs[i+1]
		}
		return v
	}
	otherForm := func() *doc.Document {
		d := &draft{}
		for i, s := range letter(base).Blocks[0].(*doc.Paragraph).Spans {
			text := strings.ReplaceAll(s.Text, "Nobody but the registrant may rely upon anything said here", "Reliance by third parties is excluded")
			if s.Data {
				d.fact(i, text, nil, s.Origin.Facts...)
			} else {
				d.literalOf("templates/opinion/short/main.tmpl", i, text, nil)
			}
		}
		return d.doc()
	}
	read := parse(strings.ReplaceAll(letter(base).Text(), "160,000", "150,000"))
	for _, tt := range []struct {
		name     string
		old, new *doc.Document
		opts     Options
		want     []string
	}{
		{"a fact", letter(base), letter(with("/shares", "750,000")),
			Options{OldFacts: base.get, NewFacts: with("/shares", "750,000").get},
			[]string{"1 /shares: 160,000 → 750,000"}},
		{"a clause on", letter(base), letter(with("/amended", "September 17, 1996")),
			Options{OldFacts: base.get, NewFacts: with("/amended", "September 17, 1996").get},
			[]string{"1 clause switched on by /amended (" + form + ":2)"}},
		{"a clause off", letter(with("/amended", "September 17, 1996")), letter(base),
			Options{OldFacts: with("/amended", "September 17, 1996").get, NewFacts: base.get},
			[]string{"1 clause switched off by /amended (" + form + ":2)"}},
		{"the other branch", letter(base), letter(with("/board", "true")),
			Options{OldFacts: base.get, NewFacts: with("/board", "true").get},
			[]string{"1 clause switched over by /board (" + form + ":4)"}},
		{"one more in a list", letter(base), letter(with("/plans/1", "1996 Stock Incentive Plan")),
			Options{OldFacts: base.get, NewFacts: with("/plans/1", "1996 Stock Incentive Plan").get},
			[]string{"1 /plans/1: none → 1996 Stock Incentive Plan"}},
		{"two forms", letter(base), otherForm(), Options{OldFacts: base.get, NewFacts: base.get},
			[]string{"1 the form's own wording (templates/opinion/short/main.tmpl:4)"}},
		{"new drafted", read, letter(base), Options{NewFacts: base.get},
			[]string{"1 /shares: 160,000"}},
		{"old drafted", letter(base), read, Options{OldFacts: base.get},
			[]string{"1 /shares: 160,000"}},
		{"new drafted, a clause more", parse(letter(base).Text()), letter(with("/amended", "September 17, 1996")),
			Options{NewFacts: with("/amended", "September 17, 1996").get},
			[]string{"1 /amended: September 17, 1996 | clause switched on by /amended (" + form + ":2)"}},
		{"new drafted, text only in the old", parse(letter(base).Text() + " Nothing else is implied by us."), letter(base),
			Options{NewFacts: base.get}, []string{"1 unexplained"}},
		{"same facts, other text", letter(base), parse(strings.Replace(letter(base).Text(), "speaks", "talks", 1)),
			Options{OldFacts: base.get, NewFacts: base.get},
			[]string{"1 the form's own wording (" + form + ":6)"}},
		{"none drafted", read, parse(letter(base).Text()), Options{}, []string{"1 "}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Compare(tt.old, tt.new, tt.opts)
			if diff := cmp.Diff(tt.want, causesOf(r)); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, marked(r))
			}
			checkSides(t, tt.old, tt.new, r)
		})
	}
}
