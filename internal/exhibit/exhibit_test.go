package exhibit

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestGolden reads the input of each archive in testdata and compares the dump.
//
// The comment of an archive may hold options, a word each: type=EX-5.1,
// changes=reject, pdf, or file=PATH for an input outside the archive. Files
// under docx/ are packed into one DOCX.
func TestGolden(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		x, list := readArchive(t, a)
		checkPlaces(t, x)
		golden.Hold(t, golden.Named(t, a, "dump"), dump(x, list))
	})
}

func readArchive(t *testing.T, a *txtar.Archive) (*Exhibit, diag.List) {
	t.Helper()
	var opt Options
	var name string
	var data []byte
	pdf := false
	for _, word := range strings.Fields(string(a.Comment)) {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "type":
			opt.Type = value
		case "changes":
			opt.Changes = Reject
		case "pdf":
			pdf = true
		case "file":
			var err error
			if data, err = os.ReadFile(value); err != nil {
				t.Fatal(err)
			}
			name = filepath.Base(value)
		}
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		switch {
		case f.Name == "dump":
		case strings.HasPrefix(f.Name, "docx/"):
			parts[strings.TrimPrefix(f.Name, "docx/")] = string(f.Data)
			name = "in.docx"
		default:
			name, data = f.Name, f.Data
		}
	}
	if len(parts) > 0 {
		data = packDOCX(t, parts)
	}
	if pdf {
		return ReadPDFText(name, string(data))
	}
	return Read(name, data, opt)
}

const (
	wordNS = `xmlns:w="` + nsWord + `" xmlns:mc="` + nsCompat + `" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`
	relNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// packDOCX zips parts. A part document.xml, styles.xml, … without its root
// element gets one, and the relationships that make it found.
func packDOCX(t fataler, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	wrap := func(root, inner, text string) string {
		if inner != "" {
			text = "<w:" + inner + ">" + text + "</w:" + inner + ">"
		}
		return `<?xml version="1.0" encoding="UTF-8"?><w:` + root + " " + wordNS + ">" + text + "</w:" + root + ">"
	}
	add("_rels/.rels", `<Relationships><Relationship Id="r1" Type="`+relNS+`officeDocument" Target="word/document.xml"/></Relationships>`)
	rels := ""
	for _, p := range []struct{ name, root string }{{"styles", "styles"}, {"numbering", "numbering"}, {"footnotes", "footnotes"}, {"endnotes", "endnotes"}} {
		if text, ok := parts[p.name+".xml"]; ok {
			add("word/"+p.name+".xml", wrap(p.root, "", text))
			rels += `<Relationship Id="` + p.name + `" Type="` + relNS + p.name + `" Target="` + p.name + `.xml"/>`
		}
	}
	add("word/_rels/document.xml.rels", "<Relationships>"+rels+"</Relationships>")
	add("word/document.xml", wrap("document", "body", parts["document.xml"]))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A fataler is a test of any kind.
type fataler interface {
	Helper()
	Fatal(args ...any)
}
