package stack

import "testing"

func TestStep1_One(t *testing.T)   {}
func TestStep2_Two(t *testing.T)   {}
func TestStep3_Three(t *testing.T) {}
