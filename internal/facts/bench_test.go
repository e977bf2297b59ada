package facts

import (
	"testing"

	"go.yaml.in/yaml/v4"
)

// letter is the facts of one letter, as a practice keeps them.
const letter = `# yaml-language-server: $schema=opinion.schema.json
form: opinion/s8
date: 1996-11-04
# the law firm
firm:
  name: Law Offices of Robert L. Smith
  kind: partnership
  address:
    street: 10100 Santa Monica Boulevard
    suite: Suite 2200
    city: Los Angeles
    state: California
    zip: "90067"
  telephone: (310) 555-0100
  facsimile: (310) 555-0101
addressee:
  name: Example Corporation
  attention: Board of Directors
  address:
    street: 4954 Van Nuys Boulevard
    city: Sherman Oaks
    state: California
    zip: 91403
registrant:
  name: Example Corporation
  short: the "Company"
  entity: corporation
  jurisdiction: California
  cusip: 037833100
registration:
  form: S-8
  file: 333-01234
  date: 1996-10-31
  amendment: 0
shares:
  total: 1000000
  class: Common Stock
  par: 0.01
plans:
  - title: 1996 Stock Incentive Plan
    short: 1996 Plan
    shares: 750000
    options: true
  - title: Amended and Restated 1986 Stock Option Plan
    short: 1986 Plan
    shares: 250000
    options: false
reviewed:
  - the Articles of Incorporation, as amended
  - the Bylaws, as amended
  - minutes of the Board of Directors
  - the Registration Statement
assumptions:
  signatures: genuine
  copies: conform
  capacity: true
opinion:
  valid: true
  paid: true
  assessable: false
consent: true
signature:
  by: Robert L. Smith
  style: firm
`

func BenchmarkRead(b *testing.B) {
	data := []byte(letter)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read("letter.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadJSON(b *testing.B) {
	data := []byte(`{"form": "opinion/s8", "plans": [{"title": "1996 Plan", "shares": 5}, {"title": "1986 Plan", "shares": 6}], "firm": {"name": "x"}}`)
	for b.Loop() {
		if _, err := Read("letter.json", data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkYAMLNode and BenchmarkYAMLAny are what the library takes by itself.
func BenchmarkYAMLNode(b *testing.B) {
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Load([]byte(letter), &n); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkYAMLAny(b *testing.B) {
	for b.Loop() {
		var v any
		if err := yaml.Load([]byte(letter), &v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValue(b *testing.B) {
	roots, err := Read("letter.yaml", []byte(letter))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		roots[0].Value()
	}
}
