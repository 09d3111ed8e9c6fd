package ddl_test

import (
	"testing"

	"github.com/questql/questql/internal/compiletest"
)

func TestMustNotCompile(t *testing.T) {
	if n := compiletest.Run(t, "testdata/compile"); n < 30 {
		t.Errorf("%d snippets, want 30", n)
	} else {
		t.Logf("%d snippets", n)
	}
}
