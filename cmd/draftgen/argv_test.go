package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
	"pgregory.net/rapid"
)

func TestArrange(t *testing.T) {
	app := (&program{}).app()
	for _, tt := range []struct{ in, want string }{
		{"forms", "forms --"},
		{"draft a b", "draft -- a b"},
		{"draft a -o x b", "draft --output=x -- a b"},
		{"draft a --output x", "draft --output=x -- a"},
		{"draft -o=x=y a", "draft --output=x=y -- a"},
		{"draft a --as-filed b", "draft --as-filed -- a b"},
		{"draft a --as-filed=false", "draft --as-filed=false -- a"},
		{"draft a -- -o x", "draft -- a -o x"},
		{"draft - -o -", "draft --output=- -- -"},
		{"--pack p draft a --pack q", "draft --pack=p --pack=q -- a"},
		{"-o draft draft a", "draft --output=draft -- a"},
		{"draft --set -1=x a", "draft --set=-1=x -- a"},
		{"draft a --help --nonesuch", "draft --help --"},
		{"help draft", "draft --help --"},
		{"help", "--help"},
		{"--version", "--version"},
		{"", ""},
		{"--json", ""},
	} {
		got, err := arrange(app, strings.Fields("draftgen "+tt.in))
		if err != nil {
			t.Errorf("%q: %v", tt.in, err)
			continue
		}
		if d := cmp.Diff(strings.Fields("draftgen "+tt.want), got); d != "" {
			t.Errorf("%q: %s", tt.in, d)
		}
	}
}

// The order of flags among the arguments does not matter, and no word is lost.
func TestArrangeKeepsEveryWord(t *testing.T) {
	app := (&program{}).app()
	words := rapid.SliceOfN(rapid.StringMatching(`[a-z,= .]{1,5}`), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		arguments, sets := words.Draw(t, "arguments"), words.Draw(t, "sets")
		line := []string{"draftgen", "draft"}
		var flags []string
		i, j := 0, 0
		for i < len(arguments) || j < len(sets) {
			if j == len(sets) || i < len(arguments) && rapid.Bool().Draw(t, "argument") {
				line = append(line, arguments[i])
				i++
				continue
			}
			if rapid.Bool().Draw(t, "glued") {
				line = append(line, "--set="+sets[j])
			} else {
				line = append(line, "-set", sets[j])
			}
			flags = append(flags, "--set="+sets[j])
			j++
		}
		got, err := arrange(app, line)
		if err != nil {
			t.Fatal(err)
		}
		want := append([]string{"draftgen", "draft"}, flags...)
		want = append(append(want, "--"), arguments...)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

// Whatever stands on the command line, it is run or refused; nothing panics.
func FuzzArrange(f *testing.F) {
	for _, seed := range []string{"draft a -o b", "--", "-", "---x", "draft -\xff=", "help help", "draft --set"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		words, err := arrange((&program{}).app(), append([]string{"draftgen"}, strings.Split(line, " ")...))
		if err == nil && (len(words) == 0 || words[0] != "draftgen") {
			t.Errorf("%q became %q", line, words)
		}
	})
}

func TestEveryFlagAndCommandSaysWhatItDoes(t *testing.T) {
	app := (&program{}).app()
	flags := append([]cli.Flag{}, app.Flags...)
	for _, c := range app.Commands {
		flags = append(flags, c.Flags...)
		if c.Usage == "" || !strings.HasPrefix(c.UsageText, "draftgen "+c.Name+" ") {
			t.Errorf("%s: usage %q, %q", c.Name, c.Usage, c.UsageText)
		}
		if !strings.Contains(c.Description, "Example:\n\n    draftgen "+c.Name) {
			t.Errorf("%s: the description has no example", c.Name)
		}
	}
	for _, f := range flags {
		if d, ok := f.(cli.DocGenerationFlag); !ok || strings.TrimSpace(d.GetUsage()) == "" {
			t.Errorf("the flag %v has no help text", f.Names())
		}
	}
}
