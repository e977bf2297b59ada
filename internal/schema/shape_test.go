package schema_test

import (
	"fmt"
	"strings"
	"testing"
)

// Definitions that refer twice to one that refers twice to the next take no time:
// without care each doubles the work.
func TestManyWaysToOneSchema(t *testing.T) {
	for _, keyword := range []string{"allOf", "anyOf"} {
		var defs []string
		for i := range 40 {
			defs = append(defs, fmt.Sprintf(`"d%d": {"%s": [{"$ref": "#/$defs/d%d"}, {"$ref": "#/$defs/d%d"}]}`, i, keyword, i+1, i+1))
		}
		defs = append(defs, `"d40": {"type": "object", "properties": {"name": {"type": "string"}}}`)
		s := compileText(t, `{"$ref": "#/$defs/d0", "$defs": {`+strings.Join(defs, ", ")+`}}`)
		if _, ok := s.Lookup("/name"); !ok {
			t.Errorf("%s: /name is lost", keyword)
		}
	}
}
