// Package compiletest checks programs that must not compile: that they do not,
// and that the first line of the compiler's error says what it should.
//
// A snippet is a Go file in a testdata folder with //go:build ignore. A line
// that must be an error ends in a comment with the error, or the beginning of
// it:
//
//	_ = Trades.Price.Gt("abc") // want `cannot use "abc" (untyped string constant) as float64 value`
//	_ = Trades.Price.Gt(10)    // twin
//
// The line below it is its twin: the right program, which must compile. So a
// snippet that fails for another reason than its rule fails the test.
package compiletest

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Run checks all .go files of a folder and returns the number of snippets.
func Run(t *testing.T, dir string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets in %s: %v", dir, err)
	}
	fset := token.NewFileSet()
	parsed := make([]*ast.File, len(files))
	for i, path := range files {
		if parsed[i], err = parser.ParseFile(fset, path, nil, parser.ParseComments); err != nil {
			t.Fatal(err)
		}
	}
	imp := importer.ForCompiler(fset, "gc", lookup(t, parsed))
	snippets := 0
	for i, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".go"), func(t *testing.T) {
			snippets += check(t, fset, imp, parsed[i])
		})
	}
	return snippets
}

// lookup finds the compiled form of what the files import.
func lookup(t *testing.T, files []*ast.File) importer.Lookup {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}
	for _, f := range files {
		for _, spec := range f.Imports {
			args = append(args, strings.Trim(spec.Path.Value, `"`))
		}
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	export := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		export[path] = file
	}
	return func(path string) (io.ReadCloser, error) {
		if export[path] == "" {
			return nil, fmt.Errorf("%s is not imported by a snippet", path)
		}
		return os.Open(export[path])
	}
}

// check type-checks one file and holds its errors against its comments.
func check(t *testing.T, fset *token.FileSet, imp types.Importer, file *ast.File) int {
	t.Helper()
	wants, twins := comments(t, fset, file)
	got := map[int]string{}
	conf := types.Config{Importer: imp, Error: func(err error) {
		var e types.Error
		if errors.As(err, &e) {
			line := fset.Position(e.Pos).Line
			if got[line] == "" {
				got[line], _, _ = strings.Cut(e.Msg, "\n")
			}
		}
	}}
	_, _ = conf.Check(file.Name.Name, fset, []*ast.File{file}, nil)
	name := filepath.Base(fset.Position(file.Pos()).Filename)
	for line, want := range wants {
		switch {
		case got[line] == "":
			t.Errorf("%s:%d compiles, want %q", name, line, want)
		case !strings.HasPrefix(got[line], want):
			t.Errorf("%s:%d\n got %s\nwant %s", name, line, got[line], want)
		case !twins[line+1]:
			t.Errorf("%s:%d has no // twin below it", name, line)
		}
	}
	for line, err := range got {
		if _, ok := wants[line]; !ok {
			t.Errorf("%s:%d does not compile: %s", name, line, err)
		}
	}
	return len(wants)
}

func comments(t *testing.T, fset *token.FileSet, file *ast.File) (wants map[int]string, twins map[int]bool) {
	t.Helper()
	wants, twins = map[int]string{}, map[int]bool{}
	for _, group := range file.Comments {
		for _, c := range group.List {
			line := fset.Position(c.Pos()).Line
			if text, ok := strings.CutPrefix(c.Text, "// want `"); ok {
				if wants[line], ok = strings.CutSuffix(text, "`"); !ok || wants[line] == "" {
					t.Errorf("line %d: a want needs its error in backquotes", line)
				}
			}
			if strings.HasPrefix(c.Text, "// twin") {
				twins[line] = true
			}
		}
	}
	return wants, twins
}
