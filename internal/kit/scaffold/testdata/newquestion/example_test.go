//go:build !stub

package newquestion_test

import (
	"fmt"

	"github.com/oodkit/oodkit/newquestion"
)

// TODO(newquestion): an example for each main method.

func ExampleNewquestion() {
	var s newquestion.Newquestion // ready to use
	fmt.Println(s.Add(3), s.Add(3))
	fmt.Println(s.Has(3), s.Has(4))
	// Output:
	// true false
	// true false
}
