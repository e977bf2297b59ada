package main

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// around is how many equal lines stand around a difference.
const around = 2

// unified shows the lines that differ between two pages as diff -u does: those
// of old behind a minus, those of new behind a plus, with a few equal ones around.
func unified(old, new []string) string {
	steps := align(old, new)
	shown := make([]bool, len(steps))
	for i, s := range steps {
		for j := max(0, i-around); s.mark != ' ' && j < min(len(steps), i+around+1); j++ {
			shown[j] = true
		}
	}
	var b strings.Builder
	for i, s := range steps {
		switch {
		case !shown[i]:
			continue
		case i == 0 || !shown[i-1]:
			fmt.Fprintf(&b, "@@ line %d of the exhibit @@\n", s.line+1)
		}
		fmt.Fprintf(&b, "%c%s\n", s.mark, diag.Visible(s.text))
	}
	return b.String()
}

// A step is a line that was kept (' '), dropped ('-') or added ('+'), and where
// in the old page it is, from 0.
type step struct {
	mark byte
	line int
	text string
}

// longestAlign bounds the table of align; pages beyond it are taken for
// different from the first line that differs to the last.
const longestAlign = 2000

// align returns the shortest way from old to new, by the textbook table of
// longest common subsequences. Exhibits have some hundred lines; the redline
// of long texts is the business of package diff.
func align(old, new []string) []step {
	var steps []step
	i := 0
	for i < len(old) && i < len(new) && old[i] == new[i] {
		steps = append(steps, step{' ', i, old[i]})
		i++
	}
	end := 0
	for end < len(old)-i && end < len(new)-i && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	a, b := old[i:len(old)-end], new[i:len(new)-end]
	if len(a) > longestAlign || len(b) > longestAlign {
		steps = append(steps, replaced(a, b, i)...)
	} else {
		steps = append(steps, longestCommon(a, b, i)...)
	}
	for n := len(old) - end; n < len(old); n++ {
		steps = append(steps, step{' ', n, old[n]})
	}
	return steps
}

func replaced(a, b []string, first int) []step {
	var steps []step
	for i, text := range a {
		steps = append(steps, step{'-', first + i, text})
	}
	for _, text := range b {
		steps = append(steps, step{'+', first + len(a), text})
	}
	return steps
}

func longestCommon(a, b []string, first int) []step {
	// length[i][j] is the length of the longest common subsequence of a[i:] and b[j:].
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var steps []step
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			steps = append(steps, step{' ', first + i, a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			steps = append(steps, step{'-', first + i, a[i]})
			i++
		default:
			steps = append(steps, step{'+', first + i, b[j]})
			j++
		}
	}
	return steps
}
