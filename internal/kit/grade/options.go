package grade

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/question"
)

// maxPoints is how many points a step may have.
const maxPoints = 1_000_000

// parsePoints returns the points of each of so many steps: list has one number for all, or one for
// each step.
func parsePoints(list string, steps int) ([]int, error) {
	fields := strings.Split(cmp.Or(list, score.DefaultPoints), ",")
	if len(fields) == 1 {
		fields = slices.Repeat(fields, steps)
	}
	if len(fields) != steps {
		return nil, question.ArgumentError{Text: fmt.Sprintf("The points %q are for %d steps, but there are %d: give one number for all steps, or one for each", list, len(fields), steps)}
	}
	points := make([]int, steps)
	for i, field := range fields {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 0 || n > maxPoints {
			return nil, question.ArgumentError{Text: fmt.Sprintf("The points %q: %q is not a whole number from 0 to %d", list, field, maxPoints)}
		}
		points[i] = n
	}
	return points, nil
}

// parseLimit returns how long a step may take. No process of a step ends in much less than a second.
func parseLimit(text string) (time.Duration, error) {
	limit, err := time.ParseDuration(cmp.Or(text, score.DefaultLimit))
	if err != nil || limit < time.Second {
		return 0, question.ArgumentError{Text: fmt.Sprintf("The limit %q is not valid: want a time of 1s or more, such as 30s or 2m", text)}
	}
	return limit, nil
}
