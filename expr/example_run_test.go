package expr_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// printed finds what the examples of this package print: statements that read
// and write.
var printed = regexp.MustCompile(`(?m)^\t// ((?:SELECT|WITH|INSERT|UPDATE) .*)$`)

// TestExamplesRun has the server explain every statement that an example prints,
// so that the docs show nothing that it would not take.
func TestExamplesRun(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Quotes, Fills)
	files, err := filepath.Glob("example_*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	explained := 0
	for _, path := range files {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range printed.FindAllStringSubmatch(string(source), -1) {
			if strings.Contains(m[1], "$1") {
				continue // the same statement stands below it with its values
			}
			questdb.CountStatement(1)
			if _, err := db.Exec(t.Context(), "EXPLAIN "+m[1]); err != nil {
				t.Errorf("%s: %s\n%v", path, m[1], err)
			}
			explained++
		}
	}
	if explained < 20 {
		t.Errorf("only %d statements found", explained)
	}
	t.Logf("%d statements of examples explained", explained)
}
