//go:build !stub

package hashmap_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/oodkit/oodkit/hashmap"
)

func ExampleMap() {
	var m hashmap.Map[string, int] // ready to use
	m.Put("ann", 31)
	m.Put("bob", 27)
	if age, ok := m.Get("ann"); ok {
		fmt.Println("ann is", age)
	}
	_, ok := m.Get("cyd")
	fmt.Println("cyd is there:", ok)
	// Output:
	// ann is 31
	// cyd is there: false
}

func ExampleMap_Put() {
	var m hashmap.Map[string, int]
	fmt.Println(m.Put("ann", 31))
	fmt.Println(m.Put("ann", 32))
	// Output:
	// 0 false
	// 31 true
}

func ExampleMap_Delete() {
	var m hashmap.Map[string, int]
	m.Put("ann", 31)
	fmt.Println(m.Delete("ann"))
	fmt.Println(m.Delete("ann"))
	// Output:
	// 31 true
	// 0 false
}

func ExampleMap_All() {
	var m hashmap.Map[string, int]
	m.Put("ann", 31)
	m.Put("bob", 27)
	m.Put("cyd", 8)
	for name, age := range m.All() {
		if age < 18 {
			m.Delete(name) // a loop may change the map
		}
	}
	fmt.Println(slices.Sorted(m.Keys()))
	// Output: [ann bob]
}

func ExampleNewFunc() {
	// The points of a grid: two small numbers side by side make a good hash, and a quick one.
	type point struct{ x, y uint32 }
	m := hashmap.NewFunc[point, string](64, func(p point) uint64 { return uint64(p.x)<<32 | uint64(p.y) })
	m.Put(point{2, 3}, "tree")
	fmt.Println(m.Get(point{2, 3}))
	// Output: tree true
}

func ExampleCollect() {
	m := hashmap.Collect(maps.All(map[string]int{"ann": 31, "bob": 27}))
	fmt.Println(m.Len())
	// Output: 2
}

func ExampleSharded_Update() {
	words := hashmap.NewSharded[string, int](16)
	for _, w := range []string{"to", "be", "or", "not", "to", "be"} {
		// Goroutines may do this at the same time: none of them can come between reading and writing.
		words.Update(w, func(n int, _ bool) (int, bool) { return n + 1, true })
	}
	fmt.Println(words.Get("to"))
	// Output: 2 true
}
