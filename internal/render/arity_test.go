package render

import (
	"errors"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
)

// A call with the wrong number of arguments is refused where it stands, before
// anything reads the tree.
func TestWrongNumberOfArguments(t *testing.T) {
	for text, want := range map[string]string{
		`{{ rest }}`:                              "1:4: rest wants 1 argument (rest LIST), found 0",
		`{{ pluck }}`:                             "1:4: pluck wants 2 arguments",
		`{{ where }}`:                             "1:4: where wants 3 arguments",
		`{{ .name | pluck }}`:                     "1:12: pluck wants 2 arguments (pluck FIELD LIST), found 1",
		`{{ possessive }}`:                        "1:4: possessive wants 1 argument",
		`{{ prose }}`:                             "1:4: prose wants 1 to 2 arguments",
		`{{ term }}`:                              "1:4: term wants 1 to 2 arguments",
		`{{ plural 1 }}`:                          "1:4: plural wants 3 arguments",
		`{{if not}}{{end}}`:                       "1:6: not wants 1 argument",
		`{{if has "x"}}{{end}}`:                   "1:6: has wants 2 arguments",
		`{{if eq}}{{end}}`:                        "1:6: eq wants 2 arguments or more",
		`{{if gt 1}}{{end}}`:                      "1:6: gt wants 2 arguments",
		`{{with and}}{{end}}`:                     "1:8: and wants 1 argument or more",
		`{{range upper (print (rest)) 1}}{{end}}`: "1:9: upper wants 1 argument",
		`{{ print pluck }}`:                       "1:10: pluck wants 2 arguments",
		`{{ (first).title }}`:                     "1:5: first wants 1 argument",
		`{{define "x"}}{{ or }}{{end}}`:           "1:18: or wants 1 argument or more",
		`{{ upper "a" "b" }}{{ nosuch }}`:         "no function is called nosuch",
		"{{ template \"x\" len }}{{define \"x\"}}{{end}}": "1:17: len wants 1 argument",
	} {
		_, err := Compile(File{"main.tmpl", text}, func(string) (File, bool) { return File{}, false })
		var list diag.List
		if !errors.As(err, &list) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{`{{ .l | pluck "a" | prose }}`, `{{ .l | where "a" 1 | len }}`, `{{ list | len }}`, `{{ .a | or }}`} {
		prog, err := Compile(File{"main.tmpl", text}, func(string) (File, bool) { return File{}, false })
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		prog.Pattern()
	}
}
