package assembly

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// oddNames are names that are hard to write.
var oddNames = []string{
	"Acme Corporation", "Société Générale “Étoile” – Holdings, Inc.", "§ 3 [Trust] *Fund* <A> & B", "Ørsted™ 5' 6\" Größe",
	"1. First (a) Second, Inc.", "-- Dash --", "Ωmega Москва S.A.", "Page 2", "Re: Closing",
	strings.Repeat("Superlong", 4) + " Company",
}

// asTyped has the signs of a typewriter in the place of those of print, which
// make no other words.
var asTyped = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "—", "--")

// TestWritersKeepTheWords drafts matters from facts that anyone might give, and
// some that few would, writes each in every format that we read, and reads it
// back: it has exactly the words of the document. Of the PDFs, which take a
// process each, a tenth is read.
func TestWritersKeepTheWords(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("without pdftotext no PDF is read back")
	}
	for name, draw := range map[string]func(*rapid.T) tree{
		"opinion/s8":                      drawOpinion,
		"opinion/s8-option-plan":          drawOpinionOf1995,
		"opinion/s8-stock-incentive-plan": drawOpinionOf1996,
		"pressrelease/annual-meeting":     drawRelease,
		"pressrelease/meeting-date":       drawReleaseOf2004,
	} {
		f, err := builtIn().Form(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			if testing.Short() && rapid.IntRange(0, 4).Draw(t, "short") > 0 {
				return
			}
			matter := draw(t)
			matter["form"] = name
			matter.at("registrant")["name"] = rapid.SampledFrom(oddNames).Draw(t, "name")
			d, list := f.Draft(matter.node(t))
			if d == nil {
				t.Skip(list)
			}
			want := strings.Fields(asTyped.Replace(d.Document.Text()))
			formats := []string{"txt", "html", "docx"}
			if rapid.IntRange(0, 9).Draw(t, "pdf") == 0 && pdftotext != "" {
				formats = append(formats, "pdf")
			}
			for _, format := range formats {
				x, list := readBack(t, format, written(t, d, format), pdftotext)
				if list.Err() != nil {
					t.Fatalf("%s: %v", format, list)
				}
				got := strings.Fields(asTyped.Replace(x.Document.Text()))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s has other words (-want +got):\n%s", format, diff)
				}
			}
		}))
	}
}

// written is the draft in a format, without page numbers, which are no words of
// the document.
func written(t *rapid.T, d *Draft, format string) []byte {
	sheet := *d.Form.Sheet
	sheet.Typeset.PageNumbers = layout.NoPageNumbers
	f, _ := write.Named(format)
	var out bytes.Buffer
	list, err := f.Write(&out, d.Document, &write.Options{Sheet: &sheet, Encoding: write.UTF8})
	if err != nil || list.Err() != nil {
		t.Fatalf("%s: %v %v", format, err, list)
	}
	return out.Bytes()
}

// readBack has our readers read a file.
func readBack(t *rapid.T, format string, data []byte, pdftotext string) (*exhibit.Exhibit, diag.List) {
	if format != "pdf" {
		return exhibit.Read("x."+format, data, exhibit.Options{})
	}
	command := exec.Command(pdftotext, "-enc", "UTF-8", "-", "-")
	command.Stdin = bytes.NewReader(data)
	text, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return exhibit.ReadPDFText("x.pdf", string(text))
}
