//go:build race

// Package race tells tests whether the race detector is on: it allocates, so
// that allocation gates stand aside for it.
package race

// Enabled is true under go test -race.
const Enabled = true
