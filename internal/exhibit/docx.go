package exhibit

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// readDOCX reads an Office Open XML text document (ECMA-376, part 1).
//
// Places are paragraphs: Source has a line for each, the list sign that a word
// processor would show in front.
func (r *reader) readDOCX(data []byte) *Exhibit {
	pkg, ok := r.openPackage(data)
	if !ok {
		return nil
	}
	d := &docxReader{r: r, refs: map[string]bool{}}
	if err := d.readAll(pkg); err != nil {
		r.fail(doc.Place{}, err.Error(), hintDOCX(err))
		return nil
	}
	d.report()
	sets := tidy(d.b.finish())
	text := locate(r, sets)
	if r.used > maxPieces {
		r.tooMany()
		return nil
	}
	r.src = &diag.Source{Name: r.name, Text: text}
	return &Exhibit{Document: &doc.Document{Blocks: dress(sets)}, Centered: centered(sets), Format: DOCX, Source: r.src}
}

// readAll reads the parts that hold the text.
func (d *docxReader) readAll(pkg *docxPackage) error {
	var err error
	if d.styles, err = readStyles(pkg); err != nil {
		return err
	}
	if d.nums, err = readNumbering(pkg, d.styles); err != nil {
		return err
	}
	body, err := pkg.read(pkg.main)
	if err != nil {
		return err
	}
	if err := d.walk(pkg.main, body); err != nil {
		return err
	}
	return d.readNotes(pkg)
}

// locate gives each paragraph its line, and the spans their places on it. It
// returns the lines.
func locate(r *reader, sets []set) string {
	var b strings.Builder
	line := 1
	for _, s := range sets {
		switch v := s.Block.(type) {
		case *doc.PageBreak:
			v.Origin = r.origin(line, 0)
		case *doc.Paragraph:
			col := 1
			for _, spans := range [][]doc.Span{v.Label, v.Spans} {
				for i := range spans {
					spans[i].Origin = r.origin(line, col)
					col += columns(spans[i].Text)
					b.WriteString(strings.ReplaceAll(spans[i].Text, "\n", " "))
				}
				if col > 1 && len(v.Label) > 0 {
					b.WriteByte(' ')
					col++
				}
			}
			b.WriteByte('\n')
			line++
		}
	}
	return b.String()
}

// A docxPackage is an opened DOCX.
type docxPackage struct {
	parts map[string]*zip.File // by name, without a leading slash
	main  string               // name of the document's part
	rels  map[string]string    // of the document: last element of the type to part
}

// A tooBig says that a part passes a limit.
type tooBig struct{ message string }

func (e *tooBig) Error() string { return e.message }

func hintDOCX(err error) string {
	if big := (*tooBig)(nil); errors.As(err, &big) {
		return "no exhibit is so large: do not trust the file"
	}
	return "the file is damaged: open it in a word processor and save it again"
}

// openPackage opens the zip archive and finds the document in it.
func (r *reader) openPackage(data []byte) (*docxPackage, bool) {
	if n := entries(data); n > maxParts {
		r.fail(doc.Place{}, fmt.Sprintf("want a DOCX of at most %d parts, have %d", maxParts, n), "no exhibit is so large: do not trust the file")
		return nil, false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // no path is ever opened
		r.fail(doc.Place{}, "want a DOCX, have a zip archive that is cut short or damaged", "copy or download the file again")
		return nil, false
	}
	pkg := &docxPackage{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := partName(f.Name)
		if pkg.parts[name] != nil {
			r.fail(doc.Place{}, fmt.Sprintf("want each part of a DOCX once, have %s twice", name), "the file is damaged: open it in a word processor and save it again")
			return nil, false
		}
		pkg.parts[name] = f
	}
	pkg.main = "word/document.xml"
	if target := pkg.relations("_rels/.rels", "")["officeDocument"]; target != "" {
		pkg.main = target
	}
	if pkg.parts[pkg.main] == nil || !strings.HasSuffix(strings.ToLower(pkg.main), ".xml") || pkg.parts["mimetype"] != nil {
		r.fail(doc.Place{}, "want a DOCX, have another kind of zip archive", "if it is a text document, "+saveAsDOCX+"; if it is an archive, unpack it")
		return nil, false
	}
	dir, base := path.Split(pkg.main)
	pkg.rels = pkg.relations(dir+"_rels/"+base+".rels", dir)
	return pkg, true
}

// entries is the number of entries that a zip archive says it has, 0 if it does
// not say.
func entries(data []byte) int {
	tail := data[max(0, len(data)-66000):]
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || i+12 > len(tail) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(tail[i+10:]))
}

// partName makes one name of the ways in which writers spell it.
func partName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// relations reads a relationship part: the last element of each type, to the
// part it names. A part that is missing or broken relates nothing.
func (p *docxPackage) relations(name, dir string) map[string]string {
	data, err := p.read(name)
	if err != nil {
		return nil
	}
	var rels struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		}
	}
	if xml.Unmarshal(data, &rels) != nil {
		return nil
	}
	found := map[string]string{}
	for _, rel := range rels.Relationship {
		kind := path.Base(rel.Type)
		if rel.Mode == "External" || found[kind] != "" {
			continue
		}
		if strings.HasPrefix(rel.Target, "/") {
			found[kind] = partName(rel.Target)
		} else {
			found[kind] = partName(dir + rel.Target)
		}
	}
	return found
}

// read unpacks a part within the limits, trusting no size that the archive
// gives.
func (p *docxPackage) read(name string) ([]byte, error) {
	f := p.parts[name]
	if f == nil {
		return nil, fmt.Errorf("want part %s, have none", name)
	}
	limit := int64(maxBytes)
	if packed := int64(f.CompressedSize64); packed < maxBytes/maxRatio {
		limit = max(ratioFrom, packed*maxRatio)
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s cannot be unpacked: %w", name, err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if int64(len(data)) > limit {
		return nil, &tooBig{fmt.Sprintf("part %s unpacks to more than %d times its size, or %d MiB: a zip bomb", name, maxRatio, maxBytes>>20)}
	}
	if err != nil {
		return nil, fmt.Errorf("part %s cannot be unpacked: %w", name, err)
	}
	if text, ok := decodeUTF16(data); ok {
		data = []byte(text)
	}
	return trimBOM(data), nil
}

// decoder reads XML that read has turned into UTF-8, whatever it declares.
// Entities that a DTD declares are errors, so none can expand.
func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// unmarshal reads a part that may be missing.
func (p *docxPackage) unmarshal(relation string, v any) error {
	name := p.rels[relation]
	if name == "" || p.parts[name] == nil {
		return nil
	}
	data, err := p.read(name)
	if err != nil {
		return err
	}
	if err := decoder(data).Decode(v); err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	return nil
}
