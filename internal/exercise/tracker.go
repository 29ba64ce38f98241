package exercise

import (
	"fmt"
	"runtime"
	"strings"
	"weak"
)

// A Tracker makes objects and reports which of them are garbage, for rules such as "a deleted value is not kept".
type Tracker struct {
	refs  []weak.Pointer[Object]
	names []string
}

// An Object is made by a Tracker. It is large and holds a pointer. The runtime may allocate small objects without
// pointers together, and then none of them is collected while one is in use.
type Object struct {
	self *Object
	_    [6]uint64
}

// New returns an object. Messages use the name. The last use of the object must be in a function that is not
// inlined, so that no variable keeps the object alive.
func (tr *Tracker) New(name string) *Object {
	o := new(Object)
	o.self = o
	tr.refs = append(tr.refs, weak.Make(o))
	tr.names = append(tr.names, name)
	return o
}

// WantCollected fails t unless every object is garbage. The caller must keep the structure that is checked alive
// beyond the call, with [runtime.KeepAlive].
func (tr *Tracker) WantCollected(t *T) {
	kept := tr.reachable()
	for range 10 {
		if len(kept) == 0 {
			return
		}
		runtime.GC()
		kept = tr.reachable()
	}
	if len(kept) > 0 {
		t.Errorf("still reachable: %s; want no reference to %s: clear each one that your code keeps",
			abbreviate(kept), pronoun(len(kept)))
	}
}

// reachable returns the names of the objects that were not collected yet.
func (tr *Tracker) reachable() []string {
	var names []string
	for i, ref := range tr.refs {
		if ref.Value() != nil {
			names = append(names, tr.names[i])
		}
	}
	return names
}

func abbreviate(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
