package facts

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTrouble holds what a user sees of each kind of trouble: an archive's file
// NAME is read, and NAME.out is what is printed. See unbracket for odd bytes.
func TestTrouble(t *testing.T) { golden(t, "testdata/trouble/*.txtar", printTrouble) }

// TestFormat holds a file as Format writes it again.
func TestFormat(t *testing.T) { golden(t, "testdata/format/*.txtar", printFormat) }

func golden(t *testing.T, glob string, print func(name string, data []byte) string) {
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		var anew []txtar.File
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".out") {
				continue
			}
			got := print(f.Name, unbracket(f.Data))
			anew = append(anew, f, txtar.File{Name: f.Name + ".out", Data: []byte(got)})
			if diff := cmp.Diff(want[f.Name+".out"], got); diff != "" && !*update {
				t.Errorf("%s: %s (-want +got):\n%s", file, f.Name, diff)
			}
		}
		if *update {
			archive.Files = anew
			if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
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
