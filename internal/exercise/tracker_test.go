package exercise

import (
	"fmt"
	"runtime"
	"testing"
)

// keep makes n objects, of which it returns the first few.
//
//go:noinline
func keep(tr *Tracker, n, kept int) []*Object {
	var objects []*Object
	for i := range n {
		objects = append(objects, tr.New(fmt.Sprintf("value %d", i+1)))
	}
	return append([]*Object(nil), objects[:kept]...)
}

func TestTracker(t *testing.T) {
	for _, r := range []struct {
		name    string
		n, kept int
		want    string
	}{
		{"nothing", 0, 0, ""},
		{"all are garbage", 100, 0, ""},
		{"one is kept", 100, 1, "value 1; want no reference to it: clear each one that your code keeps"},
		{"three are kept", 3, 3, "value 1, value 2, value 3; want no reference to them: clear each one that your code keeps"},
		{"more are kept than are listed", 100, 50, "value 1, value 2, value 3 and 47 more; want no reference to them: clear each one that your code keeps"},
	} {
		t.Run(r.name, func(t *testing.T) {
			var tracker Tracker
			row := newT("", "the rule")
			kept := keep(&tracker, r.n, r.kept)
			tracker.WantCollected(row)
			runtime.KeepAlive(kept)
			if r.want != "" {
				r.want = thisLine + ": still reachable: " + r.want + "\n    rule: the rule\n"
			}
			wantPrinted(t, row, r.want)
		})
	}
}
