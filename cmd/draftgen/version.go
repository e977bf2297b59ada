package main

import "runtime/debug"

// version says what was built: the module's version, the commit if the build
// knows it, and the compiler.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "draftgen (unknown build)"
	}
	text := "draftgen " + info.Main.Version
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			text += " " + s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			text += " (modified)"
		}
	}
	return text + " " + info.GoVersion
}
