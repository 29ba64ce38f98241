package main

import (
	"fmt"
	"io"
)

// board prints how far the learner is with each question.
func board(w io.Writer, root string) error {
	fmt.Fprint(w, listQuestions(root))
	return nil
}
