package schema

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

const shellURL = "draftgen:///shells.json"

// compileShells has the library compile each distinct shell, and links the parts.
func (c *compiler) compileShells() {
	var shells []string // distinct, in order of first use
	users := map[string][]*part{}
	for _, p := range c.parts {
		if users[p.shell] == nil {
			shells = append(shells, p.shell)
		}
		users[p.shell] = append(users[p.shell], p)
	}
	lib := jsonschema.NewCompiler()
	lib.AssertFormat = true
	if err := lib.AddResource(shellURL, strings.NewReader(shellFile(shells))); err != nil {
		panic("schema: " + err.Error())
	}
	for i, text := range shells {
		shell, err := lib.Compile(shellURL + "#/$defs/" + strconv.Itoa(i))
		if err != nil {
			c.shellTrouble(err, func(i int) []*part { return users[shells[i]] })
			return // the library checks them all at once
		}
		for _, p := range users[text] {
			copied := *shell
			copied.Location = "#" + strconv.Itoa(p.id)
			p.lib = &copied
		}
	}
	for _, p := range c.parts {
		p.link()
	}
}

func shellFile(shells []string) string {
	var b strings.Builder
	b.WriteString(`{"$schema":"https://json-schema.org/draft/2020-12/schema","$defs":{`)
	for i, shell := range shells {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", strconv.Itoa(i), shell)
	}
	b.WriteString("}}")
	return b.String()
}

// shellTrouble says what the meta-schema has against a shell, at every part that has it.
func (c *compiler) shellTrouble(err error, users func(shell int) []*part) {
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		panic("schema: " + err.Error())
	}
	seen := map[string]bool{}
	for _, leaf := range leaves(invalid) {
		tokens := instanceTokens(leaf.InstanceLocation) // $defs, shell, keyword…
		if len(tokens) < 3 {
			panic("schema: " + leaf.Error())
		}
		shell, err := strconv.Atoi(tokens[1])
		if err != nil || seen[tokens[1]+tokens[2]] {
			continue
		}
		seen[tokens[1]+tokens[2]] = true
		for _, p := range users(shell) {
			value := p.node.Field(tokens[2])
			c.trouble(value, tokens[2], "want what JSON Schema takes under "+quote(tokens[2])+", have "+found(value), "")
		}
	}
}

// library returns what the library is given for p.
func (p *part) library() *jsonschema.Schema {
	for p.bare {
		p = p.one("$ref")
	}
	return p.lib
}

// link puts the schemas inside p into the library's form of p.
func (p *part) link() {
	for _, k := range p.kids {
		s, inner := p.lib, k.part.library()
		switch k.keyword {
		case "$ref":
			s.Ref = inner
		case "items":
			s.Items2020 = inner
		case "contains":
			s.Contains, s.ContainsEval = inner, true
		case "unevaluatedItems":
			s.UnevaluatedItems = inner
		case "additionalProperties":
			s.AdditionalProperties = inner
		case "unevaluatedProperties":
			s.UnevaluatedProperties = inner
		case "propertyNames":
			s.PropertyNames = inner
		case "not":
			s.Not = inner
		case "if":
			s.If = inner
		case "then":
			s.Then = inner
		case "else":
			s.Else = inner
		case "allOf":
			s.AllOf = append(s.AllOf, inner)
		case "anyOf":
			s.AnyOf = append(s.AnyOf, inner)
		case "oneOf":
			s.OneOf = append(s.OneOf, inner)
		case "prefixItems":
			s.PrefixItems = append(s.PrefixItems, inner)
		case "properties":
			put(&s.Properties, k.name, inner)
		case "patternProperties":
			put(&s.PatternProperties, regexp.MustCompile(k.name), inner)
		case "dependentSchemas":
			put(&s.DependentSchemas, k.name, inner)
		case "$defs":
		default:
			panic("schema: keyword without a link: " + k.keyword)
		}
	}
}

// put makes the map if need be.
func put[K comparable, V any](m *map[K]V, key K, value V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = value
}
