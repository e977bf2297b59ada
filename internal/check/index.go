package check

import (
	"strings"
	"unicode/utf8"
)

// An index says where each word of a text begins, a word being letters and
// digits that stand together. A few words are sooner found by a look through the
// text, as wholeWords has it; of a long list of facts that would be the list
// times the text.
type index map[string][]int

// usualAsks is how often a text is looked through before its index is made.
const usualAsks = 256

func newIndex(s string) index {
	x := index{}
	for from, to := range wordRuns(s) {
		x[s[from:to]] = append(x[s[from:to]], from)
	}
	return x
}

// wordRuns are the words of s: where each begins and ends.
func wordRuns(s string) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		from := -1
		for i, r := range s {
			switch is := isWordRune(r); {
			case is && from < 0:
				from = i
			case !is && from >= 0:
				if !yield(from, i) {
					return
				}
				from = -1
			}
		}
		if from >= 0 {
			yield(from, len(s))
		}
	}
}

// rarest returns where the rarest of some words stands in the text, and at which
// byte of the words; false if there is no word among them.
func (x index) rarest(words string) (places []int, offset int, ok bool) {
	for from, to := range wordRuns(words) {
		if p := x[words[from:to]]; !ok || len(p) < len(places) {
			places, offset, ok = p, from, true
		}
	}
	return places, offset, ok
}

// wholeWords returns where s stands in the text as whole words, in any case, at
// most maxMatches times.
func (s *state) wholeWords(words string) stretches {
	words = lower(normal(words))
	if words == "" {
		return nil
	}
	fold := s.text.fold
	if x := s.indexed(); x != nil {
		if places, offset, ok := x.rarest(words); ok {
			return wholeAt(fold, words, places, offset)
		}
	}
	return wholeIn(fold, words, maxMatches)
}

// indexed is the index of the text, nil as long as few have asked.
func (s *state) indexed() index {
	if s.asks++; s.asks > usualAsks && s.index == nil {
		s.index = newIndex(s.text.fold)
	}
	return s.index
}

// wholeIn is wholeWords by a look through a text.
func wholeIn(text, words string, most int) stretches {
	skip := 0 // the first word, or character: no whole words begin inside it
	for _, to := range wordRuns(words) {
		skip = to
		break
	}
	if first, size := utf8.DecodeRuneInString(words); !isWordRune(first) {
		skip = size
	}
	var list stretches
	for at := 0; len(list) < most; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		from, to := at+i, at+i+len(words)
		at = from + skip
		if isWhole(text, from, to) {
			list = append(list, stretch{from, to})
			at = to
		}
	}
	return list
}

// wholeAt is wholeWords by the places of one of the words, which is so many bytes
// behind the first.
func wholeAt(fold, words string, places []int, offset int) stretches {
	var list stretches
	end := 0
	for _, place := range places {
		from := place - offset
		if from < end || !strings.HasPrefix(fold[from:], words) || !isWhole(fold, from, from+len(words)) {
			continue
		}
		end = from + len(words)
		if list = append(list, stretch{from, end}); len(list) == maxMatches {
			break
		}
	}
	return list
}

// isWhole reports whether no word goes on at either end of a stretch.
func isWhole(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !isWordRune(before) && !isWordRune(after)
}

// hasWord reports whether the text has a word in small letters.
func (s *state) hasWord(word string) bool {
	has, known := s.small[word]
	if known {
		return has
	}
	if s.small == nil {
		s.small = map[string]bool{}
	}
	s.small[word] = s.findWord(word)
	return s.small[word]
}

func (s *state) findWord(word string) bool {
	x := s.indexed()
	if x == nil {
		return len(wholeIn(s.text.plain, word, 1)) > 0
	}
	places, offset, _ := x.rarest(word)
	for _, place := range places {
		from := place - offset
		if from >= 0 && strings.HasPrefix(s.text.plain[from:], word) && isWhole(s.text.plain, from, from+len(word)) {
			return true
		}
	}
	return false
}
