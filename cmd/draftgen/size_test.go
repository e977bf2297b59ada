package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBinarySize holds the program, as anyone builds it, under 20 MB. What
// weighs can be seen with `go tool nm -size -sort size`; the libraries that the
// program cannot do without make half of it, and what debuggers read a quarter.
func TestBinarySize(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	const most = 20_000_000
	program := filepath.Join(t.TempDir(), "draftgen")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() >= most {
		t.Errorf("the program has %d bytes, want less than %d", info.Size(), most)
	}
}
