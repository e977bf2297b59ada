package main

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

// arrange puts the words of a command line in the one order that the cli
// library reads without loss: program, command, flags, "--", arguments. (Left to
// itself it takes every word behind the first argument for an argument, flags
// too, and says nothing.) Each flag becomes one word, --NAME=VALUE, under its
// first name.
//
// The error is a *usageError for a command or flag that does not exist, or a
// flag without its value.
func arrange(app *cli.App, args []string) ([]string, error) {
	words := slices.Clone(args[1:])
	at, err := commandAt(app, words)
	if err != nil {
		return nil, err
	}
	if at == len(words) {
		return append([]string{"draftgen"}, withoutCommand(app, words)...), nil
	}
	command, err := findCommand(app, words[at])
	if err != nil {
		return nil, err
	}
	rest := slices.Concat(words[:at], words[at+1:])
	flags, arguments, err := permute(command.Name, append(slices.Clone(command.Flags), cli.HelpFlag), rest)
	return slices.Concat([]string{"draftgen", command.Name}, flags, []string{"--"}, arguments), err
}

// commandAt returns the index of the command in words: the first that is
// neither a flag nor a flag's value. "help" in its place is --help.
func commandAt(app *cli.App, words []string) (int, error) {
	known := slices.Clone(app.Flags)
	for _, c := range app.Commands {
		known = append(known, c.Flags...)
	}
	known = append(known, cli.HelpFlag)
	for i := 0; i < len(words); i++ {
		name, _, glued := cutFlag(words[i])
		switch {
		case name == "" && words[i] == "help":
			words[i] = "--help"
		case name == "":
			return i, nil
		default:
			flag := findFlag(known, name)
			if flag == nil {
				return 0, unknownFlag("", known, words[i])
			}
			if takesValue(flag) && !glued {
				i++
			}
		}
	}
	return len(words), nil
}

// withoutCommand returns the first of words that the program itself
// understands. The others are flags of commands, and wait for one.
func withoutCommand(app *cli.App, words []string) []string {
	for _, word := range words {
		name, _, _ := cutFlag(word)
		if f := findFlag(append(slices.Clone(app.Flags), cli.HelpFlag), name); f != nil {
			return []string{"--" + f.Names()[0]}
		}
	}
	return nil
}

func findCommand(app *cli.App, name string) (*cli.Command, error) {
	var names []string
	for _, c := range app.Commands {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	e := &usageError{message: "no command is called " + quote(name), hint: "the commands are " + strings.Join(names, ", ")}
	if near, ok := diag.Nearest(name, names); ok {
		e.hint = "did you mean draftgen " + near + "?"
	} else if looksLikeFacts(name) {
		e.hint = "to draft it: draftgen draft " + name
	}
	return nil, e
}

// permute parts words into flags, each one word, and arguments. command is for
// messages.
func permute(command string, known []cli.Flag, words []string) (flags, arguments []string, err error) {
	for i := 0; i < len(words); i++ {
		if words[i] == "--" {
			return flags, append(arguments, words[i+1:]...), nil
		}
		name, value, glued := cutFlag(words[i])
		if name == "" {
			arguments = append(arguments, words[i])
			continue
		}
		flag := findFlag(known, name)
		switch {
		case flag == cli.HelpFlag || flag == nil && asksForHelp(words[i:]):
			return []string{"--help"}, nil, nil // whatever else is wrong
		case flag == nil:
			return nil, nil, unknownFlag(command, known, words[i])
		case !takesValue(flag) && !glued:
			flags = append(flags, "--"+flag.Names()[0])
			continue
		case takesValue(flag) && !glued:
			i++
			if i == len(words) || words[i] == "--" {
				return nil, nil, &usageError{command: command, message: "the flag " + words[i-1] + " wants a value"}
			}
			value = words[i]
			if next, _, _ := cutFlag(value); next != "" && findFlag(known, next) != nil {
				return nil, nil, &usageError{
					command: command, message: "the flag " + words[i-1] + " wants a value, found the flag " + value,
					hint: "if that is the value, write " + words[i-1] + "=" + value,
				}
			}
		}
		if value == "" {
			return nil, nil, &usageError{command: command, message: "the value of the flag " + flagName(name) + " is empty"}
		}
		word := "--" + flag.Names()[0] + "="
		if other := slices.IndexFunc(flags, func(f string) bool { return strings.HasPrefix(f, word) }); other >= 0 && !isList(flag) && flags[other] != word+value {
			return nil, nil, &usageError{
				command: command, message: "the flag " + flagName(name) + " stands twice",
				hint: "choose between " + flags[other][len(word):] + " and " + value,
			}
		}
		flags = append(flags, word+value)
	}
	return flags, arguments, nil
}

func asksForHelp(words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool {
		name, _, _ := cutFlag(word)
		return slices.Contains(cli.HelpFlag.Names(), name)
	})
}

// cutFlag takes a word apart: --NAME, -NAME, --NAME=VALUE. The name is "" if the
// word is no flag, as "-" and "--" are not.
func cutFlag(word string) (name, value string, glued bool) {
	rest, ok := strings.CutPrefix(word, "-")
	if !ok {
		return "", "", false
	}
	return strings.Cut(strings.TrimPrefix(rest, "-"), "=")
}

func findFlag(known []cli.Flag, name string) cli.Flag {
	for _, f := range known {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

// isList reports whether a flag may be given again for another value.
func isList(f cli.Flag) bool {
	_, ok := f.(*cli.StringSliceFlag)
	return ok
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}
