//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Colour is for terminals, unless NO_COLOR holds anything.
func TestColor(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, tt := range []struct {
		noColor, term string
		want          bool
	}{{"", "xterm", true}, {"1", "xterm", false}, {"", "dumb", false}} {
		t.Setenv("NO_COLOR", tt.noColor)
		t.Setenv("TERM", tt.term)
		if got := strings.Contains(onTerminal(t, "draft", "--set", "form=none/such", "-"), "\x1b["); got != tt.want {
			t.Errorf("NO_COLOR=%q TERM=%s: colour is %v", tt.noColor, tt.term, got)
		}
	}
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	var plain bytes.Buffer
	run([]string{"draftgen", "draft", "--set", "form=none/such", "-"}, strings.NewReader("a: b"), &plain, &plain)
	if strings.Contains(plain.String(), "\x1b[") {
		t.Errorf("colour off a terminal: %q", &plain)
	}
}

// What is written to a file has no colour, wherever the program runs.
func TestNoColorInFiles(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	dir := t.TempDir()
	out := filepath.Join(dir, "redline")
	for name, text := range map[string]string{"a.txt": "one word\n", "b.txt": "one name\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"diff", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")}
	if seen := onTerminal(t, args...); !strings.Contains(seen, "\x1b[") {
		t.Errorf("no colour on the terminal: %q", seen)
	}
	onTerminal(t, append(args, "-o", out)...)
	written, err := os.ReadFile(out)
	if err != nil || len(written) == 0 || bytes.Contains(written, []byte("\x1b[")) {
		t.Errorf("colour in a file: %q, %v", written, err)
	}
}

// onTerminal runs the program with both outputs on a terminal, and returns what
// is seen there.
func onTerminal(t *testing.T, args ...string) string {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	defer master.Close()
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("no terminals here: ", err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	defer slave.Close()
	run(append([]string{"draftgen"}, args...), strings.NewReader("a: b"), slave, slave)
	fmt.Fprintln(slave)         // so that there is something to read
	seen := make([]byte, 1<<12) // as much as a terminal holds back
	read, err := master.Read(seen)
	if err != nil {
		t.Fatal(err)
	}
	return string(seen[:read])
}
