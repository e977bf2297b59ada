package render

import (
	"strings"
	"testing"
)

// Texts and numbers at the edges of what the functions are written for.
func TestEdges(t *testing.T) {
	long := strings.Repeat("0", 30) + "1"
	for _, tt := range []struct{ template, want string }{
		{`[{{ capitalize "" }}]`, `[]`},
		{`[{{ titleCase "a  b" }}]`, `[A  B]`},
		{`{{ comma 12345678901234567890 }}`, `12,345,678,901,234,567,890`},
		{`{{ comma 0.1234567890123456789 }}`, `0.1234567890123456789`},
		{`{{ add 12345678901234567890 1 }}`, `12345678901234567891`},
		{`{{ 1.50 }} {{ 0x10 }} {{ -2.5 }}`, `1.5 16 -2.5`},
		{`{{ mul "0.` + long + `" 1 }}`, `0.` + long},
		{`{{ sum (list "0.` + long + `" 1) }}`, `1.` + long},
		{`{{ daysBetween "1600-01-01" "2004-01-01" }}`, `147558`},
		{`{{ daysBetween "2004-01-01" "1600-01-01" }}`, `-147558`},
		{`{{ article "École" }} {{ article "ÉCOLE" }} {{ article "É" }} {{ article "Ñandú" }} {{ article "Übermensch" }}`, `an École an ÉCOLE an É a Ñandú an Übermensch`},
		{`{{ article "Zürich" }} {{ article "MBH" }} {{ article "Äpfel" }}`, `a Zürich an MBH an Äpfel`},
	} {
		spans, missing, err := run(t, tt.template, "")
		if err != nil || len(missing) > 0 || text(spans) != tt.want {
			t.Errorf("%s gives %q, %v, want %q", tt.template, text(spans), err, tt.want)
		}
		// What reads the templates knows the same numbers.
		prog, err := Compile(File{"main.tmpl", tt.template}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := wordsIn(prog.Pattern()); strings.HasPrefix(tt.template, "{{ comma") && got != tt.want {
			t.Errorf("%s is read as %q, want %q", tt.template, got, tt.want)
		}
	}
	fraction := `"0.` + strings.Repeat("0", 600) + `1"`
	if _, _, err := run(t, `{{ mul `+fraction+` `+fraction+` }}`, ""); err == nil {
		t.Error("a product that is too long is rounded")
	}
	if fact, _, _ := upperBack("ACME  INC"); fact != "Acme  Inc" {
		t.Errorf("read back as %q", fact)
	}
}

func wordsIn(p Part) string {
	switch p := p.(type) {
	case Words:
		return p.Text
	case Sequence:
		all := ""
		for _, part := range p {
			all += wordsIn(part)
		}
		return all
	}
	return ""
}
