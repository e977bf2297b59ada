// Floor is the least that a program could do with draftgen's schemas, templates
// and facts: read the YAML, validate it, render the template, write the text.
// It has no layout, no origins, no positions, no defaults and no diagnostics.
// draftgen is measured against it.
//
//	floor SCHEMAS TEMPLATE PARTIALS... -- FACTS... [-o DIR]
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"go.yaml.in/yaml/v4"
)

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(schemaFile string, args []string) error {
	var templates, facts []string
	out := ""
	into := &templates
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case "--":
			into = &facts
		case "-o":
			i++
			out = args[i]
		default:
			*into = append(*into, args[i])
		}
	}
	schema, err := jsonschema.Compile(schemaFile)
	if err != nil {
		return err
	}
	tmpl, err := parse(templates)
	if err != nil {
		return err
	}
	return draftAll(schema, tmpl, facts, out)
}

// parse parses the templates; a partial goes by its name without _ and .tmpl.
func parse(files []string) (*template.Template, error) {
	t := template.New("main").Funcs(sprig.HermeticTxtFuncMap()).Funcs(plainFuncs)
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := "main"
		if i > 0 {
			name = strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "_"), ".tmpl")
		}
		if _, err := t.New(name).Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// draftAll drafts with two workers, to stdout if there is no folder.
func draftAll(schema *jsonschema.Schema, tmpl *template.Template, facts []string, out string) error {
	var group sync.WaitGroup
	next := make(chan string)
	failed := make(chan error, 2)
	for range 2 {
		group.Go(func() {
			for file := range next {
				if err := draft(schema, tmpl, file, out); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	for _, file := range facts {
		next <- file
	}
	close(next)
	group.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func draft(schema *jsonschema.Schema, tmpl *template.Template, file, out string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var values any
	if err := yaml.Load(data, &values); err != nil {
		return err
	}
	if err := schema.Validate(values); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := tmpl.ExecuteTemplate(&text, "main", values); err != nil {
		return err
	}
	if out == "" {
		_, err = io.Copy(os.Stdout, &text)
		return err
	}
	name := strings.TrimSuffix(filepath.Base(file), ".yaml") + ".txt"
	return os.WriteFile(filepath.Join(out, name), text.Bytes(), 0o666)
}
