package schema_test

import (
	"io"
	"net/url"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/schema"
)

func BenchmarkCompile(b *testing.B) {
	for _, path := range kinds {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := schema.Compile(pack, path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCompileBare is the library's own compiler over the same files.
func BenchmarkCompileBare(b *testing.B) {
	for _, path := range kinds {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bare(b, path)
			}
		})
	}
}

func bare(tb testing.TB, path string) *jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(s string) (io.ReadCloser, error) {
		u, err := url.Parse(s)
		if err != nil {
			return nil, err
		}
		return os.Open("../.." + u.Path)
	}
	s, err := c.Compile("draftgen:///" + path)
	if err != nil {
		tb.Fatalf("%#v", err)
	}
	return s
}
