package measure

import (
	"golang.org/x/perf/benchmath"
)

// confidence is that of the intervals of medians.
const confidence = 0.95

// Median returns the median of samples, with its confidence interval.
func Median(samples []float64) benchmath.Summary {
	// NewSample sorts what it is given.
	sample := benchmath.NewSample(append([]float64(nil), samples...), &benchmath.DefaultThresholds)
	return benchmath.AssumeNothing.Summary(sample, confidence)
}

// Ratios returns, round by round, how many times as long the peer took. Above 1, ours is ahead.
func Ratios(ours, peer []float64) []float64 {
	ratios := make([]float64, min(len(ours), len(peer)))
	for i := range ratios {
		ratios[i] = peer[i] / ours[i]
	}
	return ratios
}
