package exhibit

import (
	"strconv"
	"strings"
)

// maxStyles bounds a chain of styles that are based on each other.
const maxStyles = 20

type valXML struct {
	Val string `xml:"val,attr"`
}

type numPrXML struct {
	Ilvl  *valXML `xml:"ilvl"`
	NumID *valXML `xml:"numId"`
}

type styleXML struct {
	ID      string  `xml:"styleId,attr"`
	Type    string  `xml:"type,attr"`
	Default string  `xml:"default,attr"`
	Name    valXML  `xml:"name"`
	BasedOn *valXML `xml:"basedOn"`
	PPr     struct {
		NumPr *numPrXML `xml:"numPr"`
		Jc    *valXML   `xml:"jc"`
	} `xml:"pPr"`
}

type lvlXML struct {
	Ilvl    string  `xml:"ilvl,attr"`
	Start   *valXML `xml:"start"`
	NumFmt  valXML  `xml:"numFmt"`
	Text    valXML  `xml:"lvlText"`
	Restart *valXML `xml:"lvlRestart"`
	PStyle  valXML  `xml:"pStyle"`
	IsLgl   *valXML `xml:"isLgl"`
}

type numberingXML struct {
	Abstract []struct {
		ID           string   `xml:"abstractNumId,attr"`
		StyleLink    valXML   `xml:"styleLink"`
		NumStyleLink valXML   `xml:"numStyleLink"`
		Lvl          []lvlXML `xml:"lvl"`
	} `xml:"abstractNum"`
	Num []struct {
		ID       string `xml:"numId,attr"`
		Abstract valXML `xml:"abstractNumId"`
		Override []struct {
			Ilvl  string  `xml:"ilvl,attr"`
			Start *valXML `xml:"startOverride"`
			Lvl   *lvlXML `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

// A style is a paragraph style with what it is based on worked in.
type paraStyle struct {
	heading, centred bool
	numID            string
	ilvl             int
}

// readStyles reads the paragraph styles, by id.
func readStyles(pkg *docxPackage) (map[string]paraStyle, error) {
	var x struct {
		Style []styleXML `xml:"style"`
	}
	if err := pkg.unmarshal("styles", &x); err != nil {
		return nil, err
	}
	raw := map[string]*styleXML{}
	for i := range x.Style {
		if s := &x.Style[i]; s.Type == "paragraph" {
			raw[s.ID] = s
		}
	}
	styles := map[string]paraStyle{}
	for i := range x.Style {
		s := raw[x.Style[i].ID]
		if s == nil {
			continue
		}
		styles[s.ID] = resolve(raw, s)
		if s.Default == "1" || s.Default == "true" {
			styles[""] = styles[s.ID]
		}
	}
	return styles, nil
}

// resolve works out s and what it is based on, the nearest word winning.
func resolve(raw map[string]*styleXML, s *styleXML) paraStyle {
	var st paraStyle
	var num, lvl, jc *valXML
	for n := 0; s != nil && n < maxStyles; n++ {
		name := strings.ToLower(s.Name.Val)
		st.heading = st.heading || strings.HasPrefix(name, "heading") || name == "title"
		if p := s.PPr.NumPr; p != nil {
			if num == nil {
				num = p.NumID
			}
			if lvl == nil {
				lvl = p.Ilvl
			}
		}
		if jc == nil {
			jc = s.PPr.Jc
		}
		if s.BasedOn == nil {
			break
		}
		s = raw[s.BasedOn.Val]
	}
	st.centred = jc != nil && jc.Val == "center"
	if num != nil {
		st.numID = num.Val
	}
	if lvl != nil {
		st.ilvl, _ = strconv.Atoi(lvl.Val)
	}
	return st
}

// levels is how many levels a list has.
const levels = 9

// A level is one level of a list.
type level struct {
	start   int
	format  string
	text    string // with %1 for the number of the first level
	restart int    // begins again after an item of this level, counted from 1; 0: never
	legal   bool   // shows all numbers as decimal
	pStyle  string
}

// An abstract is the definition and the counters that lists share.
type abstract struct {
	levels [levels]level
	count  [levels]int
	begun  [levels]bool
}

// A num is a list: a definition, and what it alone begins anew.
type num struct {
	*abstract
	starts map[int]int    // levels that begin anew with this list's first item
	own    map[int]*level // levels that it defines itself
}

// A numbering computes list signs as a word processor shows them (ECMA-376,
// 17.9).
type numbering struct {
	nums    map[string]*num
	unknown map[string]bool // number formats that came out as decimal
}

// readNumbering reads the definitions of lists.
func readNumbering(pkg *docxPackage, styles map[string]paraStyle) (*numbering, error) {
	var x numberingXML
	if err := pkg.unmarshal("numbering", &x); err != nil {
		return nil, err
	}
	abstracts, byStyle, links := map[string]*abstract{}, map[string]*abstract{}, map[*abstract]string{}
	for _, a := range x.Abstract {
		def := &abstract{}
		for i := range def.levels {
			def.levels[i] = level{start: 0, restart: i}
		}
		for _, l := range a.Lvl {
			if i, err := strconv.Atoi(l.Ilvl); err == nil && i >= 0 && i < levels {
				def.levels[i] = newLevel(l, i)
			}
		}
		abstracts[a.ID] = def
		if a.StyleLink.Val != "" {
			byStyle[a.StyleLink.Val] = def
		}
		if a.NumStyleLink.Val != "" {
			links[def] = a.NumStyleLink.Val
		}
	}
	n := &numbering{nums: map[string]*num{}, unknown: map[string]bool{}}
	for _, xn := range x.Num {
		def := abstracts[xn.Abstract.Val]
		if linked := byStyle[links[def]]; def != nil && linked != nil {
			def = linked
		}
		if def == nil {
			continue
		}
		m := &num{abstract: def, starts: map[int]int{}, own: map[int]*level{}}
		for _, o := range xn.Override {
			i, err := strconv.Atoi(o.Ilvl)
			if err != nil || i < 0 || i >= levels {
				continue
			}
			if o.Lvl != nil {
				l := newLevel(*o.Lvl, i)
				m.own[i] = &l
			}
			if o.Start != nil {
				m.starts[i], _ = strconv.Atoi(o.Start.Val)
			}
		}
		n.nums[xn.ID] = m
	}
	return n, nil
}

func newLevel(x lvlXML, i int) level {
	l := level{format: x.NumFmt.Val, text: x.Text.Val, restart: i, legal: x.IsLgl != nil && isOn(x.IsLgl.Val), pStyle: x.PStyle.Val}
	if x.Start != nil {
		l.start, _ = strconv.Atoi(x.Start.Val)
	}
	if x.Restart != nil {
		l.restart, _ = strconv.Atoi(x.Restart.Val)
	}
	return l
}

// isOn reads the value of a switch: present without one, it is on.
func isOn(val string) bool { return val != "0" && val != "false" && val != "off" }

// levelOf returns the level that the list has for a style, or ilvl.
func (n *numbering) levelOf(id, style string, ilvl int) int {
	m := n.nums[id]
	if m == nil || style == "" {
		return ilvl
	}
	for i := range m.levels {
		if m.level(i).pStyle == style {
			return i
		}
	}
	return ilvl
}

func (m *num) level(i int) *level {
	if own := m.own[i]; own != nil {
		return own
	}
	return &m.levels[i]
}

// next counts an item of a list and returns its sign, "" for none.
func (n *numbering) next(id string, ilvl int) string {
	m := n.nums[id]
	if m == nil || ilvl < 0 || ilvl >= levels {
		return ""
	}
	l := m.level(ilvl)
	if start, ok := m.starts[ilvl]; ok {
		delete(m.starts, ilvl)
		m.count[ilvl], m.begun[ilvl] = start, true
	} else if m.begun[ilvl] {
		m.count[ilvl]++
	} else {
		m.count[ilvl], m.begun[ilvl] = l.start, true
	}
	for i := ilvl + 1; i < levels; i++ {
		if after := m.level(i).restart; after > ilvl {
			m.begun[i] = false
		}
	}
	return n.sign(m, ilvl)
}

// sign writes the sign of the item last counted.
func (n *numbering) sign(m *num, ilvl int) string {
	l := m.level(ilvl)
	if l.format == "bullet" {
		return bullet(l.text)
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(l.text[i])
			continue
		}
		i++
		k := int(l.text[i] - '1')
		at := m.level(k)
		if !m.begun[k] {
			m.count[k], m.begun[k] = at.start, true
		}
		format := at.format
		if !knownFormats[format] {
			n.unknown[format] = true
		}
		if l.legal {
			format = "decimal"
		}
		b.WriteString(number(m.count[k], format))
	}
	return squeeze(b.String())
}

// bullet is the sign of a bulleted item. The private characters of picture
// fonts have no meaning outside their font.
func bullet(text string) string {
	text = squeeze(text)
	for _, r := range text {
		if r >= 0xe000 && r <= 0xf8ff {
			return "•"
		}
	}
	return text
}
