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
// program over plain Go functions of one type, and reports the ratio of the CPU
// time that go build takes of each: 1 is that nothing is paid for the types.
// What the programs import is compiled before, and nothing is linked. Run it with
//
//	go test ./expr/fn -run '^$' -bench Compile -benchtime 5x
func BenchmarkCompile(b *testing.B) {
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..")
	typed, plain := newProgram(b, root, "typed"), newProgram(b, root, "plain")
	typed.build(b, -1)
	plain.build(b, -1)
	var ratios, of, against []float64
	for n := 0; b.Loop(); n++ {
		t, p := typed.build(b, n), plain.build(b, n)
		of, against = append(of, t.Seconds()), append(against, p.Seconds())
		ratios = append(ratios, t.Seconds()/p.Seconds())
	}
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(median(of), "typed-cpu-s")
	b.ReportMetric(median(against), "plain-cpu-s")
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// program is two packages in an overlay of the module: tables, and expressions
// over them.
type program struct {
	root, dir, kind string
	overlay         map[string]string
}

func newProgram(b *testing.B, root, kind string) *program {
	b.Helper()
	p := &program{root, b.TempDir(), kind, map[string]string{}}
	if kind == "plain" {
		p.file(b, "plainsql/plainsql.go", plainLibrary())
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

func tablesSource(kind string) string {
	var s strings.Builder
	if kind == "plain" {
		fmt.Fprintf(&s, "package tables\n\nimport sql %q\n", benchModule+"internal/compilebench/plainsql")
	} else {
		fmt.Fprintf(&s, "package tables\n\nimport (\n%q\n%q\n)\n", benchModule+"ddl", benchModule+"expr")
	}
	for i := range benchTables {
		if kind == "plain" {
			fmt.Fprintf(&s, "\ntype T%dTable struct { Name string; Ts, Symbol, Side, Note, Price, Amount, Bid, Ask, Qty, Seq, Live, ID sql.Expr }\n", i)
			fmt.Fprintf(&s, "\nvar T%d = T%dTable{%q, sql.Col(\"ts\"), sql.Col(\"symbol\"), sql.Col(\"side\"), sql.Col(\"note\"), sql.Col(\"price\"), sql.Col(\"amount\"), sql.Col(\"bid\"), sql.Col(\"ask\"), sql.Col(\"qty\"), sql.Col(\"seq\"), sql.Col(\"live\"), sql.Col(\"id\")}\n", i, i, fmt.Sprintf("t%d", i))
			continue
		}
		fmt.Fprintf(&s, "\ntype T%dTable struct {\nexpr.Table\nTs expr.TimestampColumn\nSymbol, Side expr.SymbolColumn\nNote expr.VarcharColumn\nPrice, Amount, Bid, Ask expr.DoubleColumn\nQty, Seq expr.LongColumn\nLive expr.BooleanColumn\nID expr.UUIDColumn\n}\n", i)
		fmt.Fprintf(&s, "\nvar T%d = ddl.Define(%q, func(t T%dTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })\n", i, fmt.Sprintf("t%d", i), i)
	}
	return s.String()
}

// benchExpressions are the lines, with T for the table and F for a number.
var benchExpressions = []string{
	"fn.Avg(T.Price.Mul(T.Qty)).As(\"v\")",
	"fn.Max(T.Price).Sub(fn.Min(T.Price)).As(\"v\")",
	"fn.Sum(T.Amount.Add(F)).Div(fn.Count()).As(\"v\")",
	"fn.Round(T.Bid.Add(T.Ask).Div(F), expr.Int64(2)).As(\"v\")",
	"T.Price.GtExpr(T.Bid.Mul(F)).And(T.Symbol.Eq(\"BTC-USD\")).And(T.Qty.Gt(10))",
	"fn.First(T.Price).Sub(fn.Last(T.Price)).Abs(\"v\")",
	"fn.Coalesce(T.Bid, T.Ask, T.Price).As(\"v\")",
	"fn.VWAP(T.Price, T.Amount).As(\"v\")",
	"fn.CountDistinct(T.Symbol).As(\"v\")",
	"fn.DateDiff(\"h\", T.Ts, fn.Now()).As(\"v\")",
}

func mainSource(kind, round string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "package program\n\nimport (\n%q\n", benchModule+"internal/compilebench/"+kind+"/tables")
	if kind == "plain" {
		fmt.Fprintf(&s, "sql %q\n", benchModule+"internal/compilebench/plainsql")
	} else {
		fmt.Fprintf(&s, "%q\n%q\n", benchModule+"expr", benchModule+"expr/fn")
	}
	fmt.Fprintf(&s, ")\n\n// %s\nfunc part() {\n", round)
	for i := range benchLines {
		line := strings.ReplaceAll(benchExpressions[i%len(benchExpressions)], ".Abs(\"v\")", ".As(\"v\")")
		line = strings.ReplaceAll(line, "T.", fmt.Sprintf("tables.T%d.", i*7%benchTables))
		line = strings.ReplaceAll(line, "F)", fmt.Sprintf("expr.Float64(%d.5))", i))
		if kind == "plain" {
			line = strings.NewReplacer("fn.", "sql.", "expr.", "sql.").Replace(line)
		}
		fmt.Fprintf(&s, "_ = %s\n", line)
		if i%100 == 99 && i < benchLines-1 {
			fmt.Fprintf(&s, "}\n\nfunc part%d() {\n", i)
		}
	}
	return s.String() + "}\n"
}

// plainLibrary is functions and methods of one type.
func plainLibrary() string {
	var s strings.Builder
	s.WriteString("package plainsql\n\ntype Expr struct{ n *node }\n\ntype node struct { name string; args []Expr; value any }\n\n")
	s.WriteString("//go:noinline\nfunc Col(name string) Expr { return Expr{&node{name: name}} }\n\n//go:noinline\nfunc Int64(n int64) Expr { return Expr{&node{value: n}} }\n\n//go:noinline\nfunc Float64(f float64) Expr { return Expr{&node{value: f}} }\n\n")
	for _, name := range []string{"Avg", "Max", "Min", "Sum", "First", "Last", "CountDistinct"} {
		fmt.Fprintf(&s, "//go:noinline\nfunc %s(x Expr) Expr { return Expr{&node{name: %q, args: []Expr{x}}} }\n\n", name, name)
	}
	for _, name := range []string{"Round", "VWAP"} {
		fmt.Fprintf(&s, "//go:noinline\nfunc %s(x, y Expr) Expr { return Expr{&node{name: %q, args: []Expr{x, y}}} }\n\n", name, name)
	}
	for _, name := range []string{"Add", "Sub", "Mul", "Div", "GtExpr"} {
		fmt.Fprintf(&s, "//go:noinline\nfunc (x Expr) %s(y Expr) Expr { return Expr{&node{name: %q, args: []Expr{x, y}}} }\n\n", name, name)
	}
	for _, name := range []string{"Eq", "Gt"} {
		fmt.Fprintf(&s, "//go:noinline\nfunc (x Expr) %s(v any) Expr { return Expr{&node{name: %q, args: []Expr{x}, value: v}} }\n\n", name, name)
	}
	for _, name := range []string{"Now", "Count"} {
		fmt.Fprintf(&s, "//go:noinline\nfunc %s() Expr { return Expr{&node{name: %q}} }\n\n", name, name)
	}
	s.WriteString("//go:noinline\nfunc (x Expr) And(more ...Expr) Expr { return Expr{&node{name: \"And\", args: append([]Expr{x}, more...)}} }\n\n//go:noinline\nfunc Coalesce(x Expr, more ...Expr) Expr { return Expr{&node{name: \"Coalesce\", args: append([]Expr{x}, more...)}} }\n\n")
	s.WriteString("//go:noinline\nfunc DateDiff(unit string, x, y Expr) Expr { return Expr{&node{name: unit, args: []Expr{x, y}}} }\n\n//go:noinline\nfunc (x Expr) As(name string) Expr { return Expr{&node{name: name, args: []Expr{x}}} }\n")
	return s.String()
}
