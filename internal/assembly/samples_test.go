package assembly

import "testing"

// TestKnown: a form learns from the facts of its kind's examples alone, read once.
func TestKnown(t *testing.T) {
	a := builtIn()
	n := 0
	for _, kind := range []string{"opinion", "pressrelease"} {
		n += len(a.known(kind))
		if first, again := a.known(kind), a.known(kind); len(first) == 0 || first[0] != again[0] {
			t.Errorf("the examples of %s are not there, or read twice", kind)
		}
	}
	if all := len(a.Pack.Examples()); n != all {
		t.Errorf("%d of %d examples are known", n, all)
	}
}
