package schema

// A role is what a keyword of JSON Schema does, as far as reading a schema has
// to know it.
type role uint8

const (
	unknown    role = iota
	annotation      // says something to people or editors
	assertion       // is asked of the value by the library
	reference       // $ref
	one             // holds a schema
	list            // holds a list of schemas
	table           // holds schemas by name
	rule            // holds rules across facts (see order.go and sum.go)
)

// roles has every keyword that a schema may use: those of JSON Schema 2020-12
// that do not name or find schemas in ways of their own, and ours.
var roles = map[string]role{
	"$schema": annotation, "$comment": annotation,
	"title": annotation, "description": annotation, "default": annotation, "examples": annotation,
	"deprecated": annotation, "readOnly": annotation, "writeOnly": annotation,
	"contentEncoding": annotation, "contentMediaType": annotation,
	"x-identifying": annotation, "x-want": annotation,

	"type": assertion, "enum": assertion, "const": assertion, "format": assertion,
	"minLength": assertion, "maxLength": assertion, "pattern": assertion,
	"minimum": assertion, "maximum": assertion, "exclusiveMinimum": assertion,
	"exclusiveMaximum": assertion, "multipleOf": assertion,
	"minItems": assertion, "maxItems": assertion, "uniqueItems": assertion,
	"minContains": assertion, "maxContains": assertion,
	"minProperties": assertion, "maxProperties": assertion,
	"required": assertion, "dependentRequired": assertion,

	"$ref": reference,

	"items": one, "contains": one, "unevaluatedItems": one,
	"additionalProperties": one, "unevaluatedProperties": one, "propertyNames": one,
	"not": one, "if": one, "then": one, "else": one,

	"allOf": list, "anyOf": list, "oneOf": list, "prefixItems": list,

	"properties": table, "patternProperties": table, "dependentSchemas": table, "$defs": table,

	"x-order": rule, "x-sum": rule,
}

// elsewhere has keywords of JSON Schema that are not taken here, and why.
var elsewhere = map[string]string{
	"$id":              "schemas are found by their paths: write a relative $ref",
	"$anchor":          "write a $ref with a JSON pointer",
	"$dynamicRef":      "a form's schema.json extends the kind's schema by $ref",
	"$dynamicAnchor":   "a form's schema.json extends the kind's schema by $ref",
	"$recursiveRef":    "write $ref",
	"$recursiveAnchor": "write $ref",
	"$vocabulary":      "delete it",
	"definitions":      "write $defs",
	"dependencies":     "write dependentRequired or dependentSchemas",
	"additionalItems":  "write prefixItems and items",
	"contentSchema":    "delete it",
	"id":               "schemas are found by their paths: delete it",
}
