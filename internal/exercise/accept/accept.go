// Package accept accepts the order of a grader before any package that imports it is initialized: see package
// attest. Only the grader makes packages import it.
package accept

import "github.com/oodkit/oodkit/internal/exercise/attest"

func init() { attest.Accept() }
