package facts

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/lazy"
)

// addSyntax says an error of the YAML reader again, in the words of someone
// who writes facts and not a YAML reader. The library's message tells what it
// met; the text around the place tells what was most likely meant.
func (r *reader) addSyntax(err error) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		r.add(diag.Pos{}, 0, err.Error(), "")
		return
	}
	if errors.Is(err, errDepth) || strings.Contains(e.Message, errDepth.Error()) {
		r.addDepth(r.mark(e.Mark))
		return
	}
	for _, s := range slips {
		if strings.HasPrefix(e.Message, s.message) && strings.Contains(e.ContextMsg, s.context) {
			s.say(r, e)
			return
		}
	}
	r.add(r.mark(e.Mark), 0, "this is not YAML: "+e.Message, "")
}

// A slip is a way to go wrong: what the library says of it, and how we do.
type slip struct {
	message string // how the library's message begins
	context string // part of its context, "" for any
	say     func(r *reader, e *yaml.LoadError)
}

var slips = []slip{
	{"mapping values are not allowed in this context", "", (*reader).sayColon},
	{"found character that cannot start any token", "", (*reader).sayStart},
	{"found a tab character that violates indentation", "", (*reader).sayTab},
	{"found unexpected end of stream", "quoted", (*reader).sayQuote},
	{"found unexpected document indicator", "quoted", (*reader).sayQuote},
	{"did not find expected ',' or ']'", "", (*reader).sayBracket},
	{"did not find expected ',' or '}'", "", (*reader).sayBracket},
	{"did not find expected node content", "", (*reader).sayContent},
	{"did not find expected key", "", (*reader).sayKey},
	{"could not find expected ':'", "", (*reader).sayNoColon},
	{"did not find expected '-' indicator", "", (*reader).sayNoDash},
	{"block sequence entries are not allowed in this context", "", (*reader).sayDash},
	{"found invalid Unicode character escape code", "", (*reader).saySurrogate},
	{"found unknown escape character", "", (*reader).sayEscape},
	{"did not find expected hexadecimal number", "", (*reader).sayEscape},
	{"unknown anchor", "", (*reader).sayAnchor},
	{"did not find expected alphabetic or numeric character", "", (*reader).sayIndicator},
	{"did not find expected comment or line break", "block scalar", (*reader).sayIndicator},
	{"did not find expected whitespace or line break", "tag", (*reader).sayIndicator},
	{"found unknown directive name", "", (*reader).sayDirective},
	{"could not find expected directive name", "", (*reader).sayDirective},
	{"found unexpected non-alphabetical character", "directive", (*reader).sayDirective},
	{"did not find expected <document start>", "", (*reader).sayDocument},
	{"found unexpected content after document-end marker", "", (*reader).sayDocument},
}

// mark is a place of the library as one of ours. A fault at the end of the text
// stands behind its last character, where there is something to see.
func (r *reader) mark(m yaml.Mark) diag.Pos {
	pos := diag.Pos{Line: max(m.Line, 1), Col: max(m.Column, 1)}
	end := len(strings.TrimRight(r.src.Text, " \t\r\n"))
	if r.offset(pos.Line, pos.Col) > end {
		return place(r.src.Text, end)
	}
	return pos
}

// entry is a line that gives a name a value on the same line.
var entry = lazy.Regexp(`^(\s*(?:- +)*)([^\s:#"'\[{][^:#]*): +(\S.*)$`)

// noBlank is a line with a name and a value and no blank behind the colon.
var noBlank = lazy.Regexp(`^(\s*(?:- +)*)([A-Za-z_]\w*):(\S.*)$`)

// sayColon: a colon where a value is under way.
func (r *reader) sayColon(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	line := r.src.Line(pos.Line)
	if m := entry().FindStringSubmatch(line); m != nil && utf8.RuneCountInString(m[1]+m[2]) < pos.Col-1 {
		r.add(pos, 0, "a second colon in one line", fmt.Sprintf("quote the value: %s: %s", m[2], quote(m[3])))
		return
	}
	above, text := r.above(pos.Line)
	switch m := noBlank().FindStringSubmatch(text); {
	case m != nil:
		at := utf8.RuneCountInString(m[1]+m[2]) + 1
		r.add(diag.Pos{Line: above, Col: at}, 1, "want a blank behind the colon, have none", fmt.Sprintf("write %s: %s", m[2], m[3]))
	case entry().MatchString(text):
		r.add(diag.Pos{Line: pos.Line, Col: indent(line) + 1}, 0,
			fmt.Sprintf("indented deeper than line %d, which has its value already", above),
			fmt.Sprintf("begin it below the name in line %d, or take the value there away", above))
	case text != "":
		r.add(diag.Pos{Line: above, Col: indent(text) + 1}, utf8.RuneCountInString(strings.TrimSpace(text)),
			"want `name: value`, have no colon", "put a colon behind the name, or quotes around the text")
	default:
		r.add(pos, 0, "a colon cannot stand here", "quote the text that it belongs to")
	}
}

// above is the nearest line above that is neither empty nor a comment.
func (r *reader) above(line int) (int, string) {
	for n := line - 1; n >= 1; n-- {
		text := strings.TrimRight(r.rest(n, 1), " \t")
		if s := strings.TrimLeft(text, " \t"); s != "" && s[0] != '#' {
			return n, text
		}
	}
	return 0, ""
}

// indent is the number of characters before the first that is not blank.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// quote puts a value in double quotes; one that has some, or a backslash, in
// single ones.
func quote(s string) string {
	s = strings.TrimRight(s, " \t")
	if strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}

// sayStart: a character with which no plain text can begin.
func (r *reader) sayStart(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	rest := r.rest(pos.Line, pos.Col)
	if rest == "" || rest[0] == '\t' {
		r.sayTab(e)
		return
	}
	r.add(pos, 0, fmt.Sprintf("text cannot begin with %s unless it is quoted", rest[:1]), "quote the value: "+quote(rest))
}

// sayTab: a tab in the white space that a line begins with.
func (r *reader) sayTab(e *yaml.LoadError) {
	r.add(r.mark(e.Mark), 0, "a tab in the indentation", "indent with blanks: YAML does not know how wide a tab is")
}

// sayQuote: a quote without its fellow.
func (r *reader) sayQuote(e *yaml.LoadError) {
	pos := r.mark(e.ContextMark)
	r.add(pos, 0, "this quote is never closed", "close it at the end of the text; inside single quotes an apostrophe is written twice: 'it''s'")
}

// sayBracket: a list or map in brackets that goes wrong or never ends.
func (r *reader) sayBracket(e *yaml.LoadError) {
	open, at := r.mark(e.ContextMark), r.mark(e.Mark)
	rest := r.rest(at.Line, at.Col)
	if rest == "" || !r.closes(r.offset(open.Line, open.Col)) {
		r.addOpen(open)
		return
	}
	want := e.Message[len("did not find expected "):]
	_, size := utf8.DecodeRuneInString(rest)
	r.add(at, 0, fmt.Sprintf("want %s, have %q", want, rest[:size]),
		"part entries by commas; quote a text that has a colon, a comma, a quote or a bracket in it")
}

// closes reports whether the bracket at a byte of the text has a fellow of either shape.
// Quotes are not looked at, since what stands in them closes again as a rule.
func (r *reader) closes(open int) bool {
	depth := 0
	for i := open; i < len(r.src.Text); i++ {
		switch r.src.Text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth <= 0 {
				return true
			}
		}
	}
	return false
}

func (r *reader) addOpen(pos diag.Pos) {
	bracket := "bracket"
	if strings.HasPrefix(r.rest(pos.Line, pos.Col), "{") {
		bracket = "brace"
	}
	r.add(pos, 0, "this "+bracket+" is never closed", "close it; if it is part of a text, quote the text")
}

// sayContent: a closing bracket or a comma where a value should begin, or no
// more text.
func (r *reader) sayContent(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	rest := r.rest(pos.Line, pos.Col)
	switch {
	case strings.Contains(e.ContextMsg, "flow") && rest == "":
		r.addOpen(r.lastOpen())
	case rest == "":
		r.add(pos, 0, "want a value, have nothing", "")
	case strings.Contains(e.ContextMsg, "flow"):
		r.add(pos, 0, fmt.Sprintf("want a value, have %q", rest[:1]), "take one comma away, or quote the text")
	default:
		r.add(pos, 0, fmt.Sprintf("text cannot begin with %s unless it is quoted", rest[:1]), "quote the value: "+quote(rest))
	}
}

// lastOpen is the place of the last bracket of the text that has no fellow.
func (r *reader) lastOpen() diag.Pos {
	closed := 0
	for i := len(r.src.Text) - 1; i >= 0; i-- {
		switch r.src.Text[i] {
		case ']', '}':
			closed++
		case '[', '{':
			if closed--; closed < 0 {
				return place(r.src.Text, i)
			}
		}
	}
	return diag.Pos{Line: 1, Col: 1}
}

// sayKey: something that is no entry of the map around it.
func (r *reader) sayKey(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	line := r.src.Line(pos.Line)
	before := line[:max(0, len(line)-len(r.rest(pos.Line, pos.Col)))]
	start := strings.TrimLeft(before, " \t-")
	if _, value, found := strings.Cut(start, ": "); found && isQuoted(value) {
		r.add(pos, 0, "text behind the closing quote", "quote the value as a whole; inside single quotes an apostrophe is written twice: 'it''s'")
		return
	}
	if isQuoted(start) {
		r.add(pos, 0, "text behind the closing quote", "quote the name as a whole")
		return
	}
	if strings.HasPrefix(r.rest(pos.Line, pos.Col), "-") {
		r.add(pos, 0, "a list item among named values", "indent it below the name whose list it belongs to")
		return
	}
	r.add(pos, 0, fmt.Sprintf("indented by %d blanks, which is no level of the lines above", indent(line)),
		fmt.Sprintf("indent it as its neighbours are; the map around it begins at line %d, column %d", e.ContextMark.Line, e.ContextMark.Column))
}

// isQuoted reports whether s begins with a quote.
func isQuoted(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s != "" && (s[0] == '"' || s[0] == '\'')
}

// sayNoColon: a line that should be an entry and has no colon.
func (r *reader) sayNoColon(e *yaml.LoadError) {
	pos := r.mark(e.ContextMark)
	width := utf8.RuneCountInString(strings.TrimRight(r.rest(pos.Line, pos.Col), " \t"))
	r.add(pos, width, "want `name: value`, have no colon", "if it goes on with the line above, indent it deeper than the name there")
}

// sayNoDash: a named value among list items.
func (r *reader) sayNoDash(e *yaml.LoadError) {
	r.add(r.mark(e.Mark), 0, "want a list item, have something else", fmt.Sprintf("the list begins at line %d; begin every item with a dash and a blank", e.ContextMark.Line))
}

// sayDash: a list on the line of its name.
func (r *reader) sayDash(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	r.add(pos, 0, "a list cannot begin here", "begin it in the next line; if the dash is part of a text, quote it: "+quote(r.rest(pos.Line, pos.Col)))
}

// sayEscape: a backslash in double quotes that is none of YAML's.
func (r *reader) sayEscape(e *yaml.LoadError) {
	r.add(r.mark(e.Mark), 0, "a backslash in double quotes begins an escape that YAML does not have", "use single quotes, or write the backslash twice")
}

// saySurrogate: half a character, as JSON escapes it.
func (r *reader) saySurrogate(e *yaml.LoadError) {
	r.add(r.mark(e.Mark), 0, "YAML has no escapes for halves of a character", `write the character itself, or \U and its eight digits`)
}

// sayAnchor: a star before a name that nothing has.
func (r *reader) sayAnchor(e *yaml.LoadError) {
	pos := r.mark(e.Mark)
	rest := r.rest(pos.Line, pos.Col)
	_, name, _ := strings.Cut(e.Message, "'")
	name, _, _ = strings.Cut(name, "'")
	r.add(pos, utf8.RuneCountInString(name)+1, fmt.Sprintf("*%s stands for a value marked &%s, and there is none", name, name), "quote it if the star is part of the text: "+quote(rest))
}

// sayIndicator: text that begins with one of YAML's signs.
func (r *reader) sayIndicator(e *yaml.LoadError) {
	pos := r.mark(e.ContextMark)
	rest := r.rest(pos.Line, pos.Col)
	if rest == "" {
		r.add(pos, 0, "this is not YAML: "+e.Message, "")
		return
	}
	r.add(pos, 0, fmt.Sprintf("text cannot begin with %s unless it is quoted", rest[:1]), "quote the value: "+quote(rest))
}

// sayDirective: a line that begins with a percent sign.
func (r *reader) sayDirective(e *yaml.LoadError) {
	r.add(r.mark(e.ContextMark), 0, "a line cannot begin with %", "quote the text, or indent it below its name")
}

// sayDocument: text behind the mark that ends a document.
func (r *reader) sayDocument(e *yaml.LoadError) {
	r.add(r.mark(e.Mark), 0, "text behind the end of a document", "begin a new document with a line of `---`")
}
