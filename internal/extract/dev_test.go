package extract_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

func TestDev(t *testing.T) {
	pack := form.NewPack(form.Layer{FS: draftgen.FS})
	a := assembly.New(pack)
	name, file := os.Getenv("FORM"), os.Getenv("FILE")
	f, err := a.Form(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ex, _ := exhibit.Read(file, data, exhibit.Options{})
	t0 := time.Now()
	p := f.Program.Pattern()
	t1 := time.Now()
	r := extract.NewReader(&extract.Form{Name: name, Pattern: p, Schema: f.Schema, Keep: f.Sheet.Keep})
	t2 := time.Now()
	res := r.Read(ex.Document)
	t3 := time.Now()
	fmt.Println(r.Size(), t1.Sub(t0), t2.Sub(t1), t3.Sub(t2))
	fmt.Println(string(facts.Format(res.Facts)))
	if os.Getenv("DUMP") != "" {
		res.Dump()
		r.Holes()
		res.Steps(11, 24)
		for _, b := range ex.Document.Blocks {
			fmt.Printf("%#v\n", b)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	a := assembly.New(form.NewPack(form.Layer{FS: draftgen.FS}))
	for _, c := range []struct{ form, file string }{
		{"opinion/s8-option-plan", "opinion/hemacare-1995.txt"}, {"opinion/s8", "opinion/hemacare-1995.txt"}, {"pressrelease/annual-meeting", "pressrelease/hemacare-2004.txt"},
	} {
		b.Run(c.form, func(b *testing.B) {
			f, _ := a.Form(c.form)
			data, _ := draftgen.FS.ReadFile("examples/" + c.file)
			ex, _ := exhibit.Read(c.file, data, exhibit.Options{})
			r := extract.NewReader(&extract.Form{Pattern: f.Program.Pattern(), Schema: f.Schema, Keep: f.Sheet.Keep})
			b.Log(r.Size())
			for b.Loop() {
				r.Read(ex.Document)
			}
		})
	}
}
