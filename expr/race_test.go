//go:build race

package expr_test

func init() { raceDetector = true }
