package extract

import "math"

// A tally counts how values are written.
type tally struct {
	pairs   [wordClasses][wordClasses]float64 // a class and the one behind it
	classes [wordClasses]float64              // the one behind
	words   []float64                         // by number
	lengths [lengthClasses]float64
	values  float64
}

// lengthClass puts the lengths of values into ten classes.
func lengthClass(n int) int {
	switch {
	case n <= 4:
		return max(n, 1) - 1
	case n <= 6:
		return 4
	case n <= 9:
		return 5
	case n <= 14:
		return 6
	case n <= 24:
		return 7
	case n <= 49:
		return 8
	}
	return 9
}

const lengthClasses = 10

func newTally(words int) *tally { return &tally{words: make([]float64, words)} }

// add counts a value.
func (t *tally) add(value []trait, weight float64) {
	before := theEdge
	for _, v := range value {
		t.pairs[before][v.class] += weight
		t.classes[v.class] += weight
		if v.word != noWord {
			t.words[v.word] += weight
		}
		before = v.class
	}
	t.pairs[before][theEdge] += weight
	t.classes[theEdge] += weight
	t.lengths[lengthClass(len(value))] += weight
	t.values += weight
}

// merge counts what another tally counted.
func (t *tally) merge(o *tally, weight float64) {
	for a := range t.pairs {
		for b := range t.pairs[a] {
			t.pairs[a][b] += weight * o.pairs[a][b]
		}
		t.classes[a] += weight * o.classes[a]
	}
	for i, n := range o.words {
		t.words[i] += weight * n
	}
	for i, n := range o.lengths {
		t.lengths[i] += weight * n
	}
	t.values += weight * o.values
}

// A chance is how likely values are written so.
type chance struct {
	next    [wordClasses][wordClasses]float64 // a class behind a class
	classes [wordClasses]float64              // ... anywhere
	words   []float64
	lengths [lengthClasses]float64
}

// evenly is the chance of what nothing is known of.
func evenly(words int) *chance {
	c := &chance{words: make([]float64, words)}
	for a := range c.next {
		for b := range c.next[a] {
			c.next[a][b] = 1.0 / float64(wordClasses)
		}
		c.classes[a] = 1.0 / float64(wordClasses)
	}
	for i := range c.words {
		c.words[i] = 1 / float64(words+1)
	}
	for i := range c.lengths {
		c.lengths[i] = 1.0 / lengthClasses
	}
	return c
}

// How much the wider tally weighs against what was counted.
const (
	classPrior  = 4    // words
	lengthPrior = 3    // values
	pairPrior   = 1    // pairs behind a class
	perKind     = 0.25 // ... and so many more for each kind of them: where there were many there are others
	discount    = 0.6  // of each word that was counted, for words that were not
)

// chance draws a tally towards a wider one.
func (t *tally) chance(wider *chance) *chance {
	c := &chance{words: make([]float64, len(t.words))}
	drawn(c.classes[:], t.classes[:], wider.classes[:], classPrior)
	drawn(c.lengths[:], t.lengths[:], wider.lengths[:], lengthPrior)
	for a := range c.next {
		rescaled, sum := [wordClasses]float64{}, 0.0
		for b := range rescaled {
			rescaled[b] = wider.next[a][b] * c.classes[b] / wider.classes[b]
			sum += rescaled[b]
		}
		for b := range rescaled {
			rescaled[b] /= sum
		}
		drawn(c.next[a][:], t.pairs[a][:], rescaled[:], pairPrior)
	}
	t.spread(c.words, wider.words)
	return c
}

// drawn mixes shares with those of a wider tally.
func drawn(out, counts, wider []float64, prior float64) {
	sum := 0.0
	for _, n := range counts {
		sum += n
		prior += perKind * min(n, 1)
	}
	for i, n := range counts {
		out[i] = (n + prior*wider[i]) / (sum + prior)
	}
}

// spread gives words their chances, and what is taken from them to others.
func (t *tally) spread(out, wider []float64) {
	sum, taken := 0.0, 0.0
	for _, n := range t.words {
		sum += n
		taken += discount * min(n, 1)
	}
	if sum == 0 {
		copy(out, wider)
		return
	}
	for i, n := range t.words {
		out[i] = (n - discount*min(n, 1) + taken*wider[i]) / sum
	}
}

// says is how much likelier a value is by c than by o, in nats.
func (c *chance) says(o *chance, value []trait) float64 {
	sum, before := 0.0, theEdge
	for _, v := range value {
		sum += math.Log(c.next[before][v.class] / o.next[before][v.class])
		if v.word != noWord {
			sum += wordWeight * math.Log(c.words[v.word]/o.words[v.word])
		}
		before = v.class
	}
	sum += math.Log(c.next[before][theEdge] / o.next[before][theEdge])
	n := lengthClass(len(value))
	return sum + lengthWeight*math.Log(c.lengths[n]/o.lengths[n])
}
