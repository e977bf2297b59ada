package lazy

import "testing"

func TestRegexp(t *testing.T) {
	re := Regexp(`^a+$`)
	if !re().MatchString("aa") || re().MatchString("b") {
		t.Error("a+ does not match as it should")
	}
	if first := re(); first != re() {
		t.Error("the expression is compiled again")
	}
	bad := Regexp(`(`)
	defer func() {
		if recover() == nil {
			t.Error("what is no expression is one")
		}
	}()
	bad()
}
