package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/question"
)

// contract is the stub of the question that the rows are solutions of.
const contract = `//go:build stub

package lot

type Lot struct{}

func New() *Lot                        { panic("not implemented: New") }
func (l *Lot) Park(k Kind) int         { panic("not implemented: Lot.Park") }
func (l *Lot) Each(f func(int))        { panic("not implemented: Lot.Each") }
func (l *Lot) List() []int             { panic("not implemented: Lot.List") }
func (l *Lot) Load(list []int)         { panic("not implemented: Lot.Load") }
func (l *Lot) Quick()                  { panic("not implemented: Lot.Quick") }
`

const sharedFile = `package lot

type Kind int

const (
	Car Kind = iota + 1
	Bus
)

// A Ticket is a contract's type.
type Ticket struct{ Kind Kind }

// A Tariff says what it costs.
type Tariff interface{ Fee() int }
`

// Each row is a piece of code beside what the others need, and the subjects of one kind's findings in it.
var factTests = []struct {
	kind, code string
	want       string // subjects, with their N if it is not 1, and the number of places if it is not 1
}{
	{"one-rule-one-place", "func a(k Kind) bool { return k == Car }\nfunc b(k Kind) int {\n\tswitch k {\n\tcase Bus:\n\t\treturn 5\n\t}\n\treturn 1\n}\nfunc c(k Kind) bool { return k == Kind(3) || k == k }", "Kind N=2 places=2"},
	{"one-rule-one-place", "func table() map[Kind]int { return map[Kind]int{Car: 1, Bus: 5} }", ""},
	{"state-assigned", "type stay struct{ kind Kind }\nfunc (s *stay) a() { s.kind = Car }\nfunc (s *stay) b() { s.kind = Bus }\nfunc c() stay { return stay{kind: Car} }", "stay.kind N=2 places=2"},
	{"state-assigned", "func (l *Lot) a(t *Ticket) { t.Kind = Car }\nfunc (l *Lot) b(t *Ticket) { t.Kind = Bus }", "Ticket.Kind N=2 places=2"},
	{"state-assigned", "type stay struct{ kind Kind }\nfunc a() stay {\n\tvar s stay\n\ts.kind = Car\n\treturn s\n}", ""},
	{"state-assigned", "type stay struct{ Ticket; n int }\ntype box[V any] struct{ all []V }\nfunc (b box[V]) get(i int) (v V, ok bool) { return b.all[i], true }\nfunc (b box[V]) put(V) {}\nfunc a(b box[stay]) {\n\tr, ok := b.get(1)\n\t_ = ok\n\tr.Kind = Car\n\tb.put(r)\n}\nfunc b(s []stay) {\n\tfor _, r := range s {\n\t\tr.Kind = Bus\n\t\tx := s[0]\n\t\tx.Kind = r.Kind\n\t}\n}", "Ticket.Kind N=3 places=3"},
	{"state-assigned", "type stay struct{ kind Kind }\nfunc newStay() stay { return stay{} }\nfunc a() stay {\n\ts, t := newStay(), stay{}\n\tvar u = stay{}\n\ts.kind, t.kind, u.kind = Car, Car, Car\n\treturn s\n}", ""},
	{"counts-kept", "type set struct{ all []int; n int }\nfunc (s *set) add() { s.n++; s.all = append(s.all, 1) }\nfunc (s *set) cut() { s.n -= 2; s.n = 0 }", "set.n N=2 places=2"},
	{"counts-kept", "type clock struct{ n int }\nfunc (c *clock) tick() { c.n++ }", ""},
	{"written-by-others", "type ring struct{ head int }\ntype list struct{ ring }\ntype queue struct{ ring }\nfunc (l *list) a() { l.head = 1 }\nfunc (q *queue) b() { q.head = 2 }\nfunc (r *ring) c() { r.head = 3 }", ""},
	{"written-by-others", "type node struct{ at int }\ntype list struct{}\nfunc (n *node) move() { n.at = 1 }\nfunc (l list) put(n *node) { n.at = 2 }\nfunc fill(n *node) { n.at = 3 }", "node.at N=2 places=2"},
	{"written-by-others", "type node struct{ at int }\ntype list struct{}\nfunc (l list) put(n *node) { n.at = 2 }\nfunc (l list) make() node { return node{at: 1} }", ""},
	{"unrelated-methods", "type both struct{ a, b int }\nfunc (x *both) a1() { x.a++ }\nfunc (x *both) a2() { x.a2b() }\nfunc (x *both) a2b() { x.a-- }\nfunc (x *both) b1() { x.b++ }\nfunc (x *both) b2() { x.b-- }", "both N=2 places=2"},
	{"unrelated-methods", "type both struct{ a, b int }\nfunc (x *both) a1() { x.a++ }\nfunc (x *both) a2() { x.a += x.b }\nfunc (x *both) b1() { x.b++ }\nfunc (x *both) alone() {}", ""},
	{"largest-type", "func (l *Lot) Quick() {\n" + strings.Repeat("\tl.n++\n", 150) + "}", "Lot N=100"},
	{"unrelated-methods", "type both struct{ a, b int }\nfunc (x *both) a1() { x.a++ }\nfunc (x *both) a2() { x.a-- }\nfunc (x *both) b1() { panic(\"not implemented: both.b1\") }\nfunc (x *both) b2() { x.b1() }", ""},
	{"largest-type", "func (l *Lot) Quick() {\n" + strings.Repeat("\tl.n++\n", 50) + "}", ""},
	{"members", "type hotel struct{ a, b int }\nfunc (h *hotel) c() {}\nfunc (l *Lot) d() {}", "Lot N=7"},
	{"single-use", "type pair struct{ a, b int }\ntype twice struct{}\ntype node struct{ next *node }\ntype done struct{}\nfunc (done) do() {}\nfunc f(p pair, a, b twice, d done) { var c twice; _ = c }", "pair"},
	{"only-forwards", "func outer(a, b int) int { return inner(a, b) }\nfunc inner(a, b int) int { return a - b }\nfunc swapped(a, b int) int { return inner(b, a) }\nfunc fixed(a int) int { return inner(a, 1) }", "outer"},
	{"single-implementation", "type spot interface{ fits() bool }\ntype small struct{}\nfunc (small) fits() bool { return true }\ntype two interface{ n() int }\ntype x int\nfunc (x) n() int { return 1 }\ntype y int\nfunc (y) n() int { return 2 }", "spot"},
	{"single-implementation", "type spot interface{ fits() bool }\ntype small struct{}\nfunc (small) fits() bool { return true }\ntype box[T any] struct{}\nfunc (box[T]) open() {}", "spot"},
	{"single-implementation", "type store[K comparable] interface{ get(K) bool }\ntype heap[K comparable] struct{}\nfunc (heap[K]) get(K) bool { return true }\ntype many[K comparable] interface{ all() }\ntype a[K comparable] struct{}\nfunc (a[K]) all() {}\ntype b[K comparable] struct{}\nfunc (b[K]) all() {}", "store"},
	{"exported-beyond-contract", "func (l *Lot) Extra() {}\ntype Wide struct{}\ntype heap []int\nfunc (h heap) Len() int { return 0 }", "Lot.Extra, Wide"},
	{"read-without-lock", "func (l *Lot) Quick() { _ = l.n }\nfunc (l *Lot) set() { l.mu.Lock(); defer l.mu.Unlock(); l.n = 1 }", "Lot.n"},
	{"read-without-lock", "func (l *Lot) Quick() { l.mu.Lock(); l.deep(); l.mu.Unlock() }\nfunc (l *Lot) deep() { l.n++ }", ""},
	{"read-without-lock", "func (l *Lot) Quick() { l.begin(); l.n++; l.end() }\nfunc (l *Lot) begin() { l.mu.Lock() }\nfunc (l *Lot) end() { l.mu.Unlock() }", ""},
	{"read-without-lock", "func (l *Lot) Quick() { l.mu.Lock(); if l.n > 3 { l.mu.Unlock(); return }; l.n++; l.mu.Unlock() }", ""},
	{"read-without-lock", "func (l *Lot) Quick() { l.mu.Lock(); l.n++; l.mu.Unlock(); l.n-- }", "Lot.n"},
	{"read-without-lock", "func (l *Lot) Quick() { l.with(func() { l.n++ }) }\nfunc (l *Lot) with(f func()) { l.mu.Lock(); defer l.mu.Unlock(); f() }", ""},
	{"outside-code-under-lock", "func (l *Lot) Each(f func(int)) { l.mu.Lock(); defer l.mu.Unlock(); f(1) }\nfunc (l *Lot) Quick() { f := func() {}; l.mu.Lock(); f(); l.mu.Unlock(); l.tariff.Fee() }", "f"},
	{"outside-code-under-lock", "func (l *Lot) Quick() { l.mu.Lock(); defer l.mu.Unlock(); l.fee() }\nfunc (l *Lot) fee() int { return l.tariff.Fee() }", "Fee"},
	{"outside-code-under-lock", "func (l *Lot) Each(f func(int)) { l.mu.Lock(); list := l.list; l.mu.Unlock(); for _, n := range list { f(n) } }", ""},
	{"endless-goroutine", "func (l *Lot) Quick() { go func() { for { l.n++ } }() }", "Lot.Quick"},
	{"endless-goroutine", "func (l *Lot) Quick() { go l.serve() }\nfunc (l *Lot) serve() { for range l.calls {} }", "Lot.Quick"},
	{"endless-goroutine", "func (l *Lot) Quick() { go l.serve(); close(l.calls) }\nfunc (l *Lot) serve() { for range l.calls {} }", ""},
	{"endless-goroutine", "func (l *Lot) Quick() { go func() { for { select { case <-l.calls: return; default: } } }(); go func() { for l.n < 3 {} }() }", ""},
	{"endless-goroutine", "func (l *Lot) Quick() { go func() { for { switch { case l.n > 1: break } } }() }", "Lot.Quick"},
	{"endless-goroutine", "func (l *Lot) Quick() { go own(l.calls); runtime.AddCleanup(l, func(c chan int) { close(c) }, l.calls) }\nfunc own(in chan int) { for range in {} }", ""},
	{"endless-goroutine", "func (l *Lot) Quick() { go own(l.calls) }\nfunc own(in chan int) { for range in {} }", "Lot.Quick"},
	{"send-under-lock", "func (l *Lot) Quick() { l.mu.Lock(); l.calls <- 1; l.mu.Unlock(); l.calls <- 2 }", "Lot.Quick"},
	{"send-under-lock", "func (l *Lot) Quick() { l.mu.Lock(); defer l.mu.Unlock(); select { case l.calls <- 1: default: } }", ""},
	{"lock-copied", "func (l *Lot) Quick() { x := *l; _ = x.n }", "assignment copies lock value to x: lot.Lot contains sync.Mutex"},
	{"returns-its-own", "func (l *Lot) List() []int { return l.list[:1] }\nfunc (l *Lot) inner() []int { return l.list }", "Lot.list"},
	{"returns-its-own", "func (l *Lot) List() []int { return append([]int(nil), l.list...) }", ""},
	{"keeps-what-is-given", "func (l *Lot) Load(list []int) { l.list = list }", "Lot.list"},
	{"keeps-what-is-given", "func (l *Lot) Load(list []int) { list = append([]int(nil), list...); l.list = list }", ""},
	{"package-variable", "var lots = map[string]*Lot{}\nvar next atomic.Int64\nvar limit = 3\nfunc add(l *Lot) { lots[\"\"] = l; next.Add(1); _ = limit }", "lots, next"},
	{"package-variable", "var all pool\ntype pool struct{ n int }\nfunc (p *pool) add() { p.n++ }\nfunc (p *pool) len() int { return p.n }\nfunc use() { all.add(); all.len() }", "all"},
	{"package-variable", "var ranks []int\nfunc init() { ranks = append(ranks, 1) }", ""},
	{"init", "func init() {}", "init"},
	{"copied", "func (l *Lot) first() int {\n\tsum := 0\n\tfor i, n := range l.list {\n\t\tif n > 3 && i%2 == 0 {\n\t\t\tsum += n * i\n\t\t\tl.n = sum - n\n\t\t} else if n < -3 {\n\t\t\tsum -= n / 2\n\t\t\tl.n = sum + i\n\t\t}\n\t}\n\treturn sum\n}\nfunc (l *Lot) other() int {\n\tall := 0\n\tfor j, m := range l.more {\n\t\tif m > 3 && j%2 == 0 {\n\t\t\tall += m * j\n\t\t\tl.n = all - m\n\t\t} else if m < -3 {\n\t\t\tall -= m / 2\n\t\t\tl.n = all + j\n\t\t}\n\t}\n\treturn all\n}", "Lot.first N=2 places=2"},
	{"unused-parameter", "func f(a, b int) int { return a }\nfunc g(_ int) {}\nfunc (l *Lot) Each(f func(int)) {}", "f, b"},
	{"dead-code", "func never() {}\ntype gone int\nfunc (l *Lot) lost() {}\nvar v = used()\nfunc used() int { return 1 }", "never, gone, Lot.lost, v"},
	{"dead-code", "func never() { panic(\"not implemented: never\") }\nfunc (l *Lot) lost(n int) { panic(\"not implemented: Lot.lost\") }", ""},
	{"unused-parameter", "func f(a int) { panic(\"not implemented: f\") }", ""},
	{"names-alike", "type hotel struct{ waited, waiter, spot, spots, step1, step2 int }", "hotel.waited and hotel.waiter places=2"},
	{"names-alike", "type hotel struct{ state int }\ntype state struct{ stats int }", "hotel.state and state.stats places=2"},
	{"stutter", "type stay struct{ stayKind Kind; stayed bool }\ntype lotter int", "stay.stayKind"},
	{"newer-go", "func f(a, b int) int {\n\tx := a\n\tif x < b {\n\t\tx = b\n\t}\n\treturn x\n}", "if statement can be modernized using max"},
	{"newer-go", "func f(a []int) {\n\tfor i := len(a) - 1; i >= 0; i-- {\n\t\t_ = a[i]\n\t}\n}", ""},
	{"newer-go", "func f(list []string) string {\n\ts := \"\"\n\tfor _, x := range list {\n\t\ts += x\n\t}\n\treturn s\n}", ""},
	{"complexity", "func f(a int) { for { if a > 1 { if a > 2 {} } } }", "f N=6"},
	{"nesting", "func f(a int) { for { if a > 1 { if a > 2 {} } } }", "f N=3"},
	{"length", "func f() {\n\n\n}", "f N=4"},
	{"length", "func f() {\n\tpanic(\n\t\t\"not implemented: f\")\n}\nfunc g() {}", "g"},
}

func TestFacts(t *testing.T) {
	var texts []string
	for _, tt := range factTests {
		texts = append(texts, around(tt.code))
	}
	codes := load(t, texts...)
	for i, tt := range factTests {
		k, ok := KindOf(tt.kind)
		if !ok {
			t.Errorf("there is no kind %s", tt.kind)
			continue
		}
		if got := describe(k, k.Measure(codes[i])); got != tt.want {
			t.Errorf("%s: got %q, want %q, of\n%s", tt.kind, got, tt.want, tt.code)
		}
	}
}

// load reads solutions of the question lot.
func load(t *testing.T, texts ...string) []*Code {
	t.Helper()
	q := question.Question{Root: t.TempDir(), Name: "lot"}
	for name, text := range map[string]string{"lot/doc.go": "package lot\n", "lot/steps_test.go": "package lot_test\n",
		"lot/kind.go": sharedFile, "internal/kit/stubs/lot.go.txt": contract} {
		path := filepath.Join(q.Root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var sources []Source
	for _, text := range texts {
		sources = append(sources, Source{"solution", map[string][]byte{"stub.go": []byte(text)}})
	}
	codes, err := Load(t.Context(), q, sources)
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

// TestPlaces checks the places of facts whose place is not where they were found.
func TestPlaces(t *testing.T) {
	c := load(t, around("func (l *Lot) Quick() {\n"+strings.Repeat("\tl.n++\n", 150)+"}"))[0]
	if got := largestType(c)[0].Places[0].String(); got != "stub.go:7" { // where around declares Lot
		t.Errorf("the place of the largest type is %s, want stub.go:7", got)
	}
}

func TestMayPraise(t *testing.T) {
	const lock = "func (l *Lot) Quick() { l.mu.Lock(); defer l.mu.Unlock(); l.n++ }\n"
	noLock := strings.NewReplacer("import \"sync\"\n", "", "sync.Mutex", "chan bool")
	for _, tt := range []struct {
		name, kind, text string
		want             bool
	}{
		{"a design with a mutex", "outside-code-under-lock", around(lock), true},
		{"a channel in place of a lock, outside code", "outside-code-under-lock", noLock.Replace(around("")), false},
		{"a channel in place of a lock, a send", "send-under-lock", noLock.Replace(around("")), false},
		{"a channel in place of a lock, a read", "read-without-lock", noLock.Replace(around("")), false},
		{"a channel in place of a lock, a copy", "lock-copied", noLock.Replace(around("")), false},
		{"a channel in place of a lock, lines", "length", noLock.Replace(around("")), true},
		{"outside code in a closure", "outside-code-under-lock", around(lock + "func (l *Lot) Each(f func(int)) { l.with(func() { f(1) }) }\nfunc (l *Lot) with(g func()) { l.mu.Lock(); defer l.mu.Unlock(); g() }"), false},
	} {
		k, _ := KindOf(tt.kind)
		if got := k.MayPraise(load(t, tt.text)[0]); got != tt.want {
			t.Errorf("%s: MayPraise = %t, want %t", tt.name, got, tt.want)
		}
	}
}

// around returns a file with code and the types that it needs.
func around(code string) string {
	imports := "import \"sync\"\n"
	if strings.Contains(code, "atomic.") {
		imports += "import \"sync/atomic\"\n"
	}
	if strings.Contains(code, "runtime.") {
		imports += "import \"runtime\"\n"
	}
	return "//go:build stub\n\npackage lot\n\n" + imports + `
type Lot struct {
	mu         sync.Mutex
	n          int
	list, more []int
	calls      chan int
	tariff     Tariff
}

` + code + "\n"
}

// describe returns findings in the form of the rows: of a kind that is about the worst, the worst alone.
func describe(k Kind, findings []Finding) string {
	if k.ID == "complexity" || k.ID == "length" || k.ID == "nesting" {
		findings = findings[:1]
	}
	var parts []string
	for _, f := range findings {
		part := f.Subject
		if f.N != 1 {
			part += fmt.Sprintf(" N=%d", f.N)
		}
		if len(f.Places) != 1 {
			part += fmt.Sprintf(" places=%d", len(f.Places))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}
