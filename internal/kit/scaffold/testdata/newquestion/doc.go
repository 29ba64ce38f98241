// Package newquestion is an exercise: build a set of integers, the smallest question that has all its parts.
//
// TODO(newquestion): say what the question is about, what its types are, and what is left out.
package newquestion
