// Benchmarks measures draftgen as a whole process, side by side with the least
// that a program could do on the same schemas, templates and facts (see floor).
//
//	go run .            one letter, and 10,000 letters in one process
//	go run . -letters N
//
// Quote the ratios: both programs run by turns in one run, so that what else
// the machine does falls on both. Files are on tmpfs where there is one.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/draftgen/draftgen/internal/benchmarks/cost"
)

func main() {
	letters := flag.Int("letters", 10_000, "letters in the batch")
	single := flag.Int("single", 60, "runs of one letter")
	batch := flag.Int("batch", 3, "runs of the batch")
	flag.Parse()
	if err := measure(*letters, *single, *batch); err != nil {
		log.Fatal(err)
	}
}

func measure(letters, single, batch int) error {
	dir, err := os.MkdirTemp(tmpfs(), "draftgen-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, root: filepath.Join("..", "..")}
	if err := b.build(); err != nil {
		return err
	}
	facts, err := b.writeFacts(letters)
	if err != nil {
		return err
	}
	fmt.Printf("%-24s %10s %10s %8s\n", "", "wall", "cpu", "MiB")
	if err := b.compare("one letter", single, facts[:1], false); err != nil {
		return err
	}
	return b.compare(fmt.Sprintf("%d letters", letters), batch, facts, true)
}

func tmpfs() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

type bench struct{ dir, root string }

func (b *bench) build() error {
	for name, from := range map[string]string{"draftgen": "./cmd/draftgen", "floor": "./internal/benchmarks/floor"} {
		cmd := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(b.dir, name), ".")
		cmd.Dir = filepath.Join(b.root, from)
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("building %s: %w", name, err)
		}
	}
	return nil
}

// compare runs both programs by turns and prints their medians.
func (b *bench) compare(title string, runs int, facts []string, batch bool) error {
	var floor, ours []cost.Cost
	for i := range runs {
		for _, p := range []struct {
			argv []string
			into *[]cost.Cost
		}{{b.floor(facts), &floor}, {b.draftgen(facts), &ours}} {
			c, err := b.run(p.argv, batch)
			if err != nil {
				return err
			}
			if i > 0 || runs == 1 { // the first warms the caches
				*p.into = append(*p.into, c)
			}
		}
	}
	f, o := cost.Median(floor), cost.Median(ours)
	fmt.Printf("%-24s %10v %10v %8.1f\n", title+", floor", f.Wall.Round(10*time.Microsecond), f.CPU.Round(10*time.Microsecond), f.MiB)
	fmt.Printf("%-24s %10v %10v %8.1f\n", title+", draftgen", o.Wall.Round(10*time.Microsecond), o.CPU.Round(10*time.Microsecond), o.MiB)
	fmt.Printf("%-24s %9.2fx %9.2fx\n", "ratio", ratio(o.Wall, f.Wall), ratio(o.CPU, f.CPU))
	return nil
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func (b *bench) run(argv []string, batch bool) (cost.Cost, error) {
	out := filepath.Join(b.dir, "out")
	if err := os.RemoveAll(out); err != nil {
		return cost.Cost{}, err
	}
	if err := os.Mkdir(out, 0o777); err != nil {
		return cost.Cost{}, err
	}
	if batch {
		argv = append(slices.Clone(argv), "-o", out+"/")
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	return cost.Of(cmd)
}
