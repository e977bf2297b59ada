package exhibit

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestWordsSurviveMarkup sets random words in random HTML, well formed or not,
// and wants every word back, once and in order.
func TestWordsSurviveMarkup(t *testing.T) {
	between := []string{" ", "\n", "&nbsp;", " <b>", "</b> ", "<br>", "\r\n<!-- not text -->", " <font size=2>", "&#160;&nbsp; ", "\t", " <ix:nonNumeric> "}
	blocks := []string{"<p>", "</p><p align=center>", "<div>", "</div>", "<table><tr><td>", "<td>", "</td></tr>", "<tr><td width=5%>", "</table>",
		"<li>", "<h2>", "</h2>", "<center>", "<hr>", "<hr width=30%>", "<p><script>if (a<b) no</script>", "<div style='display: none'>no <div>no</div></div>", "<pre>", "</pre>"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		var want []string
		b.WriteString("<html>")
		for range rapid.IntRange(1, 20).Draw(t, "blocks") {
			b.WriteString(rapid.SampledFrom(blocks).Draw(t, "block"))
			for i, w := range rapid.SliceOfN(rapid.SampledFrom(lexicon), 0, 12).Draw(t, "words") {
				if i > 0 {
					b.WriteString(rapid.SampledFrom(between).Draw(t, "between"))
				}
				b.WriteString(html.EscapeString(w))
				want = append(want, w)
			}
		}
		x, list := Read("in.htm", []byte(b.String()), Options{})
		if x == nil {
			if len(want) > 0 {
				t.Fatalf("%v\n%s", list, b.String())
			}
			return
		}
		got := words(x.Document)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("words (-want +got):\n%s\n%s", d, b.String())
		}
	})
}

// TestTrackedChanges makes random documents with tracked runs and paragraph
// ends, and wants the new text accepted and the old one rejected.
func TestTrackedChanges(t *testing.T) {
	type fate int
	const (
		same fate = iota
		inserted
		deleted
	)
	fates := rapid.SampledFrom([]fate{same, same, inserted, deleted})
	rapid.Check(t, func(t *rapid.T) {
		var xml, accepted, rejected strings.Builder
		id := 0
		add := func(f fate, text string) {
			if f != deleted {
				accepted.WriteString(text)
			}
			if f != inserted {
				rejected.WriteString(text)
			}
		}
		n := rapid.IntRange(1, 8).Draw(t, "paragraphs")
		for i := range n {
			xml.WriteString("<w:p>")
			end := fates.Draw(t, "end")
			if i == n-1 {
				end = same
			}
			if end != same {
				id++
				fmt.Fprintf(&xml, `<w:pPr><w:rPr><w:%s w:id="%d" w:author="A"/></w:rPr></w:pPr>`, map[fate]string{inserted: "ins", deleted: "del"}[end], id)
			}
			for range rapid.IntRange(0, 5).Draw(t, "runs") {
				f := fates.Draw(t, "run")
				text := rapid.SampledFrom(lexicon).Draw(t, "word") + rapid.SampledFrom([]string{"", " "}).Draw(t, "blank")
				add(f, text)
				tag := "t"
				if f == deleted {
					tag = "delText"
				}
				run := fmt.Sprintf(`<w:r><w:%s xml:space="preserve">%s</w:%s></w:r>`, tag, html.EscapeString(text), tag)
				if f != same {
					id++
					name := map[fate]string{inserted: "ins", deleted: "del"}[f]
					run = fmt.Sprintf(`<w:%s w:id="%d" w:author="A">%s</w:%s>`, name, id, run, name)
				}
				xml.WriteString(run)
			}
			xml.WriteString("</w:p>")
			add(end, "\n")
		}
		data := packDOCX(t, map[string]string{"document.xml": xml.String()})
		for _, c := range []struct {
			changes Changes
			want    string
		}{{Accept, accepted.String()}, {Reject, rejected.String()}} {
			x, list := Read("in.docx", data, Options{Changes: c.changes})
			want := strings.Fields(c.want)
			if x == nil {
				if len(want) > 0 {
					t.Fatal(list)
				}
				continue
			}
			if d := cmp.Diff(want, words(x.Document)); d != "" {
				t.Fatalf("changes %d: words (-want +got):\n%s\n%s", c.changes, d, xml.String())
			}
		}
	})
}
