package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// TestSARIF holds the report against the parts of the schema of SARIF 2.1.0 that
// it uses: https://json.schemastore.org/sarif-2.1.0.json
func TestSARIF(t *testing.T) {
	schema := jsonschema.MustCompileString("sarif.json", sarifSchema)
	facts := filepath.Join(t.TempDir(), "my matter.yaml")
	text, err := os.ReadFile("../../examples/opinion/hemacare-1996.yaml")
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(string(text), "1996 Stock Incentive Plan", "1996 Share Holder Plan", 1)
	if err := os.WriteFile(facts, []byte(wrong), 0o666); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := run([]string{"draftgen", "check", "--format", "sarif", facts, "../../examples/opinion/hemacare-1995.txt", "nowhere.txt"}, nil, &stdout, &stderr)
	if code != trouble {
		t.Errorf("exit code %d\n%s", code, stderr.String())
	}
	var v any
	if err := json.Unmarshal(stdout.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("%#v", err)
	}

	var log sarifLog
	if err := json.Unmarshal(stdout.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	driver := log.Runs[0].Tool.Driver
	seen := map[string]bool{}
	for _, r := range log.Runs[0].Results {
		if r.RuleIndex != nil && driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s has the index of %s", r.RuleID, driver.Rules[*r.RuleIndex].ID)
		}
		if len(r.Locations) != 1 || r.Locations[0].Physical == nil {
			t.Errorf("%s: %s has no place", r.RuleID, r.Message.Text)
			continue
		}
		where := r.Locations[0]
		seen[where.Physical.Artifact.URI] = true
		switch {
		case r.RuleID == "TYP-01" && (where.Physical.Region == nil || where.Logical[0].Name != "/plans/0/title"):
			t.Errorf("TYP-01 is not at the fact: %+v", where)
		case strings.HasPrefix(where.Physical.Artifact.URI, pageOf):
			t.Errorf("%s is in a file that is none: %s", r.RuleID, where.Physical.Artifact.URI)
		}
	}
	if !seen["../../examples/opinion/hemacare-1995.txt"] || len(seen) != 3 {
		t.Errorf("places in %v", seen)
	}
	for _, r := range driver.Rules {
		if r.ID == "CIT-01" && !strings.HasPrefix(r.HelpURI, "http://") {
			t.Errorf("CIT-01: the source is %q", r.HelpURI)
		}
	}
}

const sarifSchema = `{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object", "additionalProperties": false, "required": ["version", "runs"],
  "properties": {
    "$schema": {"type": "string", "format": "uri"},
    "version": {"enum": ["2.1.0"]},
    "runs": {"type": "array", "items": {"$ref": "#/definitions/run"}}
  },
  "definitions": {
    "level": {"enum": ["none", "note", "warning", "error"]},
    "message": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}, "additionalProperties": false},
    "run": {
      "type": "object", "required": ["tool"], "additionalProperties": false,
      "properties": {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "tool": {
          "type": "object", "required": ["driver"], "additionalProperties": false,
          "properties": {"driver": {
            "type": "object", "required": ["name"], "additionalProperties": false,
            "properties": {
              "name": {"type": "string"}, "version": {"type": "string"},
              "rules": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/definitions/rule"}}
            }
          }}
        },
        "results": {"type": "array", "items": {"$ref": "#/definitions/result"}}
      }
    },
    "rule": {
      "type": "object", "required": ["id"], "additionalProperties": false,
      "properties": {
        "id": {"type": "string"}, "shortDescription": {"$ref": "#/definitions/message"}, "help": {"$ref": "#/definitions/message"},
        "helpUri": {"type": "string", "format": "uri"}, "properties": {"type": "object"},
        "defaultConfiguration": {"type": "object", "additionalProperties": false, "properties": {"level": {"$ref": "#/definitions/level"}}}
      }
    },
    "result": {
      "type": "object", "required": ["message"], "additionalProperties": false,
      "properties": {
        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"$ref": "#/definitions/level"}, "message": {"$ref": "#/definitions/message"},
        "locations": {"type": "array", "items": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "physicalLocation": {
              "type": "object", "required": ["artifactLocation"], "additionalProperties": false,
              "properties": {
                "artifactLocation": {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "format": "uri-reference"}}},
                "region": {
                  "type": "object", "additionalProperties": false,
                  "properties": {
                    "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1},
                    "endColumn": {"type": "integer", "minimum": 1}
                  }
                }
              }
            },
            "logicalLocations": {"type": "array", "items": {"type": "object", "properties": {"fullyQualifiedName": {"type": "string"}}, "additionalProperties": false}}
          }
        }}
      }
    }
  }
}`
