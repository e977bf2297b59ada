package extract_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

func flat(v any, p string, out map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			flat(x, p+"/"+k, out)
		}
	case []any:
		for i, x := range v {
			flat(x, fmt.Sprintf("%s/%d", p, i), out)
		}
	case nil:
	default:
		b, _ := json.Marshal(v)
		out[p] = string(b)
	}
}

func TestTrip(t *testing.T) {
	a := assembly.New(form.NewPack(form.Layer{FS: draftgen.FS}))
	files, _ := filepath.Glob("../../examples/*/*.yaml")
	only := os.Getenv("ONLY")
	readers := map[string]*extract.Reader{}
	var right, wrong, missing, extra, cert, certWrong int
	for _, file := range files {
		if strings.Contains(file, "errata") || !strings.Contains(file, only) {
			continue
		}
		data, _ := os.ReadFile(file)
		roots, err := facts.Read(file, data)
		if err != nil {
			t.Fatal(err)
		}
		f, err := a.FormFor(roots[0], "")
		if err != nil {
			t.Log(file, err)
			continue
		}
		d, list := f.Draft(roots[0])
		if d == nil {
			t.Log(file, list.Err())
			continue
		}
		r := readers[f.Name]
		if r == nil {
			r = extract.NewReader(&extract.Form{Name: f.Name, Pattern: f.Program.Pattern(), Schema: f.Schema, Keep: f.Sheet.Keep})
			readers[f.Name] = r
		}
		t0 := time.Now()
		res := r.Read(d.Document)
		el := time.Since(t0)
		want, got := map[string]string{}, map[string]string{}
		v, _ := f.Schema.Complete(roots[0])
		flat(v, "", want)
		g, bad := f.Schema.Complete(res.Facts)
		if bad.Err() != nil {
			fmt.Println("INVALID", bad)
		}
		flat(g, "", got)
		reads := map[string]bool{}
		for _, rd := range f.Program.Reads() {
			reads[rd.Path] = true
		}
		fmt.Println("==", filepath.Base(file), f.Name, el)
		keys := map[string]bool{}
		for k := range want {
			keys[k] = true
		}
		for k := range got {
			keys[k] = true
		}
		var ks []string
		for k := range keys {
			ks = append(ks, k)
		}
		sort.Strings(ks)
		for _, k := range ks {
			parts := strings.Split(k, "/")
			for i, p := range parts {
				if p != "" && strings.Trim(p, "0123456789") == "" {
					parts[i] = "*"
				}
			}
			if !reads[strings.Join(parts, "/")] {
				continue
			}
			w, g := want[k], got[k]
			c := ""
			if v := res.Values[k]; v != nil && v.Certain() {
				c = "CERTAIN"
			}
			if c != "" {
				cert++
			}
			switch {
			case w == g:
				right++
				continue
			case g == "":
				missing++
			case w == "":
				extra++
				if c != "" {
					certWrong++
				}
			default:
				wrong++
				if c != "" {
					certWrong++
				}
			}
			fmt.Printf("   %s\n      want %.90s\n      got  %.90s %s\n", k, w, g, c)
		}
	}
	fmt.Println("right", right, "wrong", wrong, "missing", missing, "extra", extra, "certain", cert, "certain wrong", certWrong)
}
