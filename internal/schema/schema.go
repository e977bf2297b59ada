// Package schema says what facts may hold, by JSON Schema (2020-12), and turns
// facts into complete values.
//
// [Compile] reads a schema and every file that it refers to; [Schema.Complete]
// gives the values of a matter's facts with the schema's defaults, or all that
// is wrong with them. The same schema drives editors ([Schema.Bundle]), starts a
// matter's facts ([Schema.Starter]) and says what it knows of a path
// ([Schema.Lookup]). [Lint] finds what a working schema still lacks.
//
// Whether a value is valid is decided by the library jsonschema, with formats
// asserted. What facts a form needs beyond its schema is read from its template;
// see package render.
//
// # References
//
// A $ref is a path relative to the file in which it stands, a JSON pointer
// behind a #, or both: common/date.json, #/$defs/plan. Nothing outside the pack
// is read. Keywords that name schemas in other ways ($id, $anchor, $dynamicRef)
// are refused, as is any keyword that JSON Schema does not know.
//
// # Extending a schema
//
// A schema file that has a $ref at its root and other keywords beside it extends
// the schema that it refers to. A form's own schema.json adds a fact so:
//
//	{
//	  "$ref": "../../../schemas/KIND.schema.json",
//	  "properties": {
//	    "matter_number": {"title": "Matter number", "type": "string"},
//	    "plans": {"items": {"properties": {"trustee": {"type": "string"}}}},
//	    "closing": {"default": "Yours truly"}
//	  }
//	}
//
// The one file is laid over the other, schema by schema and through what the
// other refers to, so that an object may be closed (additionalProperties: false)
// and still be extended anywhere inside. The lists of required, allOf, x-order
// and x-sum add to those that are there, other keywords replace what is there;
// if, not, anyOf and oneOf stand inside allOf where both have them. This is more
// than JSON Schema does by itself, for which a $ref can only be narrowed; the
// file that Bundle writes is plain JSON Schema again.
//
// # Keywords of our own
//
// x-identifying: true marks a value that belongs to one matter: a name, title,
// date, amount or address. Precedents are searched for such values.
//
// x-want says in words what a pattern or type takes, behind "want": "a date
// such as 2004-05-25".
//
// x-order is a list of rules on two dates, at an object that has both:
//
//	"x-order": [{"date": "/record_date/date", "before": "/meeting/date",
//	  "message": "a record date before the meeting", "source": "DGCL section 213(a)"}]
//
// date is the fact that is wrong if the rule is broken; in the place of before
// may stand after, not_before or not_after. Pointers begin at the object, and *
// stands for every item of a list.
//
// x-sum is a list of rules on counts that add up:
//
//	"x-sum": [{"parts": "/plans/*/shares", "total": "/shares/total",
//	  "message": "plan shares that add up to the total", "source": "Form S-8"}]
//
// With "by": {"parts": "class", "total": "title"} there may be several totals: a
// part belongs to the total beside which stands, under title, what stands under
// class beside the part. While a part has no count, the others must make less than
// the total. found may say in a sentence what is wrong, as in "the plans make
// {parts} and the total is {total}".
//
// Both say in message what is wanted, behind "want", in source which rule or
// statute asks for it, and in remedy, if that is not plain, how to mend it. They stand where any keyword stands: under then or else
// they hold on that condition. What is missing breaks no rule.
package schema

import (
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/facts"
)

// A Schema is a compiled schema. It never changes, so goroutines may share it.
type Schema struct {
	root  *facts.Node // as written, what it extends laid under it
	lib   *jsonschema.Schema
	parts []*part // by id; the root first
	shape *shape
}
