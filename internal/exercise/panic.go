package exercise

// PanicText calls f, reports whether it panics, and returns the text of the panic. That a body is
// not implemented does not count: that panic goes on.
func PanicText(f func()) (text string, panicked bool) { return panicOf(f) }
