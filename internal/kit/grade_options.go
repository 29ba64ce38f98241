package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// formats holds the forms in which a report can be printed, by name.
var formats = map[string]func(io.Writer, gradeReport) error{
	"text":  writeText,
	"json":  writeJSON,
	"junit": writeJUnit,
}

func formatNames() []string { return slices.Sorted(maps.Keys(formats)) }

// findFormat returns the function that prints a report in the named format.
func findFormat(name string) (func(io.Writer, gradeReport) error, error) {
	if write, ok := formats[strings.ToLower(cmp.Or(name, defaultFormat))]; ok {
		return write, nil
	}
	return nil, usageError{fmt.Sprintf("There is no format %q. The formats are: %s", name, strings.Join(formatNames(), ", "))}
}

// isText reports whether a format is the one for people.
func isText(format string) bool {
	return strings.ToLower(cmp.Or(format, defaultFormat)) == defaultFormat
}

// maxPoints is how many points a step may have.
const maxPoints = 1_000_000

// parsePoints returns the points of each of so many steps: list has one number for all, or one for
// each step.
func parsePoints(list string, steps int) ([]int, error) {
	fields := strings.Split(cmp.Or(list, defaultPoints), ",")
	if len(fields) == 1 {
		fields = slices.Repeat(fields, steps)
	}
	if len(fields) != steps {
		return nil, usageError{fmt.Sprintf("The points %q are for %d steps, but there are %d: say one number for all, or one for each", list, len(fields), steps)}
	}
	points := make([]int, steps)
	for i, field := range fields {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 0 || n > maxPoints {
			return nil, usageError{fmt.Sprintf("The points %q: %q is no whole number from 0 to %d", list, field, maxPoints)}
		}
		points[i] = n
	}
	return points, nil
}

// parseLimit returns how long a step may take.
func parseLimit(text string) (time.Duration, error) {
	limit, err := time.ParseDuration(cmp.Or(text, defaultLimit))
	if err != nil || limit <= 0 {
		return 0, usageError{fmt.Sprintf("The limit %q is no time that a step may take: say it as in 30s or 2m", text)}
	}
	return limit, nil
}
