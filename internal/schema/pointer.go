package schema

import (
	"net/url"
	"slices"
	"strings"
)

var (
	unescaper = strings.NewReplacer("~1", "/", "~0", "~")
	escaper   = strings.NewReplacer("~", "~0", "/", "~1")
)

func escapeToken(token string) string { return escaper.Replace(token) }

// pointerTokens returns the names in a JSON pointer (RFC 6901).
func pointerTokens(pointer string) []string {
	if pointer == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i := range tokens {
		tokens[i] = unescaper.Replace(tokens[i])
	}
	return tokens
}

func pointerOf(tokens []string) string {
	var b strings.Builder
	for _, token := range tokens {
		b.WriteByte('/')
		b.WriteString(escapeToken(token))
	}
	return b.String()
}

// instanceTokens returns the names in a location as the library writes it: a
// JSON pointer with each name escaped once more, as in a URL.
func instanceTokens(location string) []string {
	if location == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(location, "/"), "/")
	for i, token := range tokens {
		tokens[i] = unescaper.Replace(unescapeURL(token))
	}
	return tokens
}

// unescapeURL undoes percent escapes, and leaves alone what is none.
func unescapeURL(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// join returns tokens with one more, in a list of its own.
func join(tokens []string, token string) []string { return append(slices.Clip(tokens), token) }
