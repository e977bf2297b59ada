// Redline measures draftgen diff as a whole process, side by side with wdiff,
// where it is installed, and with a program that does nothing (see empty). The
// memory of a process that takes little is that of this one, from which it came.
//
//	go run ./redline OLD NEW
//
// It compares two exhibits, such as two of the examples; a text of 200,000 words with itself, one word in
// fifty another; and two texts of 50,000 words that are unlike. All programs run
// by turns in one run, so that what else the machine does falls on all: quote
// the medians beside each other, not one alone. Files are on tmpfs where there
// is one. The texts are made by a fixed rule and are the same every time.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/draftgen/draftgen/internal/benchmarks/cost"
)

func main() {
	letters := flag.Int("letters", 41, "runs of the two letters")
	long := flag.Int("long", 9, "runs of the long texts")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("want two exhibits: go run ./redline OLD NEW")
	}
	if err := measure(flag.Args(), *letters, *long); err != nil {
		log.Fatal(err)
	}
}

func measure(two []string, letters, long int) error {
	dir, err := os.MkdirTemp(tmpfs(), "draftgen-redline")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir}
	if err := b.build(); err != nil {
		return err
	}
	edited, err := b.texts("edited", article(200_000, 1), 50)
	if err != nil {
		return err
	}
	unlike, err := b.pair("unlike", article(50_000, 2), article(50_000, 3))
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %10s %10s %8s\n", "medians of runs by turns", "wall", "cpu", "MiB")
	for _, c := range []struct {
		title string
		runs  int
		files []string
		empty bool
	}{
		{"two letters", letters, two, true},
		{"200,000 words, 2 % edited", long, edited, false},
		{"2 x 50,000 words, unlike", long, unlike, false},
	} {
		if err := b.compare(c.title, c.runs, c.files, c.empty); err != nil {
			return err
		}
	}
	return nil
}

func tmpfs() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

type bench struct{ dir string }

// build builds draftgen as it is released, and the empty program.
func (b *bench) build() error {
	for name, from := range map[string]string{"draftgen": "../../cmd/draftgen", "empty": "empty"} {
		cmd := exec.Command("go", "build", "-trimpath", "-tags", "urfave_cli_no_docs", "-o", filepath.Join(b.dir, name), ".")
		cmd.Dir = from
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("building %s: %w", name, err)
		}
	}
	return nil
}

// compare runs the programs on two files by turns and prints their medians.
func (b *bench) compare(title string, runs int, files []string, empty bool) error {
	programs := [][]string{append([]string{filepath.Join(b.dir, "draftgen"), "diff"}, files...)}
	names := []string{"draftgen"}
	if wdiff, err := exec.LookPath("wdiff"); err == nil {
		programs, names = append(programs, append([]string{wdiff}, files...)), append(names, "wdiff")
	}
	if empty {
		programs, names = append(programs, []string{filepath.Join(b.dir, "empty")}), append(names, "empty")
	}
	costs := make([][]cost.Cost, len(programs))
	for i := range runs + 1 {
		for k, argv := range programs {
			c, err := run(argv)
			if err != nil {
				return err
			}
			if i > 0 { // the first warms the caches
				costs[k] = append(costs[k], c)
			}
		}
	}
	for k, name := range names {
		m := cost.Median(costs[k])
		fmt.Printf("%-34s %10v %10v %8.1f\n", title+": "+name, m.Wall.Round(10*time.Microsecond), m.CPU.Round(10*time.Microsecond), m.MiB)
	}
	if empty {
		over := cost.Median(costs[0]).CPU - cost.Median(costs[len(costs)-1]).CPU
		fmt.Printf("%-34s %10s %10v\n", title+": draftgen over empty", "", over.Round(10*time.Microsecond))
	}
	return nil
}

// run runs a comparison; that the texts differ is no failure. The cost is that of
// the process and of those it waited for: wdiff has diff work for it.
func run(argv []string) (cost.Cost, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	return cost.Of(cmd, 1)
}
