package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// letter is the facts of the letter that is measured.
//
//go:embed letter.yaml
var letter string

// writeFacts writes n different facts files.
func (b *bench) writeFacts(n int) ([]string, error) {
	files := make([]string, n)
	for i := range files {
		facts := strings.NewReplacer("{count}", fmt.Sprint(100_000+i), "{company}", fmt.Sprintf("Company Number %d", i)).Replace(letter)
		files[i] = filepath.Join(b.dir, fmt.Sprintf("facts-%05d.yaml", i))
		if err := os.WriteFile(files[i], []byte(facts), 0o666); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// formOf is the name of the letter's form.
func formOf(facts string) string {
	_, form, _ := strings.Cut(facts, "\nform: ")
	form, _, _ = strings.Cut(form, "\n")
	return form
}

func (b *bench) floor(facts []string) []string {
	form := formOf(letter)
	kind := filepath.Dir(form)
	argv := []string{
		filepath.Join(b.dir, "floor"), filepath.Join(b.root, "schemas", kind+".schema.json"),
		filepath.Join(b.root, "templates", form, "main.tmpl"),
	}
	for _, pattern := range []string{"templates/_*.tmpl", "templates/" + kind + "/_*.tmpl"} {
		partials, err := filepath.Glob(filepath.Join(b.root, pattern))
		if err != nil {
			panic(err) // the pattern is ours
		}
		argv = append(argv, partials...)
	}
	return append(append(argv, "--"), facts...)
}

func (b *bench) draftgen(facts []string) []string {
	return append([]string{filepath.Join(b.dir, "draftgen"), "draft", "--no-check"}, facts...)
}
