package expr_test

import (
	"strconv"
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/race"
)

// tradesPointer is Trades as a pointer: its relation costs no allocation.
var tradesPointer = ddl.Define("expr_trades", func(t *TradesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

var (
	sinkText string
	sinkArgs []any
	sinkErr  error
)

// buildInsert and buildSelect are the guide's insert and a select of three
// conditions, built and rendered; handInsert and handSelect append the same
// text to one []byte of the right size: the limit.
func buildInsert() {
	sinkText, sinkArgs, sinkErr = expr.Insert(Signal).Values("coconut", 16.88993244, noon).SQL()
}

func handInsert() {
	b := make([]byte, 0, 80)
	b = append(b, "INSERT INTO expr_signal (source, value, ts) VALUES ("...)
	for i := range 3 {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = strconv.AppendInt(append(b, '$'), int64(i+1), 10)
	}
	b = append(b, ')')
	sinkText, sinkArgs = string(b), []any{"coconut", 16.88993244, noon}
}

func buildSelect() {
	t := tradesPointer
	sinkText, sinkArgs, sinkErr = expr.Select(t.Ts, t.Symbol, t.Price, t.Amount).From(t).
		Where(t.Symbol.Eq("BTC-USD"), t.Price.Gt(100.5), t.Ts.Ge(noon)).SQL()
}

func buildSelectByValue() {
	sinkText, sinkArgs, sinkErr = expr.Select(Trades.Ts, Trades.Symbol, Trades.Price, Trades.Amount).From(Trades).
		Where(Trades.Symbol.Eq("BTC-USD"), Trades.Price.Gt(100.5), Trades.Ts.Ge(noon)).SQL()
}

func handSelect() {
	b := make([]byte, 0, 112)
	b = append(b, "SELECT ts, symbol, price, amount FROM expr_trades WHERE symbol = "...)
	b = strconv.AppendInt(append(b, '$'), 1, 10)
	b = append(b, " AND price > "...)
	b = strconv.AppendInt(append(b, '$'), 2, 10)
	b = append(b, " AND ts >= "...)
	b = strconv.AppendInt(append(b, '$'), 3, 10)
	sinkText, sinkArgs = string(b), []any{"BTC-USD", 100.5, noon}
}

// TestRenderAllocs gates the allocations of building and rendering, with the
// figures of the hand-written code beside them.
func TestRenderAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	warm := expr.Select(Trades.Ts).From(Trades).Where(Trades.Symbol.Eq("BTC-USD"))
	buf, args := make([]byte, 0, 256), make([]any, 0, 8)
	for _, tt := range []struct {
		name  string
		build func()
		limit float64
	}{
		{"insert", buildInsert, 11},
		{"insert by hand", handInsert, 3},
		{"select", buildSelect, 11},
		{"select, the table by value", buildSelectByValue, 12},
		{"select by hand", handSelect, 3},
		{"render again into a buffer", func() { buf, args, sinkErr = warm.AppendSQL(buf[:0], args[:0]) }, 1},
	} {
		got := testing.AllocsPerRun(200, tt.build)
		t.Logf("%-28s %v allocations", tt.name, got)
		if got > tt.limit {
			t.Errorf("%s: %v allocations, at most %v", tt.name, got, tt.limit)
		}
		if sinkErr != nil {
			t.Fatal(sinkErr)
		}
	}
}

// TestPrettyAllocs shows that pretty printing costs the plain text nothing, and
// has no more allocations than that.
func TestPrettyAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	q := expr.Select(Trades.Ts, Trades.Price).From(Trades).Where(Trades.Symbol.Eq("BTC-USD"), Trades.Live).OrderBy(Trades.Ts).Limit(3)
	plain := testing.AllocsPerRun(200, func() { sinkText, sinkErr = q.Inline() })
	pretty := testing.AllocsPerRun(200, func() { sinkText, sinkErr = q.Pretty() })
	t.Logf("%v allocations plain, %v pretty", plain, pretty)
	if pretty > plain || sinkErr != nil {
		t.Errorf("%v allocations plain, %v pretty: %v", plain, pretty, sinkErr)
	}
}

func BenchmarkRender(b *testing.B) {
	for _, bb := range []struct {
		name  string
		build func()
	}{
		{"insert/hand", handInsert},
		{"insert/questql", buildInsert},
		{"select/hand", handSelect},
		{"select/questql", buildSelect},
		{"select/questql-by-value", buildSelectByValue},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bb.build()
			}
		})
	}
}
