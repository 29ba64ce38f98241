package exercise

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The dumps are what runtime.Stack has printed, with other names.

const lockDump = `goroutine 20 [sync.Mutex.Lock, 2 minutes]:
internal/sync.runtime_SemacquireMutex(0x7f5b2e3b5a68?, 0x0?, 0x30?)
	/usr/local/go/src/runtime/sema.go:95 +0x25
sync.(*Mutex).Lock(...)
	/usr/local/go/src/sync/mutex.go:46
example.com/kit/queue.(*Queue[...]).Len(0xc000012360?)
	/home/ann/my kit/queue/stub.go:31 +0x45
example.com/kit/queue.(*Queue[...]).All.func1(0xc00001e0c0)
	/home/ann/my kit/queue/stub.go:44 +0x1f
example.com/kit/queue_test.checkAll-range1(...)
	/home/ann/my kit/queue/steps_test.go:88
example.com/kit/queue.(*Queue[...]).All(0x4e2a60, {0xc000012378, 0x1, 0x1}, 0x0)
	/home/ann/my kit/queue/stub.go:52 +0xad
example.com/kit/queue_test.checkAll(0xc00010a1e0)
	/home/ann/my kit/queue/steps_test.go:86 +0x65
github.com/oodkit/oodkit/internal/exercise.guard.func1()
	/home/ann/my kit/internal/exercise/guard.go:22 +0x1d
github.com/oodkit/oodkit/internal/exercise.guard(...)
	/home/ann/my kit/internal/exercise/guard.go:22
created by github.com/oodkit/oodkit/internal/exercise.supervise in goroutine 19
	/home/ann/my kit/internal/exercise/watchdog.go:38 +0xd6`

const workerDump = `goroutine 35 [select (no cases), locked to thread]:
example.com/kit/queue.(*Queue[...]).work(0xc000012360)
	C:/kit/queue/stub.go:60 +0x25
created by example.com/kit/queue.New[...] in goroutine 20
	C:/kit/queue/stub.go:20 +0x9b
`

const timerDump = `goroutine 36 [sleep]:
time.Sleep(0x12a05f200)
	/usr/local/go/src/runtime/time.go:363 +0x165
example.com/kit/queue.(*Queue[...]).sweep(0xc000012360)
	/kit/queue/stub.go:70 +0x25
created by time.goFunc
	/usr/local/go/src/time/sleep.go:215 +0x2d
`

const elsewhereDump = `goroutine 7 [running]:
example.com/kit/queue_test.TestStep1_Push(0xc000003a40)
	/kit/queue/steps_test.go:20 +0x8c
testing.tRunner(0xc000003a40, 0x5a1e60)
	/usr/local/go/src/testing/testing.go:2036 +0xea
created by example.com/kit/queue.New[...] in goroutine 1
	/kit/queue/stub.go:2101 +0x4c5`

// With GOTRACEBACK=system a dump tells more.
const systemDump = `goroutine 21 gp=0xc000003c00 m=3 mp=0xc000080008 [chan receive (durable), synctest bubble 1]:
runtime.gopark(0xc000020000?, 0x0?, 0x0?, 0x0?, 0x0?)
	/usr/local/go/src/runtime/proc.go:462 +0xce fp=0xc00004bf18 sp=0xc00004bef8 pc=0x47b3ee
example.com/kit/queue.Wait(...)
	/kit/queue/stub.go:12`

func TestParseStack(t *testing.T) {
	row := newT("example.com/kit/queue", "")
	for _, r := range []struct {
		name, dump string
		want       stack
	}{
		{"a lock, in the row's goroutine", lockDump, stack{
			number: "20", state: "waiting for a lock that is not released (sync.Mutex.Lock)", row: true, test: "steps_test.go:86",
			function: "Queue.Len", place: "stub.go:31", entry: "Queue.All", creator: "19",
		}},
		{"a goroutine of the learner's", workerDump, stack{
			number: "35", state: "waiting on a channel (select (no cases))",
			function: "Queue.work", place: "stub.go:60", entry: "Queue.work", creator: "20",
		}},
		{"a goroutine of a timer", timerDump, stack{
			number: "36", state: "sleep",
			function: "Queue.sweep", place: "stub.go:70", entry: "Queue.sweep", creator: timer,
		}},
		{"a goroutine of a timer of this bubble", strings.Replace(timerDump, "[sleep]", "[sleep (durable), synctest bubble 1]", 1), stack{
			number: "36", state: "sleep",
			function: "Queue.sweep", place: "stub.go:70", entry: "Queue.sweep",
		}},
		{"no frame in the learner's code, except the creator", elsewhereDump, stack{
			number: "7", state: running, test: "steps_test.go:20", creator: "1",
		}},
		{"details of the runtime", systemDump, stack{
			number: "21", state: "waiting on a channel (chan receive)",
			function: "Wait", place: "stub.go:12", entry: "Wait",
		}},
	} {
		got, ok := row.parseStack(r.dump)
		if diff := cmp.Diff(r.want, got, cmp.AllowUnexported(stack{})); diff != "" || !ok {
			t.Errorf("%s: ok is %t, stack (-want +got):\n%s", r.name, ok, diff)
		}
	}
	for _, dump := range []string{"", "goroutine", "created by main", "...additional frames elided..."} {
		if s, ok := row.parseStack(dump); ok {
			t.Errorf("parseStack(%q) = %v, want none", dump, s)
		}
	}
}

func TestExplainState(t *testing.T) {
	const lock, channel = "waiting for a lock that is not released", "waiting on a channel"
	for state, want := range map[string]string{
		"running":                       running,
		"runnable":                      running,
		"preempted":                     running,
		"GC assist wait":                running,
		"sync.Mutex.Lock":               lock + " (sync.Mutex.Lock)",
		"sync.RWMutex.RLock":            lock + " (sync.RWMutex.RLock)",
		"sync.RWMutex.Lock":             lock + " (sync.RWMutex.Lock)",
		"chan receive":                  channel + " (chan receive)",
		"chan send (nil chan)":          channel + " (chan send (nil chan))",
		"chan send (durable)":           channel + " (chan send)",
		"select":                        channel + " (select)",
		"select (durable)":              channel + " (select)",
		"sync.WaitGroup.Wait (durable)": "sync.WaitGroup.Wait",
		"sync.Cond.Wait":                "sync.Cond.Wait",
		"sleep":                         "sleep",
	} {
		if got := explainState(state); got != want {
			t.Errorf("explainState(%q) = %q, want %q", state, got, want)
		}
	}
}

func TestBlame(t *testing.T) {
	inRow := stack{row: true, test: "steps_test.go:1", place: "stub.go:1", entry: "Queue.Push"}
	inTest := stack{test: "steps_test.go:2", place: "stub.go:2", entry: "Queue.Pop"}
	inWorker := stack{place: "stub.go:3", entry: "Queue.work"}
	for _, r := range []struct {
		name        string
		still       standstill
		place, call string
	}{
		{"a call of the row's", standstill{row: "steps_test.go:1", stacks: []stack{inRow, inTest, inWorker}}, "stub.go:1: ", "Queue.Push"},
		{"a call of a goroutine of the test", standstill{row: "steps_test.go:1", stacks: []stack{inTest, inWorker}}, "stub.go:2: ", "Queue.Pop"},
		{"the row, while a worker idles", standstill{row: "steps_test.go:1", stacks: []stack{inWorker}}, "steps_test.go:1: ", ""},
		{"the row alone", standstill{row: "steps_test.go:1", stacks: nil}, "steps_test.go:1: ", ""},
		{"a goroutine that outlives the row", standstill{row: "", stacks: []stack{inWorker}}, "stub.go:3: ", "Queue.work"},
		{"only what an earlier row may have left", standstill{row: "", stacks: []stack{{place: "stub.go:3", entry: "Queue.work", older: true}}}, "", ""},
		{"no goroutine", standstill{}, "", ""},
	} {
		if place, call := r.still.blame(); place != r.place || call != r.call {
			t.Errorf("%s: blame() = (%q, %q), want (%q, %q)", r.name, place, call, r.place, r.call)
		}
	}
}

func TestStandstillTellsEachPlaceOnce(t *testing.T) {
	waits := stack{function: "Queue.Pop", place: "stub.go:2", state: "waiting"}
	runs := stack{function: "Queue.Pop", place: "stub.go:2", state: "running"}
	older := waits
	older.older = true
	got := standstill{stacks: []stack{waits, runs, waits, waits, older}, earlier: 2}.String()
	if want := "\n    in Queue.Pop  stub.go:2  waiting\n    in Queue.Pop  stub.go:2  running\n    in Queue.Pop  stub.go:2  waiting, perhaps left by an earlier row" +
		"\n    goroutines of your code from before this row, not shown: 2"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestRankPutsTheRowFirst(t *testing.T) {
	row, test, worker, older := stack{row: true, test: "x_test.go:1"}, stack{test: "x_test.go:2"}, stack{}, stack{older: true}
	if !(row.rank() < test.rank() && test.rank() < worker.rank() && worker.rank() < older.rank()) {
		t.Errorf("the ranks are %d for the row, %d for a goroutine of the test, %d for one of the learner's and %d for one that an earlier row may have left, want them to go up",
			row.rank(), test.rank(), worker.rank(), older.rank())
	}
}

// TestStandstillOfThisProcess has a goroutine from before a row, one that it starts during the row, and two of the row.
// They wait in package sync, which stands for the learner's code.
func TestStandstillOfThisProcess(t *testing.T) {
	var gate, begun sync.WaitGroup
	gate.Add(1)
	begun.Add(1)
	defer gate.Done()
	go func() {
		begun.Wait()
		go gate.Wait()
		gate.Wait()
	}()
	row := newT("sync", "")
	row.noteBefore()
	if still := row.standstill(); still.row != "" || len(still.stacks) > 0 {
		t.Errorf("standstill() = %v before the row has begun, want nothing", still)
	}
	begun.Done()
	still := row.standstill()
	for len(still.stacks) < 1 || still.earlier < 1 { // they do not wait yet
		still = row.standstill()
	}
	if place, call := still.blame(); len(still.stacks) != 1 || !still.stacks[0].older || place != "" || call != "" {
		t.Errorf("standstill() tells about %v, and blames %q and %q, want one goroutine that an earlier row may have left, and nothing to blame", still.stacks, place, call)
	}
	go guard(row, func(*T) {
		go gate.Wait()
		gate.Wait()
	})
	for len(still.stacks) < 3 { // they do not wait yet
		still = row.standstill()
	}
	if len(still.stacks) != 3 || !still.stacks[0].row || still.stacks[0].entry != "WaitGroup.Wait" || still.stacks[1].older || !still.stacks[2].older {
		t.Errorf("standstill() tells about %v, want the row's goroutine, then the other one, and then the older one", still.stacks)
	}
	if !strings.HasPrefix(still.row, "stacks_test.go:") {
		t.Errorf("the row is at %q, want a line of stacks_test.go", still.row)
	}
}

// TestStandstillOfALoop has a row whose body runs without end, and no goroutine in the learner's code.
func TestStandstillOfALoop(t *testing.T) {
	var over atomic.Bool
	defer over.Store(true)
	row := newT("sync", "")
	row.noteBefore()
	go guard(row, func(*T) {
		for !over.Load() {
		}
	})
	still := row.standstill()
	for still.row == "" { // it does not run yet
		still = row.standstill()
	}
	if !still.runs || len(still.stacks) > 0 {
		t.Errorf("standstill() = %+v, want that the row runs, and nothing about the learner's code", still)
	}
}

// TestStandstillAmongThousands has a row wait behind so many other goroutines that a dump of all is long.
func TestStandstillAmongThousands(t *testing.T) {
	var gate sync.WaitGroup
	gate.Add(1)
	defer gate.Done()
	row := newT("sync", "")
	row.noteBefore()
	const workers = 5_000
	for range workers {
		go gate.Wait()
	}
	go guard(row, func(*T) { gate.Wait() })
	still := row.standstill()
	for begin := time.Now(); len(still.stacks) < workers+1; still = row.standstill() {
		if time.Since(begin) > 30*time.Second {
			t.Fatalf("%d goroutines are found, want %d", len(still.stacks), workers+1)
		}
	}
	if !still.stacks[0].row || still.cut {
		t.Errorf("the first of %d goroutines is %+v (cut: %t), want the row's, and all of them", len(still.stacks), still.stacks[0], still.cut)
	}
}
