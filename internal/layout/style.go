package layout

import "slices"

const (
	body            = "body"
	defaultMeasure  = Columns(72)
	defaultSentence = Columns(2)
)

// defaultNames are the styles that every form has, in the order of a letter.
var defaultNames = []string{
	body, "caption", "letterhead", "date", "address", "subject", "salutation",
	"heading", "center", "quote", "item", "lines", "closing", "signature", "end",
}

// A draft is a style as a form writes it: a typeset length that is nil follows
// the typewriter's.
type draft struct {
	Style
	above, below, indent, right, first, label, tracking *Points
	align                                               *Align
}

// style fills in the typeset lengths that the form left out.
func (d draft) style() Style {
	s := d.Style
	tw, ts := s.Typewriter, &s.Typeset
	ts.Above = or(d.above, Points(tw.Above)*perLine)
	ts.Below = or(d.below, Points(tw.Below)*perLine)
	ts.Indent = or(d.indent, Points(tw.Indent)*perColumn)
	ts.Right = or(d.right, Points(tw.Right)*perColumn)
	ts.First = or(d.first, Points(tw.First)*perColumn)
	ts.Label = or(d.label, Points(tw.Label)*perColumn)
	tracking := Points(0)
	if s.Letterspaced {
		tracking = perColumn / 2
	}
	ts.Tracking = or(d.tracking, tracking)
	ts.Align = or(d.align, s.Align)
	return s
}

func or[T any](given *T, other T) T {
	if given != nil {
		return *given
	}
	return other
}

// defaultStyle is the style of a name that no form has changed; of a name that
// is not a default style, it is body.
func defaultStyle(name string) draft {
	var d draft
	d.Typewriter = TypewriterStyle{Above: 1}
	switch tw := &d.Typewriter; name {
	case "caption":
		d.KeepLines, d.Align = true, Right
	case "letterhead":
		d.KeepLines, d.Align, d.KeepTogether = true, Center, true
	case "address":
		d.KeepLines, d.KeepTogether = true, true
	case "subject":
		d.KeepLines, d.KeepWithNext = true, true
		tw.Label, tw.Hanging = 5, true
		d.Typeset.Bold = true
	case "salutation":
		d.KeepWithNext = true
	case "heading":
		d.Align, d.KeepWithNext, d.KeepTogether = Center, true, true
		d.Typeset.Bold = true
	case "center", "end":
		d.Align = Center
	case "quote":
		tw.Indent, tw.Right = 5, 5
	case "item":
		tw.Indent, tw.Label, tw.Hanging = 5, 5, true
	case "lines":
		d.KeepLines = true
	case "closing":
		d.KeepWithNext = true
		tw.Indent = 36
	case "signature":
		d.KeepLines, d.KeepTogether = true, true
		tw.Indent = 36
	}
	return d
}

// isDefault reports whether every form has a style of this name.
func isDefault(name string) bool { return slices.Contains(defaultNames, name) }
