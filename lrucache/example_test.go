//go:build !stub

package lrucache_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oodkit/oodkit/lrucache"
)

func ExampleLRU() {
	c, err := lrucache.New[string, int](2)
	if err != nil {
		panic(err)
	}
	c.Put("ann", 31)
	c.Put("bob", 27)
	c.Get("ann") // now bob is the least recently used
	fmt.Println(c.Put("cyd", 8))
	_, ok := c.Get("bob")
	fmt.Println("bob is there:", ok)
	// Output:
	// {bob 27} true
	// bob is there: false
}

func ExampleLRU_All() {
	c, _ := lrucache.New[string, int](3)
	c.Put("ann", 31)
	c.Put("bob", 27)
	c.Put("cyd", 8)
	c.Get("ann")
	for name, age := range c.All() {
		fmt.Println(name, age)
	}
	// Output:
	// ann 31
	// cyd 8
	// bob 27
}

func ExampleLRU_Resize() {
	c, _ := lrucache.New[int, string](3)
	for i, word := range []string{"zero", "one", "two"} {
		c.Put(i, word)
	}
	fmt.Println(c.Resize(1))
	_, err := c.Resize(0)
	fmt.Println(err, errors.Is(err, lrucache.ErrCapacity))
	// Output:
	// [{0 zero} {1 one}] <nil>
	// lrucache: capacity is less than 1: 0 true
}

func ExampleNewCache() {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	c, err := lrucache.NewCache(lrucache.Config[string, int]{
		Capacity: 100,
		TTL:      time.Minute,
		Now:      func() time.Time { return now }, // leave it out for the real clock
		OnRemove: func(key string, value int, why lrucache.Reason) { fmt.Println(key, value, "left:", why) },
	})
	if err != nil {
		panic(err)
	}
	c.Put("ann", 31)
	c.Put("ann", 32)
	now = now.Add(time.Minute)
	_, ok := c.Get("ann")
	fmt.Println("ann is there:", ok)
	// Output:
	// ann 31 left: Replaced
	// ann 32 left: Expired
	// ann is there: false
}

func ExampleCache_GetOrLoad() {
	c, _ := lrucache.NewCache(lrucache.Config[string, int]{Capacity: 100})
	length := func(_ context.Context, word string) (int, error) {
		fmt.Println("loading", word)
		return len(word), nil
	}
	fmt.Println(c.GetOrLoad(context.Background(), "hello", length))
	fmt.Println(c.GetOrLoad(context.Background(), "hello", length))
	// Output:
	// loading hello
	// 5 <nil>
	// 5 <nil>
}
