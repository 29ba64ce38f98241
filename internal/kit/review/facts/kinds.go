// Package facts finds facts about a design in its code, with their places. It gives no score: each kind of fact has a
// figure that can be compared with the figure of the reference.
package facts

import "cmp"

// A Finding is one fact.
type Finding struct {
	Subject string  `json:"subject"` // what it is about: a type, a field, a function
	N       int     `json:"n"`       // how much of it there is; 1 if it just is there
	Places  []Place `json:"places"`
}

// A Kind is a kind of facts.
type Kind struct {
	ID string // the heading of its text in facts.md

	measure func(*Code) []Finding

	// Least is from which N on a finding is worth a word. If perFinding is set, the figure of a solution is how many
	// findings it has, and any that the reference has not is worth a look. If not, it is the largest N, and worth a
	// look only if it is half again as large as in the reference and in every other right design.
	least      int
	perFinding bool

	points int // for a percentage: by so many points it must be larger, in place of half again as large

	seesAll func(*Code) bool // nil, or reports whether measure can see all there is of it in a solution
}

// Kinds are all kinds, in the order in which they are told.
var Kinds = []Kind{
	{ID: "one-rule-one-place", measure: enumSites, least: 4},
	{ID: "state-assigned", measure: stateWrites, least: 5},
	{ID: "counts-kept", measure: countsKept, least: 4},
	{ID: "written-by-others", measure: writtenByOthers, perFinding: true},
	{ID: "unrelated-methods", measure: unrelatedMethods, perFinding: true},
	{ID: "largest-type", measure: largestType, least: 85, points: 20},
	{ID: "members", measure: members, least: 25},
	{ID: "single-use", measure: singleUse, perFinding: true},
	{ID: "only-forwards", measure: onlyForwards, perFinding: true},
	{ID: "single-implementation", measure: singleImplementation, perFinding: true},
	{ID: "exported-beyond-contract", measure: exportedBeyond, perFinding: true},
	{ID: "read-without-lock", measure: readWithoutLock, perFinding: true, seesAll: (*Code).hasLock},
	{ID: "outside-code-under-lock", measure: outsideUnderLock, perFinding: true, seesAll: seesOutside},
	{ID: "endless-goroutine", measure: endlessGoroutines, perFinding: true},
	{ID: "send-under-lock", measure: sendUnderLock, perFinding: true, seesAll: (*Code).hasLock},
	{ID: "lock-copied", measure: lockCopied, perFinding: true, seesAll: (*Code).hasLock},
	{ID: "returns-its-own", measure: returnsOwn, perFinding: true},
	{ID: "keeps-what-is-given", measure: keepsGiven, perFinding: true},
	{ID: "package-variable", measure: packageVariables, perFinding: true},
	{ID: "init", measure: inits, perFinding: true},
	{ID: "complexity", measure: complexity, least: 20},
	{ID: "length", measure: length, least: 60},
	{ID: "nesting", measure: nesting, least: 5},
	{ID: "copied", measure: copied, perFinding: true},
	{ID: "unused-parameter", measure: unusedParameters, perFinding: true},
	{ID: "dead-code", measure: deadCode, perFinding: true},
	{ID: "names-alike", measure: namesAlike, perFinding: true},
	{ID: "stutter", measure: stutter, perFinding: true},
	{ID: "newer-go", measure: newerGo, perFinding: true},
}

// CountsFindings reports whether the figure of a solution is how many findings it has, and not the largest N.
func (k Kind) CountsFindings() bool { return k.perFinding }

// Measure returns the facts of a kind about a solution.
func (k Kind) Measure(c *Code) []Finding { return k.measure(c) }

// MayPraise reports whether few findings are a merit of a solution. Facts about locks do not see other ways to let one
// goroutine run at a time, such as a channel or a goroutine that owns the data.
func (k Kind) MayPraise(c *Code) bool { return k.seesAll == nil || k.seesAll(c) }

// Figure returns the figure of a solution that has these findings.
func (k Kind) Figure(findings []Finding) int {
	if k.perFinding {
		return len(findings)
	}
	n := 0
	for _, f := range findings {
		n = max(n, f.N)
	}
	return n
}

// A Comparison is what a kind of fact comes to.
type Comparison int

// The comparisons.
const (
	Alike      Comparison = iota // nothing worth a word
	Better                       // clearly less of it than in the reference
	WorthALook                   // clearly more than in the reference and in all other right designs
)

// Compare weighs the findings about the learner's code against those about the reference and other designs. It
// returns the findings that are worth a look, or all of the reference's if the learner's code has clearly fewer.
func (k Kind) Compare(mine, reference []Finding, designs [][]Finding) (Comparison, []Finding) {
	most, figure := k.Figure(reference), k.Figure(mine)
	for _, d := range designs {
		most = max(most, k.Figure(d))
	}
	if k.perFinding {
		return k.compareEach(mine, reference, most)
	}
	var large []Finding
	for _, f := range mine {
		if k.isLarge(f.N, most) {
			large = append(large, f)
		}
	}
	switch {
	case len(large) > 0:
		return WorthALook, large
	case k.isLarge(k.Figure(reference), figure):
		return Better, reference
	}
	return Alike, nil
}

// isLarge reports whether n is worth a word beside the other figure.
func (k Kind) isLarge(n, other int) bool {
	if k.points > 0 {
		return n >= k.least && n >= other+k.points
	}
	return n >= k.least && 2*n >= 3*other
}

func (k Kind) compareEach(mine, reference []Finding, most int) (Comparison, []Finding) {
	switch {
	case len(mine) > most:
		return WorthALook, mine
	case len(mine) == 0 && len(reference) > 1:
		return Better, reference
	}
	return Alike, nil
}

// KindOf returns the kind with that ID, or false.
func KindOf(id string) (Kind, bool) {
	for _, k := range Kinds {
		if k.ID == id {
			return k, true
		}
	}
	return Kind{}, false
}

// byPlace orders findings as they are in the code.
func byPlace(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Places[0].File, b.Places[0].File), cmp.Compare(a.Places[0].Line, b.Places[0].Line), cmp.Compare(a.Subject, b.Subject))
}
