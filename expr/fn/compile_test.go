package fn_test

import (
	"testing"

	"github.com/questql/questql/internal/compiletest"
)

// TestWrongPrograms holds the programs that must not compile against the
// compiler, and their twins that must.
func TestWrongPrograms(t *testing.T) {
	t.Logf("%d snippets", compiletest.Run(t, "testdata/compile"))
}
