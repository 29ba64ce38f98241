// Package nearest finds what somebody meant who mistyped a name.
package nearest

import "strings"

// Name returns the name that is most like what was typed, if one is like it at all: it begins
// so, or at most half of its letters differ.
func Name(typed string, names []string) (name string, ok bool) {
	typed = strings.ToLower(typed)
	if typed == "" {
		return "", false
	}
	least := len(typed)
	for _, candidate := range names {
		distance := editDistance(typed, candidate)
		if strings.HasPrefix(candidate, typed) {
			distance = 0
		}
		if 2*distance <= len(candidate) && distance < least {
			name, least, ok = candidate, distance, true
		}
	}
	return name, ok
}

// editDistance returns how many bytes must be inserted, deleted or replaced to turn a into b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1) // row[j] is the distance from a[:i] to b[:j]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
