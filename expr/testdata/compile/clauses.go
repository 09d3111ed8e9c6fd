//go:build ignore

package compile

import (
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type tradesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Qty    expr.LongColumn
	Live   expr.BooleanColumn
}

var (
	Trades tradesTable
	limit  int
	hour   time.Duration
	name   string
)

func mid(a, b expr.Float) expr.Float { return a.Add(b) }

func _() {
	q := expr.Select(Trades.Ts).From(Trades)

	_ = q.Where(Trades.Price) // want `cannot use Trades.Price (variable of struct type expr.DoubleColumn) as expr.Boolean value in argument to q.Where: expr.DoubleColumn does not implement expr.Boolean (missing method And)`
	_ = q.Where(Trades.Live)  // twin

	_ = q.Where("price > 10")        // want `cannot use "price > 10" (constant of type string) as expr.Boolean value in argument to q.Where: string does not implement expr.Boolean (missing method And)`
	_ = q.Where(Trades.Price.Gt(10)) // twin

	_ = q.OrderBy("ts desc")        // want `cannot use "ts desc" (constant of type string) as expr.Order value in argument to q.OrderBy: string does not implement expr.Order (missing method isOrder)`
	_ = q.OrderBy(Trades.Ts.Desc()) // twin

	_ = expr.Select("ts")      // want `cannot use "ts" (constant of type string) as expr.Item value in argument to expr.Select: string does not implement expr.Item (missing method isItem)`
	_ = expr.Select(Trades.Ts) // twin

	_ = expr.Select(Trades.Ts.Desc()) // want `cannot use Trades.Ts.Desc() (value of interface type expr.Order) as expr.Item value in argument to expr.Select: expr.Order does not implement expr.Item (missing method isItem)`
	_ = expr.Select(Trades.Ts)        // twin

	_ = expr.Select(Trades.Ts).From("trades") // want `cannot use "trades" (constant of type string) as expr.Relation value in argument to expr.Select(Trades.Ts).From: string does not implement expr.Relation (missing method relation)`
	_ = expr.Select(Trades.Ts).From(Trades)   // twin

	_ = q.SampleBy("1h")          // want `cannot use "1h" (untyped string constant) as expr.Stride value in argument to q.SampleBy`
	_ = q.SampleBy(expr.Hours(1)) // twin

	_ = q.SampleBy(hour)             // want `cannot use hour (variable of int64 type time.Duration) as expr.Stride value in argument to q.SampleBy`
	_ = q.SampleBy(expr.Every(hour)) // twin

	_ = q.Limit(limit)        // want `cannot use limit (variable of type int) as int64 value in argument to q.Limit`
	_ = q.Limit(int64(limit)) // twin

	_ = q.LimitExpr(Trades.Price)                  // want `cannot use Trades.Price (variable of struct type expr.DoubleColumn) as expr.Integer value in argument to q.LimitExpr: expr.DoubleColumn does not implement expr.Integer (wrong type for method Add)`
	_ = q.LimitExpr(expr.Param[expr.Integer]("n")) // twin

	_ = q.Named(name)          // want `cannot use name (variable of type string) as expr.statementName value in argument to q.Named`
	_ = q.Named("trades.last") // twin

	_ = expr.Window().Range(expr.PrecedingExpr(Trades.Qty, expr.Hours(1)), expr.CurrentRow()) // want `cannot use expr.PrecedingExpr(Trades.Qty, expr.Hours(1)) (value of struct type expr.RowBound) as expr.RangeStart value in argument to expr.Window().Range: expr.RowBound does not implement expr.RangeStart (missing method rangeStart)`
	_ = expr.Between(expr.PrecedingExpr(Trades.Qty, expr.Hours(1)), expr.CurrentRow())        // twin

	_ = Trades.Price.Set("1.5") // want `cannot use "1.5" (untyped string constant) as float64 value in argument to Trades.Price.Set`
	_ = Trades.Price.Set(1.5)   // twin

	_ = Trades.Live.SetNull()  // want `Trades.Live.SetNull undefined (type expr.BooleanColumn has no field or method SetNull)`
	_ = Trades.Price.SetNull() // twin

	_ = Trades.Price.Is(Trades.Symbol)        // want `cannot use Trades.Symbol (variable of struct type expr.SymbolColumn) as expr.Float value in argument to Trades.Price.Is: expr.SymbolColumn does not implement expr.Float (missing method Add)`
	_ = Trades.Price.Is(fn.Max(Trades.Price)) // twin

	_ = expr.Insert(Trades).Set(Trades.Price.Eq(1))  // want `cannot use Trades.Price.Eq(1) (value of interface type expr.Boolean) as expr.Assignment value in argument to expr.Insert(Trades).Set: expr.Boolean does not implement expr.Assignment (missing method isAssignment)`
	_ = expr.Insert(Trades).Set(Trades.Price.Set(1)) // twin

	_ = mid(fn.Max(Trades.Price), Trades.Symbol) // want `cannot use Trades.Symbol (variable of struct type expr.SymbolColumn) as expr.Float value in argument to mid: expr.SymbolColumn does not implement expr.Float (missing method Add)`
	_ = mid(fn.Max(Trades.Price), Trades.Price)  // twin

	_ = expr.IfSet(&limit, Trades.Qty.Ge)     // want `in call to expr.IfSet, type func(v int64) expr.Boolean of Trades.Qty.Ge does not match inferred type func(int) expr.Boolean for func(T) expr.Boolean`
	_ = expr.IfSet(new(int64), Trades.Qty.Ge) // twin

	_ = ddl.Table("x").Double("v").Designated()    // want `ddl.Table("x").Double("v").Designated undefined (type ddl.Columns has no field or method Designated, but does have unexported method designated)`
	_ = ddl.Table("x").Timestamp("v").Designated() // twin
}
