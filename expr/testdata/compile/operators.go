//go:build ignore

// Package compile holds programs that must not compile.
package compile

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type tradesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Note   expr.VarcharColumn
	Price  expr.DoubleColumn
	Qty    expr.LongColumn
	Live   expr.BooleanColumn
}

var (
	Trades tradesTable
	now    time.Time
	name   string
)

func _() {
	_ = Trades.Price.Gt("abc") // want `cannot use "abc" (untyped string constant) as float64 value in argument to Trades.Price.Gt`
	_ = Trades.Price.Gt(10.5)  // twin

	_ = Trades.Qty.Gt(1.5) // want `cannot use 1.5 (untyped float constant) as int64 value in argument to Trades.Qty.Gt (truncated)`
	_ = Trades.Qty.Gt(1)   // twin

	_ = Trades.Symbol.Mul(Trades.Qty) // want `Trades.Symbol.Mul undefined (type expr.SymbolColumn has no field or method Mul)`
	_ = Trades.Price.Mul(Trades.Qty)  // twin

	_ = Trades.Price.Mul(Trades.Symbol) // want `cannot use Trades.Symbol (variable of struct type expr.SymbolColumn) as expr.Number value in argument to Trades.Price.Mul: expr.SymbolColumn does not implement expr.Number (missing method isNumber)`
	_ = Trades.Price.Mul(Trades.Price)  // twin

	_ = Trades.Price.Mul(2)               // want `cannot use 2 (constant of type int) as expr.Number value in argument to Trades.Price.Mul: int does not implement expr.Number (missing method isExpression)`
	_ = Trades.Price.Mul(expr.Float64(2)) // twin

	_ = Trades.Qty.Mul(Trades.Price) // want `cannot use Trades.Price (variable of struct type expr.DoubleColumn) as expr.Integer value in argument to Trades.Qty.Mul: expr.DoubleColumn does not implement expr.Integer (wrong type for method Add)`
	_ = Trades.Price.Mul(Trades.Qty) // twin

	_ = Trades.Live.Gt(true) // want `Trades.Live.Gt undefined (type expr.BooleanColumn has no field or method Gt)`
	_ = Trades.Live.Eq(true) // twin

	_ = Trades.Live.IsNull()  // want `Trades.Live.IsNull undefined (type expr.BooleanColumn has no field or method IsNull)`
	_ = Trades.Price.IsNull() // twin

	_ = Trades.Price.Between(1, 2) // want `Trades.Price.Between undefined (type expr.DoubleColumn has no field or method Between)`
	_ = Trades.Qty.Between(1, 2)   // twin

	_ = Trades.Symbol.Eq(1)   // want `cannot use 1 (untyped int constant) as string value in argument to Trades.Symbol.Eq`
	_ = Trades.Symbol.Eq("1") // twin

	_ = Trades.Price.Eq(Trades.Qty)     // want `cannot use Trades.Qty (variable of struct type expr.LongColumn) as float64 value in argument to Trades.Price.Eq`
	_ = Trades.Price.EqExpr(Trades.Qty) // twin

	_ = Trades.Symbol.EqExpr(Trades.Qty)  // want `cannot use Trades.Qty (variable of struct type expr.LongColumn) as expr.Text value in argument to Trades.Symbol.EqExpr: expr.LongColumn does not implement expr.Text (wrong type for method As)`
	_ = Trades.Symbol.EqExpr(Trades.Note) // twin

	_ = Trades.Ts.Gt("2026-01-01") // want `cannot use "2026-01-01" (untyped string constant) as time.Time value in argument to Trades.Ts.Gt`
	_ = Trades.Ts.Gt(now)          // twin

	_ = Trades.Ts.Add(Trades.Qty)    // want `Trades.Ts.Add undefined (type expr.TimestampColumn has no field or method Add)`
	_ = Trades.Price.Add(Trades.Qty) // twin

	_ = Trades.Price.Like("1%") // want `Trades.Price.Like undefined (type expr.DoubleColumn has no field or method Like)`
	_ = Trades.Note.Like("1%")  // twin

	_ = Trades.Note.Concat("suffix")              // want `cannot use "suffix" (constant of type string) as expr.Text value in argument to Trades.Note.Concat: string does not implement expr.Text (missing method As)`
	_ = Trades.Note.Concat(expr.String("suffix")) // twin

	_ = Trades.Note.Add(Trades.Note)    // want `Trades.Note.Add undefined (type expr.VarcharColumn has no field or method Add)`
	_ = Trades.Note.Concat(Trades.Note) // twin

	_ = Trades.Live.And(true)                // want `cannot use true (constant of type bool) as expr.Boolean value in argument to Trades.Live.And: bool does not implement expr.Boolean (missing method And)`
	_ = Trades.Live.And(Trades.Price.Gt(10)) // twin

	_ = expr.And(Trades.Price) // want `cannot use Trades.Price (variable of struct type expr.DoubleColumn) as expr.Boolean value in argument to expr.And: expr.DoubleColumn does not implement expr.Boolean (missing method And)`
	_ = expr.And(Trades.Live)  // twin

	_ = expr.Not(Trades.Qty)  // want `cannot use Trades.Qty (variable of struct type expr.LongColumn) as expr.Boolean value in argument to expr.Not: expr.LongColumn does not implement expr.Boolean (missing method And)`
	_ = expr.Not(Trades.Live) // twin

	_ = Trades.Qty.In("a", "b")    // want `cannot use "a" (untyped string constant) as int64 value in argument to Trades.Qty.In`
	_ = Trades.Symbol.In("a", "b") // twin

	_ = Trades.Qty.In([]int64{1, 2}) // want `cannot use []int64{…} (value of type []int64) as int64 value in argument to Trades.Qty.In`
	_ = Trades.Qty.In(1, 2)          // twin

	_ = fn.Sum(Trades.Symbol) // want `in call to fn.Sum, type expr.SymbolColumn of Trades.Symbol does not match expr.Summable[S] (cannot infer S)`
	_ = fn.Sum(Trades.Price)  // twin

	_ = fn.Avg(Trades.Symbol) // want `cannot use Trades.Symbol (variable of struct type expr.SymbolColumn) as expr.Number value in argument to fn.Avg: expr.SymbolColumn does not implement expr.Number (missing method isNumber)`
	_ = fn.Avg(Trades.Qty)    // twin

	_ = fn.Max(3)          // want `in call to fn.Max, cannot infer A`
	_ = fn.Max(Trades.Qty) // twin
}
