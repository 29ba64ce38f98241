//go:build !stub

package counter_test
