//go:build !stub

package counter

// Add counts key once more and returns the count.
func (counter *Counter[K]) Add(key K) (count int) {
	if counter.counts[key] != counter.limits.Most {
		counter.counts[key]++
	}
	return counter.counts[key]
}
