package diff

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

const examples = "../../examples/"

// exhibits are the reference exhibits, and a text on which no threshold was
// tuned.
var exhibits = []string{
	examples + "opinion/hemacare-1995.txt",
	examples + "opinion/hemacare-1996.txt",
	examples + "pressrelease/hemacare-2004.txt",
	"testdata/plan.txt",
}

func readText(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readDoc(t testing.TB, name string) *doc.Document {
	t.Helper()
	return parse(readText(t, name))
}

var (
	drawnLine = regexp.MustCompile(`^\s*([-_=])[-_=]{2,}\s*$`)
	labelled  = regexp.MustCompile(`^\s*(\([a-z]+\)|\([0-9]+\)|RE:|Re:)[ \t]+(\S)`)
)

// parse makes a document of typewriter text in the plainest way: blank lines
// part paragraphs, a line of dashes is a rule, a form feed or <PAGE> a page
// break, PEM dashes are unescaped, tabs and line ends are blanks.
func parse(text string) *doc.Document {
	d := &doc.Document{}
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			d.Blocks = append(d.Blocks, paragraphOf(strings.Join(lines, " ")))
		}
		lines = nil
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line = strings.ReplaceAll(unescape(line), "\t", "        ")
		switch trimmed := strings.TrimSpace(line); {
		case trimmed == "\f" || trimmed == "" && strings.Contains(line, "\f") || trimmed == "<PAGE>":
			flush()
			d.Blocks = append(d.Blocks, &doc.PageBreak{})
		case trimmed == "":
			flush()
		case drawnLine.MatchString(line):
			flush()
			d.Blocks = append(d.Blocks, &doc.Rule{Columns: len(trimmed)})
		default:
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	flush()
	return d
}

// unescape takes away what PEM put before a line that starts with a dash.
func unescape(line string) string {
	if strings.HasPrefix(line, "- -") {
		return line[2:]
	}
	return line
}

func paragraphOf(text string) *doc.Paragraph {
	p := &doc.Paragraph{}
	if m := labelled.FindStringSubmatchIndex(text); m != nil {
		p.Label = []doc.Span{{Text: text[m[2]:m[3]]}}
		text = text[m[4]:]
	}
	p.Spans = []doc.Span{{Text: text}}
	return p
}

// marked shows a redline with wdiff's marks.
func marked(d *doc.Document) string {
	var b strings.Builder
	var open *doc.Revision
	turn := func(r *doc.Revision) {
		if r == open {
			return
		}
		if open != nil {
			b.WriteString(map[doc.Change]string{doc.Deleted: "-]", doc.Inserted: "+}"}[open.Change])
		}
		if open = r; r != nil {
			b.WriteString(map[doc.Change]string{doc.Deleted: "[-", doc.Inserted: "{+"}[r.Change])
			if r.Move != 0 {
				b.WriteString("MOVED:")
			}
		}
	}
	for _, block := range d.Blocks {
		switch p := block.(type) {
		case *doc.Paragraph:
			for _, s := range p.Label {
				turn(s.Revision)
				b.WriteString(s.Text)
			}
			if len(p.Label) > 0 {
				turn(nil)
				b.WriteString("\t")
			}
			for _, s := range p.Spans {
				turn(s.Revision)
				b.WriteString(s.Text)
			}
			turn(p.Mark)
			b.WriteString("¶")
			turn(nil)
		case *doc.Rule:
			turn(p.Revision)
			b.WriteString("----")
			turn(nil)
		case *doc.PageBreak:
			turn(p.Revision)
			b.WriteString("====")
			turn(nil)
		}
		b.WriteString("\n")
	}
	return b.String()
}
