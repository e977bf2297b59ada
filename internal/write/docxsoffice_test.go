//go:build unix

package write

import (
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// soffice runs LibreOffice with a profile of its own. The test is skipped where
// there is none.
func soffice(t *testing.T, profile string, args ...string) {
	t.Helper()
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--norestore"}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // soffice starts others
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

// installMacro puts the module Settle into a new profile.
func installMacro(t *testing.T, profile string) {
	t.Helper()
	code, err := os.ReadFile("testdata/docx/settle.bas")
	if err != nil {
		t.Fatal(err)
	}
	const ns = `xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"`
	for name, data := range map[string]string{
		"script.xlc": `<library:libraries ` + ns + `><library:library library:name="Standard"` +
			` xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>`,
		"Standard/script.xlb": `<library:library ` + ns + ` library:name="Standard" library:readonly="false" library:passwordprotected="false">` +
			`<library:element library:name="Module1"/></library:library>`,
		"Standard/Module1.xba": `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">` +
			html.EscapeString(string(code)) + `</script:module>`,
	} {
		path := filepath.Join(profile, "user", "basic", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// LibreOffice gets the new paragraphs by accepting all changes, and the old ones
// by rejecting them. (Comments are left out: LibreOffice without its windows
// falls over any comment when a document is shown.)
func TestSofficeSettles(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir, profile := t.TempDir(), t.TempDir()
	cases := redlineCases(t)
	for _, c := range cases {
		o := *c.options
		o.NoComments = true
		if err := os.WriteFile(filepath.Join(dir, c.name+".docx"), encoded(t, &docxFormat, c.redline, &o), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	soffice(t, profile, "--terminate_after_init") // makes the profile, and overwrites what is in it
	installMacro(t, profile)
	soffice(t, profile, `macro:///Standard.Module1.Settle("file://`+dir+`")`)
	for _, c := range cases {
		for side, want := range map[string][]string{"0": paragraphsOf(c.new), "1": paragraphsOf(c.old)} {
			data, err := os.ReadFile(filepath.Join(dir, c.name+".docx"+side))
			if err != nil {
				t.Errorf("%s: LibreOffice wrote nothing: %v", c.name, err)
				continue
			}
			got := squeezed(strings.Split(string(data), "\x1e"))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, side %s: -want +LibreOffice:\n%s", c.name, side, diff)
			}
		}
	}
	t.Logf("%d redlines, each settled both ways", len(cases))
}

// LibreOffice opens what is written, comments, drafts and firm's styles
// included, and shows the labels that the document has.
func TestSofficeOpens(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir, profile := t.TempDir(), t.TempDir()
	want := map[string]string{}
	for _, s := range samplesOf(t) {
		name := filepath.Join(dir, s.name)
		want[name] = strings.Join(squeezed([]string{curled(s.draft.Document).Text()}), " ")
		if err := os.WriteFile(name+".docx", encoded(t, &docxFormat, s.draft.Document, s.options()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	redline := redlineCases(t)[0]
	commented := filepath.Join(dir, "commented")
	if err := os.WriteFile(commented+".docx", encoded(t, &docxFormat, redline.redline, redline.options), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, commented + ".docx"}
	for name := range want {
		args = append(args, name+".docx")
	}
	soffice(t, profile, args...)
	for name, text := range want {
		data, err := os.ReadFile(name + ".txt")
		if err != nil {
			t.Error(err)
			continue
		}
		got := strings.Join(strings.Fields(strings.TrimPrefix(string(data), "\ufeff")), " ")
		if diff := cmp.Diff(text, got); diff != "" {
			t.Errorf("%s: -want +LibreOffice:\n%s", name, diff)
		}
	}
	if _, err := os.Stat(commented + ".txt"); err != nil {
		t.Error("a redline with comments does not open:", err)
	}
}
