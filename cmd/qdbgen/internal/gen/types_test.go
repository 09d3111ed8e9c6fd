package gen

import (
	"testing"

	"github.com/questql/questql/internal/classes"
)

// TestTypes wants a Go type for each column type of package expr.
func TestTypes(t *testing.T) {
	have := map[string]bool{}
	for _, gt := range goTypes {
		have[gt.column] = true
	}
	for _, gt := range arrayTypes[1:] {
		have[gt.column] = true
	}
	for _, c := range classes.Columns {
		if !have[c.Name] {
			t.Errorf("there is no Go type for %s", c.Name)
		}
		delete(have, c.Name)
	}
	for name := range have {
		t.Errorf("package expr has no %s", name)
	}
}
