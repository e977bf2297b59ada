package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// The letter that is measured.
const (
	formFolder = "templates/opinion/s8-stock-incentive-plan"
	schemaFile = "schemas/opinion.schema.json"
	example    = "examples/opinion/hemacare-1996.yaml"
)

// writeFacts writes n different facts files that both programs can read: dates
// are quoted and counts are plain, and nothing is left to a default.
func (b *bench) writeFacts(n int) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(b.root, example))
	if err != nil {
		return nil, err
	}
	plain := regexp.MustCompile(`(\d\d\d\d-\d\d-\d\d)`).ReplaceAllString(string(text), `"$1"`)
	plain = regexp.MustCompile(`(\d),(\d\d\d)`).ReplaceAllString(plain, "$1$2")
	plain = strings.Replace(plain, "exhibit_numbers: [5.1]", `exhibit_numbers: ["5.1"]`, 1)
	plain = strings.Replace(plain, "registration_statement:", "salutation: Ladies and Gentlemen\nclosing: Very truly yours\nregistration_statement:\n  form: S-8", 1)
	plain = strings.Replace(plain, "  entity_type: corporation", "  entity_type: corporation\n  defined_term: Company", 1)
	plain = strings.Replace(plain, "shares:\n", "shares:\n  defined_term: Shares\n", 1)
	plain = strings.Replace(plain, "    par_value: none", "    par_value: none\n    no_par_wording: without par value", 1)
	files := make([]string, n)
	for i := range files {
		facts := strings.Replace(plain, "750000", fmt.Sprint(100_000+i), 1)
		facts = strings.ReplaceAll(facts, "HemaCare", fmt.Sprintf("Company Number %d", i))
		files[i] = filepath.Join(b.dir, fmt.Sprintf("facts-%05d.yaml", i))
		if err := os.WriteFile(files[i], []byte(facts), 0o666); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (b *bench) floor(facts []string) []string {
	argv := []string{
		filepath.Join(b.dir, "floor"), filepath.Join(b.root, schemaFile), filepath.Join(b.root, formFolder, "main.tmpl"),
	}
	for _, pattern := range []string{"templates/_*.tmpl", "templates/opinion/_*.tmpl"} {
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
