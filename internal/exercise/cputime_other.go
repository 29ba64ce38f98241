//go:build !unix && !windows

package exercise

import "time"

// processTime reports that the system does not tell how long processors have worked for this process.
func processTime() (time.Duration, bool) { return 0, false }
