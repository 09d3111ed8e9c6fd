//go:build ignore

// Programs that must not compile: functions.
package wrong

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type table struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Qty    expr.LongColumn
	Live   expr.BooleanColumn
	ID     expr.UUIDColumn
	Hash   expr.Long256Column
	Book   expr.DoubleArrayColumn
}

func functions(t table, w expr.WindowSpec, unit string) {
	_ = fn.Sum(t.Symbol)                                             // want `in call to fn.Sum, type expr.SymbolColumn of t.Symbol does not match expr.Summable[S] (cannot infer S)`
	_ = fn.Sum(t.Qty)                                                // twin
	_ = fn.Avg(t.Symbol)                                             // want `cannot use t.Symbol (variable of struct type expr.SymbolColumn) as expr.Number value in argument to fn.Avg: expr.SymbolColumn does not implement expr.Number (missing method isNumber)`
	_ = fn.Avg(t.Price)                                              // twin
	_ = fn.Avg(t.Live)                                               // want `cannot use t.Live (variable of struct type expr.BooleanColumn) as expr.Number value in argument to fn.Avg: expr.BooleanColumn does not implement expr.Number (missing method isNumber)`
	_ = fn.AvgBoolean(t.Live)                                        // twin
	_ = fn.Abs(t.Symbol)                                             // want `in call to fn.Abs, type expr.SymbolColumn of t.Symbol does not match inferred type expr.Numeric[expr.Text] for expr.Numeric[C]`
	_ = fn.Abs(t.Price)                                              // twin
	_ = fn.Ceil(t.Qty)                                               // want `in call to fn.Ceil, type expr.LongColumn of t.Qty does not match inferred type expr.Fractional[expr.Integer] for expr.Fractional[C]`
	_ = fn.Ceil(t.Price)                                             // twin
	_ = fn.Max(t.ID)                                                 // want `in call to fn.Max, type expr.UUIDColumn of t.ID does not match inferred type expr.Ordered[expr.UUIDAggregate] for expr.Ordered[A]`
	_ = fn.Max(t.Ts)                                                 // twin
	_ = fn.Max(t.Live)                                               // want `in call to fn.Max, type expr.BooleanColumn of t.Live does not match inferred type expr.Ordered[expr.BooleanAggregate] for expr.Ordered[A]`
	_ = fn.MaxBoolean(t.Live)                                        // twin
	_ = fn.First(t.Hash)                                             // want `in call to fn.First, type expr.Long256Column of t.Hash does not match inferred type expr.Storable[expr.Long256] for expr.Storable[C]`
	_ = fn.First(t.ID)                                               // twin
	_ = fn.CountOf(t.Live)                                           // want `cannot use t.Live (variable of struct type expr.BooleanColumn) as expr.Countable value in argument to fn.CountOf: expr.BooleanColumn does not implement expr.Countable (missing method isCountable)`
	_ = fn.CountOf(t.Symbol)                                         // twin
	_ = fn.CountDistinct(t.Price)                                    // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.Distinguishable value in argument to fn.CountDistinct: expr.DoubleColumn does not implement expr.Distinguishable (missing method isDistinguishable)`
	_ = fn.CountDistinct(t.Symbol)                                   // twin
	_ = fn.First(t.Price).Over(w)                                    // want `fn.First(t.Price).Over undefined (type expr.Float has no field or method Over)`
	_ = fn.FirstValue(t.Price).Over(w)                               // twin
	_ = fn.Stddev(t.Price).Over(w)                                   // want `fn.Stddev(t.Price).Over undefined (type expr.Float has no field or method Over)`
	_ = fn.Avg(t.Price).Over(w)                                      // twin
	_ = fn.Max(t.Symbol).Over(w)                                     // want `fn.Max(t.Symbol).Over undefined (type expr.TextAggregate has no field or method Over)`
	_ = fn.Max(t.Price).Over(w)                                      // twin
	_ = fn.VWAP(t.Price, t.Qty).Over(w)                              // want `fn.VWAP(t.Price, t.Qty).Over undefined (type expr.Float has no field or method Over)`
	_ = fn.Sum(t.Price).Over(w)                                      // twin
	_ = expr.Select(fn.RowNumber())                                  // want `cannot use fn.RowNumber() (value of struct type expr.WindowFunction[expr.Integer]) as expr.Item value in argument to expr.Select: expr.WindowFunction[expr.Integer] does not implement expr.Item (missing method isItem)`
	_ = expr.Select(fn.RowNumber().Over(w))                          // twin
	_ = expr.Select(fn.AvgPeriod(t.Price, 20))                       // want `cannot use fn.AvgPeriod(t.Price, 20) (value of struct type expr.WindowFunction[expr.Float]) as expr.Item value in argument to expr.Select: expr.WindowFunction[expr.Float] does not implement expr.Item (missing method isItem)`
	_ = expr.Select(fn.AvgPeriod(t.Price, 20).Over(w))               // twin
	_ = fn.Abs(t.Price).Over(w)                                      // want `fn.Abs(t.Price).Over undefined (type expr.Float has no field or method Over)`
	_ = fn.Abs(t.Price)                                              // twin
	_ = fn.RowNumber().Gt(1)                                         // want `fn.RowNumber().Gt undefined (type expr.WindowFunction[expr.Integer] has no field or method Gt)`
	_ = fn.RowNumber().Over(w).Gt(1)                                 // twin
	_ = fn.Avg(t.Price).Over(w).IgnoreNulls()                        // want `fn.Avg(t.Price).Over(w).IgnoreNulls undefined (type expr.Float has no field or method IgnoreNulls)`
	_ = fn.LastValue(t.Price).IgnoreNulls().Over(w)                  // twin
	_ = fn.Hour(t.Price)                                             // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.Timestamp value in argument to fn.Hour: expr.DoubleColumn does not implement expr.Timestamp (wrong type for method As)`
	_ = fn.Hour(t.Ts)                                                // twin
	_ = fn.DateAdd("h", expr.Int64(1))                               // want `not enough arguments in call to fn.DateAdd`
	_ = fn.DateAdd("h", expr.Int64(1), t.Ts)                         // twin
	_ = fn.DateAdd(unit, expr.Int64(1), t.Ts)                        // want `cannot use unit (variable of type string) as fn.Period value in argument to fn.DateAdd`
	_ = fn.DateAdd(fn.Period(unit), expr.Int64(1), t.Ts)             // twin
	_ = fn.DateAdd("h", 1, t.Ts)                                     // want `cannot use 1 (constant of type int) as expr.Integer value in argument to fn.DateAdd: int does not implement expr.Integer (missing method Add)`
	_ = fn.DateAdd("h", expr.Int64(1), t.Ts)                         // twin
	_ = fn.TimestampFloor("5m", t.Ts)                                // want `cannot use "5m" (untyped string constant) as expr.Stride value in argument to fn.TimestampFloor`
	_ = fn.TimestampFloor(expr.Minutes(5), t.Ts)                     // twin
	_ = fn.ApproxPercentile(t.Price, expr.Float64(0.5))              // want `cannot use expr.Float64(0.5) (value of interface type expr.Float) as float64 value in argument to fn.ApproxPercentile`
	_ = fn.ApproxPercentile(t.Price, 0.5)                            // twin
	_ = fn.StringAgg(t.Symbol, ", ")                                 // want `cannot use ", " (untyped string constant) as rune value in argument to fn.StringAgg`
	_ = fn.StringAgg(t.Symbol, ',')                                  // twin
	_ = fn.SplitPart(t.Symbol, "-", t.Qty)                           // want `cannot use t.Qty (variable of struct type expr.LongColumn) as int value in argument to fn.SplitPart`
	_ = fn.SplitPart(t.Symbol, "-", 1)                               // twin
	_ = fn.JSONExtract(t.Symbol, t.Symbol)                           // want `cannot use t.Symbol (variable of struct type expr.SymbolColumn) as string value in argument to fn.JSONExtract`
	_ = fn.JSONExtract(t.Symbol, ".a")                               // twin
	_ = fn.Round(t.Price, 2)                                         // want `cannot use 2 (constant of type int) as expr.Integer value in argument to fn.Round: int does not implement expr.Integer (missing method Add)`
	_ = fn.Round(t.Price, expr.Int64(2))                             // twin
	_ = fn.Round(t.Price, expr.Float64(2))                           // want `cannot use expr.Float64(2) (value of interface type expr.Float) as expr.Integer value in argument to fn.Round: expr.Float does not implement expr.Integer (wrong type for method Add)`
	_ = fn.Round(t.Price, expr.Int64(2))                             // twin
	_ = fn.ToStr(t.Price, "yyyy")                                    // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.Timestamp value in argument to fn.ToStr: expr.DoubleColumn does not implement expr.Timestamp (wrong type for method As)`
	_ = fn.ToStr(t.Ts, "yyyy")                                       // twin
	_ = fn.Left(t.Price, expr.Int64(2))                              // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.Text value in argument to fn.Left: expr.DoubleColumn does not implement expr.Text (wrong type for method As)`
	_ = fn.Left(t.Symbol, expr.Int64(2))                             // twin
	_ = fn.DotProduct(t.Book, t.Price)                               // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.Array value in argument to fn.DotProduct: expr.DoubleColumn does not implement expr.Array (wrong type for method Add)`
	_ = fn.DotProductBy(t.Book, t.Price)                             // twin
	_ = fn.Coalesce(t.Price, t.Symbol)                               // want `in call to fn.Coalesce, type expr.SymbolColumn of t.Symbol does not match inferred type expr.Class[expr.Float] for expr.Class[C]`
	_ = fn.Coalesce(t.Price, expr.Float64(0))                        // twin
	_ = fn.Greatest(t.Symbol, t.Symbol)                              // want `in call to fn.Greatest, type expr.SymbolColumn of t.Symbol does not match inferred type expr.Quantity[expr.Text] for expr.Quantity[C]`
	_ = fn.Greatest(t.Price, t.Price)                                // twin
	_ = fn.NullIf(t.Price, expr.String("a"))                         // want `in call to fn.NullIf, type expr.Text of expr.String("a") does not match inferred type expr.Numeric[expr.Float] for expr.Numeric[C]`
	_ = fn.NullIf(t.Price, expr.Float64(1))                          // twin
	_ = fn.MD5(t.Qty)                                                // want `cannot use t.Qty (variable of struct type expr.LongColumn) as expr.Content value in argument to fn.MD5: expr.LongColumn does not implement expr.Content (missing method isContent)`
	_ = fn.MD5(t.Symbol)                                             // twin
	_ = fn.RndIntRange(1, 5)                                         // want `not enough arguments in call to fn.RndIntRange`
	_ = fn.RndIntRange(1, 5, 0)                                      // twin
	_ = fn.RndSymbol(t.Symbol)                                       // want `cannot use t.Symbol (variable of struct type expr.SymbolColumn) as string value in argument to fn.RndSymbol`
	_ = fn.RndSymbol("a", "b")                                       // twin
	_ = fn.Lag(t.Symbol, 1)                                          // want `in call to fn.Lag, type expr.SymbolColumn of t.Symbol does not match inferred type expr.Measure[expr.Text] for expr.Measure[C]`
	_ = fn.Lag(t.Price, 1)                                           // twin
	_ = fn.Lag(t.Price, t.Qty)                                       // want `cannot use t.Qty (variable of struct type expr.LongColumn) as int64 value in argument to fn.Lag`
	_ = fn.Lag(t.Price, 1)                                           // twin
	_ = fn.ArgMax(t.Symbol, t.Ts)                                    // want `in call to fn.ArgMax, type expr.SymbolColumn of t.Symbol does not match inferred type expr.Measure[expr.Text] for expr.Measure[C]`
	_ = fn.ArgMax(t.Price, t.Ts)                                     // twin
	_ = fn.Tables()                                                  // want `not enough arguments in call to fn.Tables`
	_ = fn.Tables("x")                                               // twin
	_ = fn.WithinBox(t.Price, t.Price, 0, 0, 1, 1)                   // want `cannot use 0 (constant of type int) as expr.Number value in argument to fn.WithinBox: int does not implement expr.Number (missing method isExpression)`
	_ = fn.WithinRadius(t.Price, t.Price, t.Price, t.Price, t.Price) // twin
	_ = fn.Concat(t.Book)                                            // want `cannot use t.Book (variable of struct type expr.DoubleArrayColumn) as expr.Printable value in argument to fn.Concat: expr.DoubleArrayColumn does not implement expr.Printable (missing method isPrintable)`
	_ = fn.Concat(t.Symbol, t.Price)                                 // twin
}
