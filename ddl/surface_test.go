package ddl_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// notOffered are the forms of a statement that the server accepts and this
// package does not write, and why.
var notOffered = map[string]string{
	"NOT NULL": "the server parses it and has no such rule: every type but BOOLEAN, BYTE and SHORT takes NULL",
}

// TestSurface holds the golden rows against the survey of QuestDB's SQL: each form
// of CREATE TABLE, ALTER TABLE, views and materialized views that the server
// accepts has a row, which was run, in one of the tests of this package.
func TestSurface(t *testing.T) {
	rows := surfaceRows(t)
	f, err := os.Open(filepath.Join("testdata", "surface.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	accepted, shown := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); accepted++ {
		of, form, _ := strings.Cut(lines.Text(), "\t")
		_, isNot := notOffered[form]
		switch {
		case rows[form] == isNot:
			t.Errorf("%s: %q has a row: %t, is not offered: %t", of, form, rows[form], isNot)
		case rows[form]:
			shown++
		}
	}
	t.Logf("%d forms are accepted, %d have rows, %d are not offered", accepted, shown, len(notOffered))
}

// surfaceRows are the forms that the rows of the tests name.
func surfaceRows(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			field, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, _ := field.Key.(*ast.Ident)
			value, _ := field.Value.(*ast.BasicLit)
			if key == nil || key.Name != "surface" || value == nil {
				return true
			}
			text, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Error(err)
			}
			for form := range strings.SplitSeq(text, "; ") {
				rows[form] = true
			}
			return false
		})
	}
	return rows
}
