// Package lazy makes the program's own regular expressions when they are first
// used: a command that needs none of them pays for none.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a function that compiles source once, when it is first called,
// and always returns the same expression. It panics if source is none. The function
// may be called by several goroutines.
func Regexp(source string) func() *regexp.Regexp { return (&expression{source: source}).compiled }

// An expression is no sync.OnceValue: of that the compiler makes a copy for each.
type expression struct {
	source string
	once   sync.Once
	made   *regexp.Regexp
}

func (e *expression) compiled() *regexp.Regexp {
	e.once.Do(func() { e.made = regexp.MustCompile(e.source) })
	return e.made
}
