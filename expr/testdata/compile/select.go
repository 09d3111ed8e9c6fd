//go:build ignore

package compile

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type tick struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Live   expr.BooleanColumn
}

var (
	Ticks, q tick
	now      time.Time
	t        = expr.Select(Ticks.Ts).From(Ticks)
	w        = expr.Window()
	minute   = expr.Between(expr.Preceding(expr.Minutes(1)), expr.CurrentRow())
	horizon  = expr.HorizonList("h", expr.Seconds(1))
)

func _() {
	_ = t.AsofJoin(q, expr.Tolerance("5s"))            // want `cannot use "5s" (untyped string constant) as expr.Stride value in argument to expr.Tolerance`
	_ = t.AsofJoin(q, expr.Tolerance(expr.Seconds(5))) // twin

	_ = t.Join(q, expr.Using(Ticks.Symbol), expr.Tolerance(expr.Seconds(5)))     // want `too many arguments in call to t.Join`
	_ = t.AsofJoin(q, expr.Using(Ticks.Symbol), expr.Tolerance(expr.Seconds(5))) // twin

	_ = t.Join(q)                           // want `not enough arguments in call to t.Join`
	_ = t.Join(q, expr.Using(Ticks.Symbol)) // twin

	_ = t.LeftJoin(q, Ticks.Symbol.EqExpr(Ticks.Symbol))          // want `cannot use Ticks.Symbol.EqExpr(Ticks.Symbol) (value of interface type expr.Boolean) as expr.JoinKeys value in argument to t.LeftJoin`
	_ = t.LeftJoin(q, expr.On(Ticks.Symbol.EqExpr(Ticks.Symbol))) // twin

	_ = t.CrossJoin(q, expr.Using(Ticks.Symbol)) // want `too many arguments in call to t.CrossJoin`
	_ = t.CrossJoin(q)                           // twin

	_ = t.SpliceJoin(q, expr.Tolerance(expr.Seconds(5))) // want `cannot use expr.Tolerance(expr.Seconds(5)) (value of struct type expr.ToleranceOption) as expr.SpliceOption value in argument to t.SpliceJoin: expr.ToleranceOption does not implement expr.SpliceOption (missing method splice)`
	_ = t.SpliceJoin(q, expr.Using(Ticks.Symbol))        // twin

	_ = t.WindowJoin(q, expr.Tolerance(expr.Seconds(5))) // want `cannot use expr.Tolerance(expr.Seconds(5)) (value of struct type expr.ToleranceOption) as expr.WindowJoinOption value in argument to t.WindowJoin: expr.ToleranceOption does not implement expr.WindowJoinOption (missing method windowJoin)`
	_ = t.WindowJoin(q, expr.ExcludePrevailing())        // twin

	_ = t.AsofJoin(q, expr.IncludePrevailing())   // want `cannot use expr.IncludePrevailing() (value of struct type expr.PrevailingOption) as expr.AsofOption value in argument to t.AsofJoin: expr.PrevailingOption does not implement expr.AsofOption (missing method asof)`
	_ = t.WindowJoin(q, expr.IncludePrevailing()) // twin

	_ = t.LtJoin(q, minute)     // want `cannot use minute (variable of struct type expr.RangeFrame) as expr.AsofOption value in argument to t.LtJoin: expr.RangeFrame does not implement expr.AsofOption (missing method asof)`
	_ = t.WindowJoin(q, minute) // twin

	_ = t.AsofJoin(q, horizon)    // want `cannot use horizon (variable of struct type expr.Horizon) as expr.AsofOption value in argument to t.AsofJoin: expr.Horizon does not implement expr.AsofOption (missing method asof)`
	_ = t.HorizonJoin(q, horizon) // twin

	_ = t.HorizonJoin(q, expr.Tolerance(expr.Seconds(5)))   // want `cannot use expr.Tolerance(expr.Seconds(5)) (value of struct type expr.ToleranceOption) as expr.HorizonOption value in argument to t.HorizonJoin: expr.ToleranceOption does not implement expr.HorizonOption (missing method horizon)`
	_ = t.HorizonJoin(q, horizon, expr.Using(Ticks.Symbol)) // twin

	_ = t.AsofJoin("quotes") // want `cannot use "quotes" (constant of type string) as expr.Relation value in argument to t.AsofJoin: string does not implement expr.Relation (missing method relation)`
	_ = t.AsofJoin(q)        // twin

	_ = t.Join(q, expr.On(Ticks.Price)) // want `cannot use Ticks.Price (variable of struct type expr.DoubleColumn) as expr.Boolean value in argument to expr.On: expr.DoubleColumn does not implement expr.Boolean (missing method And)`
	_ = t.Join(q, expr.On(Ticks.Live))  // twin

	_ = t.Join(q, expr.Using("symbol"))     // want `cannot use "symbol" (constant of type string) as expr.Column value in argument to expr.Using: string does not implement expr.Column (missing method isColumn)`
	_ = t.Join(q, expr.Using(Ticks.Symbol)) // twin

	_ = t.Join(q, expr.Using(Ticks.Price.Neg())) // want `cannot use Ticks.Price.Neg() (value of interface type expr.Float) as expr.Column value in argument to expr.Using: expr.Float does not implement expr.Column (missing method isColumn)`
	_ = t.Join(q, expr.Using(Ticks.Price))       // twin

	_ = expr.HorizonList("h", "30s")            // want `cannot use "30s" (untyped string constant) as expr.Stride value in argument to expr.HorizonList`
	_ = expr.HorizonList("h", expr.Seconds(30)) // twin

	_ = t.SampleBy(expr.Hours(1), expr.Fill("prev"))    // want `cannot use "prev" (constant of type string) as expr.FillValue value in argument to expr.Fill: string does not implement expr.FillValue (missing method isFill)`
	_ = t.SampleBy(expr.Hours(1), expr.Fill(expr.Prev)) // twin

	_ = t.SampleBy(expr.Hours(1), expr.Tolerance(expr.Seconds(5))) // want `cannot use expr.Tolerance(expr.Seconds(5)) (value of struct type expr.ToleranceOption) as expr.SampleByOption value in argument to t.SampleBy: expr.ToleranceOption does not implement expr.SampleByOption (missing method sampleBy)`
	_ = t.SampleBy(expr.Hours(1), expr.AlignToCalendar())          // twin

	_ = t.SampleBy(expr.Hours(1), expr.Prev)            // want `cannot use expr.Prev (variable of interface type expr.FillValue) as expr.SampleByOption value in argument to t.SampleBy: expr.FillValue does not implement expr.SampleByOption (missing method sampleBy)`
	_ = t.SampleBy(expr.Hours(1), expr.Fill(expr.Prev)) // twin

	_ = t.LatestOn(Ticks.Ts, expr.Fill(expr.Prev)) // want `cannot use expr.Fill(expr.Prev) (value of interface type expr.SampleByOption) as expr.Column value in argument to t.LatestOn: expr.SampleByOption does not implement expr.Column (missing method isColumn)`
	_ = t.LatestOn(Ticks.Ts, Ticks.Symbol)         // twin

	_ = t.LatestOn(Ticks.Price, Ticks.Symbol) // want `cannot use Ticks.Price (variable of struct type expr.DoubleColumn) as expr.ColumnOf[expr.Timestamp] value in argument to t.LatestOn: expr.DoubleColumn does not implement expr.ColumnOf[expr.Timestamp] (wrong type for method class)`
	_ = t.LatestOn(Ticks.Ts, Ticks.Symbol)    // twin

	_ = t.LatestOn(Ticks.Ts, Ticks.Price.Neg()) // want `cannot use Ticks.Price.Neg() (value of interface type expr.Float) as expr.Column value in argument to t.LatestOn: expr.Float does not implement expr.Column (missing method isColumn)`
	_ = t.LatestOn(Ticks.Ts, Ticks.Price)       // twin

	_ = t.SampleBy(expr.Hours(1), expr.FromToExpr("2026-01-01", nil))   // want `cannot use "2026-01-01" (constant of type string) as expr.Timestamp value in argument to expr.FromToExpr: string does not implement expr.Timestamp (missing method As)`
	_ = t.SampleBy(expr.Hours(1), expr.FromToExpr(expr.Time(now), nil)) // twin

	_ = t.SampleBy(expr.Hours(1), expr.FromTo(expr.Time(now), now)) // want `cannot use expr.Time(now) (value of interface type expr.Timestamp) as time.Time value in argument to expr.FromTo`
	_ = t.SampleBy(expr.Hours(1), expr.FromTo(now, now))            // twin

	_ = expr.AlignToFirstObservation().TimeZone("UTC") // want `expr.AlignToFirstObservation().TimeZone undefined (type expr.SampleByOption has no field or method TimeZone)`
	_ = expr.AlignToCalendar().TimeZone("UTC")         // twin

	_ = t.GroupBy("symbol")     // want `cannot use "symbol" (constant of type string) as expr.GroupKey value in argument to t.GroupBy: string does not implement expr.GroupKey (missing method isGroupKey)`
	_ = t.GroupBy(Ticks.Symbol) // twin

	_ = t.GroupBy(1)                // want `cannot use 1 (constant of type int) as expr.GroupKey value in argument to t.GroupBy: int does not implement expr.GroupKey (missing method isGroupKey)`
	_ = t.GroupBy(expr.Position(1)) // twin

	_ = t.GroupBy(Ticks.Symbol.Desc()) // want `cannot use Ticks.Symbol.Desc() (value of interface type expr.Order) as expr.GroupKey value in argument to t.GroupBy: expr.Order does not implement expr.GroupKey (missing method isGroupKey)`
	_ = t.OrderBy(Ticks.Symbol.Desc()) // twin

	_ = t.Having(Ticks.Live) // want `t.Having undefined (type expr.Query has no field or method Having)`
	_ = t.Where(Ticks.Live)  // twin

	_ = t.Offset(5)         // want `t.Offset undefined (type expr.Query has no field or method Offset)`
	_ = t.LimitRange(5, 10) // twin

	_ = t.LimitRange(5)    // want `not enough arguments in call to t.LimitRange`
	_ = t.LimitRange(0, 5) // twin

	_ = t.Union("SELECT 1") // want `cannot use "SELECT 1" (untyped string constant) as expr.Query value in argument to t.Union`
	_ = t.Union(t)          // twin

	_ = t.Timestamp(Ticks.Price) // want `cannot use Ticks.Price (variable of struct type expr.DoubleColumn) as expr.ColumnOf[expr.Timestamp] value in argument to t.Timestamp: expr.DoubleColumn does not implement expr.ColumnOf[expr.Timestamp] (wrong type for method class)`
	_ = t.Timestamp(Ticks.Ts)    // twin

	_ = Ticks.Price.Over(w)         // want `Ticks.Price.Over undefined (type expr.DoubleColumn has no field or method Over)`
	_ = fn.Avg(Ticks.Price).Over(w) // twin

	_ = fn.First(Ticks.Price).Over(w)      // want `fn.First(Ticks.Price).Over undefined (type expr.Float has no field or method Over)`
	_ = fn.FirstValue(Ticks.Price).Over(w) // twin

	_ = fn.Max(Ticks.Symbol).Over(w) // want `fn.Max(Ticks.Symbol).Over undefined (type expr.TextAggregate has no field or method Over)`
	_ = fn.Max(Ticks.Price).Over(w)  // twin

	_ = fn.Lag(Ticks.Symbol, 1).Over(w) // want `in call to fn.Lag, type expr.SymbolColumn of Ticks.Symbol does not match inferred type expr.Measure[expr.Text] for expr.Measure[C]`
	_ = fn.Lag(Ticks.Price, 1).Over(w)  // twin

	_ = fn.Avg(Ticks.Price).IgnoreNulls()       // want `fn.Avg(Ticks.Price).IgnoreNulls undefined (type expr.FloatAggregate has no field or method IgnoreNulls)`
	_ = fn.LastValue(Ticks.Price).IgnoreNulls() // twin

	_ = expr.Select(fn.RowNumber())         // want `cannot use fn.RowNumber() (value of struct type expr.WindowFunction[expr.Integer]) as expr.Item value in argument to expr.Select: expr.WindowFunction[expr.Integer] does not implement expr.Item (missing method isItem)`
	_ = expr.Select(fn.RowNumber().Over(w)) // twin

	_ = expr.Select(fn.Lag(Ticks.Price, 1).As("x"))         // want `fn.Lag(Ticks.Price, 1).As undefined (type expr.ValueFunction[expr.Float] has no field or method As)`
	_ = expr.Select(fn.Lag(Ticks.Price, 1).Over(w).As("x")) // twin

	_ = fn.Avg(Ticks.Price).Over(w.Rows(expr.Hours(1))) // want `cannot use expr.Hours(1) (value of struct type expr.Stride) as int64 value in argument to w.Rows`
	_ = fn.Avg(Ticks.Price).Over(w.Rows(1))             // twin

	_ = w.Range(expr.RowsPreceding(1), expr.CurrentRow())       // want `cannot use expr.RowsPreceding(1) (value of struct type expr.RowsBound) as expr.RangeStart value in argument to w.Range: expr.RowsBound does not implement expr.RangeStart (missing method rangeStart)`
	_ = w.RowsBetween(expr.RowsPreceding(1), expr.CurrentRow()) // twin

	_ = w.RowsBetween(expr.Preceding(expr.Hours(1)), expr.CurrentRow()) // want `cannot use expr.Preceding(expr.Hours(1)) (value of struct type expr.PrecedingBound) as expr.RowsStart value in argument to w.RowsBetween: expr.PrecedingBound does not implement expr.RowsStart (missing method rowsStart)`
	_ = w.Range(expr.Preceding(expr.Hours(1)), expr.CurrentRow())       // twin

	_ = w.Range(expr.CurrentRow(), expr.Following(expr.Hours(1))) // want `cannot use expr.Following(expr.Hours(1)) (value of struct type expr.FollowingBound) as expr.RangeEnd value in argument to w.Range: expr.FollowingBound does not implement expr.RangeEnd (missing method rangeEnd)`
	_ = w.Range(expr.CurrentRow(), expr.UnboundedFollowing())     // twin

	_ = w.Range(expr.UnboundedFollowing(), expr.CurrentRow()) // want `cannot use expr.UnboundedFollowing() (value of struct type expr.EndBound) as expr.RangeStart value in argument to w.Range: expr.EndBound does not implement expr.RangeStart (missing method rangeStart)`
	_ = w.Range(expr.UnboundedPreceding(), expr.CurrentRow()) // twin

	_ = w.OrderBy("ts")     // want `cannot use "ts" (constant of type string) as expr.Order value in argument to w.OrderBy: string does not implement expr.Order (missing method isOrder)`
	_ = w.OrderBy(Ticks.Ts) // twin

	_ = expr.Update(Ticks).Where("1 = 1")    // want `cannot use "1 = 1" (constant of type string) as expr.Boolean value in argument to expr.Update(Ticks).Where: string does not implement expr.Boolean (missing method And)`
	_ = expr.Update(Ticks).Where(Ticks.Live) // twin

	_ = expr.Update(Ticks).Set(Ticks.Price)        // want `cannot use Ticks.Price (variable of struct type expr.DoubleColumn) as expr.Assignment value in argument to expr.Update(Ticks).Set: expr.DoubleColumn does not implement expr.Assignment (missing method isAssignment)`
	_ = expr.Update(Ticks).Set(Ticks.Price.Set(1)) // twin

	_ = expr.Update(Ticks).Set(Ticks.Price.SetExpr(Ticks.Symbol)) // want `cannot use Ticks.Symbol (variable of struct type expr.SymbolColumn) as expr.Float value in argument to Ticks.Price.SetExpr: expr.SymbolColumn does not implement expr.Float (missing method Add)`
	_ = expr.Update(Ticks).Set(Ticks.Price.SetExpr(Ticks.Price))  // twin

	_ = expr.InsertSelect(Ticks, "SELECT 1") // want `cannot use "SELECT 1" (untyped string constant) as expr.Query value in argument to expr.InsertSelect`
	_ = expr.InsertSelect(Ticks, t)          // twin

	_ = expr.InsertSelect(Ticks, t).Values(1) // want `expr.InsertSelect(Ticks, t).Values undefined (type expr.InsertSelectStatement has no field or method Values)`
	_ = expr.InsertSelect(Ticks, t).Batch(1)  // twin

	_ = expr.Insert(Ticks).Batch(1000)          // want `expr.Insert(Ticks).Batch undefined (type expr.InsertStatement has no field or method Batch)`
	_ = expr.InsertSelect(Ticks, t).Batch(1000) // twin

	_ = expr.InsertRows(Ticks, 1)                          // want `in call to expr.InsertRows, cannot infer Row`
	_ = expr.InsertRows(Ticks, []struct{ Ts time.Time }{}) // twin

	_ = expr.CTE("c", func(c tick) expr.Query { return expr.Select(c.Price.Is(Ticks.Symbol)) }) // want `cannot use Ticks.Symbol (variable of struct type expr.SymbolColumn) as expr.Float value in argument to c.Price.Is: expr.SymbolColumn does not implement expr.Float (missing method Add)`
	_ = expr.CTE("c", func(c tick) expr.Query { return expr.Select(c.Price.Is(Ticks.Price)) })  // twin

	_ = expr.CTE("c", func(c int) expr.Query { return t }) // want `in call to expr.CTE, T (type int) does not satisfy expr.Relation (missing method relation)`
	_ = expr.CTE("c", func(tick) expr.Query { return t })  // twin

	_ = expr.Pivot(t, fn.Avg(Ticks.Price)).For(Ticks.Symbol, "a")          // want `cannot use "a" (untyped string constant) as expr.PivotValue value in argument to expr.Pivot(t, fn.Avg(Ticks.Price)).For`
	_ = expr.Pivot(t, fn.Avg(Ticks.Price)).For(Ticks.Symbol, expr.Is("a")) // twin

	_ = expr.Pivot("t") // want `cannot use "t" (untyped string constant) as expr.Query value in argument to expr.Pivot`
	_ = expr.Pivot(t)   // twin

	_ = expr.Explain("SELECT 1") // want `cannot use "SELECT 1" (constant of type string) as expr.Statement value in argument to expr.Explain: string does not implement expr.Statement (missing method AppendSQL)`
	_ = expr.Explain(t)          // twin

	_ = expr.Var("x", 10)             // want `in call to expr.Var, cannot infer C`
	_ = expr.Var("x", expr.Int64(10)) // twin

	_ = expr.InQuery(Ticks.Price, t)  // want `cannot use Ticks.Price (variable of struct type expr.DoubleColumn) as expr.Text value in argument to expr.InQuery`
	_ = expr.InQuery(Ticks.Symbol, t) // twin

	_ = Ticks.Price.GtExpr(expr.QueryTimestamp(t)) // want `cannot use expr.QueryTimestamp(t) (value of interface type expr.Timestamp) as expr.Number value in argument to Ticks.Price.GtExpr: expr.Timestamp does not implement expr.Number (missing method isNumber)`
	_ = Ticks.Ts.GtExpr(expr.QueryTimestamp(t))    // twin
}
