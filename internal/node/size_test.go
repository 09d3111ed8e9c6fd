package node_test

import (
	"reflect"
	"testing"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// TestSizes holds an expression and its value to what docs/benchmarks.md counts
// on: a statement has many of both, and the collector's work goes with their
// bytes.
func TestSizes(t *testing.T) {
	if size := reflect.TypeFor[node.Node]().Size(); size > 64 {
		t.Errorf("a node has %d bytes, at most 64", size)
	}
	if size := reflect.TypeFor[types.Value]().Size(); size > 48 {
		t.Errorf("a value has %d bytes, at most 48", size)
	}
}
