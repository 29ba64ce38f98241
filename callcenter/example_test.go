//go:build !stub

package callcenter_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/oodkit/oodkit/callcenter"
)

func ExampleCenter() {
	c, err := callcenter.New(callcenter.Config{})
	if err != nil {
		panic(err)
	}
	c.Hire(callcenter.Employee{ID: "sue", Rank: callcenter.Supervisor})
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})

	first, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	second, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	third, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	fmt.Println(first.State, first.Handler)
	fmt.Println(second.State, second.Handler)
	fmt.Println(third.State)

	c.Complete(first.ID)
	third, _ = c.Call(third.ID)
	fmt.Println(third.State, third.Handler)
	// Output:
	// Active ann
	// Active sue
	// Waiting
	// Active ann
}

func ExampleCenter_Escalate() {
	c, _ := callcenter.New(callcenter.Config{})
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})
	c.Hire(callcenter.Employee{ID: "dee", Rank: callcenter.Director})
	k, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})

	k, err := c.Escalate(k.ID)
	fmt.Println(k.State, k.Handler, k.Needs, err)
	_, err = c.Escalate(k.ID)
	fmt.Println(errors.Is(err, callcenter.ErrTopRank))
	// Output:
	// Active dee Supervisor <nil>
	// true
}

func ExampleCenter_Dismiss() {
	c, _ := callcenter.New(callcenter.Config{})
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})
	first, _ := c.Receive(callcenter.Request{Caller: "first", Rank: callcenter.Operator})
	c.Receive(callcenter.Request{Caller: "second", Rank: callcenter.Operator})

	c.Dismiss("ann")
	for _, k := range c.Waiting() {
		fmt.Println(k.Request.Caller)
	}
	c.Hire(callcenter.Employee{ID: "bob", Rank: callcenter.Operator})
	id, ok, _ := c.Handling("bob")
	fmt.Println(ok, id == first.ID)
	// Output:
	// first
	// second
	// true true
}

func ExampleCenter_SetAvailable() {
	c, _ := callcenter.New(callcenter.Config{})
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})
	first, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	second, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})

	c.SetAvailable("ann", false) // Ann finishes the call first
	c.Complete(first.ID)
	second, _ = c.Call(second.ID)
	fmt.Println(second.State)
	c.SetAvailable("ann", true)
	second, _ = c.Call(second.ID)
	fmt.Println(second.State)
	// Output:
	// Waiting
	// Active
}

func ExampleCenter_Receive_busy() {
	c, _ := callcenter.New(callcenter.Config{MaxWaiting: 1})
	c.Receive(callcenter.Request{Rank: callcenter.Operator})
	_, err := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	fmt.Println(err, errors.Is(err, callcenter.ErrBusyLine))
	// Output:
	// callcenter: line is busy: calls waiting: 1 true
}

func ExampleCenter_Receive_skill() {
	c, _ := callcenter.New(callcenter.Config{})
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})
	c.Hire(callcenter.Employee{ID: "bob", Rank: callcenter.Operator, Skills: []string{"german"}})
	german, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator, Skill: "german"})
	plain, _ := c.Receive(callcenter.Request{Rank: callcenter.Operator})
	fmt.Println(german.Handler, plain.Handler)
	// Output:
	// bob ann
}

func ExampleCenter_Stats() {
	now := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	c, _ := callcenter.New(callcenter.Config{
		Now: func() time.Time { return now }, // leave it out for the real clock
	})
	c.Receive(callcenter.Request{Rank: callcenter.Operator})
	now = now.Add(10 * time.Second)
	c.Hire(callcenter.Employee{ID: "ann", Rank: callcenter.Operator})
	c.Receive(callcenter.Request{Rank: callcenter.Director})
	fmt.Printf("%+v\n", c.Stats())
	// Output:
	// {Waiting:1 Active:1 Completed:0 Abandoned:0 MeanWait:10s P95Wait:10s}
}
