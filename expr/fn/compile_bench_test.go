package fn_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// The size of the program that BenchmarkCompile builds.
const (
	benchTables = 100
	benchLines  = 2000
)

// BenchmarkCompile builds a program of expressions over tables, and the same
// program twice with plain Go functions: over the same classes, as interfaces,
// and over one type for everything, which checks nothing. It reports the ratios
// of the CPU time that go build takes: 1 is that nothing is paid for methods and
// generics, or for types at all. What the programs import is compiled before, and
// nothing is linked. Run it with
//
//	go test ./expr/fn -run '^$' -bench Compile -benchtime 5x
//
// Most of what the classes cost is the conversion of one interface to another,
// such as that of a Float to a Number where a function takes any number: the
// compiler writes a lookup with a cache at each.
func BenchmarkCompile(b *testing.B) {
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..")
	kinds := []string{questqlKind, classesKind, untypedKind}
	programs, times := map[string]*program{}, map[string][]float64{}
	for _, kind := range kinds {
		programs[kind] = newProgram(b, root, kind)
		programs[kind].build(b, -1)
	}
	for n := 0; b.Loop(); n++ {
		for _, kind := range kinds {
			times[kind] = append(times[kind], programs[kind].build(b, n).Seconds())
		}
	}
	own := slices.Min(times[questqlKind])
	b.ReportMetric(own, "cpu-s")
	b.ReportMetric(own/slices.Min(times[classesKind]), "x-of-plain-functions")
	b.ReportMetric(own/slices.Min(times[untypedKind]), "x-of-untyped-functions")
}

// The kinds of programs.
const (
	questqlKind = "typed"
	classesKind = "classes"
	untypedKind = "untyped"
)

// program is two packages in an overlay of the module: tables, and expressions
// over them.
type program struct {
	root, dir, kind string
	overlay         map[string]string
}

func newProgram(b *testing.B, root, kind string) *program {
	b.Helper()
	p := &program{root, b.TempDir(), kind, map[string]string{}}
	switch kind {
	case classesKind:
		p.file(b, kind+"sql/sql.go", classesLibrary())
	case untypedKind:
		p.file(b, kind+"sql/sql.go", untypedLibrary())
	}
	p.file(b, kind+"/tables/tables.go", tablesSource(kind))
	return p
}

func (p *program) file(b *testing.B, path, source string) {
	b.Helper()
	real := filepath.Join(p.dir, strings.ReplaceAll(path, "/", "_"))
	if err := os.WriteFile(real, []byte(source), 0o600); err != nil {
		b.Fatal(err)
	}
	p.overlay[filepath.Join(p.root, "internal", "compilebench", path)] = real
}

// build builds the program anew and returns the CPU time of that.
func (p *program) build(b *testing.B, round int) time.Duration {
	b.Helper()
	p.file(b, p.kind+"/main.go", mainSource(p.kind, fmt.Sprint(p.dir, round)))
	p.file(b, p.kind+"/tables/round.go", fmt.Sprintf("package tables\n\nconst Round = %q\n", fmt.Sprint(p.dir, round)))
	text, err := json.Marshal(map[string]any{"Replace": p.overlay})
	if err != nil {
		b.Fatal(err)
	}
	overlay := filepath.Join(p.dir, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		b.Fatal(err)
	}
	cmd := exec.CommandContext(b.Context(), "go", "build", "-overlay", overlay, "./internal/compilebench/"+p.kind)
	cmd.Dir = p.root
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

const benchModule = "github.com/questql/questql/"

// benchColumns are the columns of each table, with their types in the library of
// plain functions that has classes.
var benchColumns = []struct{ name, plainType string }{
	{"Ts", "Timestamp"},
	{"Symbol", "Text"},
	{"Side", "Text"},
	{"Note", "Text"},
	{"Price", "Float"},
	{"Amount", "Float"},
	{"Bid", "Float"},
	{"Ask", "Float"},
	{"Qty", "Integer"},
	{"Seq", "Integer"},
	{"Live", "Boolean"},
	{"ID", "UUID"},
}

func tablesSource(kind string) string {
	var s strings.Builder
	if kind != questqlKind {
		fmt.Fprintf(&s, "package tables\n\nimport sql %q\n", benchModule+"internal/compilebench/"+kind+"sql")
	} else {
		fmt.Fprintf(&s, "package tables\n\nimport (\n%q\n%q\n)\n", benchModule+"ddl", benchModule+"expr")
	}
	for i := range benchTables {
		if kind == questqlKind {
			fmt.Fprintf(&s, "\ntype T%dTable struct {\nexpr.Table\nTs expr.TimestampColumn\nSymbol, Side expr.SymbolColumn\nNote expr.VarcharColumn\nPrice, Amount, Bid, Ask expr.DoubleColumn\nQty, Seq expr.LongColumn\nLive expr.BooleanColumn\nID expr.UUIDColumn\n}\n", i)
			fmt.Fprintf(&s, "\nvar T%d = ddl.Define(%q, func(t T%dTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })\n", i, fmt.Sprintf("t%d", i), i)
			continue
		}
		fmt.Fprintf(&s, "\ntype T%dTable struct {\nName string\n", i)
		values := ""
		for _, c := range benchColumns {
			of := "Expr"
			if kind == classesKind {
				of = c.plainType + "Column"
			}
			fmt.Fprintf(&s, "%s sql.%s\n", c.name, of)
			values += fmt.Sprintf(", sql.New%s(%q)", of, strings.ToLower(c.name))
		}
		fmt.Fprintf(&s, "}\n\nvar T%d = T%dTable{%q%s}\n", i, i, fmt.Sprintf("t%d", i), values)
	}
	return s.String()
}

// benchExpressions are the lines with methods and with functions alone, with T
// for the table and F for a number.
var benchExpressions = []struct{ methods, functions string }{
	{`fn.Avg(T.Price.Mul(T.Qty)).As("v")`, `sql.As(sql.Avg(sql.Mul(T.Price, T.Qty)), "v")`},
	{`fn.Max(T.Price).Sub(fn.Min(T.Price)).As("v")`, `sql.As(sql.Sub(sql.Max(T.Price), sql.Min(T.Price)), "v")`},
	{`fn.Sum(T.Amount.Add(F)).Div(fn.Count()).As("v")`, `sql.As(sql.Div(sql.Sum(sql.Add(T.Amount, F)), sql.Count()), "v")`},
	{`fn.Round(T.Bid.Add(T.Ask).Div(F), expr.Int64(2)).As("v")`, `sql.As(sql.Round(sql.Div(sql.Add(T.Bid, T.Ask), F), sql.Int64(2)), "v")`},
	{`T.Price.GtExpr(T.Bid.Mul(F)).And(T.Symbol.Eq("BTC-USD")).And(T.Qty.Gt(10))`, `sql.And(sql.And(sql.GtExpr(T.Price, sql.Mul(T.Bid, F)), sql.Eq(T.Symbol, "BTC-USD")), sql.Gt(T.Qty, 10))`},
	{`fn.First(T.Price).Sub(fn.Last(T.Price)).As("v")`, `sql.As(sql.Sub(sql.First(T.Price), sql.Last(T.Price)), "v")`},
	{`fn.Coalesce(T.Bid, T.Ask, T.Price).As("v")`, `sql.As(sql.Coalesce(T.Bid, T.Ask, T.Price), "v")`},
	{`fn.VWAP(T.Price, T.Amount).As("v")`, `sql.As(sql.VWAP(T.Price, T.Amount), "v")`},
	{`fn.CountDistinct(T.Symbol).As("v")`, `sql.As(sql.CountDistinct(T.Symbol), "v")`},
	{`fn.DateDiff("h", T.Ts, fn.Now()).As("v")`, `sql.As(sql.DateDiff("h", T.Ts, sql.Now()), "v")`},
}

func mainSource(kind, round string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "package program\n\nimport (\n%q\n", benchModule+"internal/compilebench/"+kind+"/tables")
	if kind == questqlKind {
		fmt.Fprintf(&s, "%q\n%q\n", benchModule+"expr", benchModule+"expr/fn")
	} else {
		fmt.Fprintf(&s, "sql %q\n", benchModule+"internal/compilebench/"+kind+"sql")
	}
	fmt.Fprintf(&s, ")\n\n// %s\nfunc part() {\n", round)
	for i := range benchLines {
		line, number := benchExpressions[i%len(benchExpressions)].methods, "expr.Float64(%d.5)"
		if kind != questqlKind {
			line, number = benchExpressions[i%len(benchExpressions)].functions, "sql.Float64(%d.5)"
		}
		line = strings.ReplaceAll(line, "T.", fmt.Sprintf("tables.T%d.", i*7%benchTables))
		line = strings.NewReplacer("F)", fmt.Sprintf(number+")", i)).Replace(line)
		fmt.Fprintf(&s, "_ = %s\n", line)
		if i%100 == 99 && i < benchLines-1 {
			fmt.Fprintf(&s, "}\n\nfunc part%d() {\n", i)
		}
	}
	return s.String() + "}\n"
}

// plainFunctions are the functions of both libraries: the name, the parameters
// and the result. The last parameter that is no expression is a Go value.
var plainFunctions = []struct{ name, params, result string }{
	{"Int64", "v int64", "Integer"},
	{"Float64", "v float64", "Float"},
	{"Avg", "x Number", "Float"},
	{"Max", "x Number", "Float"},
	{"Min", "x Number", "Float"},
	{"Sum", "x Number", "Float"},
	{"First", "x Float", "Float"},
	{"Last", "x Float", "Float"},
	{"Count", "", "Integer"},
	{"CountDistinct", "x Expression", "Integer"},
	{"Round", "x Number, y Integer", "Float"},
	{"VWAP", "x, y Number", "Float"},
	{"Add", "x, y Number", "Float"},
	{"Sub", "x, y Number", "Float"},
	{"Mul", "x, y Number", "Float"},
	{"Div", "x, y Number", "Float"},
	{"GtExpr", "x, y Number", "Boolean"},
	{"Gt", "x Number, v float64", "Boolean"},
	{"Eq", "x Text, v string", "Boolean"},
	{"And", "x, y Boolean", "Boolean"},
	{"Coalesce", "x, y Float, more ...Float", "Float"},
	{"Now", "", "Timestamp"},
	{"DateDiff", "v string, x, y Timestamp", "Integer"},
	{"As", "x Expression, v string", "Expression"},
}

var plainClasses = []string{"Integer", "Float", "Text", "Timestamp", "Boolean", "UUID"}

// classesLibrary is functions over a sealed interface for each class.
func classesLibrary() string {
	var s strings.Builder
	s.WriteString("package sql\n\ntype Expression interface{ expression() *node }\n\ntype Number interface {\nExpression\nnumber()\n}\n\n")
	for _, class := range plainClasses {
		base := "Expression"
		if class == "Integer" || class == "Float" {
			base = "Number"
		}
		column := class + "Column"
		fmt.Fprintf(&s, "type %s interface {\n%s\nis%s()\n}\n\ntype %s struct{ n *node }\n\n", class, base, class, column)
		fmt.Fprintf(&s, "func (c %s) expression() *node { return c.n }\nfunc (%s) is%s() {}\nfunc (%s) number() {}\n\n", column, column, class, column)
		fmt.Fprintf(&s, "//go:noinline\nfunc New%s(name string) %s { return %s{&node{name: name}} }\n\n", column, column, column)
	}
	writePlain(&s, func(class string) string { return class }, func(class string) string {
		if class == "Expression" {
			class = "Float"
		}
		return class + "Column"
	})
	return s.String()
}

// untypedLibrary is functions of one type.
func untypedLibrary() string {
	var s strings.Builder
	s.WriteString("package sql\n\ntype Expr struct{ n *node }\n\n//go:noinline\nfunc NewExpr(name string) Expr { return Expr{&node{name: name}} }\n\n")
	one := func(string) string { return "Expr" }
	writePlain(&s, one, one)
	return s.String()
}

// writePlain writes the functions, with the types that class and made give.
func writePlain(s *strings.Builder, class, made func(string) string) {
	s.WriteString("type node struct {\nname string\nargs []any\n}\n")
	classNames := append([]string{"Expression", "Number"}, plainClasses...)
	for _, f := range plainFunctions {
		params := f.params
		for _, name := range classNames {
			params = strings.NewReplacer(" "+name+",", " "+class(name)+",", "..."+name, "..."+class(name)).Replace(params)
			if rest, ok := strings.CutSuffix(params, " "+name); ok {
				params = rest + " " + class(name)
			}
		}
		args := ""
		for _, name := range []string{"x", "y", "v", "more"} {
			if strings.Contains(" "+f.params, " "+name+",") || strings.Contains(" "+f.params, " "+name+" ") {
				args += ", " + name
			}
		}
		fmt.Fprintf(s, "\n//go:noinline\nfunc %s(%s) %s { return %s{&node{%q, []any{%s}}} }\n", f.name, params, class(f.result), made(f.result), f.name, strings.TrimPrefix(args, ", "))
	}
}
