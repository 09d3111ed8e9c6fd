package fn_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/catalogue"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// signatures are how many of the server's signatures are left out, for which
// reason, and how many the catalogue has.
var signatures = map[catalogue.Exclusion]int{
	catalogue.Operator: 37, catalogue.CastForm: 227, catalogue.PGCatalog: 64, catalogue.Internal: 7, catalogue.Enterprise: 0, "": 559,
}

// TestCoverage holds the catalogue against the functions of the server: each
// signature is in the catalogue, or left out for one of five reasons.
func TestCoverage(t *testing.T) {
	db := qdbtest.DB(t)
	functions := must(catalogue.Functions())
	f := fn.Functions("f")
	type row struct{ Name, Signature string }
	rows, err := qdb.All[row](t.Context(), db, expr.Select(f.Name.As("name"), f.SignatureTranslated.As("signature")).From(f))
	if err != nil {
		t.Fatal(err)
	}
	got := map[catalogue.Exclusion]int{}
	known := map[string]bool{}
	for _, r := range rows {
		reason := catalogue.ExclusionOf(r.Name, r.Signature)
		covered := slices.ContainsFunc(functions, func(f catalogue.Function) bool { return f.Covers(r.Name, r.Signature) })
		known[strings.ToLower(r.Name)] = true
		got[reason]++
		switch {
		case reason == "" && !covered:
			t.Errorf("%s is not in the catalogue", r.Signature)
		case reason != "" && covered:
			t.Errorf("%s is in the catalogue, and left out as %s", r.Signature, reason)
		}
	}
	for _, f := range functions {
		if !known[strings.ToLower(f.Name)] {
			t.Errorf("%s of the catalogue is no function of the server", f.Name)
		}
	}
	for _, name := range catalogue.Later {
		if known[name] {
			t.Errorf("the server has %s by now", name)
		}
	}
	got[catalogue.Enterprise] += 0
	if !maps.Equal(got, signatures) {
		t.Errorf("signatures by reason: %v, want %v", got, signatures)
	}
	t.Logf("%d signatures of the server: %d in the catalogue as %d Go functions; left out: %d operators, %d casts, %d of pg_catalog, %d server-internal, %d Enterprise", len(rows),
		got[""], len(functions), got[catalogue.Operator], got[catalogue.CastForm], got[catalogue.PGCatalog], got[catalogue.Internal], got[catalogue.Enterprise])
}

// TestRelations holds the columns of the table functions against the server.
func TestRelations(t *testing.T) {
	db := openTypes(t)
	for _, r := range catalogue.Relations {
		name, _, _ := strings.Cut(r.Signature, "(")
		call := strings.TrimPrefix(name, "GlobFiles: ")
		switch {
		case strings.Contains(r.Signature, "table string"):
			call += "('fn_types')"
		case strings.Contains(r.Signature, "string"):
			call += "('/')"
		default:
			call += "()"
		}
		if call == "wal_transactions('fn_types')" {
			continue // it is no WAL table; TestMeta reads one
		}
		rows, err := db.Query(t.Context(), "SELECT * FROM "+call+" LIMIT 1")
		if err != nil {
			t.Errorf("%s: %v", call, err)
			continue
		}
		var got []string
		for _, d := range rows.FieldDescriptions() {
			got = append(got, d.Name)
		}
		rows.Close()
		var want []string
		for column := range strings.SplitSeq(r.Columns, ", ") {
			name, _, _ := strings.Cut(column, " ")
			want = append(want, name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %v\nwant %v", call, got, want)
		}
	}
}

// TestDocstrings makes sure that each function tells since when QuestDB has it.
func TestDocstrings(t *testing.T) {
	docs := map[string]string{}
	for pattern, prefix := range map[string]string{"*.go": "", "../table_function.go": "expr."} {
		files := must(filepath.Glob(pattern))
		for _, file := range files {
			parsed := must(parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments))
			for _, d := range parsed.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
					docs[prefix+f.Name.Name] = f.Doc.Text()
				}
			}
		}
	}
	for _, f := range must(catalogue.Functions()) {
		want := "Since QuestDB " + f.Since + ": query/functions/"
		if earlier, ok := strings.CutPrefix(f.Since, "≤"); ok {
			want = "Since QuestDB " + earlier + " or earlier: query/functions/"
		}
		if !strings.Contains(docs[f.Go], want) {
			t.Errorf("the docstring of %s does not say %q:\n%s", f.Go, want, docs[f.Go])
		}
	}
}
