//go:build !stub

package circulararray_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oodkit/oodkit/circulararray"
)

func ExampleArray() {
	players := circulararray.Of("ann", "bob", "cyd")
	players.Rotate(1) // the first player becomes the last
	for i, name := range players.All() {
		fmt.Println(i+1, name)
	}
	// Output:
	// 1 bob
	// 2 cyd
	// 3 ann
}

func ExampleArray_Rotate() {
	a := circulararray.Of("a", "b", "c", "d")
	a.Rotate(1)
	fmt.Println(a.Slice())
	a.Rotate(-2)
	fmt.Println(a.Slice())
	// Output:
	// [b c d a]
	// [d a b c]
}

func ExampleArray_Backward() {
	for i, v := range circulararray.Of("a", "b", "c").Backward() {
		fmt.Println(i, v)
	}
	// Output:
	// 2 c
	// 1 b
	// 0 a
}

func ExampleRing() {
	steps, err := circulararray.NewRing[string](8, circulararray.Grow)
	if err != nil {
		panic(err)
	}
	for _, s := range []string{"draw", "paint", "erase"} {
		_ = steps.PushBack(s) // a Ring with Grow refuses nothing
	}
	undo, _ := steps.PopBack()
	first, _ := steps.Front()
	fmt.Println("undo:", undo, "- first:", first, "- left:", steps.Slice())
	// Output: undo: erase - first: draw - left: [draw paint]
}

func ExampleRing_PushBack() {
	full, _ := circulararray.NewRing[int](2, circulararray.Reject)
	latest, _ := circulararray.NewRing[int](2, circulararray.Overwrite)
	for v := range 4 {
		if err := full.PushBack(v); errors.Is(err, circulararray.ErrFull) {
			fmt.Println("no room for", v)
		}
		_ = latest.PushBack(v)
	}
	fmt.Println(full.Slice())
	fmt.Println(latest.Slice(), "and", latest.Dropped(), "dropped")
	// Output:
	// no room for 2
	// no room for 3
	// [0 1]
	// [2 3] and 2 dropped
}

func ExampleRing_Rotate() {
	r, _ := circulararray.NewRing[string](5, circulararray.Reject)
	for _, v := range []string{"a", "b", "c"} {
		_ = r.PushBack(v)
	}
	r.Rotate(1)
	fmt.Println(r.Slice())
	// Output: [b c a]
}

func ExampleQueue() {
	ctx := context.Background()
	jobs, _ := circulararray.NewQueue[int](2)
	go func() {
		defer jobs.Close()
		for job := range 4 {
			_ = jobs.Put(ctx, job) // waits while the Queue holds two jobs
		}
	}()
	for {
		job, err := jobs.Take(ctx)
		if errors.Is(err, circulararray.ErrClosed) {
			break
		}
		fmt.Println("job", job)
	}
	// Output:
	// job 0
	// job 1
	// job 2
	// job 3
}

func ExampleQueue_Take() {
	q, _ := circulararray.NewQueue[int](2)
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	_, err := q.Take(ctx) // no other goroutine puts anything
	fmt.Println(err)
	// Output: context deadline exceeded
}

func ExampleMode() {
	fmt.Println(circulararray.Overwrite, circulararray.Mode(7))
	// Output: Overwrite Mode(7)
}
