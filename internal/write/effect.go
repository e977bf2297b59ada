package write

import (
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// caused returns the changes that a fact caused, in reading order.
func caused(fact doc.Cause, changes []*change) []*change {
	var did []*change
	for _, c := range changes {
		for _, cause := range c.causes {
			if within(fact.Pointer, cause.Pointer) {
				did = append(did, c)
				break
			}
		}
	}
	return did
}

// within reports whether a fact is the one at a pointer, or in the group of
// facts that is there. No pointer has nothing in it.
func within(fact, pointer string) bool {
	rest, ok := strings.CutPrefix(fact, pointer)
	return ok && pointer != "" && (rest == "" || rest[0] == '/')
}

// effect says what a fact that differs did to the text.
func effect(fact doc.Cause, changes []*change) string {
	did := caused(fact, changes)
	if len(did) == 0 {
		return "no change of its own in the text"
	}
	ids := make([]int, len(did))
	for i, c := range did {
		ids[i] = c.id
	}
	if len(ids) == 1 {
		return "change " + strconv.Itoa(ids[0])
	}
	return "changes " + ranges(ids)
}
