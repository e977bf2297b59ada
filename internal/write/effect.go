package write

import (
	"slices"
	"strconv"

	"github.com/draftgen/draftgen/internal/doc"
)

// effects are changes by the pointers of the facts that caused them.
type effects struct {
	changes []*change
	of      map[string][]int // pointer → indexes of changes, rising
}

func effectsOf(changes []*change) *effects {
	e := &effects{changes, map[string][]int{}}
	for i, c := range changes {
		for _, cause := range c.causes {
			if did := e.of[cause.Pointer]; len(did) == 0 || did[len(did)-1] != i {
				e.of[cause.Pointer] = append(did, i)
			}
		}
	}
	return e
}

// caused returns the changes that a fact caused, or the group of facts that it
// is in, in reading order. No pointer has nothing in it.
func (e *effects) caused(fact doc.Cause) []*change {
	var did []int
	for i := 1; i <= len(fact.Pointer); i++ {
		if i == len(fact.Pointer) || fact.Pointer[i] == '/' {
			did = append(did, e.of[fact.Pointer[:i]]...)
		}
	}
	slices.Sort(did)
	var all []*change
	for _, i := range slices.Compact(did) {
		all = append(all, e.changes[i])
	}
	return all
}

// effect says what a fact that differs did to the text.
func (e *effects) effect(fact doc.Cause) string {
	did := e.caused(fact)
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
