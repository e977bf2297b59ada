package assembly

import (
	"strconv"
	"strings"
)

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// escape writes a key as a token of a JSON pointer.
func escape(key string) string { return pointerEscaper.Replace(key) }

func itoa(n int) string { return strconv.Itoa(n) }

func joinLines(lines []string) string { return strings.Join(lines, "\n") + "\n" }
