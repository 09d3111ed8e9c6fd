package docs_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

//go:generate go test . -run TestCoverage -update

var update = flag.Bool("update", false, "write coverage.md anew")

// sections are the tables of golden rows in the order of SQL's grammar: for each
// what it is about and the test file beside the code.
var sections = []struct{ title, path string }{
	{"SELECT, WHERE, ORDER BY", "expr/select_test.go"},
	{"Formulas and conditions", "expr/formula_test.go"},
	{"Time search", "expr/tick_test.go"},
	{"WITH", "expr/with_test.go"},
	{"Sub-queries, TIMESTAMP", "expr/sub_query_test.go"},
	{"DECLARE", "expr/declare_test.go"},
	{"Table functions", "expr/table_function_test.go"},
	{"Hints", "expr/hint_test.go"},
	{"JOIN", "expr/join_test.go"},
	{"ASOF, LT and SPLICE JOIN", "expr/asof_join_test.go"},
	{"WINDOW JOIN", "expr/window_join_test.go"},
	{"HORIZON JOIN", "expr/horizon_join_test.go"},
	{"LATEST ON", "expr/latest_on_test.go"},
	{"SAMPLE BY", "expr/sample_by_test.go"},
	{"GROUP BY, DISTINCT", "expr/group_by_test.go"},
	{"Window functions", "expr/window_test.go"},
	{"LIMIT", "expr/limit_test.go"},
	{"UNION, EXCEPT, INTERSECT", "expr/union_except_intersect_test.go"},
	{"PIVOT", "expr/pivot_test.go"},
	{"EXPLAIN", "expr/explain_test.go"},
	{"INSERT", "expr/insert_test.go"},
	{"INSERT of row structs", "expr/insert_rows_test.go"},
	{"INSERT … SELECT", "expr/insert_select_test.go"},
	{"UPDATE", "expr/update_test.go"},
	{"Domain types", "expr/domain_test.go"},
	{"Odd names", "expr/relation_test.go"},
	{"Meta functions", "expr/fn/meta_test.go"},
	{"CREATE TABLE", "ddl/create_table_test.go"},
	{"ALTER TABLE", "ddl/alter_table_test.go"},
	{"Views", "ddl/view_test.go"},
	{"Views of SQL text", "ddl/view_raw_test.go"},
	{"SHOW", "ddl/show_test.go"},
	{"COPY and the server", "ddl/copy_test.go"},
}

// goldenRow is a row of a golden table, as its test has it.
type goldenRow struct {
	name, builder, sql string
	// mistake is an error told without a database, notRun a reason not to run it.
	mistake, notRun bool
	used            map[string]bool // the names that the builder uses
}

type goldenTable struct {
	test string
	// made is what the rows use, as the test makes it.
	made string
	rows []goldenRow
}

// TestCoverage holds coverage.md against the golden tables of the tests. Every
// row of them is run on a real server by its test.
//
//	go test ./docs -run TestCoverage -update
func TestCoverage(t *testing.T) {
	var page, index strings.Builder
	total, mistakes := 0, 0
	for _, s := range sections {
		ran, wrong, text := section(t, s.title, s.path)
		if ran == 0 {
			t.Errorf("%s has no golden rows", s.path)
		}
		total, mistakes = total+ran, mistakes+wrong
		fmt.Fprintf(&index, "| [%s](#%s) | %d | %d |\n", s.title, anchor(s.title), ran, wrong)
		page.WriteString(text)
	}
	everyTable(t)
	got := fmt.Sprintf(coverageHead, total, mistakes) + index.String() + coverageLeftOut + page.String()
	if *update {
		if err := os.WriteFile("coverage.md", []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("coverage.md")
	if err != nil || string(want) != got {
		t.Errorf("coverage.md is not what the tests say (%v): go test ./docs -run TestCoverage -update", err)
	}
	t.Logf("%d rows are run, %d mistakes are told", total, mistakes)
}

const coverageHead = "# What can be written\n\n" +
	"Each clause and option of QuestDB 9.3.4, the builder's call and its SQL. This page is written from the golden tables of the tests:\n" +
	"each of its %d statements is run on a real server by the test that is named, and where it has parameters also with literals in\n" +
	"their place, which must give the same rows; what the open server refuses is run too. %d more rows are mistakes that are told without a database.\n" +
	"The tables that the rows read are declared in [expr](../expr/clauses_tables_test.go) and [ddl](../ddl/create_table_test.go);\n" +
	"the functions have a [page of their own](functions.md).\n\n" +
	"| clause | statements run | mistakes told |\n| --- | ---: | ---: |\n"

const coverageLeftOut = "\n## What has no call of its own\n\n" +
	"The server accepts a few forms for which the builder has another:\n\n" +
	"| accepted | write |\n| --- | --- |\n" +
	"| a bare table, `trades WHERE …` | `expr.Select(expr.All).From(Trades)` |\n" +
	"| `FROM a, b` | `CrossJoin`, or `Join` with its condition |\n" +
	"| `LATEST BY` (deprecated) | `LatestOn` |\n" +
	"| an item that uses the alias of another, `price * 2 a, a + 1 b` | the Go value of that item |\n" +
	"| a variable for a column, an aggregate, a stride or a query, `DECLARE @c := price` | a Go variable |\n" +
	"| `RESPECT NULLS`, `EXCLUDE NO OTHERS` | nothing: they are the defaults |\n" +
	"| `SELECT … FROM (SHOW COLUMNS FROM t)` | `fn.TableColumns` |\n" +
	"| `WITH` inside of a sub-query | `expr.CTE`: it is written ahead of the whole statement |\n" +
	"| `LIMIT ,5`, `SAMPLE BY h`, `TIMESTAMP` behind a table's name | `LimitRange(0, 5)`, `expr.Hours(1)`, `Timestamp` |\n\n" +
	"Forms of QuestDB 10 that 9.3.4 refuses (LATERAL, UNNEST, live views) are not offered yet.\n" +
	"What QuestDB lacks, and what to write instead, is in [migrating-sql.md](migrating-sql.md).\n"

func anchor(title string) string {
	return strings.ReplaceAll(regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(title), ""), " ", "-")
}

// section writes the golden tables of one file.
func section(t *testing.T, title, path string) (ran, mistakes int, text string) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n", title)
	for _, table := range goldenTables(t, path) {
		var rows strings.Builder
		for _, r := range table.rows {
			switch {
			case r.mistake:
				mistakes++
				continue
			case r.notRun:
				continue
			}
			ran++
			fmt.Fprintf(&rows, "| %s | `%s` | `%s` |\n", cell(r.name), cell(r.builder), cell(r.sql))
		}
		if rows.Len() == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n`%s` in [%s](../%s)\n\n", table.test, path, path)
		if table.made != "" {
			fmt.Fprintf(&b, "```go\n%s\n```\n\n", table.made)
		}
		fmt.Fprintf(&b, "| | Go | SQL |\n| --- | --- | --- |\n%s", rows.String())
	}
	return ran, mistakes, b.String()
}

// cell escapes what would end a cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// everyTable makes sure that no file with golden rows is left out.
func everyTable(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"expr", "expr/fn", "ddl"} {
		files, err := filepath.Glob(filepath.Join("..", dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			path := dir + "/" + filepath.Base(file)
			if slices.ContainsFunc(sections, func(s struct{ title, path string }) bool { return s.path == path }) {
				continue
			}
			if len(goldenTables(t, path)) > 0 {
				t.Errorf("%s has golden rows and is no section of coverage.md", path)
			}
		}
	}
}

// source is a parsed test file, with the constants of its package.
type source struct {
	t      *testing.T
	path   string
	text   string
	files  *token.FileSet
	parsed *ast.File
	consts map[string]ast.Expr
}

func goldenTables(t *testing.T, path string) []goldenTable {
	t.Helper()
	s := &source{t: t, path: path, files: token.NewFileSet(), consts: map[string]ast.Expr{}}
	text, err := os.ReadFile(filepath.Join("..", path))
	if err != nil {
		t.Fatal(err)
	}
	s.text = string(text)
	others, err := filepath.Glob(filepath.Join("..", filepath.Dir(path), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range others {
		f, err := parser.ParseFile(token.NewFileSet(), other, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			s.addConsts(s.consts, d)
		}
	}
	if s.parsed, err = parser.ParseFile(s.files, path, s.text, parser.SkipObjectResolution); err != nil {
		t.Fatal(err)
	}
	var tables []goldenTable
	for _, d := range s.parsed.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && strings.HasPrefix(f.Name.Name, "Test") {
			if table := s.table(f); len(table.rows) > 0 {
				tables = append(tables, table)
			}
		}
	}
	return tables
}

func (s *source) addConsts(to map[string]ast.Expr, d ast.Node) {
	g, ok := d.(*ast.GenDecl)
	if !ok || g.Tok != token.CONST {
		return
	}
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		for i := 0; ok && i < len(v.Values); i++ {
			to[v.Names[i].Name] = v.Values[i]
		}
	}
}

// table reads the rows of a test, and what it makes for them.
func (s *source) table(f *ast.FuncDecl) goldenTable {
	table := goldenTable{test: f.Name.Name}
	consts := map[string]ast.Expr{}
	ast.Inspect(f, func(n ast.Node) bool {
		s.addConsts(consts, n)
		lit, ok := n.(*ast.CompositeLit)
		if !ok || !isRows(lit.Type) {
			return true
		}
		for _, elt := range lit.Elts {
			if row, ok := elt.(*ast.CompositeLit); ok {
				table.rows = append(table.rows, s.row(row, consts))
			}
		}
		return false
	})
	used := map[string]bool{}
	for _, r := range table.rows {
		for name := range r.used {
			used[name] = used[name] || !r.mistake && !r.notRun
		}
	}
	table.made = s.made(f, used)
	return table
}

// isRows reports whether a type is []qdbtest.Case or ddl's []row.
func isRows(x ast.Expr) bool {
	a, ok := x.(*ast.ArrayType)
	if !ok {
		return false
	}
	switch elt := a.Elt.(type) {
	case *ast.SelectorExpr:
		return elt.Sel.Name == "Case"
	case *ast.Ident:
		return elt.Name == "row"
	}
	return false
}

func (s *source) row(lit *ast.CompositeLit, consts map[string]ast.Expr) goldenRow {
	r := goldenRow{used: map[string]bool{}}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := kv.Key.(*ast.Ident)
		switch key.Name {
		case "Name", "name":
			r.name = s.constant(kv.Value, consts)
		case "surface":
			if r.name == "" {
				r.name = s.constant(kv.Value, consts)
			}
		case "SQL", "sql":
			r.sql = s.constant(kv.Value, consts)
		case "Err":
			r.mistake = true
		case "refused":
			r.name += " (the open server refuses it)"
		case "notRun":
			r.notRun = true
		case "Statement", "s":
			r.builder = oneLine(s.textOf(kv.Value))
			r.used = namesIn(kv.Value)
		}
	}
	return r
}

// constant evaluates a constant text.
func (s *source) constant(x ast.Expr, consts map[string]ast.Expr) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		return constant.StringVal(constant.MakeFromLiteral(x.Value, x.Kind, 0))
	case *ast.BinaryExpr:
		return s.constant(x.X, consts) + s.constant(x.Y, consts)
	case *ast.Ident:
		for _, known := range []map[string]ast.Expr{consts, s.consts} {
			if v, ok := known[x.Name]; ok {
				return s.constant(v, consts)
			}
		}
	}
	s.t.Errorf("%s: %s is no constant: write it out, for coverage.md", s.path, s.textOf(x))
	return ""
}

func (s *source) textOf(n ast.Node) string {
	return s.text[s.files.Position(n.Pos()).Offset:s.files.Position(n.End()).Offset]
}

var (
	brokenChain = regexp.MustCompile(`\.\s*\n\s*`)
	brokenLine  = regexp.MustCompile(`\s*\n\s*`)
)

func oneLine(text string) string {
	return brokenLine.ReplaceAllString(brokenChain.ReplaceAllString(text, "."), " ")
}

func namesIn(n ast.Node) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	})
	return names
}

// made is the statements of a test that make what its rows use, up to the rows.
func (s *source) made(f *ast.FuncDecl, used map[string]bool) string {
	before := f.Body.List
	for i, st := range before {
		if hasRows(st) {
			before = before[:i]
		}
	}
	var parts []string
	last := -1
	for i, st := range slices.Backward(before) {
		names := madeBy(st)
		if !slices.ContainsFunc(names, func(name string) bool { return used[name] }) {
			continue
		}
		for name := range namesIn(st) {
			used[name] = true
		}
		if last >= 0 && last != i+1 {
			parts = append(parts, "…")
		}
		parts, last = append(parts, outdented(s.textOf(st))), i
	}
	slices.Reverse(parts)
	return strings.Join(parts, "\n")
}

func hasRows(st ast.Stmt) bool {
	found := false
	ast.Inspect(st, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		found = found || ok && isRows(lit.Type)
		return !found
	})
	return found
}

// madeBy is the names that a statement declares, but for constants, which are
// the texts that rows expect, and the database.
func madeBy(st ast.Stmt) []string {
	var names []string
	switch st := st.(type) {
	case *ast.AssignStmt:
		for _, x := range st.Lhs {
			if id, ok := x.(*ast.Ident); ok && id.Name != "db" {
				names = append(names, id.Name)
			}
		}
	case *ast.DeclStmt:
		g, ok := st.Decl.(*ast.GenDecl)
		for i := 0; ok && g.Tok != token.CONST && i < len(g.Specs); i++ {
			switch spec := g.Specs[i].(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				names = append(names, spec.Names[0].Name)
			}
		}
	}
	return names
}

// outdented takes a statement of a function out of its indentation.
func outdented(text string) string { return strings.ReplaceAll(text, "\n\t", "\n") }
