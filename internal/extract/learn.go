package extract

import (
	"math"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A lore is what samples teach of the places of the facts of a kind.
type lore struct {
	sorts []*sort
	facts []*bayes // of each sort
	sums  [][]sum
	company
	repeats map[string]bool // facts of lists that elements share
	implied
}

// A bayes tells by its features whose a place is (naive Bayes). The classes are
// the paths of the sort, and after them no fact.
type bayes struct {
	prior    []float64            // by class, a logarithm
	odds     map[string][]float64 // by feature and class: what it adds
	seen     []bool               // by class: whether there was such a place
	presence []float64            // by class: the logarithm of the odds that an exhibit has such a place
	again    []float64            // by class: how many more places than one an exhibit has; 0 to 1
	among    [][2]float64         // by class, of a fact of a list: its presence if the list has one element, and if it has several
}

// trust says how much a feature counts, by its first letter, and what it can
// say at most for a fact and against it. Words beside a place say little
// against one: another wording has other words. The figures were set on
// exhibits in ten wordings that no form has.
var trust = map[byte]struct{ weight, forIt, against float64 }{
	'l': {0.7, 2.5, 0.2}, // what stands before it
	'r': {0.7, 2.5, 0.2}, // ... behind it
	'a': {1, 2, 2},       // how it is printed
	'k': {1, 3, 3},       // how many values are printed so
	'm': {1, 2, 3},       // how many digits it has
	'v': {0.8, 3, 3},     // what it is made of
	'p': {0.5, 2.5, 1.5}, // where it stands
	'd': {0.2, 2, 2},     // how far it is from other dates
	's': {0.7, 3, 2},     // the parts of an address around it
	'n': {0.7, 3, 1.5},   // the facts beside it
}

const (
	smoothing    = 1.5 // places of each class that are taken to have features as places have on the whole
	mostAlike    = 3   // places of one sample are much alike: so many count as one, at the most
	scarce       = 2   // a feature of so many places counts half
	mostPresence = 2.5
	mostAmong    = 4 // as above, of a fact of a list of which the elements are known
)

// A lesson is a place of a sample with its features, and the class it is of.
type lesson struct {
	features []string
	class    int
}

// A school gathers what is taught of one sort.
type school struct {
	*sort
	lessons []lesson
	has     []int      // by class: in how many samples it was met
	lists   [][2]ratio // by class, of a fact of a list: see bayes.among
	places  []int      // ... and how often
}

// learn reads samples.
func (r *Reader) learn() *lore {
	l := &lore{sorts: r.auto.sorts()}
	schools := make([]*school, len(l.sorts))
	for i, so := range l.sorts {
		schools[i] = &school{sort: so, has: make([]int, len(so.paths)+1), places: make([]int, len(so.paths)+1), lists: make([][2]ratio, len(so.paths)+1)}
	}
	akin, lexer := 0, lexer{id: r.auto.lookup, known: map[string][]token{}}
	for _, sample := range r.form.samples() {
		if !sample.Akin {
			continue
		}
		if tokens := lexer.read(sample.Draft); len(tokens) > 0 {
			akin++
			r.attend(schools, sample.Facts, tokens)
		}
	}
	for _, s := range schools {
		l.facts = append(l.facts, s.graduate(akin))
		l.sums = append(l.sums, s.findSums(r.form.samples()))
	}
	l.implied = r.auto.implications()
	l.repeats = repeatsOf(r.form.samples())
	l.company = companyOf(l.sorts, r.form.samples())
	return l
}

// attend takes the lessons of a sample.
func (r *Reader) attend(schools []*school, root *facts.Node, tokens []token) {
	s := r.survey(tokens)
	sorts := make([]*sort, len(schools))
	for i := range schools {
		sorts[i] = schools[i].sort
	}
	all := s.places(sorts)
	classes := make([][]int, len(all))
	for i, so := range sorts {
		for _, c := range all[i] {
			class := so.classOf(r.form, root, tokens[c.from:c.to], c.value)
			classes[i] = append(classes[i], class)
			if class < len(so.paths) {
				s.beginAt[c.from], s.endAt[c.to] = so.paths[class], so.paths[class]
				if day, ok := dayOf(c.value); ok && !strings.Contains(so.paths[class], "*") {
					s.days[so.paths[class]] = day
				}
			}
		}
	}
	for i, school := range schools {
		met := map[int]bool{}
		for class, path := range school.paths {
			if n, with := elementsOf(root, path); n > 0 {
				t := &school.lists[class][min(n, 2)-1]
				t.all++
				t.with += min(with, 1)
			}
		}
		for k, c := range all[i] {
			class := classes[i][k]
			school.lessons = append(school.lessons, lesson{append(s.describe(c), s.neighbours(c)...), class})
			school.places[class]++
			if !met[class] {
				met[class] = true
				school.has[class]++
			}
		}
	}
}

// elementsOf counts the elements of the list that a fact is in, and those that
// have it.
func elementsOf(root *facts.Node, path string) (n, with int) {
	list, rest, ok := strings.Cut(path, "/*/")
	if !ok {
		return 0, 0
	}
	for root.Lookup(list+"/"+itoa(n)) != nil {
		if root.Lookup(list+"/"+itoa(n)+"/"+rest) != nil {
			with++
		}
		n++
	}
	return n, with
}

// classOf tells whose place a place of a sample is: the fact's from which its
// words were made, and that has its value.
func (s *sort) classOf(f *Form, root *facts.Node, words []token, value string) int {
	o := words[0].origin
	if last := words[len(words)-1].origin; o == nil || last == nil || !slices.Equal(o.Facts, last.Facts) {
		return len(s.paths)
	}
	for _, p := range o.Facts {
		class := slices.Index(s.paths, starred(p))
		if class < 0 {
			continue
		}
		n := root.Lookup(p)
		if property, ok := f.lookup(p); n == nil && ok {
			n = property.Default
		}
		if n != nil && plainText(n.Text) == plainText(value) {
			return class
		}
	}
	return len(s.paths)
}

// plainText is a text without what may be printed otherwise.
func plainText(s string) string {
	return strings.ReplaceAll(strings.TrimSuffix(foldText(s), ". "), ",", "")
}

// graduate counts what was taught.
func (s *school) graduate(samples int) *bayes {
	classes := len(s.paths) + 1
	b := &bayes{odds: map[string][]float64{}}
	for class := range classes {
		b.presence = append(b.presence, ratio{samples, s.has[class]}.odds(mostPresence))
		b.among = append(b.among, [2]float64{s.lists[class][0].odds(mostAmong), s.lists[class][1].odds(mostAmong)})
		b.again = append(b.again, min(1, float64(s.places[class])/float64(max(1, s.has[class]))-1))
		b.prior = append(b.prior, math.Log((float64(s.places[class])+0.1)/float64(len(s.lessons)+1)))
		b.seen = append(b.seen, s.places[class] > 0)
	}
	b.presence[classes-1] = 0
	counts := map[string][]float64{}
	for _, l := range s.lessons {
		for _, f := range l.features {
			if counts[f] == nil {
				counts[f] = make([]float64, classes)
			}
			counts[f][l.class]++
		}
	}
	for f, in := range counts {
		b.odds[f] = s.oddsOf(f, in)
	}
	return b
}

// oddsOf returns what a feature says for each class, if so many places of each
// have it.
func (s *school) oddsOf(feature string, in []float64) []float64 {
	all := 0.0
	for _, n := range in {
		all += n
	}
	share := all / float64(len(s.lessons))
	t := trust[feature[0]]
	out := make([]float64, len(in))
	for class, n := range in {
		prior := smoothing
		if class < len(in)-1 {
			prior = smoothing * min(mostAlike, max(1, float64(s.places[class])/float64(max(1, s.has[class]))))
		}
		says := math.Log((n + prior*share) / (float64(s.places[class]) + prior) / share)
		out[class] = t.weight * all / (all + scarce) * min(t.forIt, max(-t.against, says))
	}
	return out
}

// judge adds up what features say for each class.
func (b *bayes) judge(to []float64, features []string) []float64 {
	out := slices.Clone(to)
	for _, f := range features {
		for class, o := range b.odds[f] {
			out[class] += o
		}
	}
	return out
}

// knows reports whether samples show places of a fact.
func (l *lore) knows(path string) bool {
	for i, s := range l.sorts {
		if at := slices.Index(s.paths, path); at >= 0 {
			return l.facts[i].seen[at]
		}
	}
	return false
}
