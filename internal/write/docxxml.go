package write

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

func wordName(local string) xml.Name { return xml.Name{Space: docxW, Local: local} }

// wordAttr returns an attribute of the wordprocessing namespace.
func wordAttr(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name == wordName(local) {
			return a.Value
		}
	}
	return ""
}

// eachElement calls begin for each element of a part with its depth and where
// its tag starts and ends, and finish with where the end tag starts, -1 if there
// is none.
func eachElement(name string, data []byte, begin func(depth int, t xml.StartElement, start, end int64) error, finish func(depth int, start int64)) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		start := d.InputOffset()
		token, err := d.Token()
		switch {
		case err == io.EOF && depth == 0:
			return nil
		case err != nil:
			return fmt.Errorf("part %s: %w", name, err)
		case depth > mostBaseDepth:
			return fmt.Errorf("part %s nests more than %d elements", name, mostBaseDepth)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := begin(depth, t, start, d.InputOffset()); err != nil {
				return fmt.Errorf("part %s: %w", name, err)
			}
			depth++
		case xml.EndElement:
			depth--
			if start == d.InputOffset() { // <a/>
				start = -1
			}
			finish(depth, start)
		}
	}
}

// A canonical writes elements anew with the prefixes w and r, and leaves out
// what is of any other namespace. So a piece of one file fits into another,
// whatever prefixes that has.
type canonical struct {
	decoder *xml.Decoder
	out     bytes.Buffer
}

// children calls f with each element, written anew, in the root element of a
// part, which is to be of a name.
func (c *canonical) children(name, root string, f func(element string, text []byte)) error {
	inside := false
	for {
		token, err := c.decoder.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
		t, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case !inside && t.Name != wordName(root):
			return fmt.Errorf("part %s: want transitional WordprocessingML, have another kind of XML", name)
		case !inside:
			inside = true
		default:
			c.out.Reset()
			if err := c.element(t, 0); err != nil {
				return fmt.Errorf("part %s: %w", name, err)
			}
			if c.out.Len() > 0 {
				f(t.Name.Local, bytes.Clone(c.out.Bytes()))
			}
		}
	}
}

// last finds the last element of a name in a part and writes it anew.
func (c *canonical) last(name, element string, into *[]byte) error {
	depth := 0
	for {
		token, err := c.decoder.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 && t.Name != wordName("document") {
				return fmt.Errorf("part %s: want transitional WordprocessingML, have another kind of XML", name)
			}
			if t.Name != wordName(element) {
				depth++
				continue
			}
			c.out.Reset()
			if err := c.element(t, 0); err != nil {
				return fmt.Errorf("part %s: %w", name, err)
			}
			*into = bytes.Clone(c.out.Bytes())
		case xml.EndElement:
			depth--
		}
	}
}

// element writes an element whose start was read, to its end.
func (c *canonical) element(t xml.StartElement, depth int) error {
	if depth > mostBaseDepth {
		return errors.New("too many elements in one another")
	}
	prefix := map[string]string{docxW: "w:", docxR: "r:"}
	name, known := prefix[t.Name.Space]
	if !known {
		return c.decoder.Skip()
	}
	c.out.WriteString("<" + name + t.Name.Local)
	if depth == 0 {
		c.out.WriteString(xmlnsW + xmlnsR)
	}
	for _, a := range t.Attr {
		if p, ok := prefix[a.Name.Space]; ok {
			c.out.WriteString(" " + p + a.Name.Local + `="` + xmlText(a.Value) + `"`)
		}
	}
	c.out.WriteString(">")
	for {
		token, err := c.decoder.Token()
		if err != nil {
			return err
		}
		switch inner := token.(type) {
		case xml.StartElement:
			if err := c.element(inner, depth+1); err != nil {
				return err
			}
		case xml.EndElement:
			c.out.WriteString("</" + name + t.Name.Local + ">")
			return nil
		}
	}
}
