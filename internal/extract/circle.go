package extract

import (
	"math"
	"strings"
)

// Circles are what the paths around a path teach it, see [manners].
type circles struct {
	all     []*usage
	words   int
	ground  *chance // of all open paths
	byClass map[class]*chance
}

const (
	fewWords   = 12   // a value of more words teaches others no more than so many do
	classShare = 0.2  // of what the values of a class teach it: it is but drawn away from the ground
	ownWeight  = 2    // of a value of the path itself
	kinWeight  = 5    // all kin teach no more than so many values do
	leastKin   = 0.01 // of a share
	noKin      = 8    // one that writes as all do weighs so many values
	mostLikely = 30   // nats
)

// circles counts how values are written.
func (ms *manners) circles(all []*usage) *circles {
	c := &circles{all: all, words: ms.size, byClass: map[class]*chance{}}
	ground, byClass := newTally(ms.size), map[class]*tally{}
	for _, u := range all {
		u.tally = newTally(ms.size)
		if byClass[u.class] == nil {
			byClass[u.class] = newTally(ms.size)
		}
		for _, tokens := range u.values {
			traits := ms.traits(tokens)
			u.traits = append(u.traits, traits)
			weight := min(1, fewWords/float64(len(traits)))
			u.tally.add(traits, 1)
			ground.add(traits, weight)
			byClass[u.class].add(traits, weight*classShare)
		}
	}
	c.ground = ground.chance(evenly(ms.size))
	for class, t := range byClass {
		c.byClass[class] = t.chance(c.ground)
	}
	for _, u := range all {
		u.alone = u.tally.chance(c.byClass[u.class])
	}
	return c
}

// chance is how likely values of a path are written so.
func (c *circles) chance(u *usage) *chance {
	kin, own := newTally(c.words), newTally(c.words)
	for i, share := range c.kinship(u) {
		if share > leastKin {
			kin.merge(c.all[i].tally, share)
		}
	}
	if kin.values > kinWeight {
		all := kin
		kin = newTally(c.words)
		kin.merge(all, kinWeight/all.values)
	}
	for _, o := range c.all {
		switch {
		case o == u:
			own.merge(o.tally, ownWeight)
		case o.declared == u.declared:
			own.merge(o.tally, 1)
		}
	}
	return own.chance(kin.chance(c.byClass[u.class]))
}

// kinship is how likely each of the paths would be the one that wrote the values
// of u.
func (c *circles) kinship(u *usage) []float64 {
	out := make([]float64, len(c.all))
	if len(u.traits) == 0 {
		return out
	}
	sum := float64(noKin)
	for i, o := range c.all {
		if len(o.traits) == 0 || o.class != u.class || o.declared == u.declared || groupOf(o.path) == groupOf(u.path) {
			continue
		}
		says := 0.0
		for _, value := range u.traits {
			says += o.alone.says(c.ground, value)
		}
		says /= math.Sqrt(float64(len(u.traits))) // values of one path are not independent
		out[i] = float64(len(o.traits)) * math.Exp(min(mostLikely, says))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// groupOf is the path of the group that a fact is in; items are in the group that
// their list is in.
func groupOf(path string) string {
	path = strings.TrimSuffix(path, "/*")
	return path[:max(0, strings.LastIndexByte(path, '/'))]
}
