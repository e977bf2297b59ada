package facts

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestTrouble holds what a user sees of each kind of trouble: an archive's file
// NAME is read, and NAME.out is what is printed. See unbracket for odd bytes.
func TestTrouble(t *testing.T) { hold(t, "testdata/trouble/*.txtar", printTrouble) }

// TestFormat holds a file as Format writes it again.
func TestFormat(t *testing.T) { hold(t, "testdata/format/*.txtar", printFormat) }

func hold(t *testing.T, pattern string, print func(name string, data []byte) string) {
	golden.Each(t, pattern, func(t *testing.T, a *txtar.Archive) {
		for _, f := range slices.Clone(a.Files) {
			if !strings.HasSuffix(f.Name, ".out") {
				golden.Hold(t, golden.Named(t, a, f.Name+".out"), print(f.Name, unbracket(f.Data)))
			}
		}
	})
}

func printTrouble(name string, data []byte) string {
	_, err := Read(name, data)
	if err == nil {
		return "no trouble\n"
	}
	var b bytes.Buffer
	if err := err.(diag.List).Print(&b, diag.PrintOptions{}); err != nil {
		panic(err)
	}
	return b.String()
}

func printFormat(name string, data []byte) string {
	roots, err := Read(name, data)
	if err != nil {
		return err.Error() + "\n"
	}
	var b bytes.Buffer
	for i, root := range roots {
		if i > 0 {
			b.WriteString("---\n")
		}
		b.Write(Format(root))
	}
	return b.String()
}

// unbracket puts bytes for their names: ‹0D› is the byte 0x0D. A line end behind ‹› is
// taken away, for a file that ends without one.
func unbracket(data []byte) []byte {
	s := strings.ReplaceAll(string(data), "‹›\n", "")
	var b bytes.Buffer
	for {
		before, rest, found := strings.Cut(s, "‹")
		b.WriteString(before)
		if !found {
			return b.Bytes()
		}
		code, after, _ := strings.Cut(rest, "›")
		raw, err := hex.DecodeString(code)
		if err != nil {
			panic(err)
		}
		b.Write(raw)
		s = after
	}
}
