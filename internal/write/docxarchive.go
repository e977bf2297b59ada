package write

import (
	"archive/zip"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// The limits on a firm's own file.
const (
	mostPartBytes = 32 << 20 // of one part, unpacked
	mostBaseBytes = 64 << 20 // of all parts that are read
	mostBaseDepth = 200      // elements in one another
)

// A docxArchive is a firm's own file.
type docxArchive struct {
	files map[string]*zip.File
	kinds map[string]string // content type by part
	ends  map[string]string // content type by ending
	read  int64             // bytes
	base  *docxBase
	taken map[string]bool
}

// part unpacks a part within the limits.
func (a *docxArchive) part(name string) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s cannot be unpacked: %w", name, err)
	}
	defer in.Close()
	limit := min(mostPartBytes, mostBaseBytes-a.read)
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, fmt.Errorf("part %s cannot be unpacked: %w", name, err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("part %s is larger than %d MiB, or all parts are larger than %d MiB", name, mostPartBytes>>20, mostBaseBytes>>20)
	}
	a.read += int64(len(data))
	return data, nil
}

// docxName is the name of a part that a target names from a folder.
func docxName(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = dir + "/" + target
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

func (a *docxArchive) readTypes() error {
	data, err := a.part("[Content_Types].xml")
	if err != nil {
		return errors.New("want a DOCX, have another kind of zip archive")
	}
	var x struct {
		Default []struct {
			Extension   string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
		Override []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(data, &x); err != nil {
		return fmt.Errorf("part [Content_Types].xml: %w", err)
	}
	a.kinds, a.ends = map[string]string{}, map[string]string{}
	for _, d := range x.Default {
		a.ends[strings.ToLower(d.Extension)] = d.ContentType
	}
	for _, o := range x.Override {
		a.kinds[docxName("/", o.PartName)] = o.ContentType
	}
	return nil
}

// A docxLink is a relationship of a part.
type docxLink struct {
	id, kind, target string
	external         bool
}

func (l docxLink) is(kind string) bool { return path.Base(l.kind) == kind && !l.external }

// relations reads the relationships in a part; if it is missing there are none.
func (a *docxArchive) relations(name, dir string) ([]docxLink, error) {
	if a.files[name] == nil {
		return nil, nil
	}
	data, err := a.part(name)
	if err != nil {
		return nil, err
	}
	var x struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Type       string `xml:",attr"`
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(data, &x); err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	var links []docxLink
	for _, r := range x.Relationship {
		l := docxLink{r.ID, r.Type, r.Target, r.TargetMode == "External"}
		if !l.external {
			l.target = docxName(dir, r.Target)
		}
		links = append(links, l)
	}
	return links, nil
}

// docxOurs are the parts that are written anew.
var docxOurs = map[string]bool{
	"[Content_Types].xml": true, "docProps/core.xml": true, "word/document.xml": true, "word/_rels/document.xml.rels": true,
	"word/styles.xml": true, "word/settings.xml": true, "word/numbering.xml": true, "word/comments.xml": true,
}

// take copies a part, and what it relates to.
func (a *docxArchive) take(name string) error {
	if a.taken[name] {
		return nil
	}
	a.taken[name] = true
	if docxOurs[name] || strings.HasPrefix(name, "_rels/") {
		return fmt.Errorf("part %s is related to as what it is not", name)
	}
	data, err := a.part(name)
	if err != nil {
		return err
	}
	a.add(name, data)
	dir, base := path.Split(name)
	links := dir + "_rels/" + base + ".rels"
	related, err := a.relations(links, "/"+dir)
	if err != nil || related == nil {
		return err
	}
	if data, err = a.part(links); err != nil {
		return err
	}
	a.base.parts = append(a.base.parts, docxPart{name: links, data: data})
	for _, l := range related {
		if l.external {
			continue
		}
		if err := a.take(l.target); err != nil {
			return err
		}
	}
	return nil
}

// add adds a part with its content type.
func (a *docxArchive) add(name string, data []byte) {
	kind := a.kinds[name]
	if path.Ext(name) == "" {
		kind = cmp.Or(kind, "application/octet-stream")
	}
	if ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")); kind == "" && ending != "xml" && ending != "rels" {
		d := docxDefault{ending, cmp.Or(a.ends[ending], "application/octet-stream")}
		if !slices.Contains(a.base.defaults, d) {
			a.base.defaults = append(a.base.defaults, d)
		}
	}
	a.base.parts = append(a.base.parts, docxPart{name, kind, data})
}

// takeFonts copies the theme and the table of fonts.
func (a *docxArchive) takeFonts(links []docxLink) error {
	for _, l := range links {
		if !l.is("theme") && !l.is("fontTable") {
			continue
		}
		if err := a.take(l.target); err != nil {
			return err
		}
		a.relate(l)
	}
	return nil
}

// relate has the document relate to a copied part as the firm's file did.
func (a *docxArchive) relate(l docxLink) {
	a.base.relations = append(a.base.relations, docxRelation{l.id, l.kind, "/" + l.target})
}

// only returns the part of a kind that there can be one of; nil if there is
// none.
func (a *docxArchive) only(links []docxLink, kind string) (name string, data []byte, err error) {
	for _, l := range links {
		if l.is(kind) {
			data, err = a.part(l.target)
			return l.target, data, err
		}
	}
	return "", nil, nil
}
